using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>How thoroughly a gradient is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>The given points, and nothing beyond.</summary>
    public static CheckOptions Plain { get; } = new();

    /// <summary>What <c>gds check</c> does: 16 further points, counter-examples shrunk.</summary>
    public static CheckOptions Thorough { get; } = new() { Hunt = 16 };

    /// <summary>How many further points around each given one are searched for a counter-example.</summary>
    public int Hunt { get; init; }

    /// <summary>Which further points, directions and signs: the same seed gives the same ones.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Up to so many components are measured one by one; more are checked along random directions first.</summary>
    public int Singly { get; init; } = 100;

    /// <summary>A match needs an error bar of at most this part of the slope; it decides between match and inconclusive, never what is wrong.</summary>
    public double Rtol { get; init; } = Judge.SmallBar;

    /// <summary>Interval arithmetic on top: a mismatch becomes a theorem, a match gets a proven bar.</summary>
    public bool Prove { get; init; }

    /// <summary>Further derivations of the same gradient, set beside ours and compared pair by pair.</summary>
    public ImmutableArray<Rival> Rivals { get; init; } = [];
}

/// <summary>Another engine's gradient of the same loss.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Gradient">Writes the flat gradient at a flat point.</param>
public sealed record Rival(string Name, GradientOf Gradient)
{
    /// <summary>The formulas it runs, a root per parameter, which tell how far rounding may carry it; null where it is measured.</summary>
    public Formula? Partials { get; init; }
}
