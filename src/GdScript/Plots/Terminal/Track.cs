namespace GdScript.Plots.Terminal;

/// <summary>Which cells of a grid straight lines go through, from point to point.</summary>
internal static class Track
{
    /// <summary>The cells of a walk on a map, rows from the top; what lies outside is left out.</summary>
    public static HashSet<(int Row, int Column)> Of(
        Extent across,
        Extent up,
        int columns,
        int rows,
        IReadOnlyList<(double X, double Y)> path
    )
    {
        var cells = new HashSet<(int, int)>();
        for (var i = 0; i < path.Count; i++)
        {
            var (x, y) = Place(path[i]);
            var (fromX, fromY) = i == 0 ? (x, y) : Place(path[i - 1]);
            foreach (var (column, row) in Between(fromX, fromY, x, y, columns, rows))
                cells.Add((row, column));
        }
        return cells;

        (double X, double Y) Place((double X, double Y) p) => (across.PartOf(p.X) * (columns - 1), (1 - up.PartOf(p.Y)) * (rows - 1));
    }

    /// <summary>The cells on a straight line, both ends included, of a grid that begins at 0; a cell is named by its middle.</summary>
    public static IEnumerable<(int X, int Y)> Between(double fromX, double fromY, double toX, double toY, int columns, int rows)
    {
        if (!double.IsFinite(fromX + fromY + toX + toY))
            yield break;
        // Of a line that leaves the grid by far only a bounded part is gone along.
        var count = (int)Math.Clamp(Math.Ceiling(Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY))), 1, 4096);
        for (var k = 0; k <= count; k++)
        {
            var part = (double)k / count;
            var x = Math.Round(fromX + (toX - fromX) * part, MidpointRounding.AwayFromZero);
            var y = Math.Round(fromY + (toY - fromY) * part, MidpointRounding.AwayFromZero);
            if (x >= 0 && x < columns && y >= 0 && y < rows)
                yield return ((int)x, (int)y);
        }
    }
}
