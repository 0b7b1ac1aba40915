using System.Collections.Immutable;

namespace GdScript.Plots.Svg;

/// <summary>
/// Draws a figure as SVG 1.1 with one style sheet inside. Title and legend stand above the panels and the levels of bands beside
/// them, so that nothing written covers anything drawn. The same figure gives the same bytes everywhere.
/// </summary>
public static class FigureSvg
{
    private const double Pad = 14;
    private const double Title = 34;
    private const double Row = 20;
    private const double Letters = 12;

    /// <summary>The picture as the text of an SVG, ended by a newline.</summary>
    public static string Of(Figure figure, Sheet? sheet = null)
    {
        var paper = sheet ?? new Sheet();
        paper = paper with { Width = Math.Max(200, paper.Width), Height = Math.Max(150, paper.Height) };
        var svg = new SvgText();
        var (width, height) = (SvgText.Number(paper.Width), SvgText.Number(paper.Height));
        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", width),
            ("height", height),
            ("viewBox", $"0 0 {width} {height}"),
            ("class", "gds"),
            ("role", "img")
        );
        svg.Word("title", figure.Title).Word("style", Style.Of(paper.Theme, Shades(figure)));
        svg.Empty("rect", ("class", "page"), ("width", width), ("height", height));
        svg.Word("text", Lettering.Cut(figure.Title, 15, paper.Width - 2 * Pad), ("class", "h"), ("x", "14"), ("y", "25"));
        var top = Legend.Draw(svg, figure, Pad, Title, paper.Width - Pad, paper.HasRuns);
        foreach (var (panel, frame, isLast) in Frames(figure, paper, top))
            if (panel.Height is null)
                Draw(svg, panel, frame, isLast, paper, paper.Prefix + Name(figure, frame));
            else
            {
                SurfaceSvg.Draw(
                    svg,
                    panel,
                    frame with
                    {
                        Left = Pad,
                        Bottom = paper.Height - Pad,
                    },
                    paper,
                    paper.Prefix + Name(figure, frame)
                );
                LevelBar.Draw(svg, panel, frame);
            }
        return svg.Close() + "\n";
    }

    private static IEnumerable<int> Shades(Figure figure) =>
        figure
            .Panels.SelectMany(p => p.Marks)
            .SelectMany(m =>
                m is Mark.Band band ? [MarkSvg.ShadeOf(band.Rank)]
                : m is Mark.Surface surface ? MarkSvg.ShadesOf(surface)
                : Enumerable.Empty<int>()
            );

    /// <summary>A name for what cuts a panel's marks off at its axes: other pictures in the same page have others (FNV-1a).</summary>
    private static string Name(Figure figure, Frame frame)
    {
        var hash = 2166136261u;
        foreach (var c in figure.Title + SvgText.Number(frame.Top) + SvgText.Number(frame.Right))
            hash = unchecked((hash ^ c) * 16777619);
        return "gds" + hash.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The room of each panel, all with the same left and right end.</summary>
    private static IEnumerable<(Panel Panel, Frame Frame, bool IsLast)> Frames(Figure figure, Sheet paper, double top)
    {
        var beside = Math.Max(Pad + 8, figure.Panels.Max(LevelBar.Width));
        var gaps = figure.Panels.Length * (Row + 4) + (figure.Panels.Length - 1) * Pad;
        var free = Math.Max(40, paper.Height - top - gaps - Row - Row - 4);
        var all = figure.Panels.Sum(p => p.Share);
        double[] heights = [.. figure.Panels.Select(p => free * p.Share / all)];
        var left = Pad + 8 + figure.Panels.Zip(heights, NumbersWidth).Max();
        for (var k = 0; k < heights.Length; k++)
        {
            var panel = figure.Panels[k];
            var (start, end) = (top + Row + 4, top + Row + 4 + heights[k]);
            var right = paper.Width - beside;
            yield return (
                panel,
                new Frame(left, start, right, end, new Scale(panel.Across, left, right), new Scale(panel.Up, end, start)),
                k == heights.Length - 1
            );
            top = end + Pad;
        }
    }

    private static double NumbersWidth(Panel panel, double height) =>
        new Scale(panel.Up, height, 0).Marked(Fitting(height, 36)).Select(m => Lettering.Width(m.Text, Letters)).DefaultIfEmpty(0).Max();

    private static int Fitting(double length, double each) => Math.Max(2, (int)(length / each));

    private static void Draw(SvgText svg, Panel panel, Frame frame, bool isLast, Sheet paper, string name)
    {
        var isMap = panel.Marks.Any(m => m is Mark.Band);
        var across = frame.Across.Marked(Fitting(frame.Width, 80));
        var up = frame.Up.Marked(Fitting(frame.Height, 36));
        Box(svg, frame, isMap ? "gap" : "");
        if (!isMap)
            Grid(svg, frame, across, up);
        svg.Open("clipPath", ("id", name));
        Box(svg, frame, "");
        svg.Close().Open("g", ("clip-path", $"url(#{name})"));
        var tolerance = MarkSvg.Fitting(panel, frame);
        foreach (var mark in panel.Marks)
            MarkSvg.Grouped(svg, paper.HasRuns ? mark : null, () => MarkSvg.Draw(svg, mark, frame, tolerance));
        svg.Close();
        MarkSvg.Ends(svg, panel, frame, paper.HasRuns);
        if (isMap)
            Box(svg, frame, "o");
        Numbers(svg, frame, across, up, isMap, isLast);
        Names(svg, panel, frame, isLast, paper);
        LevelBar.Draw(svg, panel, frame);
    }

    private static void Box(SvgText svg, Frame frame, string look)
    {
        // Without a look it only says where to cut.
        if (look.Length == 0 && !svg.IsIn("clipPath"))
            return;
        svg.Empty(
            "rect",
            ("class", look),
            ("x", SvgText.Number(frame.Left)),
            ("y", SvgText.Number(frame.Top)),
            ("width", SvgText.Number(frame.Width)),
            ("height", SvgText.Number(frame.Height))
        );
    }

    private static void Grid(
        SvgText svg,
        Frame frame,
        ImmutableArray<(double Value, string Text)> across,
        ImmutableArray<(double Value, string Text)> up
    )
    {
        var path = new PathText();
        foreach (var (value, _) in across)
            path.Move(frame.Across.At(value), frame.Top).Line(frame.Across.At(value), frame.Bottom);
        foreach (var (value, _) in up)
            path.Move(frame.Left, frame.Up.At(value)).Line(frame.Right, frame.Up.At(value));
        if (!path.IsEmpty)
            svg.Empty("path", ("class", "r"), ("d", path.ToString()));
        svg.Empty("path", ("class", "o"), ("d", new PathText().Move(frame.Left, frame.Bottom).Line(frame.Right, frame.Bottom).ToString()));
    }

    private static void Numbers(
        SvgText svg,
        Frame frame,
        ImmutableArray<(double Value, string Text)> across,
        ImmutableArray<(double Value, string Text)> up,
        bool isMap,
        bool isLast
    )
    {
        var ticks = new PathText();
        foreach (var (value, text) in up)
        {
            var y = frame.Up.At(value);
            ticks.Move(frame.Left - (isMap ? 5 : 0), y).Line(frame.Left, y);
            Text(svg, text, "t", frame.Left - 8, y + 4, "end");
        }
        foreach (var (value, text) in across)
        {
            var x = frame.Across.At(value);
            ticks.Move(x, frame.Bottom).Line(x, frame.Bottom + 5);
            if (isLast)
                Text(svg, text, "t", x, frame.Bottom + 18, "middle");
        }
        svg.Empty("path", ("class", "o"), ("d", ticks.ToString()));
    }

    /// <summary>The name of what goes up stands above its numbers, where it needs not be read sideways.</summary>
    private static void Names(SvgText svg, Panel panel, Frame frame, bool isLast, Sheet paper)
    {
        Text(svg, Lettering.Cut(panel.Up.Name, Letters, paper.Width - 2 * Pad), "n", Pad, frame.Top - 9, "");
        if (isLast)
            Text(
                svg,
                Lettering.Cut(panel.Across.Name, Letters, frame.Width),
                "n",
                (frame.Left + frame.Right) / 2,
                frame.Bottom + 36,
                "middle"
            );
    }

    internal static void Text(SvgText svg, string text, string look, double x, double y, string anchor) =>
        svg.Word("text", text, ("class", look), ("x", SvgText.Number(x)), ("y", SvgText.Number(y)), ("text-anchor", anchor));
}
