using System.Collections.Immutable;
using GdScript.Scripting.Rewriting;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>Every page that <c>gds explain</c> can show. An id that some source file can emit has one; a test sees to it.</summary>
internal static class Pages
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        .. CommandProblems
            .All.Concat(ScriptProblems.All)
            .Concat(TraceProblems.All)
            .Concat(TextProblems.All)
            .Concat(NumericProblems.All)
            .Concat(WalkProblems.All)
            .Concat(MathNetProblems.All)
            .Concat(ExportProblems.All)
            .Concat(DataProblems.All)
            .Concat(SessionProblems.All)
            .Concat(SymbolicPages.All)
            .OrderBy(page => page.Id, StringComparer.Ordinal),
    ];

    /// <summary>The page of an id as a person may write it: <c>GDS5010</c>, <c>gds5010</c>, <c>5010</c>.</summary>
    public static ProblemPage? Find(string id) => All.FirstOrDefault(page => page.Id == Whole(id));

    /// <summary>The nearest id that has a page, to suggest.</summary>
    public static string? Nearest(string id) => Suggest.Nearest(Whole(id), All.Select(page => page.Id));

    private static string Whole(string id)
    {
        var plain = id.Trim().ToUpperInvariant();
        return plain.Length > 0 && plain.All(char.IsAsciiDigit) ? "GDS" + plain.PadLeft(4, '0') : plain;
    }
}
