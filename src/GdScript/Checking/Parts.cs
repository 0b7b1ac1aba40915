using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Suspect = GdScript.Checking.Diagnosing.Suspect;

namespace GdScript.Checking;

/// <summary>
/// A part of the loss that the claim has as a factor too few or too many: an exponent off by one, the logarithm that a power's
/// exponent brings, a root that was squared. Two points must agree.
/// </summary>
internal static class Parts
{
    private const int Most = 40;
    private const int LargestLoss = 400;
    private const int LongestText = 60;

    /// <param name="loss">The loss.</param>
    /// <param name="wrong">Where the claim is wrong.</param>
    /// <param name="i">The component.</param>
    public static IEnumerable<Suspect> Of(Formula loss, Sample[] wrong, int i)
    {
        if (wrong.Length < 2 || loss.Nodes.Length > LargestLoss)
            yield break;
        int[] nodes = [.. Candidates(loss).Take(Most)];
        if (nodes.Length == 0)
            yield break;
        var values = Values(loss.WithRoots(nodes), wrong);
        for (var k = 0; k < nodes.Length; k++)
        {
            var (text, place) = (Printer.Infix(loss, nodes[k]), k);
            if (text.Length > LongestText)
                continue;
            foreach (var suspect in Factor(text, s => values[s][place], i))
                yield return suspect;
            if (loss.Nodes.Any(n => n.Op == Op.Pow && n.A == nodes[place]))
                foreach (var suspect in Factor($"log({text})", s => Elementary.Log(values[s][place]), i))
                    yield return suspect;
        }
    }

    /// <summary>What depends on the point and is one number, and no row's.</summary>
    private static IEnumerable<int> Candidates(Formula loss)
    {
        var live = loss.Reached();
        var powers = loss.Nodes.Where(n => n.Op == Op.Pow).Select(n => n.A).ToHashSet();
        for (var k = 0; k < loss.Nodes.Length; k++)
        {
            var node = loss.Nodes[k];
            if (
                live[k]
                && node.Shape.IsScalar
                && loss.TableOf(k) < 0
                && (node.Op.Family() != Family.Leaf || (node.Op == Op.Param && powers.Contains(k)))
            )
                yield return k;
        }
    }

    private static double[][] Values(Formula parts, Sample[] wrong)
    {
        var run = new RunningError(parts);
        var bounds = new double[run.ResultSize];
        return
        [
            .. wrong.Select(s =>
            {
                var values = new double[run.ResultSize];
                run.Run(s.Point, values, bounds);
                return values;
            }),
        ];
    }

    /// <summary>Where the part is 0 the claim says nothing about it.</summary>
    private static IEnumerable<Suspect> Factor(string text, Func<int, double> value, int i)
    {
        yield return new(
            "factor",
            $"a factor `{text}` is missing",
            (s, k) => value(k) == 0 ? double.PositiveInfinity : s.Truth[i] / value(k),
            i,
            2
        );
        yield return new("factor", $"a factor `{text}` is too much", (s, k) => s.Truth[i] * value(k), i, 2);
    }
}
