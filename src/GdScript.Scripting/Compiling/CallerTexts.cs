using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>
/// A called method may ask the compiler how its argument was written. After our edits the compiler would tell it the edited text, so
/// the text as the user wrote it is passed along.
/// </summary>
internal static class CallerTexts
{
    private const string Attribute = "CallerArgumentExpressionAttribute";

    public static void All(SemanticModel model, Edits edits)
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes(n => !Expressions.IsTree(model, n)))
            if (node is InvocationExpressionSyntax call && model.GetSymbolInfo(call).Symbol is IMethodSymbol method)
                foreach (var parameter in method.Parameters)
                    if (Asked(parameter) is { } name && IsLeftOut(call, method, parameter) && Argument(call, method, name) is { } argument)
                        Tell(call, parameter.Name, argument, edits);
    }

    /// <summary>The parameter whose text this one asks for.</summary>
    private static string? Asked(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == Attribute) is { ConstructorArguments: [var name] }
            ? name.Value as string
            : null;

    private static bool IsLeftOut(InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol parameter) =>
        Argument(call, method, parameter.Name) is null;

    /// <summary>The argument given for a parameter, by name or by place.</summary>
    public static ArgumentSyntax? Argument(InvocationExpressionSyntax call, IMethodSymbol method, string parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        var place = method.Parameters.FirstOrDefault(p => p.Name == parameter)?.Ordinal ?? -1;
        return arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter)
            ?? (place >= 0 && place < arguments.Count && arguments.Take(place + 1).All(a => a.NameColon is null) ? arguments[place] : null);
    }

    private static void Tell(InvocationExpressionSyntax call, string parameter, ArgumentSyntax argument, Edits edits)
    {
        var text = SymbolDisplay.FormatLiteral(argument.Expression.ToString(), quote: true);
        edits.Begin(call.ArgumentList.CloseParenToken.SpanStart, $",{parameter}:{text}");
    }
}
