using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>Lambdas that are data: nothing may be put into them.</summary>
internal static class Expressions
{
    /// <summary>Whether the node is a lambda that becomes an expression tree.</summary>
    public static bool IsTree(SemanticModel model, SyntaxNode node) =>
        node is LambdaExpressionSyntax
        && model.GetTypeInfo(node).ConvertedType is INamedTypeSymbol { Name: "Expression", Arity: 1 } type
        && type.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions";
}
