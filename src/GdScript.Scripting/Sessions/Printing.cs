using GdScript.Scripting.Compiling;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>A submission as a part of a script, where a value is not shown by itself.</summary>
internal static class Printing
{
    /// <summary>The text with the value of its last expression printed; the text itself where it has none.</summary>
    /// <param name="text">A submission.</param>
    /// <param name="name">A variable that keeps the value; null where nobody asks for it later.</param>
    /// <param name="hidden">True where the value was not shown.</param>
    public static string Of(string text, string? name, bool hidden)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Submission.Dialect).GetRoot();
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last })
            return text;
        var isValue = last.SemicolonToken.IsMissing || (hidden && last.Expression is not (AssignmentExpressionSyntax or InvocationExpressionSyntax));
        if (!isValue && name is null)
            return text;
        var value = last.Expression.ToString();
        var kept = name is null ? "" : $"var {name} = {value};{(hidden ? "" : "\n")}";
        var shown =
            hidden && name is not null ? ""
            : hidden ? $"_ = {value};"
            : $"Print({name ?? value});";
        return text[..last.SpanStart] + kept + shown + text[last.Span.End..];
    }
}
