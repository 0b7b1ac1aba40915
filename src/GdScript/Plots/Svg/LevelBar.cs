namespace GdScript.Plots.Svg;

/// <summary>Beside a map: the colours of its bands, and the value where each of them begins.</summary>
internal static class LevelBar
{
    private const double Thick = 14;
    private const double Gap = 14;
    private const double Letters = 12;

    /// <summary>How much room it takes to the right of a panel; 0 for a panel without bands.</summary>
    public static double Width(Panel panel) =>
        Of(panel) is not { Length: > 0 } bands
            ? 0
            : Gap + Thick + 8 + bands.Skip(1).Select(b => Lettering.Width(Scale.Label(b.Level), Letters)).DefaultIfEmpty(0).Max() + 14;

    public static void Draw(SvgText svg, Panel panel, Frame frame)
    {
        if (Of(panel) is not { Length: > 0 } bands)
            return;
        var (x, each) = (frame.Right + Gap, frame.Height / bands.Length);
        for (var k = 0; k < bands.Length; k++)
            svg.Empty(
                "rect",
                ("class", bands[k].Shade),
                ("x", SvgText.Number(x)),
                ("y", SvgText.Number(frame.Bottom - (k + 1) * each)),
                ("width", SvgText.Number(Thick)),
                ("height", SvgText.Number(each + (k == 0 ? 0 : 0.5)))
            );
        var stride = Math.Max(1, (int)Math.Ceiling(15 / each));
        for (var k = 1; k < bands.Length; k += stride)
            FigureSvg.Text(svg, Scale.Label(bands[k].Level), "t", x + Thick + 6, frame.Bottom - k * each + 4, "");
    }

    /// <summary>Where each band begins, and its shade.</summary>
    private static (double Level, string Shade)[] Of(Panel panel) =>
        [
            .. panel.Marks.OfType<Mark.Band>().Select(b => (b.Level, MarkSvg.Shade(MarkSvg.ShadeOf(b.Rank)))),
            .. panel
                .Marks.OfType<Mark.Surface>()
                .SelectMany(s => s.Levels.Prepend(double.NegativeInfinity).Zip(MarkSvg.ShadesOf(s), (l, z) => (l, MarkSvg.Shade(z)))),
        ];
}
