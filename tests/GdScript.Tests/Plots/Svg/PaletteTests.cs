using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Tests.Plots.Svg;

public class PaletteTests
{
    public static TheoryData<string> Themes => ["light", "dark"];

    private static Palette Of(string theme) => theme == "light" ? Palette.Light : Palette.Dark;

    /// <summary>The relative luminance of WCAG 2.1.</summary>
    private static double Luminance(string colour)
    {
        var (r, g, b) = Linear(colour);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    private static (double R, double G, double B) Linear(string colour)
    {
        var (r, g, b) = Palette.Parts(colour);
        return (Linear(r / 255.0), Linear(g / 255.0), Linear(b / 255.0));
    }

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_stands_out_from_the_page(string theme)
    {
        var palette = Of(theme);
        Assert.True(Contrast(palette.Text, palette.Page) >= 7);
        Assert.True(Contrast(palette.Quiet, palette.Page) >= 4.5);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Lines_stand_out_from_the_page(string theme)
    {
        var palette = Of(theme);
        Assert.All(palette.Series, c => Assert.True(Contrast(c, palette.Page) >= 3, c));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Series_stay_apart_for_those_who_do_not_see_red_or_green(string theme)
    {
        var series = Of(theme).Series;
        foreach (var (kind, matrix) in Eyes)
            for (var i = 0; i < series.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(
                    Apart(series[i], series[j], matrix) >= 10,
                    $"{series[i]} and {series[j]} with {kind}: {Apart(series[i], series[j], matrix)}"
                );
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Bands_grow_steadily_lighter_or_darker(string theme)
    {
        var palette = Of(theme);
        var lights = Enumerable.Range(0, Palette.Shades).Select(k => Luminance(palette.Shade(k))).ToArray();
        var steps = lights.Zip(lights.Skip(1), (a, b) => Math.Sign(b - a)).Distinct();
        Assert.Single(steps);
        Assert.Equal((palette.Ramp[0], palette.Ramp[^1]), (palette.Shade(0), palette.Shade(Palette.Shades - 1)));
    }

    /// <summary>How colours are seen without one kind of cones (Machado, Oliveira, Fernandes 2009, severity 1), in linear RGB.</summary>
    private static readonly (string Kind, double[] Matrix)[] Eyes =
    [
        ("all cones", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
        ("protanopia", [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]),
        ("deuteranopia", [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]),
    ];

    /// <summary>The distance of two colours in CIELAB (CIE 1976).</summary>
    private static double Apart(string a, string b, double[] eye)
    {
        var (p, q) = (Lab(a, eye), Lab(b, eye));
        return Math.Sqrt(p.Zip(q, (x, y) => (x - y) * (x - y)).Sum());
    }

    private static double[] Lab(string colour, double[] eye)
    {
        var (r, g, b) = Linear(colour);
        double Seen(int row) => Math.Clamp(eye[3 * row] * r + eye[3 * row + 1] * g + eye[3 * row + 2] * b, 0, 1);
        (r, g, b) = (Seen(0), Seen(1), Seen(2));
        var x = F((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        var y = F(0.2126 * r + 0.7152 * g + 0.0722 * b);
        var z = F((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
