namespace GdScript.Plots.Svg;

/// <summary>What the marks of a figure are called, in rows under its title: there it covers nothing.</summary>
internal static class Legend
{
    private const double Row = 20;
    private const double Sample = 26;
    private const double Letters = 12;

    /// <summary>Draws it and tells where what follows may begin.</summary>
    public static double Draw(SvgText svg, Figure figure, double left, double top, double right)
    {
        var named = figure.Panels.SelectMany(p => p.Marks).Where(m => m.Name.Length > 0).DistinctBy(m => m.Name).ToArray();
        var (x, y) = (left, top);
        foreach (var mark in named)
        {
            var name = Lettering.Cut(mark.Name, Letters, right - left - Sample - 8);
            var width = Sample + 8 + Lettering.Width(name, Letters);
            Place(ref x, ref y, width, left, right);
            Sampled(svg, mark, x, y + 8);
            FigureSvg.Text(svg, name, "", x + Sample + 8, y + 12, "");
            x += width + 18;
        }
        if (figure.Panels.SelectMany(p => p.Marks).OfType<Mark.Walk>().Any())
            Ends(svg, ref x, ref y, left, right);
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
            case Mark.Aid:
                svg.Empty("path", ("class", "a"), ("d", line));
                break;
            case Mark.Arrows:
                svg.Empty("path", ("class", "q"), ("d", MarkSvg.Arrow(new PathText(), new(x + 2, y), new(x + Sample - 2, y)).ToString()));
                break;
        }
    }
}
