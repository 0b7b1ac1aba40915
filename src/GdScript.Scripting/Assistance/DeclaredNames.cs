using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>Where a new name is being made up, nothing that exists is offered.</summary>
internal static class DeclaredNames
{
    /// <summary>Whether the word, or without one the caret behind <paramref name="left"/>, is where a new name goes.</summary>
    public static bool IsOne(Draft draft, SyntaxToken word, SyntaxToken left) =>
        word.IsKind(SyntaxKind.IdentifierToken) ? IsDeclared(draft, word, left) : IsNameNext(left);

    private static bool IsDeclared(Draft draft, SyntaxToken word, SyntaxToken left) =>
        word.Parent switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier == word && !FollowsValue(draft, declarator, left),
            ParameterSyntax parameter => parameter.Identifier == word && !IsMaybeValue(parameter),
            MethodDeclarationSyntax or LocalFunctionStatementSyntax => true,
            BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or EnumMemberDeclarationSyntax or TypeParameterSyntax => true,
            PropertyDeclarationSyntax or EventDeclarationSyntax or ConstructorDeclarationSyntax => true,
            SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax => true,
            FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax => true,
            TupleElementSyntax or LabeledStatementSyntax or NameEqualsSyntax { Parent: UsingDirectiveSyntax } => true,
            _ => left.Kind() is SyntaxKind.ClassKeyword or SyntaxKind.StructKeyword or SyntaxKind.EnumKeyword or SyntaxKind.InterfaceKeyword
                || left.IsKind(SyntaxKind.NamespaceKeyword)
                || (left.IsKind(SyntaxKind.FromKeyword) && left.Parent is FromClauseSyntax),
        };

    /// <summary><c>data wh</c> reads as a declaration; behind a value it is none.</summary>
    private static bool FollowsValue(Draft draft, VariableDeclaratorSyntax declarator, SyntaxToken left) =>
        declarator.Parent is VariableDeclarationSyntax { Type: NameSyntax type }
        && left.Parent is not null
        && type.Span.Contains(left.Span)
        && IsValue(draft, type);

    private static bool IsValue(Draft draft, NameSyntax name) =>
        draft.Model.GetSpeculativeSymbolInfo(name.SpanStart, name, SpeculativeBindingOption.BindAsExpression).Symbol
            is ILocalSymbol
                or IFieldSymbol
                or IPropertySymbol
                or IParameterSymbol
                or IRangeVariableSymbol;

    /// <summary>In <c>f((a</c> nobody knows yet whether a is a value or the parameter of a lambda.</summary>
    private static bool IsMaybeValue(ParameterSyntax parameter) =>
        parameter is { Type: null, Parent.Parent: LambdaExpressionSyntax { ArrowToken.IsMissing: true } };

    private static bool IsNameNext(SyntaxToken left) =>
        left.Kind() switch
        {
            SyntaxKind.ClassKeyword
            or SyntaxKind.StructKeyword
            or SyntaxKind.EnumKeyword
            or SyntaxKind.InterfaceKeyword
            or SyntaxKind.NamespaceKeyword => true,
            SyntaxKind.FromKeyword or SyntaxKind.LetKeyword => true,
            // 'int ', 'var ', 'List<int> ', 'double[] ': a type has been written, its name is to come.
            SyntaxKind.GreaterThanToken => left.Parent is TypeArgumentListSyntax && IsDeclarationsType(left.Parent.Parent),
            SyntaxKind.CloseBracketToken => left.Parent is ArrayRankSpecifierSyntax && IsDeclarationsType(left.Parent.Parent),
            _ => left.Parent is PredefinedTypeSyntax type && IsDeclarationsType(type) || left is { ValueText: "var" } && IsVar(left),
        };

    private static bool IsVar(SyntaxToken left) => left.Parent is IdentifierNameSyntax name && IsDeclarationsType(name);

    private static bool IsDeclarationsType(SyntaxNode? type) =>
        type is not null
        && type.Parent
            is VariableDeclarationSyntax
                or ParameterSyntax
                or IncompleteMemberSyntax
                or MethodDeclarationSyntax
                or PropertyDeclarationSyntax
                or ForEachStatementSyntax
                or DeclarationExpressionSyntax
                or ExpressionStatementSyntax
                or LocalFunctionStatementSyntax
                or GlobalStatementSyntax;
}
