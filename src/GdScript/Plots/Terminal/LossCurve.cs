using System.Collections.Immutable;
using GdScript.Kernels;

namespace GdScript.Plots.Terminal;

/// <summary>How a loss went, step by step, as a curve of text; by its powers of ten where it spans many.</summary>
public static class LossCurve
{
    /// <summary>From so many times on, numbers are told apart better by their factors.</summary>
    private const double Wide = 50;

    /// <summary>What is smaller than the largest loss by this factor is rounding.</summary>
    private const double Least = 1e-24;

    /// <summary>The picture, line by line; none wider than the drawing allows. Empty where no loss is finite.</summary>
    /// <param name="points">Steps and losses, steps rising.</param>
    /// <param name="drawing">Size and ink.</param>
    public static ImmutableArray<string> Of(IReadOnlyList<(double Step, double Loss)> points, Drawing drawing)
    {
        double[] finite = [.. points.Select(p => p.Loss).Where(double.IsFinite)];
        if (finite.Length == 0)
            return [];
        var (low, high) = (finite.Min(), finite.Max());
        var least = finite.Where(x => x > 0 && x >= high * Least).DefaultIfEmpty(1).Min();
        var isLog = low >= 0 && high > Wide * least;
        double Height(double loss) => isLog ? Elementary.Log10(Math.Max(loss, least)) : loss;
        var up = Room(Height(isLog ? least : low), Height(high));
        var across = new Extent(points[0].Step, Math.Max(points[0].Step + 1, points[^1].Step));
        var frame = new Axes(up, drawing, isLog);
        var canvas = new Canvas(frame.Columns, drawing.Lines, drawing.Ink);
        (double X, double Y)[] places =
        [
            .. points.Select(p =>
                (across.PartOf(p.Step) * (canvas.DotColumns - 1), (1 - up.PartOf(Height(p.Loss))) * (canvas.DotLines - 1))
            ),
        ];
        for (var i = 0; i < places.Length; i++)
        {
            var from = i > 0 && double.IsFinite(places[i - 1].Y) ? places[i - 1] : places[i];
            foreach (var (x, y) in Track.Between(from.X, from.Y, places[i].X, places[i].Y, canvas.DotColumns, canvas.DotLines))
                canvas.Dot(x, y);
        }
        return frame.Around(canvas.Line, across, isWhole: true);
    }

    private static Extent Room(double low, double high) =>
        high > low ? new(low, high) : new(low - Math.Max(1, Math.Abs(low)) / 10, low + Math.Max(1, Math.Abs(low)) / 10);
}
