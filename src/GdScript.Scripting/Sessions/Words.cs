using GdScript.Scripting.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Sessions;

/// <summary>The names that a text speaks of.</summary>
internal static class Words
{
    public static IEnumerable<string> In(string text) =>
        SyntaxFactory
            .ParseTokens(text, options: Submission.Dialect)
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken))
            .Select(t => t.ValueText)
            .Distinct();
}
