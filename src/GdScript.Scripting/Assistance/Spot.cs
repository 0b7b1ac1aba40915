using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What sort of thing can stand at the caret.</summary>
internal enum SpotKind
{
    /// <summary>A name that is being made up, a number, a comment.</summary>
    Nothing,

    /// <summary>Behind a dot.</summary>
    Member,

    /// <summary>The first word of a statement or a declaration.</summary>
    Statement,

    Expression,
    Type,

    /// <summary>Behind <c>using</c>.</summary>
    Namespace,

    Override,
    Attribute,

    /// <summary>A member to be set, between the braces of <c>new</c> or <c>with</c>.</summary>
    Initialiser,

    /// <summary>A member to be looked at, between the braces of a pattern.</summary>
    Pattern,

    /// <summary>Behind a finished value: words that go on with it.</summary>
    AfterValue,

    /// <summary>Within a string.</summary>
    Text,
}

/// <summary>Where the caret stands.</summary>
/// <param name="Kind">What can stand there.</param>
/// <param name="Start">Where the word begins that is being typed.</param>
/// <param name="Typed">That word, up to the caret.</param>
/// <param name="Left">The token before that word.</param>
internal readonly record struct Spot(SpotKind Kind, int Start, string Typed, SyntaxToken Left)
{
    public static Spot At(Draft draft, int caret)
    {
        var token = draft.LeftOf(caret);
        if (IsComment(draft, caret))
            return new(SpotKind.Nothing, caret, "", token);
        if (IsInString(token, caret))
            return new(SpotKind.Text, caret, "", token);
        if (!IsWord(token, caret))
            return token.Span.End >= caret && token.Kind() is SyntaxKind.NumericLiteralToken or SyntaxKind.CharacterLiteralToken
                ? new(SpotKind.Nothing, caret, "", token)
                : new(KindOf(draft, default, token, caret), caret, "", token);
        var (start, typed) = (token.SpanStart, draft.Text[token.SpanStart..caret]);
        var left = token.GetPreviousToken();
        return typed[0] == '@'
            ? new(KindOf(draft, token, left, start), start + 1, typed[1..], left)
            : new(KindOf(draft, token, left, start), start, typed, left);
    }

    /// <summary>
    /// Where names are looked up. Behind the last token of an unfinished text the compiler sees no class and no block any more, so it
    /// is asked from that token.
    /// </summary>
    public int PlaceIn(Draft draft) =>
        Typed.Length > 0 || Start < draft.Root.EndOfFileToken.SpanStart || Left == default ? Start : Left.SpanStart;

    private static SpotKind KindOf(Draft draft, SyntaxToken word, SyntaxToken left, int start) =>
        IsMember(left) ? SpotKind.Member
        : EndsValue(word, left) && IsQueryBefore(left) ? SpotKind.AfterValue
        : IsGenericType(draft, left) ? SpotKind.Type
        : DeclaredNames.IsOne(draft, word, left) ? SpotKind.Nothing
        : BeginsStatement(word, left, start) ? SpotKind.Statement
        : Behind(left) is { } kind ? kind
        : EndsValue(word, left) ? SpotKind.AfterValue
        : SpotKind.Expression;

    private static SpotKind? Behind(SyntaxToken left) =>
        left.Kind() switch
        {
            SyntaxKind.UsingKeyword => SpotKind.Namespace,
            SyntaxKind.StaticKeyword when left.Parent is UsingDirectiveSyntax => SpotKind.Namespace,
            SyntaxKind.EqualsToken when left.Parent?.Parent is UsingDirectiveSyntax => SpotKind.Namespace,
            SyntaxKind.OverrideKeyword => SpotKind.Override,
            SyntaxKind.NewKeyword
            or SyntaxKind.AsKeyword
            or SyntaxKind.StackAllocKeyword
            or SyntaxKind.RefKeyword
            or SyntaxKind.ReadOnlyKeyword
            or SyntaxKind.ConstKeyword => SpotKind.Type,
            SyntaxKind.PublicKeyword
            or SyntaxKind.PrivateKeyword
            or SyntaxKind.ProtectedKeyword
            or SyntaxKind.InternalKeyword
            or SyntaxKind.StaticKeyword
            or SyntaxKind.AbstractKeyword
            or SyntaxKind.VirtualKeyword
            or SyntaxKind.SealedKeyword
            or SyntaxKind.PartialKeyword
            or SyntaxKind.AsyncKeyword => SpotKind.Statement,
            SyntaxKind.OpenBracketToken or SyntaxKind.CommaToken when left.Parent is AttributeListSyntax => SpotKind.Attribute,
            SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken when IsSetting(left.Parent) => SpotKind.Initialiser,
            SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken when left.Parent is PropertyPatternClauseSyntax => SpotKind.Pattern,
            SyntaxKind.LessThanToken or SyntaxKind.CommaToken when left.Parent is TypeArgumentListSyntax => SpotKind.Type,
            SyntaxKind.OpenParenToken or SyntaxKind.CommaToken when left.Parent is ParameterListSyntax list && !IsLambdas(list) =>
                SpotKind.Type,
            SyntaxKind.OpenParenToken when left.Parent is TypeOfExpressionSyntax or SizeOfExpressionSyntax or CatchDeclarationSyntax =>
                SpotKind.Type,
            SyntaxKind.ColonToken or SyntaxKind.CommaToken when left.Parent is BaseListSyntax or TypeParameterConstraintClauseSyntax =>
                SpotKind.Type,
            _ => null,
        };

    private static bool IsLambdas(ParameterListSyntax list) => list.Parent is ParenthesizedLambdaExpressionSyntax;

    private static bool IsSetting(SyntaxNode? node) =>
        node
            is InitializerExpressionSyntax
            {
                Parent: BaseObjectCreationExpressionSyntax or WithExpressionSyntax or AssignmentExpressionSyntax
            };

    private static bool IsMember(SyntaxToken left) =>
        left.Kind() is SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken;

    /// <summary>A value is finished, and no operator has been typed since.</summary>
    private static bool EndsValue(SyntaxToken word, SyntaxToken left) =>
        !IsGeneric(word)
        && left.Kind()
            is SyntaxKind.IdentifierToken
                or SyntaxKind.CloseBracketToken
                or SyntaxKind.NumericLiteralToken
                or SyntaxKind.StringLiteralToken
                or SyntaxKind.CharacterLiteralToken
                or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.TrueKeyword
                or SyntaxKind.FalseKeyword
                or SyntaxKind.NullKeyword
                or SyntaxKind.ThisKeyword
                or SyntaxKind.CloseParenToken
        && left.Parent is not (CastExpressionSyntax or AttributeListSyntax);

    /// <summary>An unfinished query is no query to the parser, which may see a declaration or two statements in it.</summary>
    public static bool IsQueryBefore(SyntaxToken left)
    {
        for (var (token, steps) = (left, 0); token != default && steps < 200; token = token.GetPreviousToken(), steps++)
            if (token.Text == "from")
                return true;
            else if (token.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken)
                return false;
        return false;
    }

    /// <summary>Without its end <c>List&lt;</c> reads as a comparison.</summary>
    private static bool IsGenericType(Draft draft, SyntaxToken left) =>
        left.IsKind(SyntaxKind.LessThanToken)
        && left.GetPreviousToken() is var name
        && name.IsKind(SyntaxKind.IdentifierToken)
        && draft.Model.LookupNamespacesAndTypes(name.SpanStart, name: name.ValueText).Any(t => t is INamedTypeSymbol { Arity: > 0 });

    private static bool IsGeneric(SyntaxToken word) => word.Parent is TypeArgumentListSyntax;

    private static bool BeginsStatement(SyntaxToken word, SyntaxToken left, int start)
    {
        for (var node = word.Parent; node is not null && node.SpanStart == start; node = node.Parent)
            if (node is StatementSyntax or MemberDeclarationSyntax && !IsArrowBody(node))
                return node is not GlobalStatementSyntax { Parent: not CompilationUnitSyntax };
        return left.Kind() switch
        {
            SyntaxKind.None or SyntaxKind.SemicolonToken => true,
            SyntaxKind.OpenBraceToken => left.Parent
                is BlockSyntax
                    or BaseTypeDeclarationSyntax
                    or SwitchStatementSyntax
                    or AccessorListSyntax,
            SyntaxKind.CloseBraceToken => left.Parent
                is BlockSyntax
                    or BaseTypeDeclarationSyntax
                    or SwitchStatementSyntax
                    or AccessorListSyntax,
            SyntaxKind.CloseParenToken => left.Parent
                is IfStatementSyntax
                    or WhileStatementSyntax
                    or ForStatementSyntax
                    or CommonForEachStatementSyntax
                    or UsingStatementSyntax
                    or LockStatementSyntax,
            SyntaxKind.CloseBracketToken => left.Parent is AttributeListSyntax,
            SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword => true,
            SyntaxKind.ColonToken => left.Parent is SwitchLabelSyntax or LabeledStatementSyntax,
            _ => false,
        };
    }

    private static bool IsArrowBody(SyntaxNode node) => node.Parent is ArrowExpressionClauseSyntax or LambdaExpressionSyntax;

    private static bool IsWord(SyntaxToken token, int caret) =>
        token.Span.End >= caret
        && (
            token.IsKind(SyntaxKind.IdentifierToken)
            || SyntaxFacts.IsKeywordKind(token.Kind())
            || SyntaxFacts.IsContextualKeyword(token.Kind())
        );

    private static bool IsInString(SyntaxToken token, int caret) =>
        token.Kind() switch
        {
            SyntaxKind.StringLiteralToken => caret > token.SpanStart + Quote(token.Text) && (caret < token.Span.End || !IsClosed(token)),
            SyntaxKind.InterpolatedStringTextToken => true,
            SyntaxKind.InterpolatedStringStartToken => caret >= token.Span.End,
            SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => caret < token.Span.End
                || token.ContainsDiagnostics,
            _ => false,
        };

    private static int Quote(string token) => token.IndexOf('"', StringComparison.Ordinal);

    private static bool IsClosed(SyntaxToken token) =>
        token.Text.Length > Quote(token.Text) + 1 && token.Text.EndsWith('"') && !token.ContainsDiagnostics;

    /// <summary>Whether the caret stands in a line that begins with <c>#</c>; what stands there is not C# yet.</summary>
    public static bool IsDirective(string text, int caret)
    {
        var line = text.AsSpan(0, caret).LastIndexOfAny('\n', '\r') + 1;
        return text.AsSpan(line, caret - line).TrimStart() is ['#', ..];
    }

    private static bool IsComment(Draft draft, int caret)
    {
        if (caret == 0)
            return false;
        var trivia = draft.Root.FindTrivia(caret - 1);
        return trivia.Kind() switch
        {
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.DisabledTextTrivia => true,
            SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => caret < trivia.Span.End
                || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal),
            _ => false,
        };
    }
}
