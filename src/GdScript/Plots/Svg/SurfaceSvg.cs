using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GdScript.Plots.Space;

namespace GdScript.Plots.Svg;

/// <summary>
/// A panel with a height, seen in space: the far walls and the floor with their lines, walks on the floor, the surface from the far side
/// to the near one with what lies on it, and numbers along the near edges.
/// </summary>
internal sealed class SurfaceSvg
{
    private const double Letters = 12;
    private const double Dots = 5.5;

    /// <summary>So many characters are left of 150 KB beside title, legend and levels.</summary>
    private const int Most = 140_000;

    private readonly SvgText svg;
    private readonly Panel panel;
    private readonly Relief relief;
    private readonly View view;
    private readonly Frame floor;
    private readonly Frame frame;
    private readonly Scale upright;
    private readonly (double X, double Y, double Size) paper;

    /// <summary>Draws the panel into a frame of the paper.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="panel">A panel with a height.</param>
    /// <param name="frame">Its room.</param>
    /// <param name="sheet">The paper.</param>
    /// <param name="name">A name for what cuts walks off at the edge of the floor.</param>
    /// <remarks>A surface with too many bands for one picture has cells of one colour each, or else fewer cells.</remarks>
    public static void Draw(SvgText svg, Panel panel, Frame frame, Sheet sheet, string name)
    {
        foreach (var stride in (int[])[sheet.Stride, 2 * sheet.Stride, 4 * sheet.Stride])
        foreach (var cuts in (bool[])[true, false])
        {
            var inside = new SvgText();
            new SurfaceSvg(inside, panel, frame, stride).Draw(sheet, name, cuts);
            var drawn = inside.ToString();
            if (drawn.Length > Most / sheet.Stride && (cuts || stride < 4 * sheet.Stride))
                continue;
            svg.Raw(drawn);
            return;
        }
    }

    /// <summary>The view of a panel: the one that hides least of its surface and its walks.</summary>
    public static View ViewOf(Panel panel, Relief relief) =>
        View.Of(
            relief,
            [.. panel.Marks.OfType<Mark.Walk>().SelectMany(w => Few(w.Points)).Where(p => p.IsFinite).Select(relief.Floor)],
            [.. panel.Marks.OfType<Mark.Lifted>().SelectMany(l => Few(l.Points)).Where(p => p.IsFinite).Select(relief.At)]
        );

    private static IEnumerable<T> Few<T>(ImmutableArray<T> points) => points.Where((_, k) => k % (points.Length / 100 + 1) == 0);

    private SurfaceSvg(SvgText svg, Panel panel, Frame frame, int stride)
    {
        (this.svg, this.panel, this.frame) = (svg, panel, frame);
        relief = Relief.Of(panel, stride);
        view = ViewOf(panel, relief);
        floor = new Frame(-1, -1, 1, 1, new Scale(panel.Across, -1, 1), new Scale(panel.Up, -1, 1));
        upright = new Scale(panel.Height!, Relief.Low, Relief.High);
        paper = Fitted();
    }

    /// <summary>As large as the box fits between its numbers.</summary>
    private (double, double, double) Fitted()
    {
        var beside = upright.Marked(6).Select(m => Lettering.Width(m.Text, Letters)).DefaultIfEmpty(0).Max() + 14;
        var (left, right, top, bottom) = (frame.Left + beside, frame.Right - 30, frame.Top + 10, frame.Bottom - 34);
        Vertex[] seen = [.. from p in Corners from z in (double[])[0, Relief.High] select view.Seen(p with { Z = z })];
        var (least, most) = (new Vertex(seen.Min(p => p.X), seen.Min(p => p.Y)), new Vertex(seen.Max(p => p.X), seen.Max(p => p.Y)));
        var size = Math.Max(1, Math.Min((right - left) / (most.X - least.X), (bottom - top) / (most.Y - least.Y)));
        return ((left + right - (least.X + most.X) * size) / 2, (top + bottom + (least.Y + most.Y) * size) / 2, size);
    }

    private static readonly ImmutableArray<Vertex3> Corners = [new(-1, -1, 0), new(1, -1, 0), new(1, 1, 0), new(-1, 1, 0)];

    private Vertex OnPaper(Vertex3 p)
    {
        var seen = view.Seen(p);
        return new(paper.X + seen.X * paper.Size, paper.Y - seen.Y * paper.Size);
    }

    /// <summary>Which sides of the box are near: 1 or -1 for each axis.</summary>
    private (double X, double Y) NearSides => (view.Near.X > 0 ? 1 : -1, view.Near.Y > 0 ? 1 : -1);

    private void Draw(Sheet sheet, string name, bool cuts)
    {
        Walls();
        svg.Open("clipPath", ("id", name)).Empty("path", ("d", Ring(Corners))).Close();
        foreach (var walk in panel.Marks.OfType<Mark.Walk>())
            OnFloor(walk, name);
        var facets = new Facets(relief, view, OnPaper, cuts);
        var drawn = facets.Draw(Behind(), Upon());
        svg.Word("style", Style.Lit(sheet.Theme, facets.Used)).Open("g", ("class", "y")).Raw(drawn).Close();
        foreach (var plate in panel.Marks.OfType<Mark.Plate>())
            PlateSvg.Draw(svg, plate, relief, view, OnPaper);
        Numbers();
    }

    private string Ring(IEnumerable<Vertex3> places)
    {
        var path = new PathText();
        foreach (var place in places.Select(OnPaper))
            _ = path.IsEmpty ? path.Move(place.X, place.Y) : path.Line(place.X, place.Y);
        return path.Close().ToString();
    }

    /// <summary>The two walls behind the surface and the floor below it, with a line at each number.</summary>
    private void Walls()
    {
        var (x, y) = NearSides;
        var lines = new PathText();
        void Line(Vertex3 from, Vertex3 to)
        {
            var (a, b) = (OnPaper(from), OnPaper(to));
            lines.Move(a.X, a.Y).Line(b.X, b.Y);
        }
        svg.Empty("path", ("class", "r"), ("d", Ring(Corners)));
        foreach (var (value, _) in floor.Across.Marked(Room(0)))
            Line(new(floor.Across.At(value), -1, 0), new(floor.Across.At(value), 1, 0));
        foreach (var (value, _) in floor.Up.Marked(Room(1)))
            Line(new(-1, floor.Up.At(value), 0), new(1, floor.Up.At(value), 0));
        foreach (var (value, _) in upright.Marked(6))
        {
            Line(new(-x, -1, upright.At(value)), new(-x, 1, upright.At(value)));
            Line(new(-1, -y, upright.At(value)), new(1, -y, upright.At(value)));
        }
        foreach (var corner in (Vertex3[])[new(-x, -y, 0), new(-x, y, 0), new(x, -y, 0)])
            Line(corner, corner with { Z = Relief.High });
        svg.Empty("path", ("class", "r"), ("d", lines.ToString()));
    }

    /// <summary>How many numbers an edge of the floor has room for.</summary>
    private int Room(int axis)
    {
        var (a, b) = axis == 0 ? (Corners[0], Corners[1]) : (Corners[1], Corners[2]);
        var (from, to) = (OnPaper(a), OnPaper(b));
        return Math.Clamp((int)((Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y)) / 55), 2, 7);
    }

    private void OnFloor(Mark.Walk walk, string name)
    {
        var runs = Thin.Runs(walk.Points.Select(floor.At), floor).Select(run => run.ConvertAll(p => OnPaper(new(p.X, p.Y, 0))));
        var path = MarkSvg.Outlined(runs);
        if (path.Length == 0)
            return;
        svg.Open("g", ("class", MarkSvg.Group(walk.Series)), ("clip-path", $"url(#{name})"))
            .Empty("path", ("class", "halo"), ("d", path))
            .Empty("path", ("class", MarkSvg.Stroke("l", walk.Series)), ("stroke-dasharray", Style.Dash(walk.Series)), ("d", path))
            .Close();
    }

    /// <summary>From start and end on the floor up to the surface.</summary>
    private ILookup<(int, int), Action<SvgText>> Behind()
    {
        var ends =
            from walk in panel.Marks.OfType<Mark.Walk>()
            where !walk.Points.IsEmpty
            from point in (Vertex[])[walk.Points[0], walk.Points[^1]]
            let foot = relief.Floor(point)
            let top = relief.Over(foot.X, foot.Y)
            where double.IsFinite(top)
            select (Cell: relief.Cell(foot), From: OnPaper(foot), To: OnPaper(foot with { Z = top }), walk.Series);
        return ends.ToLookup(
            e => e.Cell,
            e =>
                (Action<SvgText>)(
                    s =>
                        s.Empty(
                            "path",
                            ("class", "a " + MarkSvg.Group(e.Series)),
                            ("d", new PathText().Move(e.From.X, e.From.Y).Line(e.To.X, e.To.Y).ToString())
                        )
                )
        );
    }

    /// <summary>Lifted walks as dots, each drawn with the cell before it that is nearer to the eye, which would cut it in half.</summary>
    private ILookup<(int, int), Action<SvgText>> Upon()
    {
        var drawn = new List<((int, int) Cell, Action<SvgText> Draw)>();
        foreach (var lifted in panel.Marks.OfType<Mark.Lifted>())
        {
            foreach (var cell in Dotted(lifted).GroupBy(d => d.Cell, d => d.At))
            {
                var path = new PathText();
                foreach (var dot in cell)
                    path.Move(dot.X, dot.Y).Point();
                drawn.Add((cell.Key, s => Dot(s, lifted.Series, path.ToString())));
            }
            foreach (var (at, mark) in Ends(panel, lifted))
                drawn.Add((Nearer(relief.At(at)), s => Marked(s, lifted.Series, t => mark(t, OnPaper(relief.At(at)), lifted.Series))));
        }
        return drawn.ToLookup(d => d.Cell, d => d.Draw);
    }

    /// <summary>Start and end of a walk, where they lie on the surface and not beyond the floor.</summary>
    private static IEnumerable<(Vertex3 At, Action<SvgText, Vertex, int> Mark)> Ends(Panel panel, Mark.Lifted lifted)
    {
        var (hasStart, hasEnd) = HasEnds(panel, lifted);
        if (hasStart)
            yield return (lifted.Points[0], MarkSvg.Start);
        if (hasEnd)
            yield return (lifted.Points[^1], MarkSvg.End);
    }

    /// <summary>Whether a lifted walk begins and ends where the walk itself does.</summary>
    public static (bool Start, bool End) HasEnds(Panel panel, Mark.Lifted lifted)
    {
        var walk = panel.Marks.OfType<Mark.Walk>().FirstOrDefault(w => w.Series == lifted.Series);
        return walk is not { Points: [var start, .., var end] } || lifted.Points.IsEmpty
            ? (false, false)
            : (lifted.Points[0].IsFinite && lifted.Points[0].Floor == start, lifted.Points[^1].IsFinite && lifted.Points[^1].Floor == end);
    }

    private static void Marked(SvgText svg, int series, Action<SvgText> draw)
    {
        svg.Open("g", ("class", MarkSvg.Group(series)));
        draw(svg);
        svg.Close();
    }

    private static void Dot(SvgText svg, int series, string path) =>
        Marked(
            svg,
            series,
            s => s.Empty("path", ("class", "doth"), ("d", path)).Empty("path", ("class", MarkSvg.Stroke("dot", series)), ("d", path))
        );

    /// <summary>The cell a little nearer to the eye than a place of the surface.</summary>
    private (int, int) Nearer(Vertex3 place)
    {
        var step = 3.0 / (Math.Min(relief.Columns, relief.Rows) - 1);
        return relief.Cell(new(place.X + step * view.Near.X, place.Y + step * view.Near.Y, 0));
    }

    /// <summary>Dots at equal distances along a line, as it is seen.</summary>
    private IEnumerable<((int, int) Cell, Vertex At)> Dotted(Mark.Lifted lifted)
    {
        var (before, due) = ((Vertex3?)null, 0.0);
        foreach (var point in lifted.Points)
        {
            var place = point.IsFinite && upright.At(point.Z) <= Relief.High + 1e-9 ? relief.At(point) : (Vertex3?)null;
            if (before is { } a && place is { } b)
            {
                var (from, to) = (OnPaper(a), OnPaper(b));
                var length = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
                for (; due <= length; due += Dots)
                {
                    var part = length > 0 ? due / length : 0;
                    Vertex3 at = new(a.X + (b.X - a.X) * part, a.Y + (b.Y - a.Y) * part, a.Z + (b.Z - a.Z) * part);
                    yield return (Nearer(at), OnPaper(at));
                }
                due -= length;
            }
            else
                due = 0;
            before = place;
        }
    }

    /// <summary>Numbers along the near edges of the floor, and along the upright edge farthest to the left.</summary>
    private void Numbers()
    {
        var ticks = new PathText();
        var (x, y) = NearSides;
        var across = floor.Across.Marked(Room(0)).Select(m => (new Vertex3(floor.Across.At(m.Value), y, 0), m.Text));
        Edge(ticks, across, new(0, y, 0), new(0, y, 0), panel.Across.Name);
        var up = floor.Up.Marked(Room(1)).Select(m => (new Vertex3(x, floor.Up.At(m.Value), 0), m.Text));
        Edge(ticks, up, new(x, 0, 0), new(x, 0, 0), panel.Up.Name);
        var corner = Corners.MinBy(c => OnPaper(c).X);
        foreach (var (value, text) in upright.Marked(6))
        {
            var at = OnPaper(corner with { Z = upright.At(value) });
            ticks.Move(at.X - 5, at.Y).Line(at.X, at.Y);
            FigureSvg.Text(svg, text, "t", at.X - 8, at.Y + 4, "end");
        }
        var top = OnPaper(corner with { Z = Relief.High });
        FigureSvg.Text(svg, panel.Height!.Name, "n", top.X, top.Y - 9, "middle");
        foreach (
            var (a, b) in ((Vertex3, Vertex3)[])
                [(new(-1, y, 0), new(1, y, 0)), (new(x, -1, 0), new(x, 1, 0)), (corner, corner with { Z = Relief.High })]
        )
        {
            var (from, to) = (OnPaper(a), OnPaper(b));
            ticks.Move(from.X, from.Y).Line(to.X, to.Y);
        }
        svg.Empty("path", ("class", "o"), ("d", ticks.ToString()));
    }

    /// <summary>Numbers and a name beside an edge of the floor, away from the box.</summary>
    private void Edge(PathText ticks, IEnumerable<(Vertex3 At, string Text)> numbers, Vertex3 middle, Vertex3 outward, string name)
    {
        var (centre, tip) = (OnPaper(default), OnPaper(outward));
        var length = Math.Sqrt((tip.X - centre.X) * (tip.X - centre.X) + (tip.Y - centre.Y) * (tip.Y - centre.Y));
        var (right, down) = ((tip.X - centre.X) / length, (tip.Y - centre.Y) / length);
        var anchor = right < 0 ? "end" : "start";
        foreach (var (place, text) in numbers)
        {
            var at = OnPaper(place);
            ticks.Move(at.X, at.Y).Line(at.X + 5 * right, at.Y + 5 * down);
            FigureSvg.Text(svg, text, "t", at.X + 9 * right, at.Y + 9 * down + 6, anchor);
        }
        var half = OnPaper(middle);
        var nameAt = half.X + 40 * right;
        var room = anchor == "end" ? nameAt - frame.Left : frame.Right - nameAt;
        FigureSvg.Text(svg, Lettering.Cut(name, Letters, room), "n", nameAt, half.Y + 40 * down + 4, anchor);
    }
}
