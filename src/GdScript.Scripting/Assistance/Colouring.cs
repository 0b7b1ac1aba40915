using System.Collections.Immutable;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>
/// What each word of a C# text is. Names are told by their form, by what the text declares and by what the session knows; nothing is
/// bound, so a text of fifty lines costs no more than being read. Asked to stop, it goes on with the tokens alone.
/// </summary>
internal sealed class Colouring
{
    private readonly ImmutableArray<Coloured>.Builder parts = ImmutableArray.CreateBuilder<Coloured>();
    private readonly NameColours? names;
    private readonly string text;
    private readonly CancellationToken stop;

    private Colouring(Draft draft, Meanings meanings, CancellationToken stop) =>
        (text, names, this.stop) = (draft.Text, stop.IsCancellationRequested ? null : new(draft, meanings), stop);

    public static ImmutableArray<Coloured> Of(Draft draft, Meanings meanings, CancellationToken stop)
    {
        var colouring = new Colouring(draft, meanings, stop);
        foreach (var token in draft.Root.DescendantTokens())
        {
            colouring.Trivia(token.LeadingTrivia);
            colouring.Add(token.SpanStart, token.Span.Length, colouring.RoleOf(token));
            colouring.Trivia(token.TrailingTrivia);
        }
        return colouring.parts.ToImmutable();
    }

    private void Add(int start, int length, ColourRole role)
    {
        if (length > 0 && role != ColourRole.Plain)
            parts.Add(new(start, length, role));
    }

    private void Trivia(SyntaxTriviaList all)
    {
        foreach (var trivia in all)
            if (trivia.IsKind(SyntaxKind.SkippedTokensTrivia))
                foreach (var token in trivia.GetStructure()!.DescendantTokens())
                    Add(token.SpanStart, token.Span.Length, WithoutName(token));
            else if (trivia.IsDirective)
                Directive(trivia);
            else if (IsComment(trivia) && text[trivia.SpanStart] == '#')
                HiddenDirective(trivia.SpanStart, trivia.Span.Length);
            else if (IsComment(trivia))
                Add(trivia.SpanStart, trivia.Span.Length, ColourRole.Comment);
    }

    /// <summary>The session reads directives itself; to the compiler they are comments.</summary>
    private void HiddenDirective(int start, int length)
    {
        var quote = text.IndexOf('"', start, length) is var at and >= 0 ? at - start : length;
        Add(start, text.AsSpan(start, quote).TrimEnd().Length, ColourRole.Command);
        Add(start + quote, length - quote, ColourRole.Text);
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind()
            is SyntaxKind.SingleLineCommentTrivia
                or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia
                or SyntaxKind.MultiLineDocumentationCommentTrivia
                or SyntaxKind.ShebangDirectiveTrivia
                or SyntaxKind.DisabledTextTrivia;

    private void Directive(SyntaxTrivia trivia)
    {
        foreach (var token in trivia.GetStructure()!.DescendantTokens())
            Add(
                token.SpanStart,
                token.Span.Length,
                token.IsKind(SyntaxKind.StringLiteralToken) ? ColourRole.Text
                    : token.IsKind(SyntaxKind.BadToken) ? ColourRole.Error
                    : ColourRole.Command
            );
    }

    private ColourRole RoleOf(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) && names is not null && !stop.IsCancellationRequested
            ? names.RoleOf(token)
            : WithoutName(token);

    private static ColourRole WithoutName(SyntaxToken token) =>
        token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => ColourRole.Number,
            SyntaxKind.StringLiteralToken
            or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedRawStringEndToken => ColourRole.Text,
            SyntaxKind.BadToken => ColourRole.Error,
            SyntaxKind.IdentifierToken
            or SyntaxKind.OpenParenToken
            or SyntaxKind.CloseParenToken
            or SyntaxKind.OpenBraceToken
            or SyntaxKind.CloseBraceToken
            or SyntaxKind.OpenBracketToken
            or SyntaxKind.CloseBracketToken
            or SyntaxKind.CommaToken
            or SyntaxKind.SemicolonToken
            or SyntaxKind.DotToken
            or SyntaxKind.EndOfFileToken => ColourRole.Plain,
            var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => ColourRole.Keyword,
            var kind when SyntaxFacts.IsPunctuation(kind) => ColourRole.Operator,
            _ => ColourRole.Plain,
        };
}
