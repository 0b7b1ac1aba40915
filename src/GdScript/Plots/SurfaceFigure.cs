using System.Collections.Immutable;
using System.Globalization;

namespace GdScript.Plots;

/// <summary>
/// A loss of two numbers as a surface over the plane of its weights. A walk goes on the floor, where the weights are, and is seen once
/// more on the surface above it; planes touch the surface where they are asked for.
/// </summary>
public static class SurfaceFigure
{
    /// <summary>How far a plane reaches from where it touches, in parts of the floor's sides.</summary>
    private const double Reach = 0.2;

    /// <summary>A lifted line is measured so often between two lines of the grid.</summary>
    private const double Often = 1.5;

    /// <summary>How many places a lifted walk has at most.</summary>
    private const int Most = 3000;

    /// <summary>The figure; null where the function has no finite value.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="f">The loss; where it is not finite the surface has a hole.</param>
    /// <param name="across">The first parameter's name and range.</param>
    /// <param name="up">The second one's.</param>
    /// <param name="walks">Names and points of walks.</param>
    /// <param name="slope">The gradient, for planes that touch.</param>
    /// <param name="touching">Where planes touch.</param>
    /// <param name="isLog">Whether heights are drawn logarithmically, as narrow valleys ask for; only where they are above 0.</param>
    /// <param name="budget">How often the function may be asked for the surface; a walk on it costs some more.</param>
    public static Figure? Of(
        string title,
        Func<double, double, double> f,
        Axis across,
        Axis up,
        IReadOnlyList<(string Name, ImmutableArray<Vertex> Points)>? walks = null,
        Slope? slope = null,
        IReadOnlyList<Vertex>? touching = null,
        bool isLog = false,
        int budget = ContourFigure.UsualBudget
    )
    {
        // The grid, and so the levels, are those that a map begins with.
        var (columns, rows) = ContourFigure.Coarse(budget);
        var field = new Field(f, across.Range, up.Range, columns, rows, 1, budget);
        ImmutableArray<double> heights = [.. field.Coarse()];
        if (Height(heights, isLog) is not { } height)
            return null;
        var named = walks ?? [];
        var surface = new Mark.Surface(field.Columns, field.Rows, heights, Shades(field, heights, height));
        return new Figure(
            title,
            [
                new Panel(
                    across,
                    up,
                    [
                        .. named.Select((w, k) => new Mark.Walk(w.Name, w.Points, k)),
                        surface,
                        .. named.Select((w, k) => new Mark.Lifted("on the surface", Lifted(f, w.Points, across, up, surface), k)),
                        .. slope is null ? [] : (touching ?? []).Select(t => Plate(f, slope, t, across, up)).OfType<Mark>(),
                    ]
                )
                {
                    Height = height,
                },
            ]
        );
    }

    /// <summary>The levels of the map, among the heights that the axis shows; by factors from 0 on where it is logarithmic.</summary>
    private static ImmutableArray<double> Shades(Field field, ImmutableArray<double> heights, Axis height)
    {
        var (least, isValley) = field.Lowest();
        double[] shown = [.. heights.Where(h => h >= height.Range.Low && h <= height.Range.High)];
        if (height.IsLog)
            return Levels.Of(shown, 0, true);
        // Where the bottom is cut off as well, what is seen begins above it.
        var isCut = heights.Any(h => h < height.Range.Low && double.IsFinite(h));
        return Levels.Of(shown, isCut ? height.Range.Low : least, isValley);
    }

    private static Axis? Height(ImmutableArray<double> heights, bool isLog)
    {
        double[] positive = [.. heights.Where(h => h > 0 && double.IsFinite(h))];
        if (isLog && positive.Length > 0 && positive.Max() > positive.Min())
            return new Axis("loss", new(Math.Max(positive.Min(), positive.Max() * 1e-12), positive.Max()), true);
        return Heights.Of(heights) is { } range ? new Axis("loss", range) : null;
    }

    /// <summary>The walk with as many places between its points as the surface bends, as far as it lies over the floor.</summary>
    private static ImmutableArray<Vertex3> Lifted(
        Func<double, double, double> f,
        ImmutableArray<Vertex> points,
        Axis across,
        Axis up,
        Mark.Surface grid
    )
    {
        var lifted = ImmutableArray.CreateBuilder<Vertex3>();
        Vertex Part(Vertex p) => new(across.Range.PartOf(p.X), up.Range.PartOf(p.Y));
        Vertex3 Up(Vertex p) => new(p.X, p.Y, f(p.X, p.Y));
        Vertex3 At(Vertex part) => Up(new(across.Range.At(part.X), up.Range.At(part.Y)));
        var gap = new Vertex3(double.NaN, double.NaN, double.NaN);
        if (!points.IsEmpty && Part(points[0]) is { X: >= 0 and <= 1, Y: >= 0 and <= 1 })
            lifted.Add(Up(points[0]));
        var last = points.IsEmpty ? default : Part(points[0]);
        for (var k = 1; k < points.Length && lifted.Count < Most; k++)
        {
            var (to, isLast) = (Part(points[k]), k == points.Length - 1);
            var cells = Math.Max(Math.Abs(to.X - last.X) * grid.Columns, Math.Abs(to.Y - last.Y) * grid.Rows);
            // What moves less than a quarter of a cell is not seen.
            if (cells < 0.25 && !isLast)
                continue;
            if (Over(last, to) is not var (from, until))
                lifted.Add(gap);
            else
            {
                var pieces = Math.Max(1, (int)Math.Min(200, Math.Ceiling(cells * (until - from) * Often)));
                if (from > 0)
                    lifted.AddRange(gap, At(Between(last, to, from)));
                for (var i = 1; i < pieces; i++)
                    lifted.Add(At(Between(last, to, from + (until - from) * i / pieces)));
                lifted.Add(until < 1 ? At(Between(last, to, until)) : Up(points[k]));
            }
            last = to;
        }
        return lifted.DrainToImmutable();
    }

    private static Vertex Between(Vertex a, Vertex b, double part) => new(a.X + (b.X - a.X) * part, a.Y + (b.Y - a.Y) * part);

    /// <summary>From which to which part a stretch lies in the unit square (Cyrus, Beck 1978); null where it nowhere does.</summary>
    private static (double From, double Until)? Over(Vertex a, Vertex b)
    {
        var (from, until) = (0.0, 1.0);
        foreach (var (start, way) in ((double, double)[])[(a.X, b.X - a.X), (a.Y, b.Y - a.Y)])
        {
            if (!double.IsFinite(start) || !double.IsFinite(way) || (way == 0 && start is < 0 or > 1))
                return null;
            if (way == 0)
                continue;
            var (enter, leave) = (Math.Min(-start / way, (1 - start) / way), Math.Max(-start / way, (1 - start) / way));
            (from, until) = (Math.Max(from, enter), Math.Min(until, leave));
        }
        return from <= until ? (from, until) : null;
    }

    private static Mark.Plate? Plate(Func<double, double, double> f, Slope slope, Vertex touch, Axis across, Axis up)
    {
        var (z, (dx, dy)) = (f(touch.X, touch.Y), slope(touch.X, touch.Y));
        if (!double.IsFinite(z) || !double.IsFinite(dx) || !double.IsFinite(dy))
            return null;
        var (right, back) = (Reach * (across.Range.High - across.Range.Low), Reach * (up.Range.High - up.Range.Low));
        Vertex3 Corner(int i, int j) => new(touch.X + i * right, touch.Y + j * back, z + dx * i * right + dy * j * back);
        var name = $"tangent plane at {across.Name} = {Short(touch.X)}, {up.Name} = {Short(touch.Y)}; slopes {Short(dx)}, {Short(dy)}";
        return new(name, [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)], new(touch.X, touch.Y, z));
    }

    private static string Short(double x) =>
        Scale.Label(double.Parse(x.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
