using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// What lies beyond the reach of doubles, so that a claim there is neither right nor wrong: a slope larger than all of them, and
/// pieces of floor, ceil and round that are narrower than the space between two.
/// </summary>
internal static class Reaches
{
    /// <summary>From here on every double is whole.</summary>
    private const double AllWhole = 4503599627370496;

    private static readonly Verdict TooLarge = new Verdict.Inconclusive(0, "the slope here is larger than a double can hold");

    private static readonly Verdict TooNarrow = new Verdict.Inconclusive(
        0,
        "pieces of floor, ceil or round are narrower here than the space between two doubles"
    );

    /// <param name="subject">The loss.</param>
    /// <param name="partials">What is judged, as formulas; null where it is none.</param>
    /// <param name="at">The point.</param>
    /// <param name="values">What the derivations give there; the one that is judged stands first.</param>
    /// <param name="each">What was found.</param>
    public static Examined[] Within(Subject subject, Formula? partials, double[] at, Values[] values, Examined[] each)
    {
        if (subject.Formula is not { } loss || !Array.Exists(each, e => e.Verdict.Fails))
            return each;
        if (HasNarrowPieces(loss, at))
            return [.. each.Select(e => e.Verdict.Fails ? e with { Verdict = TooNarrow, IsCorner = true } : e)];
        bool IsLost(Examined e) =>
            e.Verdict.Fails && e.Measured.What is Measured.Unresolved && !double.IsFinite(values[0].At[e.Index].Value);
        return partials is not null && Array.Exists(each, IsLost) && Overflow.IsIn(partials, at)
            ? [.. each.Select(e => IsLost(e) ? e with { Verdict = TooLarge } : e)]
            : each;
    }

    private static bool HasNarrowPieces(Formula loss, double[] at)
    {
        var g = Sketch.From(loss);
        var live = loss.Reached();
        var sizes = new List<int>();
        for (var i = 0; i < live.Length; i++)
            if (live[i] && loss.Nodes[i] is { Op: Op.Floor or Op.Ceil or Op.Round } node)
            {
                var size = g.Make(Op.Abs, node.A);
                sizes.Add(g.TableOf(size) is var table and >= 0 ? g.Rows(Op.RowMax, size, table) : size);
            }
        if (sizes.Count == 0)
            return false;
        var formula = g.Finish([.. sizes]);
        var values = new double[formula.ResultSize];
        Kernel.For(formula).Run(at, values);
        return Array.Exists(values, v => v >= AllWhole);
    }
}
