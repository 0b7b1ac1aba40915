using System.Globalization;
using GdScript.Plots.Svg;

namespace GdScript.Plots.Terminal;

/// <summary>Colours as the escape codes of a terminal (ECMA-48, SGR): what is high is bright, what is drawn over it stands out.</summary>
internal sealed class Paint(Ink ink)
{
    /// <summary>Ends every colour.</summary>
    public const string Plain = "\u001b[0m";

    /// <summary>Dark blue to yellow, of the 6×6×6 colours of a terminal.</summary>
    private static readonly int[] Cube = [17, 18, 24, 30, 36, 42, 78, 114, 185, 226];

    /// <summary>Blue, blue-green, green, yellow and their brighter forms.</summary>
    private static readonly int[] Sixteen = [34, 94, 36, 32, 92, 33, 93];

    /// <summary>The same way for any colour, in steps that look alike.</summary>
    private static readonly string[] Ramp = ["#101c5c", "#17498a", "#12798c", "#1fa187", "#5ec962", "#b5de2b", "#fde725"];

    private const int Steps = 16;

    public bool IsColoured => ink is not (Ink.Letters or Ink.Dots);

    /// <summary>How many bands are told apart.</summary>
    public int Bands =>
        ink switch
        {
            Ink.Letters or Ink.Dots => 0,
            Ink.Sixteen => Sixteen.Length,
            Ink.Colours => Cube.Length,
            Ink.TrueColours => Steps,
        };

    /// <summary>The colour of a band, for what is written or what it stands on.</summary>
    public string Band(int band, bool isBack) =>
        ink switch
        {
            Ink.Letters or Ink.Dots => "",
            Ink.Sixteen => Code(Sixteen[band] + (isBack ? 10 : 0)),
            Ink.Colours => (isBack ? "48;5;" : "38;5;") + Code(Cube[band]),
            Ink.TrueColours => True(Shade((double)band / (Steps - 1)), isBack),
        };

    /// <summary>A walk: white where the band under it is dark, black where it is bright.</summary>
    public string Walk(int band, bool isBack)
    {
        var isDark = band < 0.6 * Bands;
        return ink switch
        {
            Ink.Letters or Ink.Dots => "",
            Ink.Sixteen => Code((isDark ? 97 : 30) + (isBack ? 10 : 0)),
            Ink.Colours => (isBack ? "48;5;" : "38;5;") + (isDark ? "231" : "16"),
            Ink.TrueColours => True(isDark ? (255, 255, 255) : (0, 0, 0), isBack),
        };
    }

    /// <summary>Where there is no value.</summary>
    public string None(bool isBack) =>
        ink switch
        {
            Ink.Letters or Ink.Dots => "",
            Ink.Sixteen => isBack ? "40" : "30",
            Ink.Colours => isBack ? "48;5;16" : "38;5;16",
            Ink.TrueColours => True((0, 0, 0), isBack),
        };

    /// <summary>A curve, and the points marked on it.</summary>
    public string Line(bool isMark) =>
        ink switch
        {
            Ink.Letters or Ink.Dots => "",
            Ink.Sixteen => isMark ? "93" : "36",
            Ink.Colours => isMark ? "38;5;214" : "38;5;74",
            Ink.TrueColours => True(Palette.Parts(Palette.Dark.Series[isMark ? 0 : 1]), false),
        };

    private static (int, int, int) Shade(double part)
    {
        var at = part * (Ramp.Length - 1);
        var k = Math.Min((int)at, Ramp.Length - 2);
        var (from, to) = (Palette.Parts(Ramp[k]), Palette.Parts(Ramp[k + 1]));
        int Between(int a, int b) => (int)Math.Round(a + (b - a) * (at - k), MidpointRounding.AwayFromZero);
        return (Between(from.R, to.R), Between(from.G, to.G), Between(from.B, to.B));
    }

    private static string True((int R, int G, int B) colour, bool isBack) =>
        string.Create(CultureInfo.InvariantCulture, $"{(isBack ? 48 : 38)};2;{colour.R};{colour.G};{colour.B}");

    private static string Code(int number) => number.ToString(CultureInfo.InvariantCulture);
}
