using System.Collections.Immutable;

namespace GdScript.Plots.Svg;

/// <summary>What the marks of a figure are called, in rows under its title: there it covers nothing.</summary>
internal static class Legend
{
    private const double Row = 20;
    private const double Sample = 26;
    private const double Letters = 12;

    /// <summary>Draws it and tells where what follows may begin.</summary>
    public static double Draw(SvgText svg, Figure figure, double left, double top, double right, bool hasRuns = false)
    {
        var named = figure
            .Panels.SelectMany(p => p.Marks)
            .Where(m => m.Name.Length > 0)
            .DistinctBy(m => m.Name)
            .OrderBy(m => m is Mark.Line ? 0 : 1)
            .ToArray();
        var (x, y) = (left, top);
        foreach (var mark in named)
        {
            var name = Lettering.Cut(mark.Name, Letters, right - left - Sample - 8);
            var width = Sample + 8 + Lettering.Width(name, Letters);
            Place(ref x, ref y, width, left, right);
            var at = new Vertex(x, y);
            MarkSvg.Grouped(
                svg,
                hasRuns && mark is not Mark.Lifted ? mark : null,
                () =>
                {
                    Sampled(svg, mark, at.X, at.Y + 8);
                    FigureSvg.Text(svg, name, "", at.X + Sample + 8, at.Y + 12, "");
                }
            );
            x += width + 18;
        }
        if (figure.Panels.SelectMany(p => p.Marks).OfType<Mark.Walk>().Any())
            Ends(svg, ref x, ref y, left, right);
        if (figure.Panels.Any(HasGap))
            Gap(svg, ref x, ref y, left, right);
        return named.Length == 0 && x == left ? top - 4 : y + Row;
    }

    /// <summary>How the start and the end of a walk are marked.</summary>
    private static void Ends(SvgText svg, ref double x, ref double y, double left, double right)
    {
        Place(ref x, ref y, 110, left, right);
        MarkSvg.Start(svg, new(x + 5, y + 8), 0);
        FigureSvg.Text(svg, "start", "", x + 15, y + 12, "");
        MarkSvg.End(svg, new(x + 63, y + 8), 0);
        FigureSvg.Text(svg, "end", "", x + 73, y + 12, "");
        x += 110;
    }

    /// <summary>What a map looks like where there is no value.</summary>
    private static void Gap(SvgText svg, ref double x, ref double y, double left, double right)
    {
        Place(ref x, ref y, 90, left, right);
        svg.Empty("rect", ("class", "gap"), ("x", SvgText.Number(x)), ("y", SvgText.Number(y + 2)), ("width", "12"), ("height", "12"));
        FigureSvg.Text(svg, "no value", "", x + 18, y + 12, "");
        x += 90;
    }

    /// <summary>Whether the lowest band, which is everywhere, leaves out a part that can be seen.</summary>
    private static bool HasGap(Panel panel) =>
        panel.Marks.OfType<Mark.Band>().FirstOrDefault(b => double.IsNegativeInfinity(b.Level)) is { } all
        && all.Rings.Sum(ring => Area(ring, panel)) < 0.9995;

    /// <summary>The part of a panel that a ring goes around clockwise (Gauss); below 0 for a hole.</summary>
    private static double Area(ImmutableArray<Vertex> ring, Panel panel)
    {
        var sum = 0.0;
        for (var k = 0; k < ring.Length; k++)
        {
            var (a, b) = (ring[k], ring[(k + 1) % ring.Length]);
            var (x, y) = (panel.Across.Range.PartOf(a.X), panel.Up.Range.PartOf(a.Y));
            var (u, v) = (panel.Across.Range.PartOf(b.X), panel.Up.Range.PartOf(b.Y));
            sum += (u * y - x * v) / 2;
        }
        return sum;
    }

    private static void Place(ref double x, ref double y, double width, double left, double right)
    {
        if (x > left && x + width > right)
            (x, y) = (left, y + Row);
    }

    private static void Sampled(SvgText svg, Mark mark, double x, double y)
    {
        var line = new PathText().Move(x, y).Line(x + Sample, y).ToString();
        switch (mark)
        {
            case Mark.Line drawn:
                svg.Empty(
                    "path",
                    ("class", MarkSvg.Stroke("l", drawn.Series)),
                    ("stroke-dasharray", Style.Dash(drawn.Series)),
                    ("d", line)
                );
                break;
            case Mark.Walk walk:
                svg.Empty("path", ("class", MarkSvg.Stroke("l", walk.Series)), ("stroke-dasharray", Style.Dash(walk.Series)), ("d", line));
                break;
            case Mark.Aid aid:
                svg.Empty("path", ("class", "a"), ("style", Style.Aid(aid.Dash)), ("d", line));
                break;
            case Mark.Spots spots:
                MarkSvg.Spot(svg, new(x + Sample / 2, y), spots);
                break;
            case Mark.Lifted lifted:
                var dots = new PathText();
                for (var dot = x + 3; dot < x + Sample; dot += 5.5)
                    dots.Move(dot, y).Point();
                svg.Empty("path", ("class", MarkSvg.Stroke("dot", lifted.Series)), ("d", dots.ToString()));
                break;
            case Mark.Plate:
                var plate = new PathText().Move(x + 5, y + 5).Line(x, y - 5).Line(x + Sample - 5, y - 5).Line(x + Sample, y + 5);
                svg.Empty("path", ("class", "plate"), ("d", plate.Close().ToString()));
                break;
            case Mark.Arrows:
                svg.Empty("path", ("class", "q"), ("d", MarkSvg.Arrow(new PathText(), new(x + 2, y), new(x + Sample - 2, y)).ToString()));
                break;
        }
    }
}
