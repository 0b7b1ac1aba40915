using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>Who changes a variable.</summary>
internal static class Assignments
{
    /// <summary>The expressions a node assigns to: its left side, or what it counts up, or what it hands out by reference.</summary>
    public static IEnumerable<ExpressionSyntax> Targets(SyntaxNode node) =>
        node switch
        {
            AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } => Leaves(tuple),
            AssignmentExpressionSyntax assignment => [assignment.Left],
            PostfixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression
            } p => [p.Operand],
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } p =>
            [
                p.Operand,
            ],
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument =>
            [
                argument.Expression,
            ],
            RefExpressionSyntax reference => [reference.Expression],
            ForEachVariableStatementSyntax { Variable: TupleExpressionSyntax tuple } => Leaves(tuple),
            _ => [],
        };

    /// <summary>Whether anything in the script assigns to a variable after its declaration.</summary>
    public static bool AnyOf(ScriptModel model, ISymbol variable) =>
        model.Trees.Any(tree => tree.GetRoot().DescendantNodes().Any(node => AssignsTo(model, node, variable)));

    private static bool AssignsTo(ScriptModel model, SyntaxNode node, ISymbol variable) =>
        Targets(node)
            .Any(target => NameOf(target) == variable.Name && SymbolEqualityComparer.Default.Equals(model.Symbol(target), variable));

    private static string? NameOf(ExpressionSyntax target) =>
        target switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            _ => null,
        };

    private static IEnumerable<ExpressionSyntax> Leaves(TupleExpressionSyntax tuple) =>
        tuple.Arguments.SelectMany(a => a.Expression is TupleExpressionSyntax inner ? Leaves(inner) : [a.Expression]);
}
