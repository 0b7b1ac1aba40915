using System.Text;

namespace GdScript.Plots.Terminal;

/// <summary>A map two cells to a character: the upper half in the colour of what is written, the lower in that of what it stands on.</summary>
/// <param name="heights">The heights, two rows to a line.</param>
/// <param name="bands">Where the bands begin.</param>
/// <param name="track">The cells that a walk goes through.</param>
/// <param name="marks">Characters written over the cells.</param>
/// <param name="paint">The colours.</param>
internal sealed class HalfBlocks(
    double[,] heights,
    double[] bands,
    HashSet<(int Row, int Column)> track,
    Dictionary<(int Line, int Column), char> marks,
    Paint paint
)
{
    /// <summary>A line; colours are said where they change, and end with it.</summary>
    public string Line(int line)
    {
        var text = new StringBuilder();
        var before = "";
        for (var column = 0; column < heights.GetLength(1); column++)
        {
            var hasMark = marks.TryGetValue((line, column), out var mark);
            var code = hasMark
                ? $"1;{paint.Walk(BandOf(2 * line, column), isBack: false)};{Under(2 * line + 1, column, isBack: true)}"
                : $"22;{Of(2 * line, column, isBack: false)};{Of(2 * line + 1, column, isBack: true)}";
            if (code != before)
                text.Append("\u001b[").Append(code).Append('m');
            before = code;
            text.Append(hasMark ? mark : '▀');
        }
        return text.Append(Paint.Plain).ToString();
    }

    private string Of(int row, int column, bool isBack) =>
        track.Contains((row, column)) ? paint.Walk(BandOf(row, column), isBack) : Under(row, column, isBack);

    private int BandOf(int row, int column) => double.IsFinite(heights[row, column]) ? Contour.BandOf(bands, heights[row, column]) : 0;

    private string Under(int row, int column, bool isBack) =>
        double.IsFinite(heights[row, column]) ? paint.Band(BandOf(row, column), isBack) : paint.None(isBack);
}
