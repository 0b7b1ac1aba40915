using System.Text;

namespace GdScript.Plots.Terminal;

/// <summary>
/// A sheet of characters with finer dots in them: two by four to a character in braille, one with letters. Single characters can
/// be written over the dots.
/// </summary>
internal sealed class Canvas(int columns, int lines, Ink ink)
{
    private const int Braille = 0x2800;

    /// <summary>The bit of each dot of a braille character, row by row (Unicode 15, chapter 21.1).</summary>
    private static readonly byte[,] Bits =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };

    private readonly Paint paint = new(ink);
    private readonly byte[,] dots = new byte[lines, columns];
    private readonly char[,] over = new char[lines, columns];

    public int Columns => columns;

    public int Lines => lines;

    private int Across => ink == Ink.Letters ? 1 : 2;

    private int Down => ink == Ink.Letters ? 1 : 4;

    /// <summary>Dots across and down.</summary>
    public int DotColumns => columns * Across;

    public int DotLines => lines * Down;

    /// <summary>Sets a dot; one outside of the sheet is nowhere.</summary>
    public void Dot(int x, int y)
    {
        if (x >= 0 && y >= 0 && x < DotColumns && y < DotLines)
            dots[y / Down, x / Across] |= ink == Ink.Letters ? (byte)1 : Bits[y % 4, x % 2];
    }

    /// <summary>Writes a character over the dots of a cell.</summary>
    public void Mark(int column, int line, char mark)
    {
        if (column >= 0 && line >= 0 && column < columns && line < lines)
            over[line, column] = mark;
    }

    /// <summary>A line of characters; where there are colours they are said where they change.</summary>
    public string Line(int line)
    {
        var text = new StringBuilder();
        var before = "";
        for (var column = 0; column < columns; column++)
        {
            var sign = Of(line, column);
            var code = sign == ' ' ? before : paint.Line(isMark: over[line, column] != '\0');
            if (code != before)
                text.Append("\u001b[").Append(code).Append('m');
            before = code;
            text.Append(sign);
        }
        return before.Length > 0 ? text.Append(Paint.Plain).ToString() : text.ToString();
    }

    private char Of(int line, int column) =>
        over[line, column] != '\0' ? over[line, column]
        : dots[line, column] == 0 ? ' '
        : ink == Ink.Letters ? '*'
        : (char)(Braille + dots[line, column]);
}
