using System.Globalization;
using System.Text;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Tests.Editing;

/// <summary>
/// A terminal in memory, as much of one as the editor needs (ECMA-48 and what xterm does at the right margin): so that what a person
/// sees can be looked at without one.
/// </summary>
/// <param name="columns">Its width.</param>
/// <param name="rows">Its height.</param>
/// <param name="measured">The columns that it gives a cluster; terminals differ.</param>
internal sealed class EmulatedScreen(int columns, int rows, Func<string, int>? measured = null)
{
    /// <summary>A column: what is written there ("" in the second half of a wide cluster) and the SGR code it was written with.</summary>
    public readonly record struct Spot(string Text, string Code)
    {
        public static Spot Blank { get; } = new(" ", "");
    }

    private readonly List<Spot[]> above = [];
    private List<Spot[]> grid = [.. Enumerable.Range(0, rows).Select(_ => Row(columns))];
    private string code = "";
    private bool full;

    public int Columns { get; private set; } = columns;

    public int Rows { get; private set; } = rows;

    public int CursorRow { get; private set; }

    public int Column { get; private set; }

    /// <summary>How many characters were printed, to see how much was written anew.</summary>
    public int Printed { get; private set; }

    /// <summary>All rows, those that have scrolled away first.</summary>
    public IReadOnlyList<Spot[]> All => [.. above, .. grid];

    public Spot[] this[int row] => grid[row];

    /// <summary>The text of all rows up to the last that is not blank.</summary>
    public string Text => string.Join('\n', All.Select(Line)).TrimEnd('\n');

    public static string Line(Spot[] row) => string.Concat(row.Select(s => s.Text)).TrimEnd(' ');

    public void Write(string text)
    {
        for (int at = 0, next; at < text.Length; at = next)
        {
            next = at + 1;
            switch (text[at])
            {
                case '\r':
                    (Column, full) = (0, false);
                    break;
                case '\n':
                    Feed();
                    break;
                case '\b':
                    (Column, full) = (Math.Max(0, Column - 1), false);
                    break;
                case '\e':
                    next = Sequence(text, at);
                    break;
                default:
                    next = at + StringInfo.GetNextTextElementLength(text, at);
                    Print(text[at..next]);
                    break;
            }
        }
    }

    /// <summary>Another size, as terminals that wrap anew do it: rows are cut where they are too wide, and the cursor stays at its character.</summary>
    public void Resize(int columns, int rows)
    {
        var lines = new List<Spot[]>();
        var (cursor, used) = (above.Count + CursorRow, Column);
        var all = All;
        for (var r = 0; r < all.Count; r++)
        {
            var width = all[r].Length - all[r].Reverse().TakeWhile(s => s == Spot.Blank).Count();
            var pieces = Math.Max(1, (width + columns - 1) / columns);
            if (r == cursor)
            {
                pieces = Math.Max(pieces, used / columns + 1);
                (CursorRow, Column) = (lines.Count + used / columns, used % columns);
            }
            for (var p = 0; p < pieces; p++)
                lines.Add([
                    .. all[r].Skip(p * columns).Take(columns),
                    .. Row(Math.Max(0, columns - Math.Max(0, all[r].Length - p * columns))),
                ]);
        }
        while (lines.Count > CursorRow + 1 && lines.Count > rows && lines[^1].All(s => s == Spot.Blank))
            lines.RemoveAt(lines.Count - 1);
        var hidden = Math.Max(0, lines.Count - rows);
        above.Clear();
        above.AddRange(lines.Take(hidden));
        grid = [.. lines.Skip(hidden)];
        while (grid.Count < rows)
            grid.Add(Row(columns));
        (Columns, Rows, CursorRow, full) = (columns, rows, CursorRow - hidden, false);
    }

    private static Spot[] Row(int columns) => [.. Enumerable.Repeat(Spot.Blank, columns)];

    private void Feed()
    {
        full = false;
        if (CursorRow < Rows - 1)
        {
            CursorRow++;
            return;
        }
        above.Add(grid[0]);
        grid.RemoveAt(0);
        grid.Add(Row(Columns));
    }

    private void Print(string cluster)
    {
        var width = measured?.Invoke(cluster) ?? Clusters.Width(cluster);
        if (width == 0)
            return;
        Printed++;
        if (full || Column + width > Columns)
        {
            Column = 0;
            Feed();
        }
        Break(Column);
        Break(Column + width);
        for (var i = 0; i < width && Column + i < Columns; i++)
            grid[CursorRow][Column + i] = new(i == 0 ? cluster : "", code);
        full = Column + width >= Columns;
        Column = Math.Min(Column + width, Columns - 1);
    }

    /// <summary>Writing over one half of a wide cluster blanks the other.</summary>
    private void Break(int column)
    {
        if (column >= Columns || column == 0 || grid[CursorRow][column].Text.Length > 0)
            return;
        var start = column - 1;
        while (start > 0 && grid[CursorRow][start].Text.Length == 0)
            start--;
        for (var c = start; c < Columns && (c == start || grid[CursorRow][c].Text.Length == 0); c++)
            grid[CursorRow][c] = Spot.Blank;
    }

    private int Sequence(string text, int at)
    {
        var end = at + 2;
        while (text[end] is >= ' ' and <= '?')
            end++;
        var parameters = text[(at + 2)..end];
        var number = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        Do(text[end], parameters, number);
        return end + 1;
    }

    private void Do(char letter, string parameters, int number)
    {
        var steps = Math.Max(1, number);
        if (letter != 'm' && parameters is not ['?', ..])
            full = false;
        switch (letter)
        {
            case 'A':
                CursorRow = Math.Max(0, CursorRow - steps);
                break;
            case 'B':
                CursorRow = Math.Min(Rows - 1, CursorRow + steps);
                break;
            case 'G':
                Column = Math.Min(Columns, steps) - 1;
                break;
            case 'H':
                (CursorRow, Column) = (0, 0);
                break;
            case 'J':
                for (var r = number == 2 ? 0 : CursorRow + 1; r < Rows; r++)
                    grid[r] = Row(Columns);
                if (number == 0)
                    grid[CursorRow].AsSpan(Column).Fill(Spot.Blank);
                break;
            case 'K':
                grid[CursorRow].AsSpan(Column).Fill(Spot.Blank);
                break;
            case 'm':
                code = parameters == "0" ? "" : $"\e[{parameters}m";
                break;
            case 'h' or 'l' when parameters == "?2004":
                break;
            default:
                throw new InvalidOperationException($"the editor wrote {new StringBuilder("ESC [").Append(parameters).Append(letter)}");
        }
    }
}
