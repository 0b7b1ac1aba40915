using GdScript.Kernels;

namespace GdScript.Plots.Terminal;

/// <summary>Numbers as one line of bars: how a loss went.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string Letters = "_.-:=+*#";

    /// <summary>Losses that span more than this many times the least are shown by their logarithms.</summary>
    private const double Wide = 100;

    /// <summary>One character for each number, or of more than <paramref name="width"/> numbers evenly chosen ones, the first and last among them.</summary>
    /// <param name="values">The numbers; what is not finite is a '?'.</param>
    /// <param name="width">The most characters.</param>
    /// <param name="ink">What they are drawn with.</param>
    public static string Of(IReadOnlyList<double> values, int width, Ink ink = Ink.Dots)
    {
        var chosen = Chosen(values, Math.Max(2, width));
        double[] finite = [.. chosen.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new string('?', chosen.Length);
        var logarithmic = finite.Min() > 0 && finite.Max() > Wide * finite.Min();
        var (low, high) = (Height(finite.Min(), logarithmic), Height(finite.Max(), logarithmic));
        var bars = ink == Ink.Letters ? Letters : Bars;
        return string.Concat(
            chosen.Select(v =>
                !double.IsFinite(v) ? '?'
                : high > low ? bars[(int)Math.Min(bars.Length - 1, (Height(v, logarithmic) - low) / (high - low) * bars.Length)]
                : bars[0]
            )
        );
    }

    private static double Height(double value, bool logarithmic) => logarithmic ? Elementary.Log(value) : value;

    private static double[] Chosen(IReadOnlyList<double> values, int width) =>
        values.Count <= width
            ? [.. values]
            : [.. Enumerable.Range(0, width).Select(i => values[(int)((long)i * (values.Count - 1) / (width - 1))])];
}
