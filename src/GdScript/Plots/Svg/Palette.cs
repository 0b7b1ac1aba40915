using System.Collections.Immutable;
using System.Globalization;

namespace GdScript.Plots.Svg;

/// <summary>Which colours a picture has.</summary>
public enum Theme
{
    /// <summary>Light, or dark where the reader's browser prefers that.</summary>
    Auto,

    Light,

    Dark,
}

/// <summary>
/// The colours of a theme, as <c>#rrggbb</c>. Tests ask that text stands out from the page (WCAG 2.1, at least 4.5 : 1), and that the
/// colours of series stay apart for readers who do not see red or green.
/// </summary>
/// <param name="Page">What everything stands on.</param>
/// <param name="Text">Titles and names.</param>
/// <param name="Quiet">Numbers along the axes, aids, arrows.</param>
/// <param name="Rule">Lines behind the picture.</param>
/// <param name="Halo">Around a walk, so that it is seen over every band.</param>
/// <param name="Iso">Between bands.</param>
/// <param name="Series">One after the other for walks and curves.</param>
/// <param name="Ramp">From the lowest band to the highest.</param>
internal sealed record Palette(
    string Page,
    string Text,
    string Quiet,
    string Rule,
    string Halo,
    string Iso,
    ImmutableArray<string> Series,
    ImmutableArray<string> Ramp
)
{
    /// <summary>How many shades <see cref="Shade"/> tells apart.</summary>
    public const int Shades = 32;

    public static Palette Light { get; } =
        new(
            "#ffffff",
            "#1d2733",
            "#52606d",
            "#e3e8ee",
            "#ffffff",
            "#ffffff",
            ["#d1480a", "#0b6bb5", "#11875d", "#a0327f", "#2b2f36"],
            ["#123a63", "#1f5a8c", "#3a7fb0", "#6aa6cc", "#9dc6df", "#c9e0ee", "#eaf3f8"]
        );

    public static Palette Dark { get; } =
        new(
            "#12171e",
            "#e8edf2",
            "#a5b1bd",
            "#2a333e",
            "#0b0f14",
            "#0b0f14",
            ["#ff9a5c", "#62b6f5", "#4fd6a0", "#f08cc8", "#dfe5ea"],
            ["#bfe8e4", "#86c9cf", "#54a5b6", "#357f98", "#265f7b", "#1f455d", "#1a2f42"]
        );

    /// <summary>The colour of what lies in the dark.</summary>
    public string Shadow => ReferenceEquals(this, Dark) ? "#05080b" : "#16324f";

    /// <summary>The colour of a band.</summary>
    /// <param name="shade">0 for the lowest, <see cref="Shades"/> - 1 for the highest.</param>
    public string Shade(int shade)
    {
        var at = (double)shade / (Shades - 1) * (Ramp.Length - 1);
        var k = Math.Min((int)at, Ramp.Length - 2);
        var (from, to) = (Parts(Ramp[k]), Parts(Ramp[k + 1]));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Between(from.R, to.R, at - k):x2}{Between(from.G, to.G, at - k):x2}{Between(from.B, to.B, at - k):x2}"
        );
    }

    /// <summary>How much of the shadow's colour is in a shade: on the underside of a surface, and from the dark side to the bright one.</summary>
    private static readonly double[] Shadows = [0.45, 0.3, 0.18, 0.08, 0];

    /// <summary>A shade in light or shadow.</summary>
    /// <param name="shade">As of <see cref="Shade"/>.</param>
    /// <param name="light">0 for the underside, 1 for the darkest to 4 for the brightest.</param>
    public string Lit(int shade, int light)
    {
        var ((r, g, b), (dr, dg, db), part) = (Parts(Shade(shade)), Parts(Shadow), Shadows[light]);
        return string.Create(CultureInfo.InvariantCulture, $"#{Between(r, dr, part):x2}{Between(g, dg, part):x2}{Between(b, db, part):x2}");
    }

    /// <summary>Red, green and blue of a colour, 0 to 255.</summary>
    public static (int R, int G, int B) Parts(string colour)
    {
        var all = int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (all >> 16, (all >> 8) & 255, all & 255);
    }

    private static int Between(int a, int b, double part) => (int)Math.Round(a + (b - a) * part, MidpointRounding.AwayFromZero);
}
