using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using GdScript.Kernels;
using GdScript.Plots.Svg;

namespace GdScript.Plots.Exports;

/// <summary>What a figure looks like where others draw it: the colours of our light theme, and rings with no more places than are seen.</summary>
internal static class Look
{
    public const int Width = 560;
    public const int Height = 400;

    /// <summary>A picture is thought of as so many dots wide and high; what is closer than a quarter of one is left out.</summary>
    private const double Dots = 1000;

    private static readonly int[][] Dashes =
    [
        [],
        [8, 3],
        [3, 3],
        [9, 3, 2, 3],
        [5, 3],
        [12, 4],
    ];

    private static readonly int[][] AidDashes =
    [
        [5, 4],
        [2, 4],
        [9, 4, 2, 4],
    ];

    public static string Colour(int series) => Palette.Light.Series[series == Mark.Plain ? 1 : series % Palette.Light.Series.Length];

    public static string Quiet => Palette.Light.Quiet;

    public static string Shade(Mark.Band band) => Palette.Light.Shade(MarkSvg.ShadeOf(band.Rank));

    /// <summary>How the lines of a series are dashed; empty for an unbroken one.</summary>
    public static int[] Dash(int series) => series == Mark.Plain ? [] : Dashes[series % Dashes.Length];

    public static int[] Dash(Mark.Aid aid) => AidDashes[aid.Dash % AidDashes.Length];

    /// <summary>What a level is called.</summary>
    public static string Label(Mark.Band band) =>
        double.IsNegativeInfinity(band.Level) ? "lower" : "≥ " + band.Level.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rings of a band with fewer places, each with as many digits as can be seen.</summary>
    public static IEnumerable<ImmutableArray<Vertex>> Rings(Mark.Band band, Panel panel)
    {
        var (across, up) = (panel.Across.Range, panel.Up.Range);
        var (digitsAcross, digitsUp) = (Digits(across), Digits(up));
        foreach (var ring in band.Rings)
        {
            Vertex[] dots = [.. ring.Select(v => new Vertex(across.PartOf(v.X) * Dots, up.PartOf(v.Y) * Dots))];
            var kept = Thin.Ring(dots, 0.25);
            if (kept.Count > 0)
                yield return
                [
                    .. from dot in kept
                    select new Vertex(Rounded(across.At(dot.X / Dots), digitsAcross), Rounded(up.At(dot.Y / Dots), digitsUp)),
                ];
        }
    }

    /// <summary>The places of a mark in space: of a surface row after row, from the low ends.</summary>
    public static IEnumerable<Vertex3> InSpace(Mark mark, Panel panel) =>
        mark switch
        {
            Mark.Surface surface => Grid(surface, Along(panel.Across, surface.Columns), Along(panel.Up, surface.Rows)),
            Mark.Lifted lifted => lifted.Points,
            Mark.Plate plate => plate.Corners,
            _ => [],
        };

    private static IEnumerable<Vertex3> Grid(Mark.Surface surface, double[] across, double[] up) =>
        surface.Heights.Select((z, k) => new Vertex3(across[k % across.Length], up[k / across.Length], z));

    /// <summary>The places of a grid along an axis.</summary>
    public static double[] Along(Axis axis, int count) => [.. Enumerable.Range(0, count).Select(k => axis.Range.At(k / (count - 1.0)))];

    /// <summary>Decimals that tell a hundred thousandth of a range apart.</summary>
    private static int Digits(Extent range) => 5 - (int)Math.Floor(Elementary.Log10(range.High - range.Low));

    private static double Rounded(double x, int digits) =>
        digits is < 0 or > 15
            ? x
            : double.Parse(
                x.ToString(string.Create(CultureInfo.InvariantCulture, $"F{digits}"), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            ) + 0.0;
}
