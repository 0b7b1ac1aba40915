using System.Collections.Immutable;
using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>The calls of a script whose first argument is a loss: <c>Grad(w => …)</c>.</summary>
internal static class TracedCalls
{
    private const string Attribute = "TracedAttribute";

    /// <summary>Each site once, as the called method will hear of it from the compiler.</summary>
    public static ImmutableArray<LossSite> Of(CSharpCompilation compilation) =>
        [
            .. (
                from tree in compilation.SyntaxTrees
                let model = compilation.GetSemanticModel(tree)
                from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                where call.ArgumentList.Arguments.Count > 0
                let method = model.GetSymbolInfo(call).Symbol as IMethodSymbol
                where method is { Parameters: [var loss, ..] } && IsTraced(loss)
                let argument = CallerTexts.Argument(call, method, method.Parameters[0].Name)
                where argument is not null
                select (LossSite)new LossSite.Call(tree.FilePath, Line(call), argument.Expression.ToString())
            ).Distinct(),
        ];

    private static bool IsTraced(IParameterSymbol parameter) => parameter.GetAttributes().Any(a => a.AttributeClass?.Name == Attribute);

    /// <summary>The compiler counts a call as standing where its arguments open.</summary>
    private static int Line(InvocationExpressionSyntax call) =>
        call.ArgumentList.OpenParenToken.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
