using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GdScript.Plots;
using GdScript.Plots.Space;
using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>
/// What the script of a page needs to turn a surface: the relief in thousandths of its box, colours of both themes, numbers along the
/// axes, walks. Written so that it may stand within a page of HTML as well as one of XML.
/// </summary>
internal static class SpaceJson
{
    private const int MostPlaces = 400;

    /// <summary>What a line on the floor may differ from the walk, in halves of its side.</summary>
    private const double Unseen = 0.001;

    public static string Of(Panel panel, string title, Theme theme)
    {
        var relief = Relief.Of(panel);
        var surface = panel.Marks.OfType<Mark.Surface>().First();
        int[] shades = [.. MarkSvg.ShadesOf(surface)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"turn\":{SurfaceSvg.ViewOf(panel, relief).Turn},\"lift\":{View.Lift},");
        text.Append(CultureInfo.InvariantCulture, $"\"low\":{Relief.Low},\"high\":{Relief.High},\"title\":{Word(title)},");
        text.Append(CultureInfo.InvariantCulture, $"\"theme\":{Word(theme.ToString().ToLowerInvariant())},");
        text.Append("\"axes\":[").Append(AxisOf(panel.Across, -1, 1)).Append(',').Append(AxisOf(panel.Up, -1, 1)).Append(',');
        text.Append(AxisOf(panel.Height!, Relief.Low, Relief.High)).Append("],");
        text.Append(CultureInfo.InvariantCulture, $"\"columns\":{relief.Columns},\"rows\":{relief.Rows},\"heights\":[");
        Join(text, Heights(relief));
        text.Append("],\"levels\":[");
        Join(text, relief.Levels.Select(Part));
        text.Append("],\"labels\":[").AppendJoin(',', surface.Levels.Select(l => Word(Scale.Label(l))));
        text.Append("],\"light\":").Append(Colours(Palette.Light, shades)).Append(",\"dark\":").Append(Colours(Palette.Dark, shades));
        text.Append(",\"walks\":[").AppendJoin(',', panel.Marks.OfType<Mark.Walk>().Select(w => Walk(w, panel, relief)));
        text.Append("],\"plates\":[").AppendJoin(',', panel.Marks.OfType<Mark.Plate>().Select(p => Plate(p, relief)));
        return text.Append("]}").ToString();
    }

    /// <summary>A name as JSON in ASCII, without what ends a script or begins an element.</summary>
    private static string Word(string text) => '"' + JsonEncodedText.Encode(text.Replace('\0', ' ')).ToString() + '"';

    private static IEnumerable<int> Heights(Relief relief) =>
        from j in Enumerable.Range(0, relief.Rows)
        from i in Enumerable.Range(0, relief.Columns)
        select double.IsNaN(relief[i, j]) ? -1 : Math.Clamp(Part(relief[i, j]), 0, 4000);

    /// <summary>A height in thousandths of the box, those of the surface from 0 on.</summary>
    private static int Part(double z) =>
        (int)Math.Clamp(Math.Round((z - Relief.Low) / (Relief.High - Relief.Low) * 1000, MidpointRounding.AwayFromZero), -9999, 9999);

    private static string AxisOf(Axis axis, double low, double high)
    {
        var scale = new Scale(axis, low, high);
        var ticks = scale.Marked(6).Select(m => $"[{Place(scale.At(m.Value))},{Word(m.Text)}]");
        return $"{{\"name\":{Word(axis.Name)},\"ticks\":[{string.Join(',', ticks)}]}}";
    }

    private static string Place(double x) => Math.Clamp(x, -9, 9).ToString("0.####", CultureInfo.InvariantCulture);

    private static void Join(StringBuilder text, IEnumerable<int> numbers) => text.AppendJoin(',', numbers);

    private static string Colours(Palette palette, int[] shades)
    {
        var lit = shades.Select(s => "[" + string.Join(',', Enumerable.Range(0, 5).Select(l => Word(palette.Lit(s, l)))) + "]");
        return $"{{\"page\":{Word(palette.Page)},\"text\":{Word(palette.Text)},\"quiet\":{Word(palette.Quiet)},\"rule\":{Word(palette.Rule)},"
            + $"\"halo\":{Word(palette.Halo)},\"series\":[{string.Join(',', palette.Series.Select(Word))}],\"lit\":[{string.Join(',', lit)}]}}";
    }

    private static string Walk(Mark.Walk walk, Panel panel, Relief relief)
    {
        var plane = new Frame(-1, -1, 1, 1, new Scale(panel.Across, -1, 1), new Scale(panel.Up, -1, 1));
        var floor = Thin.Runs(walk.Points.Select(plane.At), plane)
            .Select(run => Thin.Line(CollectionsMarshal.AsSpan(run), Unseen))
            .Select(run => string.Join(',', run.Select(p => $"{Place(p.X)},{Place(p.Y)}")));
        var lifted = panel.Marks.OfType<Mark.Lifted>().FirstOrDefault(l => l.Series == walk.Series) ?? new Mark.Lifted("", []);
        var above = Runs(lifted.Points)
            .Select(run => string.Join(',', Few(run).Select(relief.At).Select(p => $"{Place(p.X)},{Place(p.Y)},{Thousandths(p.Z)}")));
        var (hasStart, hasEnd) = SurfaceSvg.HasEnds(panel, lifted);
        return $"{{\"series\":{walk.Series.ToString(CultureInfo.InvariantCulture)},\"dash\":[{Style.Dash(walk.Series).Replace(' ', ',')}],"
            + $"\"floor\":[{Lists(floor)}],\"lifted\":[{Lists(above)}],\"ends\":[{(hasStart ? 1 : 0)},{(hasEnd ? 1 : 0)}]}}";
    }

    private static string Thousandths(double z) => Part(z).ToString(CultureInfo.InvariantCulture);

    private static string Lists(IEnumerable<string> each) => string.Join(',', each.Select(e => $"[{e}]"));

    /// <summary>Stretches without a gap.</summary>
    private static IEnumerable<List<Vertex3>> Runs(ImmutableArray<Vertex3> points)
    {
        var run = new List<Vertex3>();
        foreach (var point in points.Append(new(double.NaN, 0, 0)))
        {
            if (point.IsFinite)
                run.Add(point);
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
    }

    /// <summary>So many that a line is told, with its ends.</summary>
    private static IEnumerable<T> Few<T>(List<T> points) =>
        points.Where((_, k) => k % (points.Count / MostPlaces + 1) == 0 || k == points.Count - 1);

    private static string Plate(Mark.Plate plate, Relief relief) =>
        "["
        + string.Join(
            ',',
            plate.Corners.Append(plate.Touch).Select(relief.Beyond).SelectMany(p => (string[])[Place(p.X), Place(p.Y), Place(p.Z)])
        )
        + "]";
}
