using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>The picture, line by line, the last one saying what the bands are. Empty where the function has no finite value.</summary>
    /// <param name="f">The function; where it is not finite the map has a '?'.</param>
    /// <param name="across">The first number, from left to right, both ends included.</param>
    /// <param name="up">The second number, from the bottom to the top, both ends included.</param>
    /// <param name="drawing">Size and ink.</param>
    /// <param name="path">Points to mark, in order; the last one is marked as the end. With colours they are joined by a line.</param>
    public static ImmutableArray<string> Of(
        Func<double, double, double> f,
        Extent across,
        Extent up,
        Drawing drawing,
        IReadOnlyList<(double X, double Y)>? path = null
    )
    {
        var (frame, paint) = (new Axes(up, drawing), new Paint(drawing.Ink));
        var (columns, rows) = (frame.Columns, paint.IsColoured ? drawing.Lines * 2 : drawing.Lines);
        var heights = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            heights[i, j] = f(across.At((double)j / (columns - 1)), up.At(1 - (double)i / (rows - 1)));
        var bands = Bands(heights, paint.IsColoured ? paint.Bands : Signs(drawing.Ink).Length);
        if (bands.Length == 0)
            return [];
        var marks = Marks(across, up, columns, drawing, path ?? [], paint.IsColoured);
        var lines = paint.IsColoured
            ? frame.Around(new HalfBlocks(heights, bands, Track.Of(across, up, columns, rows, path ?? []), marks, paint).Line, across)
            : frame.Around(line => Line(heights, bands, marks, line, Signs(drawing.Ink)), across);
        return [.. lines, Legend(bands, drawing, paint)];
    }

    private static string Signs(Ink ink) => ink == Ink.Letters ? Letters : Shades;

    /// <summary>The lower ends of the bands above the first; the first element is the least value of all.</summary>
    private static double[] Bands(double[,] heights, int count)
    {
        double[] sorted = [.. heights.Cast<double>().Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? [] : [.. Enumerable.Range(0, count).Select(k => sorted[(int)((long)k * (sorted.Length - 1) / count)])];
    }

    internal static int BandOf(double[] bands, double height)
    {
        var band = 0;
        while (band + 1 < bands.Length && height > bands[band + 1])
            band++;
        return band;
    }

    /// <summary>Every point of a path, or where a line joins them its ends alone.</summary>
    private static Dictionary<(int Line, int Column), char> Marks(
        Extent across,
        Extent up,
        int columns,
        Drawing drawing,
        IReadOnlyList<(double X, double Y)> path,
        bool isJoined
    )
    {
        var marks = new Dictionary<(int, int), char>();
        var (point, end) = drawing.Ink == Ink.Letters ? ('o', 'X') : ('○', '●');
        for (var i = 0; i < path.Count; i++)
        {
            var (x, y) = (across.PartOf(path[i].X), up.PartOf(path[i].Y));
            if (!(x is >= 0 and <= 1 && y is >= 0 and <= 1) || (isJoined && i > 0 && i < path.Count - 1))
                continue;
            var column = (int)Math.Round(x * (columns - 1), MidpointRounding.AwayFromZero);
            var line = (int)Math.Round((1 - y) * (drawing.Lines - 1), MidpointRounding.AwayFromZero);
            marks[(line, column)] = i == path.Count - 1 ? end : point;
        }
        return marks;
    }

    private static string Line(double[,] heights, double[] bands, Dictionary<(int, int), char> marks, int line, string signs)
    {
        var text = new StringBuilder();
        for (var j = 0; j < heights.GetLength(1); j++)
            text.Append(
                marks.TryGetValue((line, j), out var mark) ? mark
                : !double.IsFinite(heights[line, j]) ? '?'
                : signs[BandOf(bands, heights[line, j])]
            );
        return text.ToString();
    }

    /// <summary>The characters or colours and where each begins, as many as there is room for.</summary>
    private static string Legend(double[] bands, Drawing drawing, Paint paint)
    {
        int[] apart = [.. Enumerable.Range(0, bands.Length).Where(k => k == 0 || bands[k] > bands[k - 1])];
        var (box, stride) = (paint.IsColoured ? 2 : 3, 1);
        int Wide(int k) => box + 1 + Short(bands[k]).Length + 2;
        while (stride < apart.Length && apart.Where((_, i) => i % stride == 0).Sum(Wide) - 2 > drawing.Columns)
            stride++;
        var (text, seen) = (new StringBuilder(), 0);
        foreach (var k in apart.Where((_, i) => i % stride == 0))
        {
            if (seen + Wide(k) - 2 > drawing.Columns)
                break;
            var name = paint.IsColoured ? $"\u001b[{paint.Band(k, isBack: true)}m  {Paint.Plain}" : $"'{Signs(drawing.Ink)[k]}'";
            text.Append(seen == 0 ? "" : "  ").Append(name).Append(' ').Append(Short(bands[k]));
            seen += Wide(k);
        }
        return text.ToString();
    }

    /// <summary>Three digits say where a band begins.</summary>
    private static string Short(double x) =>
        NumberText.Of(double.Parse(x.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
