using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GdScript.Plots.Svg;

/// <summary>How each kind of mark is drawn.</summary>
internal static class MarkSvg
{
    /// <summary>What a line may differ from the places it goes through, in pixels: less than can be seen.</summary>
    private const double Unseen = 0.15;

    /// <summary>Bands take no more than this, so that a whole picture stays below 90 KB.</summary>
    private const int MostForBands = 72_000;

    private const int MostForLine = 16_000;

    private const double MostDots = 400;

    /// <summary>The shade of a band: 0 for the lowest.</summary>
    public static int ShadeOf(double rank) => (int)Math.Round(rank * (Palette.Shades - 1), MidpointRounding.AwayFromZero);

    /// <summary>The shades of a surface, below its first level, then from each on.</summary>
    public static IEnumerable<int> ShadesOf(Mark.Surface surface) =>
        Enumerable
            .Range(0, surface.Levels.Length + 1)
            .Select(k => ShadeOf(surface.Levels.Length == 0 ? 0.5 : (double)k / surface.Levels.Length));

    public static string Shade(int shade) => string.Create(CultureInfo.InvariantCulture, $"z{shade}");

    /// <summary>What everything of a walk is part of, so that a page can hide it.</summary>
    public static string Group(int series) => string.Create(CultureInfo.InvariantCulture, $"run{series}");

    public static string Stroke(string look, int series) =>
        series == Mark.Plain
            ? look + " s1"
            : string.Create(CultureInfo.InvariantCulture, $"{look} s{series % Palette.Light.Series.Length}");

    private static string Fill(string look, int series) =>
        string.Create(CultureInfo.InvariantCulture, $"{look} f{series % Palette.Light.Series.Length}");

    /// <summary>Draws a mark; the outline of a band may differ from it by the tolerance, in pixels (see <see cref="Fitting"/>).</summary>
    public static void Draw(SvgText svg, Mark mark, Frame frame, double tolerance)
    {
        switch (mark)
        {
            case Mark.Line line:
                Outline(svg, line.Points, frame, Stroke("l", line.Series), Style.Dash(line.Series));
                break;
            case Mark.Aid aid:
                Outline(svg, aid.Points, frame, "a", "", Style.Aid(aid.Dash));
                break;
            case Mark.Walk walk:
                Walk(svg, walk, frame);
                break;
            case Mark.Spots spots:
                foreach (var place in spots.Points.Select(frame.At).Where(p => p.IsFinite && frame.Holds(p)))
                    Spot(svg, place, spots);
                break;
            case Mark.Arrows arrows:
                Arrows(svg, arrows, frame);
                break;
            case Mark.Band band:
                svg.Open(
                    "path",
                    ("class", "i " + Shade(ShadeOf(band.Rank))),
                    ("fill-rule", "evenodd"),
                    ("d", Rings(band, frame, tolerance))
                );
                if (double.IsFinite(band.Level))
                    svg.Word("title", "≥ " + Scale.Label(band.Level));
                svg.Close();
                break;
            case Mark.Surface or Mark.Lifted or Mark.Plate:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The least tolerance with which all bands of a panel fit.</summary>
    public static double Fitting(Panel panel, Frame frame)
    {
        var bands = panel.Marks.OfType<Mark.Band>().ToArray();
        for (var tolerance = Unseen; ; tolerance *= 1.5)
            if (bands.Sum(b => Rings(b, frame, tolerance).Length) <= MostForBands || tolerance > 5)
                return tolerance;
    }

    private static string Rings(Mark.Band band, Frame frame, double tolerance)
    {
        var path = new PathText();
        foreach (var ring in band.Rings)
        {
            Vertex[] places = [.. ring.Select(frame.At)];
            var kept = Thin.Ring(places, tolerance);
            if (kept.Count == 0)
                continue;
            path.Move(kept[0].X, kept[0].Y);
            foreach (var place in CollectionsMarshal.AsSpan(kept)[1..])
                path.Line(place.X, place.Y);
            path.Close();
        }
        return path.ToString();
    }

    private static void Outline(SvgText svg, ImmutableArray<Vertex> points, Frame frame, string look, string dash, string style = "")
    {
        if (Path(points, frame) is { Length: > 0 } path)
            svg.Empty("path", ("class", look), ("stroke-dasharray", dash), ("style", style), ("d", path));
    }

    private static string Path(ImmutableArray<Vertex> points, Frame frame) => Outlined(Thin.Runs(points.Select(frame.At), frame));

    /// <summary>Lines through places on paper, without those that nobody would miss; a walk to and fro without end is told roughly.</summary>
    public static string Outlined(IEnumerable<List<Vertex>> runs)
    {
        List<Vertex>[] all = [.. runs];
        for (var tolerance = Unseen; tolerance < 14; tolerance *= 1.7)
            if (Outlined(all, tolerance) is { Length: <= MostForLine } path)
                return path;
        // Where every hop is seen and there are thousands of them, some stand for all: every odd one, for hops go to and fro.
        for (var stride = 3; ; stride = 2 * stride + 1)
            if (
                Outlined(Array.ConvertAll(all, run => Some(run, stride)), Unseen) is var rough
                && (rough.Length <= MostForLine || stride > 4000)
            )
                return rough;
    }

    private static List<Vertex> Some(List<Vertex> run, int stride) =>
        [.. run.Where((_, k) => k % stride == 0 && k < run.Count - 1), run[^1]];

    private static string Outlined(List<Vertex>[] runs, double tolerance)
    {
        var path = new PathText();
        foreach (var run in runs)
        {
            var kept = Thin.Line(CollectionsMarshal.AsSpan(run), tolerance);
            path.Move(kept[0].X, kept[0].Y);
            foreach (var place in CollectionsMarshal.AsSpan(kept)[1..])
                path.Line(place.X, place.Y);
        }
        return path.ToString();
    }

    private static void Walk(SvgText svg, Mark.Walk walk, Frame frame)
    {
        if (Path(walk.Points, frame) is { Length: > 0 } path)
        {
            svg.Empty("path", ("class", "halo"), ("d", path));
            var look = Stroke(walk.IsHop ? "l hop" : "l", walk.Series);
            svg.Empty("path", ("class", look), ("stroke-dasharray", Style.Dash(walk.Series)), ("d", path));
        }
        var (last, dots) = (new Vertex(double.NaN, double.NaN), 0);
        foreach (var point in walk.Points)
        {
            var place = frame.At(point);
            // Where steps are so short that their dots would touch, the line says enough.
            if (!place.IsFinite || !frame.Holds(place) || dots >= MostDots || Near(place, last, 5))
                continue;
            svg.Empty(
                "circle",
                ("class", Fill("", walk.Series)),
                ("cx", SvgText.Number(place.X)),
                ("cy", SvgText.Number(place.Y)),
                ("r", "2.4")
            );
            (last, dots) = (place, dots + 1);
        }
    }

    private static bool Near(Vertex a, Vertex b, double distance) => Math.Abs(a.X - b.X) < distance && Math.Abs(a.Y - b.Y) < distance;

    /// <summary>Start and end of every walk, over all marks and whole even at the edge of the panel.</summary>
    public static void Ends(SvgText svg, Panel panel, Frame frame, bool hasRuns)
    {
        foreach (var walk in panel.Marks.OfType<Mark.Walk>().Where(w => w.Points.Length > 0))
            Grouped(svg, hasRuns ? walk : null, () => Ends(svg, walk, frame));
    }

    private static void Ends(SvgText svg, Mark.Walk walk, Frame frame)
    {
        if (frame.At(walk.Points[0]) is var start && start.IsFinite && frame.Holds(start))
            Start(svg, start, walk.Series);
        if (walk.Points.Length > 1 && frame.At(walk.Points[^1]) is var end && end.IsFinite && frame.Holds(end))
            End(svg, end, walk.Series);
    }

    /// <summary>Draws what belongs to a mark as part of the group of its walk, or of the arrows; without a mark it is drawn as it is.</summary>
    public static void Grouped(SvgText svg, Mark? mark, Action draw)
    {
        var group = mark switch
        {
            Mark.Walk walk => Group(walk.Series),
            Mark.Line { Series: >= 0 } line => Group(line.Series),
            Mark.Arrows => "arrows",
            _ => "",
        };
        if (group.Length > 0)
            svg.Open("g", ("class", group));
        draw();
        if (group.Length > 0)
            svg.Close();
    }

    public static void Start(SvgText svg, Vertex at, int series) =>
        svg.Empty("circle", ("class", Stroke("start", series)), ("cx", SvgText.Number(at.X)), ("cy", SvgText.Number(at.Y)), ("r", "4.5"));

    public static void End(SvgText svg, Vertex at, int series)
    {
        var diamond = new PathText().Move(at.X, at.Y - 6.5).Line(at.X + 6.5, at.Y).Line(at.X, at.Y + 6.5).Line(at.X - 6.5, at.Y).Close();
        svg.Empty("path", ("class", Fill("end", series)), ("d", diamond.ToString()));
    }

    public static void Spot(SvgText svg, Vertex at, Mark.Spots spots)
    {
        var (x, y) = (SvgText.Number(at.X), SvgText.Number(at.Y));
        var cross = new PathText().Move(at.X - 3, at.Y - 3).Line(at.X + 3, at.Y + 3).Move(at.X - 3, at.Y + 3).Line(at.X + 3, at.Y - 3);
        _ = spots.Sign switch
        {
            Sign.Ring => svg.Empty("circle", ("class", Stroke("start", spots.Series)), ("cx", x), ("cy", y), ("r", "4.5")),
            Sign.Disc => svg.Empty("circle", ("class", Fill("", spots.Series)), ("cx", x), ("cy", y), ("r", "3")),
            Sign.Cross => svg.Empty("path", ("class", Stroke("l", spots.Series)), ("d", cross.ToString())),
        };
    }

    private static void Arrows(SvgText svg, Mark.Arrows arrows, Frame frame)
    {
        var path = new PathText();
        foreach (var (foot, tip) in arrows.Each)
            if (frame.At(foot) is { IsFinite: true } from && frame.At(tip) is { IsFinite: true } to)
                Arrow(path, from, to);
        if (!path.IsEmpty)
            svg.Empty("path", ("class", "q over"), ("d", path.ToString()));
    }

    /// <summary>A shaft and two barbs, a third of it long and at most four pixels.</summary>
    public static PathText Arrow(PathText path, Vertex from, Vertex to)
    {
        var (x, y) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(x * x + y * y);
        if (!(length > 0.5))
            return path;
        var barb = Math.Min(4, length / 3) / length;
        var (back, side) = ((X: -barb * x, Y: -barb * y), (X: -0.6 * barb * y, Y: 0.6 * barb * x));
        return path.Move(from.X, from.Y)
            .Line(to.X, to.Y)
            .Move(to.X + back.X + side.X, to.Y + back.Y + side.Y)
            .Line(to.X, to.Y)
            .Line(to.X + back.X - side.X, to.Y + back.Y - side.Y);
    }
}
