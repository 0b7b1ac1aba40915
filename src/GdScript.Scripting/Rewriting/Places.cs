using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GdScript.Scripting.Rewriting;

/// <summary>Pieces of the script as a reader finds them, and their numbers in the twin.</summary>
internal sealed class Places
{
    private readonly Dictionary<(SyntaxTree, TextSpan), int> numbers = [];
    private readonly List<SourceSpan> spans = [];

    public IReadOnlyList<SourceSpan> Spans => spans;

    /// <summary>The number by which the twin speaks of a node.</summary>
    public int NumberOf(SyntaxNode node)
    {
        if (numbers.TryGetValue((node.SyntaxTree, node.Span), out var number))
            return number;
        var problem = In(Problem.Input("", ""), node);
        var place = problem.Place!.Value;
        spans.Add(new(problem.File!, place.Line, place.Column, place.Length));
        numbers.Add((node.SyntaxTree, node.Span), spans.Count - 1);
        return spans.Count - 1;
    }

    /// <summary>The problem, pointing at a node.</summary>
    public static Problem In(Problem problem, SyntaxNode node) => In(problem, node.SyntaxTree, node.Span);

    public static Problem In(Problem problem, SyntaxTree tree, TextSpan span) =>
        problem.In(TextOf(tree), span.Start, span.Length) with
        {
            File = tree.FilePath,
        };

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<SyntaxTree, string> Texts = [];

    private static string TextOf(SyntaxTree tree) => Texts.GetValue(tree, t => t.GetText().ToString());
}
