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
        body is not null && body.DescendantNodesAndSelf().Any(node => !IsPlain(model, node) || IsConverted(model, node));

    /// <summary>Whether the script's own conversion stands here unseen: <c>1 + p</c> may call the operator that makes a number of p.</summary>
    private static bool IsConverted(SemanticModel model, SyntaxNode node) =>
        node is ExpressionSyntax && model.GetConversion(node) is { IsUserDefined: true } or { IsDynamic: true };

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
                IPropertySymbol property => IsLibrarys(property),
                IFieldSymbol or ILocalSymbol or IParameterSymbol or INamespaceOrTypeSymbol => true,
                IMethodSymbol method => IsCalculator(method.ContainingType),
                _ => false,
            },
            CastExpressionSyntax cast => cast.Type is PredefinedTypeSyntax && IsNumber(model.GetTypeInfo(cast.Expression).Type),
            LiteralExpressionSyntax
            or ParenthesizedExpressionSyntax
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
            or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }
            or ExpressionStatementSyntax
            or ReturnStatementSyntax
            or BlockSyntax
            or ElseClauseSyntax
            or BreakStatementSyntax
            or ContinueStatementSyntax => true,
            ConditionalExpressionSyntax choice => IsTruth(model, choice.Condition),
            IfStatementSyntax choice => IsTruth(model, choice.Condition),
            ForStatementSyntax loop => loop.Condition is null || IsTruth(model, loop.Condition),
            WhileStatementSyntax loop => IsTruth(model, loop.Condition),
            DoStatementSyntax loop => IsTruth(model, loop.Condition),
            _ => false,
        };

    /// <summary>A condition of another type calls its <c>operator true</c>.</summary>
    private static bool IsTruth(SemanticModel model, ExpressionSyntax condition) =>
        model.GetTypeInfo(condition).Type is { SpecialType: SpecialType.System_Boolean };

    /// <summary>A property of a library that nothing of the script can stand behind: neither overridden nor a delegate's or a task's result.</summary>
    private static bool IsLibrarys(IPropertySymbol property) =>
        !property.Locations.Any(l => l.IsInSource)
        && property is { IsVirtual: false, IsOverride: false, IsAbstract: false, ContainingType.TypeKind: not TypeKind.Interface }
        && (
            property.Name is not ("Value" or "Result")
            || property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        );

    private static bool IsNumber(ITypeSymbol? type) =>
        type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double };

    private static bool IsCalculator(INamedTypeSymbol? type) =>
        type is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } || IsNumber(type);
}
