using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>Which bodies need no guard: they calculate with numbers and call nothing that could call them back.</summary>
internal static class Body
{
    /// <summary>
    /// Whether the body may call something of the script. A body of plain arithmetic cannot, and stays as fast as it was; everything
    /// that is not known to be plain counts as able.
    /// </summary>
    public static bool CanRunAway(SemanticModel model, SyntaxNode? body) =>
        body is not null && body.DescendantNodesAndSelf().Any(node => !IsPlain(model, node));

    private static bool IsPlain(SemanticModel model, SyntaxNode node) =>
        node switch
        {
            BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax => IsNumber(
                model.GetTypeInfo(node).Type
            ) && model.GetSymbolInfo(node).Symbol is null or IMethodSymbol { MethodKind: MethodKind.BuiltinOperator },
            InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true } method
                && IsCalculator(method.ContainingType),
            ElementAccessExpressionSyntax element => model.GetTypeInfo(element.Expression).Type is IArrayTypeSymbol,
            SimpleNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(node).Symbol switch
            {
                IPropertySymbol property => !property.Locations.Any(l => l.IsInSource),
                IFieldSymbol or ILocalSymbol or IParameterSymbol or INamespaceOrTypeSymbol => true,
                IMethodSymbol method => IsCalculator(method.ContainingType),
                _ => false,
            },
            CastExpressionSyntax cast => cast.Type is PredefinedTypeSyntax && IsNumber(model.GetTypeInfo(cast.Expression).Type),
            LiteralExpressionSyntax
            or ParenthesizedExpressionSyntax
            or ConditionalExpressionSyntax
            or ArrowExpressionClauseSyntax
            or ArgumentListSyntax
            or BracketedArgumentListSyntax
            or ArgumentSyntax
            or PredefinedTypeSyntax
            or ArrayTypeSyntax
            or ArrayRankSpecifierSyntax
            or OmittedArraySizeExpressionSyntax
            or EqualsValueClauseSyntax
            or VariableDeclarationSyntax
            or VariableDeclaratorSyntax
            or LocalDeclarationStatementSyntax
            or ExpressionStatementSyntax
            or ReturnStatementSyntax
            or BlockSyntax
            or IfStatementSyntax
            or ElseClauseSyntax
            or ForStatementSyntax
            or WhileStatementSyntax
            or DoStatementSyntax
            or BreakStatementSyntax
            or ContinueStatementSyntax => true,
            _ => false,
        };

    private static bool IsNumber(ITypeSymbol? type) =>
        type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double };

    private static bool IsCalculator(INamedTypeSymbol? type) =>
        type is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } || IsNumber(type);
}
