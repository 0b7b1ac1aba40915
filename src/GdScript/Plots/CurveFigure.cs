using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>A loss of one number as a curve: with tangents, with arrows that say which way is down, with a walk that hops along it.</summary>
public static class CurveFigure
{
    private const int Arrows = 15;
    private const double TangentLength = 0.34;

    /// <summary>The figure; null where the function has no finite value in the range.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="f">The loss.</param>
    /// <param name="slope">Its derivative; without it there are no tangents and no arrows.</param>
    /// <param name="across">The parameter's name and the range it is drawn over.</param>
    /// <param name="up">What the loss is called.</param>
    /// <param name="path">The points of a walk.</param>
    /// <param name="tangents">Where tangents touch.</param>
    /// <param name="spots">Places of the curve to point out, and what they are called.</param>
    public static Figure? Of(
        string title,
        Func<double, double> f,
        Func<double, double>? slope,
        Axis across,
        string up = "loss",
        IReadOnlyList<double>? path = null,
        IReadOnlyList<double>? tangents = null,
        IReadOnlyList<(string Name, double X)>? spots = null
    )
    {
        var range = across.Range;
        ImmutableArray<Vertex> hops = [.. (path ?? []).Select(x => new Vertex(x, f(x)))];
        var seen = hops.Where(p => range.PartOf(p.X) is >= 0 and <= 1).Select(p => p.Y);
        if (Heights.Of(Sampling.Even(f, range).Concat(seen)) is not { } height)
            return null;
        var shown = Roomy(height);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        marks.Add(new Mark.Line("", Sampling.Of(f, range, shown), Mark.Plain));
        if (slope is not null)
        {
            marks.AddRange((tangents ?? []).Select(x => Tangent(f, slope, x, across)));
            if (Downhill(f, slope, range, shown) is { Each.IsEmpty: false } arrows)
                marks.Add(arrows);
        }
        marks.AddRange((spots ?? []).Select((s, k) => new Mark.Spots(s.Name, [new(s.X, f(s.X))], k, k == 0 ? Sign.Ring : Sign.Disc)));
        if (!hops.IsEmpty)
            marks.Add(new Mark.Walk("", hops, 0, IsHop: true));
        return new Figure(title, [new Panel(across, new Axis(up, shown), marks.DrainToImmutable())]);
    }

    /// <summary>Some air above the curve, and below it room for the arrows.</summary>
    private static Extent Roomy(Extent height) =>
        new(height.Low - 0.12 * (height.High - height.Low), height.High + 0.04 * (height.High - height.Low));

    private static Mark.Aid Tangent(Func<double, double> f, Func<double, double> slope, double x, Axis across)
    {
        var (y, m, reach) = (f(x), slope(x), (across.Range.High - across.Range.Low) * TangentLength / 2);
        var name = $"tangent at {across.Name} = {Scale.Label(Rounded(x))}, slope {Scale.Label(Rounded(m))}";
        return new(name, [new(x - reach, y - m * reach), new(x, y), new(x + reach, y + m * reach)]);
    }

    private static double Rounded(double x) =>
        double.Parse(
            x.ToString("G4", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>Arrows under the curve, against the slope; their lengths grow with its square root, so that small ones are seen.</summary>
    private static Mark.Arrows Downhill(Func<double, double> f, Func<double, double> slope, Extent range, Extent up)
    {
        var each = (range.High - range.Low) / Arrows;
        var y = up.Low + 0.045 * (up.High - up.Low);
        var slopes = Enumerable.Range(0, Arrows).Select(i => range.Low + (i + 0.5) * each).Select(x => (X: x, Slope: slope(x)));
        // A derivative may have values where the loss has none, as 1/x has for log(x): there is no way down.
        var known = slopes.Where(s => double.IsFinite(s.Slope) && double.IsFinite(f(s.X))).ToArray();
        // A pole is not what the others are measured by.
        double[] sizes = [.. known.Select(s => Math.Abs(s.Slope)).Order()];
        var steepest = sizes.Length == 0 ? 0 : sizes[^(1 + sizes.Length / 5)];
        var arrows =
            from s in known
            where s.Slope != 0 && steepest > 0
            let reach = -Math.Sign(s.Slope) * Math.Sqrt(Math.Min(1, Math.Abs(s.Slope) / steepest)) * 0.4 * each
            select (new Vertex(s.X - reach, y), new Vertex(s.X + reach, y));
        return new Mark.Arrows("the way down", [.. arrows]);
    }
}
