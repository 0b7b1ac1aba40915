using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>The mean of about the last hundred losses, for walks whose loss is another one at every step.</summary>
internal sealed class Smoothed
{
    private const long Memory = 100;
    private double mean;
    private double first = double.NaN;
    private double least = double.NaN;
    private bool used;

    /// <param name="state">What <see cref="State"/> gave; empty for the beginning.</param>
    public Smoothed(ReadOnlySpan<double> state)
    {
        if (!state.IsEmpty)
            (mean, first, least, used) = (state[0], state[1], state[2], true);
    }

    /// <summary>The mean, the first one of a hundred losses, the least since then; empty where nothing was smoothed.</summary>
    public ImmutableArray<double> State => used ? [mean, first, least] : [];

    /// <summary>The least mean so far; null before there was one.</summary>
    public double? Least => double.IsNaN(least) ? null : least;

    /// <summary>Takes a loss in; the mean, where it is far above the least one.</summary>
    public double? Far(long step, double loss)
    {
        used = true;
        mean += (loss - mean) / Math.Min(step + 1, Memory);
        if (step < Memory)
            return null;
        if (step == Memory)
            first = least = mean;
        least = Math.Min(least, mean);
        return mean > least + 1e3 * Math.Max(1, Math.Abs(first)) ? mean : null;
    }
}
