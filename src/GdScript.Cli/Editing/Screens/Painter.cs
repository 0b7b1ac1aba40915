using System.Globalization;
using System.Text;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Screens;

/// <summary>
/// The bytes that turn one screen into another: only what has changed is written, and nothing above the first row is touched. The
/// terminal's cursor is known to stand at the caret of the old screen; all moves are relative to it, since where the editor
/// stands on the whole screen is not known. (Control sequences: ECMA-48.)
/// </summary>
internal ref struct Painter
{
    /// <summary>A move of the cursor is about as long as so many characters.</summary>
    private const int SmallestSkip = 6;

    private readonly StringBuilder bytes = new();
    private readonly Palette palette;
    private readonly int columns;
    private int row;

    /// <summary>−1 where the cursor stands behind the last column, which terminals treat in different ways.</summary>
    private int column;
    private Style style = Style.Plain;

    private Painter(Screen was, int columns, Palette palette)
    {
        this.palette = palette;
        this.columns = columns;
        (row, column) = (was.CaretRow, was.CaretColumn);
    }

    /// <summary>From one screen to the next.</summary>
    /// <param name="was">What the terminal shows.</param>
    /// <param name="next">What it is to show; no row is wider than <paramref name="columns"/>.</param>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="palette">How styles look.</param>
    public static string Change(Screen was, Screen next, int columns, Palette palette)
    {
        var painter = new Painter(was, columns, palette);
        painter.Paint(was, next);
        return painter.bytes.ToString();
    }

    /// <summary>Leaves the screen behind: the cursor goes to the start of the row below the last.</summary>
    public static string Leave(Screen was, int columns, Palette palette)
    {
        var painter = new Painter(was, columns, palette);
        painter.MoveTo(was.Rows.Count - 1, 0);
        painter.bytes.Append("\r\n");
        return painter.bytes.ToString();
    }

    /// <summary>
    /// The terminal has another width now, and has wrapped the rows anew: goes to where the first row begins, and erases from there.
    /// The screen is <see cref="Screen.Blank"/> then.
    /// </summary>
    public static string Rewrapped(Screen was, int columns)
    {
        var above = was.CaretColumn / columns;
        for (var r = 0; r < was.CaretRow; r++)
            above += Math.Max(1, (was.Rows[r].Length + columns - 1) / columns);
        return above == 0 ? "\r\e[J" : string.Create(CultureInfo.InvariantCulture, $"\r\e[{above}A\e[J");
    }

    private void Paint(Screen was, Screen next)
    {
        for (var r = 0; r < next.Rows.Count; r++)
        {
            if (r >= was.Rows.Count)
                Append(r);
            PaintRow(r, r < was.Rows.Count ? was.Rows[r] : [], next.Rows[r]);
        }
        if (was.Rows.Count > next.Rows.Count)
        {
            MoveTo(next.Rows.Count, 0);
            Wear(Style.Plain);
            bytes.Append("\e[J");
        }
        Wear(Style.Plain);
        MoveTo(next.CaretRow, next.CaretColumn);
    }

    /// <summary>A row that was not there before: at the bottom of the screen the terminal scrolls.</summary>
    private void Append(int r)
    {
        MoveTo(r - 1, 0);
        bytes.Append("\r\n");
        (row, column) = (r, 0);
    }

    /// <summary>
    /// Writes the stretches that differ; what is the same between two of them is skipped where skipping is shorter. (The halves of a wide
    /// cluster differ together or not at all: a half is told by its neighbour.)
    /// </summary>
    private void PaintRow(int r, Cell[] was, Cell[] next)
    {
        for (var at = Differing(was, next, 0); at < next.Length; at = Differing(was, next, at))
        {
            var to = at + 1;
            for (var same = 0; to + same < next.Length && same < SmallestSkip; )
                (to, same) = Differs(was, next, to + same) ? (to + same + 1, 0) : (to, same + 1);
            MoveTo(r, at);
            for (; at < to; at++)
                Write(next[at], at);
        }
        if (was.Length <= next.Length)
            return;
        MoveTo(r, next.Length);
        Wear(Style.Plain);
        bytes.Append("\e[K");
    }

    private static int Differing(Cell[] was, Cell[] next, int at)
    {
        while (at < next.Length && !Differs(was, next, at))
            at++;
        return at;
    }

    private static bool Differs(Cell[] was, Cell[] next, int at) => at >= was.Length || was[at] != next[at];

    private void Write(Cell cell, int at)
    {
        if (cell.Width == 0)
            return;
        Wear(cell.Style);
        if (!IsCertain(cell.Text))
            Erase(cell.Width, at);
        bytes.Append(cell.Text);
        column = at + cell.Width < columns ? at + cell.Width : -1;
        if (!IsCertain(cell.Text) && column >= 0)
            GoTo(column);
    }

    /// <summary>Terminals agree on the width of single characters, and not on that of clusters: those are placed, not followed.</summary>
    private static bool IsCertain(string cluster) => cluster.Length == 1;

    private void Erase(int width, int at)
    {
        if (at + width >= columns)
            return;
        bytes.Append(' ', width);
        GoTo(at);
    }

    private void Wear(Style wanted)
    {
        if (wanted == style)
            return;
        bytes.Append(palette.Code(wanted));
        style = wanted;
    }

    private void MoveTo(int r, int c)
    {
        if (r != row)
            bytes.Append(CultureInfo.InvariantCulture, $"\e[{(Math.Abs(r - row) == 1 ? "" : Math.Abs(r - row))}{(r < row ? 'A' : 'B')}");
        row = r;
        if (c != column)
            GoTo(c);
    }

    private void GoTo(int c)
    {
        if (c == 0)
            bytes.Append('\r');
        else if (column >= 0 && c == column - 1)
            bytes.Append('\b');
        else
            bytes.Append(CultureInfo.InvariantCulture, $"\e[{c + 1}G");
        column = c;
    }
}
