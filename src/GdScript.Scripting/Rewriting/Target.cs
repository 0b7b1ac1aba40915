using System.Diagnostics;
using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>The code a loss site stands for.</summary>
/// <param name="Method">What is called: a method, or the symbol of a lambda.</param>
/// <param name="Expression">The lambda or the method's name as it is written; null where the site names a method of the script.</param>
/// <param name="Place">Where problems of the loss as a whole are shown.</param>
internal sealed record Target(IMethodSymbol Method, ExpressionSyntax? Expression, SyntaxNode Place)
{
    /// <summary>Finds the code; null when there is none to be read.</summary>
    public static Target? Of(ScriptModel model, LossSite site) =>
        site switch
        {
            LossSite.Method method => OfMethod(model, method),
            LossSite.Call call => ArgumentOf(model, call) is { } argument
                ? OfExpression(model, argument, new(SymbolEqualityComparer.Default))
                : null,
            _ => throw new UnreachableException(),
        };

    /// <summary>The argument of a call of the workbench, by the file, line and text the compiler tells the called method.</summary>
    public static ExpressionSyntax? ArgumentOf(ScriptModel model, LossSite.Call site)
    {
        var trees = model.Compilation.SyntaxTrees.Where(t => t.FilePath == site.File).ToList();
        var calls =
            from tree in trees
            from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            where LineOf(call) == site.Line
            from argument in call.ArgumentList.Arguments
            where argument.Expression.ToString() == site.Text
            select argument.Expression;
        return calls.FirstOrDefault();

        // The compiler reports the line of the opening bracket.
        static int LineOf(InvocationExpressionSyntax call) =>
            call.ArgumentList.OpenParenToken.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1;
    }

    private static Target? OfMethod(ScriptModel model, LossSite.Method site)
    {
        var members = model.MembersNamed(site.Name).ToList();
        var method = members
            .TakeWhile(m => m is IMethodSymbol)
            .OfType<IMethodSymbol>()
            .FirstOrDefault(m => m.Parameters.Length == site.Arity);
        if (method is not null)
            return ScriptModel.Declaration(method) is { } place ? new(method, null, place) : null;
        return members is [IFieldSymbol variable, ..] && InitializerOf(model, variable) is { } value
            ? OfExpression(model, value, new(SymbolEqualityComparer.Default))
            : null;
    }

    private static Target? OfExpression(ScriptModel model, ExpressionSyntax argument, HashSet<ISymbol> seen) =>
        argument switch
        {
            ParenthesizedExpressionSyntax inner => OfExpression(model, inner.Expression, seen),
            CastExpressionSyntax cast => OfExpression(model, cast.Expression, seen),
            InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConditionalExpressionSyntax => null,
            _ => model.Symbol(argument) switch
            {
                IMethodSymbol method => new(method, argument, argument),
                ISymbol variable
                and (ILocalSymbol or IFieldSymbol) when seen.Add(variable) && InitializerOf(model, variable) is { } value => OfExpression(
                    model,
                    value,
                    seen
                ),
                _ => null,
            },
        };

    /// <summary>What a delegate variable holds for ever: the value it is declared with, when nothing else is ever assigned to it.</summary>
    public static ExpressionSyntax? InitializerOf(ScriptModel model, ISymbol variable) =>
        ScriptModel.Declaration(variable) is VariableDeclaratorSyntax { Initializer.Value: var value }
        && !Assignments.AnyOf(model, variable)
            ? value
            : null;
}
