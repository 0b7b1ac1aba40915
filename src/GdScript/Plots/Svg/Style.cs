using System.Globalization;
using System.Text;

namespace GdScript.Plots.Svg;

/// <summary>
/// What every part of a picture looks like. The rules are the same for all pictures of a theme, so that several can stand in one page;
/// no variables, because many programs that draw SVG do not know them.
/// </summary>
internal static class Style
{
    private static readonly string[] Dashes = ["", "8 3", "2.5 3", "9 3 2 3", "5 3", "12 4"];

    private static readonly string[] AidDashes = ["", "stroke-dasharray:1.5 4", "stroke-dasharray:9 4 2 4"];

    private const string Shapes =
        ".gds{font:12px system-ui,'Segoe UI','DejaVu Sans',sans-serif}"
        + ".gds .h{font-size:15px;font-weight:600}.gds .n{font-style:italic}"
        + ".gds .r,.gds .b,.gds .l,.gds .a,.gds .q,.gds .halo,.gds .o{fill:none;stroke-linejoin:round;stroke-linecap:round}"
        + ".gds .r{stroke-width:1}.gds .o{stroke-width:1}.gds .l{stroke-width:2}.gds .a{stroke-width:1.3;stroke-dasharray:5 4}"
        + ".gds .q{stroke-width:1.2}.gds .halo{stroke-width:5;stroke-opacity:.85}.gds .i{stroke-width:.7;stroke-opacity:.55}"
        + ".gds .hop{stroke-width:1.6}.gds .start,.gds .end{stroke-width:2}";

    private const string InSpace =
        ".gds .m,.gds .dot,.gds .doth{fill:none}.gds .dot,.gds .doth{stroke-linecap:round}.gds .m{stroke-width:.6;stroke-opacity:.4}"
        + ".gds .dot{stroke-width:2.6}.gds .doth{stroke-width:4.4;stroke-opacity:.85}.gds .y{stroke-width:.5;stroke-linejoin:round}"
        + ".gds .plate{fill-opacity:.4;stroke-width:1.3}.gds .hid{fill-opacity:.14;stroke-dasharray:3 3;stroke-width:1}";

    /// <summary>How the lines of a series are dashed; empty for an unbroken one.</summary>
    public static string Dash(int series) => series == Mark.Plain ? "" : Dashes[series % Dashes.Length];

    /// <summary>How an aid is dashed where that is not as the style sheet says; it stands on the aid itself.</summary>
    public static string Aid(int dash) => AidDashes[dash % AidDashes.Length];

    /// <summary>The style sheet, for the shades that are used.</summary>
    public static string Of(Theme theme, IEnumerable<int> shades)
    {
        int[] used = [.. shades.Distinct().Order()];
        return Shapes
            + theme switch
            {
                Theme.Light => Colours(Palette.Light, used),
                Theme.Dark => Colours(Palette.Dark, used),
                Theme.Auto => Colours(Palette.Light, used) + "@media(prefers-color-scheme:dark){" + Colours(Palette.Dark, used) + "}",
            };
    }

    /// <summary>What a surface needs beside the rest: its colours in light and shade.</summary>
    public static string Lit(Theme theme, IReadOnlyCollection<(int Shade, int Light)> used) =>
        InSpace
        + theme switch
        {
            Theme.Light => Lit(Palette.Light, used),
            Theme.Dark => Lit(Palette.Dark, used),
            Theme.Auto => Lit(Palette.Light, used) + "@media(prefers-color-scheme:dark){" + Lit(Palette.Dark, used) + "}",
        };

    private static string Lit(Palette palette, IEnumerable<(int Shade, int Light)> used)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $".gds .m{{stroke:{palette.Text}}}.gds .doth{{stroke:{palette.Halo}}}");
        text.Append(CultureInfo.InvariantCulture, $".gds .plate{{fill:{palette.Series[3]};stroke:{palette.Series[3]}}}");
        foreach (var (shade, light) in used)
            text.Append(
                CultureInfo.InvariantCulture,
                $".gds .{Facets.Name(shade, light)}{{fill:{palette.Lit(shade, light)};stroke:{palette.Lit(shade, light)}}}"
            );
        return text.ToString();
    }

    private static string Colours(Palette palette, int[] shades)
    {
        var text = new StringBuilder();
        void Rule(string classes, string what) => text.Append(".gds ").Append(classes).Append('{').Append(what).Append('}');
        Rule(".page", $"fill:{palette.Page}");
        Rule("text", $"fill:{palette.Text}");
        Rule(".t", $"fill:{palette.Quiet}");
        Rule(".r", $"stroke:{palette.Rule}");
        Rule(".o,.gds .a,.gds .q", $"stroke:{palette.Quiet}");
        Rule(".gap", $"fill:{palette.Rule}");
        Rule(".halo", $"stroke:{palette.Halo}");
        Rule(".q.over", $"stroke:{palette.Text}");
        Rule(".i", $"stroke:{palette.Iso}");
        for (var k = 0; k < palette.Series.Length; k++)
        {
            Rule(Name('s', k), $"stroke:{palette.Series[k]}");
            Rule(Name('f', k), $"fill:{palette.Series[k]}");
        }
        Rule(".start", $"fill:{palette.Page}");
        Rule(".end", $"stroke:{palette.Page}");
        foreach (var shade in shades)
            Rule(Name('z', shade), $"fill:{palette.Shade(shade)}");
        return text.ToString();
    }

    private static string Name(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $".{kind}{number}");
}
