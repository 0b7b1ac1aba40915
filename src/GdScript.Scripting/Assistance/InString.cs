using GdScript.Descent;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>
/// What could stand within a string that is given to something that reads it: a method of descent, a formula, the name of a file.
/// </summary>
internal static class InString
{
    public static Completions At(Draft draft, SyntaxToken token, int caret, string folder, CancellationToken stop)
    {
        var quote = token.Text.IndexOf('"', StringComparison.Ordinal);
        if (!token.IsKind(SyntaxKind.StringLiteralToken) || quote < 0)
            return Completions.None;
        var start = token.SpanStart + quote + 1;
        var end = token.Text.EndsWith('"') && token.Span.Length > quote + 1 ? token.Span.End - 1 : token.Span.End;
        var inside = draft.Text[start..Math.Max(start, end)];
        // Behind an escape the places within the string are no longer those of its value.
        if (inside.Contains('\\', StringComparison.Ordinal) || caret > start + inside.Length)
            return Completions.None;
        return ReaderOf(draft, token, stop) switch
        {
            Reader.Method => MethodAssist.Complete(inside, caret - start).Shifted(start),
            Reader.Formula => FormulaAssist.Complete(inside, caret - start).Shifted(start),
            Reader.File => FileNames.Of(inside[..(caret - start)], start, folder, []),
            Reader.Nobody => Completions.None,
        };
    }

    private enum Reader
    {
        Nobody,
        Method,
        Formula,
        File,
    }

    private static Reader ReaderOf(Draft draft, SyntaxToken token, CancellationToken stop)
    {
        if (
            token.Parent?.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax list } argument
            || Callable.Of(draft, list, stop) is not { } callable
        )
            return Reader.Nobody;
        var place = list.Arguments.IndexOf(argument);
        var readers =
            from overload in callable.Overloads
            let parameter = argument.NameColon is { } given
                ? overload.Parameters.FirstOrDefault(p => p.Name == given.Name.Identifier.ValueText)
                : overload.Parameters.ElementAtOrDefault(place)
            where parameter is not null
            select ReaderOf(overload.Symbol, parameter);
        return readers.FirstOrDefault(r => r != Reader.Nobody);
    }

    private static Reader ReaderOf(ISymbol called, IParameterSymbol parameter) =>
        parameter.Type.SpecialType != SpecialType.System_String && !IsFormula(parameter.Type) ? Reader.Nobody
        : parameter.Name.Contains("path", StringComparison.OrdinalIgnoreCase)
        || parameter.Name.Contains("fileName", StringComparison.OrdinalIgnoreCase)
            ? Reader.File
        : called.ContainingAssembly?.Name is not ("GdScript" or "GdScript.Scripting") ? Reader.Nobody
        : parameter.Name == "method" ? Reader.Method
        : called.Name == "Formula" || parameter.Name == "infix" || IsFormula(parameter.Type) ? Reader.Formula
        : Reader.Nobody;

    /// <summary>Types that a text becomes by being read.</summary>
    private static bool IsFormula(ITypeSymbol type) => type.Name is "LossFormula" or "SymbolicExpression";
}
