using System.Collections.Immutable;
using System.Text;
using GdScript.Text;

namespace GdScript.Plots.Terminal;

/// <summary>
/// A function of two numbers as a map of text: the denser a character (or the brighter a colour), the higher. Bands hold equally many
/// cells each, so that the bottom of a steep valley is seen as well as its sides.
/// </summary>
public static class Contour
{
    private const string Letters = " .:-=+*#%@";
    private const string Shades = " ·░▒▓█";

    /// <summary>Dark blue to yellow, of the 6×6×6 colours of a terminal.</summary>
    private static readonly int[] Colours = [17, 18, 24, 30, 36, 42, 78, 114, 185, 226];

    /// <summary>The picture, line by line, the last one saying what the bands are. Empty where the function has no finite value.</summary>
    /// <param name="f">The function; where it is not finite the map has a '?'.</param>
    /// <param name="across">The first number, from left to right, both ends included.</param>
    /// <param name="up">The second number, from the bottom to the top, both ends included.</param>
    /// <param name="drawing">Size and ink.</param>
    /// <param name="path">Points to mark, in order; the last one is marked as the end.</param>
    public static ImmutableArray<string> Of(
        Func<double, double, double> f,
        Extent across,
        Extent up,
        Drawing drawing,
        IReadOnlyList<(double X, double Y)>? path = null
    )
    {
        var frame = new Axes(up, drawing);
        var (columns, rows) = (frame.Columns, drawing.Ink == Ink.Colours ? drawing.Lines * 2 : drawing.Lines);
        var heights = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            heights[i, j] = f(across.At((double)j / (columns - 1)), up.At(1 - (double)i / (rows - 1)));
        var bands = Bands(heights, Count(drawing.Ink));
        if (bands.Length == 0)
            return [];
        var marks = Marks(across, up, columns, drawing, path ?? []);
        var lines = frame.Around(line => Line(heights, bands, marks, line, drawing.Ink), across);
        return [.. lines, Legend(bands, drawing)];
    }

    private static int Count(Ink ink) =>
        ink switch
        {
            Ink.Letters => Letters.Length,
            Ink.Dots => Shades.Length,
            Ink.Colours => Colours.Length,
        };

    /// <summary>The lower ends of the bands above the first; the first element is the least value of all.</summary>
    private static double[] Bands(double[,] heights, int count)
    {
        double[] sorted = [.. heights.Cast<double>().Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? [] : [.. Enumerable.Range(0, count).Select(k => sorted[(int)((long)k * (sorted.Length - 1) / count)])];
    }

    private static int BandOf(double[] bands, double height)
    {
        var band = 0;
        while (band + 1 < bands.Length && height > bands[band + 1])
            band++;
        return band;
    }

    private static Dictionary<(int Line, int Column), char> Marks(
        Extent across,
        Extent up,
        int columns,
        Drawing drawing,
        IReadOnlyList<(double X, double Y)> path
    )
    {
        var marks = new Dictionary<(int, int), char>();
        var (point, end) = drawing.Ink == Ink.Letters ? ('o', 'X') : ('○', '●');
        for (var i = 0; i < path.Count; i++)
        {
            var (x, y) = (across.PartOf(path[i].X), up.PartOf(path[i].Y));
            if (!(x is >= 0 and <= 1 && y is >= 0 and <= 1))
                continue;
            var column = (int)Math.Round(x * (columns - 1), MidpointRounding.AwayFromZero);
            var line = (int)Math.Round((1 - y) * (drawing.Lines - 1), MidpointRounding.AwayFromZero);
            marks[(line, column)] = i == path.Count - 1 ? end : point;
        }
        return marks;
    }

    private static string Line(double[,] heights, double[] bands, Dictionary<(int, int), char> marks, int line, Ink ink)
    {
        var text = new StringBuilder();
        var (upper, lower) = (-1, -1);
        for (var j = 0; j < heights.GetLength(1); j++)
        {
            var mark = marks.TryGetValue((line, j), out var found) ? found : '\0';
            if (ink == Ink.Colours)
                Coloured(text, heights, bands, line, j, mark, ref upper, ref lower);
            else
                text.Append(
                    mark != '\0' ? mark
                    : !double.IsFinite(heights[line, j]) ? '?'
                    : (ink == Ink.Letters ? Letters : Shades)[BandOf(bands, heights[line, j])]
                );
        }
        return ink == Ink.Colours ? text.Append("\u001b[0m").ToString() : text.ToString();
    }

    /// <summary>Two heights in one character: its upper half in the first colour on the second. Colours are said where they change.</summary>
    private static void Coloured(
        StringBuilder text,
        double[,] heights,
        double[] bands,
        int line,
        int column,
        char mark,
        ref int upper,
        ref int lower
    )
    {
        var above = mark != '\0' ? 231 : ColourOf(bands, heights[2 * line, column]);
        var below = ColourOf(bands, heights[2 * line + 1, column]);
        if (above != upper || below != lower)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\u001b[38;5;{above};48;5;{below}m");
        (upper, lower) = (above, below);
        text.Append(mark != '\0' ? mark : '▀');
    }

    private static int ColourOf(double[] bands, double height) => double.IsFinite(height) ? Colours[BandOf(bands, height)] : 0;

    /// <summary>The characters and where each begins, as many as there is room for.</summary>
    private static string Legend(double[] bands, Drawing drawing)
    {
        var text = new StringBuilder();
        for (var k = 0; k < bands.Length; k++)
        {
            var name =
                drawing.Ink == Ink.Letters ? $"'{Letters[k]}'"
                : drawing.Ink == Ink.Dots ? $"'{Shades[k]}'"
                : $"\u001b[48;5;{Colours[k].ToString(System.Globalization.CultureInfo.InvariantCulture)}m  \u001b[0m";
            var part = $"{(k == 0 ? "" : "  ")}{name} {Short(bands[k])}";
            var seen = (k == 0 ? 0 : 2) + 3 + 1 + Short(bands[k]).Length;
            if (k > 0 && bands[k] <= bands[k - 1])
                continue;
            if (Seen(text) + seen > drawing.Columns)
                break;
            text.Append(part);
        }
        return text.ToString();
    }

    /// <summary>How many columns a terminal gives the text: escape codes take none.</summary>
    private static int Seen(StringBuilder text)
    {
        var (seen, inside) = (0, false);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\u001b')
                inside = true;
            else if (inside)
                inside = text[i] != 'm';
            else
                seen++;
        return seen;
    }

    /// <summary>Three digits say where a band begins.</summary>
    private static string Short(double x) =>
        NumberText.Of(
            double.Parse(
                x.ToString("G3", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
}
