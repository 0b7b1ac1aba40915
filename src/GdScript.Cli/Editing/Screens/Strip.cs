using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Screens;

/// <summary>One row that does not wrap: what does not fit is left out, and dots say so.</summary>
internal sealed class Strip(int columns)
{
    private readonly List<Cell> cells = [];

    public int Width => cells.Count;

    public Strip Write(string text, Style style)
    {
        for (int at = 0, next; at < text.Length; at = next)
        {
            next = Clusters.Next(text, at);
            var cluster = text[at] == '\n' ? " " : text.AsSpan(at, next - at);
            var width = Clusters.Width(cluster);
            cells.Add(new(Clusters.Shown(cluster), (byte)width, style));
            if (width == 2)
                cells.Add(new("", 0, style));
        }
        return this;
    }

    /// <summary>Spaces up to a column.</summary>
    public Strip PadTo(int column, Style style) => Write(new string(' ', Math.Max(0, column - cells.Count)), style);

    /// <summary>Cuts what lies behind a column, with dots where something was cut.</summary>
    public Strip CutTo(int column)
    {
        if (cells.Count <= column)
            return this;
        var keep = Math.Max(0, column - 2);
        while (keep > 0 && cells[keep].Width == 0)
            keep--;
        var style = cells[keep].Style;
        cells.RemoveRange(keep, cells.Count - keep);
        return Write("..", style);
    }

    /// <summary>The part of the row that shows <paramref name="focus"/>, its end if need be.</summary>
    public Cell[] Finish(int focus = 0)
    {
        var last = columns - (cells.Count > Math.Max(focus, columns) ? 2 : 0);
        if (focus > last)
        {
            var skip = Math.Min(focus, cells.Count) - last + 2;
            while (skip < cells.Count && cells[skip].Width == 0)
                skip++;
            cells.RemoveRange(0, skip);
            cells.InsertRange(0, [new(".", 1, Style.Dim), new(".", 1, Style.Dim)]);
        }
        CutTo(columns);
        return [.. cells.Take(columns)];
    }
}
