using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Same value, fewer steps: a formula written the way a person would write it.</summary>
public static class Simplify
{
    /// <summary>
    /// Up to this many nodes the result is written for a reader and simplified again until nothing changes. Above, nobody
    /// reads it: once is enough, and what is shared stays shared.
    /// </summary>
    private const int Small = 20_000;

    private const int Rounds = 6;

    /// <summary>
    /// Every root simplified for a reader. The value over the real numbers is kept wherever there is one; where the result has
    /// a value and the formula has none, <see cref="Explain"/> names the rewrite. Never larger than 1.2 times the formula.
    /// </summary>
    public static Formula Of(Formula f) => Explain(f).Simple;

    /// <summary>The simplified formula, and every rewrite that led to it.</summary>
    public static (Formula Simple, ImmutableArray<Rewrite> Used) Explain(Formula f)
    {
        var size = f.Size;
        var rounds = size <= Small ? Rounds : 1;
        var (best, used) = (f, UInt128.Zero);
        foreach (var style in size <= Small ? (ReadOnlySpan<Style>)[Style.Reader, Style.Shared, Style.Reader] : [Style.Shared])
        {
            var (simple, more) = Settled(best, style, rounds);
            var fits = simple.Size <= (style == Style.Reader ? Bound(best.Size) : best.Size);
            if (fits)
                (best, used) = (simple, used | more);
            if (fits == (style == Style.Reader))
                break;
        }
        return (best, [.. Rewrites.All.Where(r => (used & (UInt128.One << r.Index)) != 0)]);
    }

    private static int Bound(int size) => size + size / 5 + 8;

    /// <summary>One style's result, taken again until it stays as it is.</summary>
    internal static (Formula Simple, UInt128 Used) Settled(Formula f, Style style, int rounds)
    {
        var (simple, used) = Once(f, style);
        for (var round = 1; round < rounds; round++)
        {
            var (next, more) = Once(simple, style);
            if (IsSame(simple, next))
                break;
            (simple, used) = (next, used | more);
        }
        return (simple, used);
    }

    private static (Formula Simple, UInt128 Used) Once(Formula f, Style style)
    {
        var forms = new Forms(style);
        var made = Canonical.Of(f, forms);
        return (Rebuild.Of(f, forms, made), forms.Used);
    }

    private static bool IsSame(Formula a, Formula b) =>
        a.Nodes.AsSpan().SequenceEqual(b.Nodes.AsSpan())
        && a.Lists.AsSpan().SequenceEqual(b.Lists.AsSpan())
        && a.Constants.AsSpan().SequenceEqual(b.Constants.AsSpan())
        && a.Roots.AsSpan().SequenceEqual(b.Roots.AsSpan());
}
