using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>Where a point may go: a least and a largest value for each of its numbers (infinite for none).</summary>
public sealed record Box(ImmutableArray<double> Low, ImmutableArray<double> High)
{
    /// <summary>The nearest point inside, in place. NaN stays NaN.</summary>
    public void Project(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
            x[i] =
                x[i] < Low[i] ? Low[i]
                : x[i] > High[i] ? High[i]
                : x[i];
    }

    /// <summary>The move shortened so that it ends inside.</summary>
    internal void Shorten(ReadOnlySpan<double> x, Span<double> move)
    {
        for (var i = 0; i < x.Length; i++)
            if (x[i] + move[i] is var next && (next < Low[i] || next > High[i]))
                move[i] = (next < Low[i] ? Low[i] : High[i]) - x[i];
    }

    /// <summary>True where number <paramref name="i"/> stands at a bound and downhill leads out of the box.</summary>
    public bool Blocks(int i, double x, double slope) => (x <= Low[i] && slope > 0) || (x >= High[i] && slope < 0);

    /// <summary>‖g‖₂ over the numbers that may move: 0 at a minimum in the box.</summary>
    public double FreeNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Span<double> scratch)
    {
        for (var i = 0; i < x.Length; i++)
            scratch[i] = Blocks(i, x[i], gradient[i]) ? 0 : gradient[i];
        return Norms.Two(scratch[..x.Length]);
    }
}
