using System.Collections.Immutable;
using System.Text;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Plots.Terminal;

/// <summary>The axes around a picture: numbers up the left side and along the bottom.</summary>
internal sealed class Axes
{
    private readonly Extent up;
    private readonly Drawing drawing;
    private readonly (int Line, string Text)[] left;
    private readonly int margin;

    /// <summary>The axes of a picture with this range upwards; of a logarithmic one it is that of the exponents.</summary>
    public Axes(Extent up, Drawing drawing, bool isLog = false)
    {
        (this.up, this.drawing) = (up, drawing);
        var ticks = Ticks.Of(up, Math.Max(2, drawing.Lines / 4)).ToArray();
        var whole = ticks.Where(t => t == Math.Round(t)).ToArray();
        left = [.. (isLog && whole.Length > 1 ? whole : ticks).Select(t => (LineOf(t), isLog ? Power(t) : Short(t, drawing.Columns / 3)))];
        margin = left.Length == 0 ? 0 : left.Max(t => t.Text.Length);
    }

    /// <summary>How many columns are left for the picture.</summary>
    public int Columns => drawing.Columns - margin - 2;

    /// <summary>The picture's lines between its axes; whole numbers alone stand under one that counts.</summary>
    public ImmutableArray<string> Around(Func<int, string> line, Extent across, bool isWhole = false)
    {
        var (bar, tick) = drawing.Ink == Ink.Letters ? ('|', '+') : ('│', '┤');
        var lines = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < drawing.Lines; i++)
        {
            var label = Array.Find(left, t => t.Line == i).Text;
            lines.Add($"{(label ?? "").PadLeft(margin)} {(label is null ? bar : tick)}{line(i)}".TrimEnd());
        }
        Bottom(lines, across, isWhole);
        return lines.DrainToImmutable();
    }

    /// <summary>10 to an exponent: <c>0.01</c>, <c>1e-7</c>.</summary>
    private static string Power(double exponent) =>
        Short(
            double.Parse(
                Elementary.Pow(10, exponent).ToString("G3", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            7
        );

    private int LineOf(double y) => (int)Math.Round((1 - up.PartOf(y)) * (drawing.Lines - 1), MidpointRounding.AwayFromZero);

    private void Bottom(ImmutableArray<string>.Builder lines, Extent across, bool isWhole)
    {
        var (corner, dash, tick) = drawing.Ink == Ink.Letters ? ('+', '-', '+') : ('└', '─', '┬');
        var axis = new StringBuilder().Append(' ', margin + 1).Append(corner).Append(dash, Columns);
        var labels = new StringBuilder().Append(' ', drawing.Columns);
        var end = 0;
        foreach (var x in Ticks.Of(across, Math.Max(2, Columns / 12)).Where(t => !isWhole || t == Math.Round(t)))
        {
            var column = margin + 2 + (int)Math.Round(across.PartOf(x) * (Columns - 1), MidpointRounding.AwayFromZero);
            axis[column] = tick;
            var text = Short(x, drawing.Columns / 3);
            var start = Math.Clamp(column - text.Length / 2, 0, Math.Max(0, drawing.Columns - text.Length));
            if (start < end)
                continue;
            for (var i = 0; i < text.Length; i++)
                labels[start + i] = text[i];
            end = start + text.Length + 1;
        }
        lines.Add(axis.ToString());
        lines.Add(labels.ToString().TrimEnd());
    }

    /// <summary>The number in full where there is room for it.</summary>
    private static string Short(double x, int most)
    {
        var text = NumberText.Of(x == 0 ? 0 : x);
        return text.Length <= most ? text : x.ToString("0.##e0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
