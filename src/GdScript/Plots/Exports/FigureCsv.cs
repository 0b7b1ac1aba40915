using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Text;

namespace GdScript.Plots.Exports;

/// <summary>
/// A figure as a table with a place in each row, for spreadsheets and data frames: which panel and mark it belongs to, the part (a ring of
/// a band, an arrow), its order there, and its numbers in the units of the axes.
/// </summary>
public static class FigureCsv
{
    /// <summary>The columns. What goes across is <c>x</c>, upwards <c>y</c>; what stands in space has a height <c>z</c>; arrows lead from there to <c>x2</c>, <c>y2</c>; bands have a <c>level</c>.</summary>
    public const string Head = "panel,across,up,mark,name,part,order,x,y,z,x2,y2,level";

    /// <summary>The table, lines ended by newlines, fields quoted as RFC 4180 has it. What is not finite is empty.</summary>
    public static string Of(Figure figure)
    {
        var text = new StringBuilder(Head).Append('\n');
        for (var k = 0; k < figure.Panels.Length; k++)
            foreach (var mark in figure.Panels[k].Marks)
                Write(text, figure.Panels[k], k, mark);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Panel panel, int number, Mark mark)
    {
        var front = string.Join(
            ',',
            Whole(number + 1),
            Quoted(panel.Across.Name),
            Quoted(panel.Up.Name),
            mark.GetType().Name.ToLowerInvariant(),
            Quoted(mark.Name)
        );
        void Row(int part, int order, Vertex at, Vertex? to = null, double level = double.NaN, double height = double.NaN) =>
            text.AppendJoin(
                    ',',
                    front,
                    Whole(part),
                    Whole(order),
                    Number(at.X),
                    Number(at.Y),
                    Number(height),
                    Number(to?.X ?? double.NaN),
                    Number(to?.Y ?? double.NaN),
                    Number(level)
                )
                .Append('\n');
        switch (mark)
        {
            case Mark.Arrows arrows:
                foreach (var ((foot, tip), part) in arrows.Each.Select((a, i) => (a, i)))
                    Row(part + 1, 1, foot, tip);
                break;
            case Mark.Band band:
                foreach (var (ring, part) in Look.Rings(band, panel).Select((r, i) => (r, i)))
                foreach (var (at, order) in ring.Select((v, i) => (v, i)))
                    Row(part + 1, order + 1, at, level: band.Level);
                break;
            case Mark.Surface or Mark.Lifted or Mark.Plate:
                foreach (var (at, order) in Look.InSpace(mark, panel).Select((v, i) => (v, i)))
                    Row(1, order + 1, at.Floor, height: at.Z);
                break;
            default:
                foreach (var (at, order) in Points(mark).Select((v, i) => (v, i)))
                    Row(1, order + 1, at);
                break;
        }
    }

    private static ImmutableArray<Vertex> Points(Mark mark) =>
        mark switch
        {
            Mark.Line line => line.Points,
            Mark.Aid aid => aid.Points,
            Mark.Walk walk => walk.Points,
            Mark.Spots spots => spots.Points,
            _ => [],
        };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => double.IsFinite(number) ? NumberText.Of(number) : "";

    private static string Quoted(string word) =>
        word.AsSpan().ContainsAny("\",\r\n") ? $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : word;
}
