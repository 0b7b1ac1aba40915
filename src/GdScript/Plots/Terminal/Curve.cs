using System.Collections.Immutable;

namespace GdScript.Plots.Terminal;

/// <summary>A function of one number as a curve of text, with points marked on it.</summary>
public static class Curve
{
    /// <summary>The picture, line by line; none wider than the drawing allows. Empty where the function has no finite value.</summary>
    /// <param name="f">The function; where it is not finite there is a gap.</param>
    /// <param name="across">Where it is drawn, both ends included.</param>
    /// <param name="drawing">Size and ink.</param>
    /// <param name="path">Points to mark, in order; the last one is marked as the end.</param>
    public static ImmutableArray<string> Of(Func<double, double> f, Extent across, Drawing drawing, IReadOnlyList<double>? path = null)
    {
        // As many samples as there can be dots: the margin is known only when the values are.
        var samples = Sampled(f, across, drawing.Columns * 2);
        if (Heights.Of(samples) is not { } up)
            return [];
        var frame = new Axes(up, drawing);
        var canvas = new Canvas(frame.Columns, drawing.Lines, drawing.Ink);
        Draw(canvas, Sampled(f, across, canvas.DotColumns), up);
        Mark(canvas, f, across, up, path ?? [], drawing.Ink);
        return frame.Around(canvas.Line, across);
    }

    private static double[] Sampled(Func<double, double> f, Extent across, int count)
    {
        var samples = new double[count];
        for (var i = 0; i < count; i++)
            samples[i] = f(across.At((double)i / (count - 1)));
        return samples;
    }

    /// <summary>Neighbouring samples are joined; a jump out of the picture on both sides is not.</summary>
    private static void Draw(Canvas canvas, double[] samples, Extent up)
    {
        var before = (int?)null;
        for (var x = 0; x < samples.Length; x++)
        {
            var y = double.IsFinite(samples[x]) ? DotOf(canvas, up, samples[x]) : (int?)null;
            if (y is { } here)
            {
                canvas.Dot(x, here);
                if (before is { } last && (IsIn(canvas, last) || IsIn(canvas, here)))
                    Join(canvas, x, last, here);
            }
            before = y;
        }
    }

    private static bool IsIn(Canvas canvas, int y) => y >= 0 && y < canvas.DotLines;

    private static void Join(Canvas canvas, int x, int from, int to)
    {
        var middle = from + (to - from) / 2;
        for (var y = Math.Max(-1, Math.Min(from, to)); y <= Math.Min(canvas.DotLines, Math.Max(from, to)); y++)
            canvas.Dot(to > from == y <= middle ? x - 1 : x, y);
    }

    private static int DotOf(Canvas canvas, Extent up, double y)
    {
        var line = Math.Round((1 - up.PartOf(y)) * (canvas.DotLines - 1), MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(line, -1e6, 1e6);
    }

    private static void Mark(Canvas canvas, Func<double, double> f, Extent across, Extent up, IReadOnlyList<double> path, Ink ink)
    {
        var (point, end) = ink == Ink.Letters ? ('o', 'X') : ('○', '●');
        for (var i = 0; i < path.Count; i++)
        {
            var (part, y) = (across.PartOf(path[i]), f(path[i]));
            if (part is < 0 or > 1 || !double.IsFinite(y))
                continue;
            var column = (int)Math.Round(part * (canvas.Columns - 1), MidpointRounding.AwayFromZero);
            var line = DotOf(canvas, up, y) * canvas.Lines / canvas.DotLines;
            canvas.Mark(column, line, i == path.Count - 1 ? end : point);
        }
    }
}
