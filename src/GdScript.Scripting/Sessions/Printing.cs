using GdScript.Scripting.Compiling;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>A submission as a part of a script, where a value is not shown by itself.</summary>
internal static class Printing
{
    /// <summary>The text with the value of its last expression printed, and its last statement ended.</summary>
    /// <param name="text">A submission.</param>
    /// <param name="name">A variable that keeps the value; null where nobody asks for it later.</param>
    /// <param name="valued">True where it gave a value.</param>
    /// <param name="hidden">True where the value was not shown.</param>
    public static string Of(string text, string? name, bool valued, bool hidden)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Submission.Dialect).GetRoot();
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last })
            return text;
        var value = last.Expression.ToString();
        var open = last.SemicolonToken.IsMissing;
        var said =
            !valued || (hidden && name is null) ? (open ? value + ";" : null)
            : name is null ? $"Print({value});"
            : hidden ? $"var {name} = {value};"
            : $"var {name} = {value};\nPrint({name});";
        return said is null ? text : text[..last.SpanStart] + said + text[last.Span.End..];
    }
}
