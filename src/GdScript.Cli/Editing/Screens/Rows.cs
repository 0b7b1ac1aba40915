using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Screens;

/// <summary>Rows of cells as they are written: a cluster that does not fit any more begins the next row.</summary>
internal sealed class Rows(int columns)
{
    private readonly List<Cell[]> whole = [];
    private readonly List<Cell> row = [];

    /// <summary>The row that is being written.</summary>
    public int Row => whole.Count;

    /// <summary>The next free column of it.</summary>
    public int Column => row.Count;

    /// <summary>Makes room for a cluster of this width.</summary>
    public void Reserve(int width)
    {
        if (row.Count + width > columns)
            Break();
    }

    public void Break()
    {
        whole.Add([.. row]);
        row.Clear();
    }

    public void Put(ReadOnlySpan<char> cluster, Style style)
    {
        var width = Clusters.Width(cluster);
        Reserve(width);
        row.Add(new(Clusters.Shown(cluster), (byte)width, style));
        if (width == 2)
            row.Add(new("", 0, style));
    }

    public void Write(string text, Style style)
    {
        for (int at = 0, next; at < text.Length; at = next)
        {
            next = Clusters.Next(text, at);
            Put(text.AsSpan(at, next - at), style);
        }
    }

    public IReadOnlyList<Cell[]> Finish()
    {
        Break();
        return whole;
    }
}
