using System.Globalization;
using System.Text.Json;
using GdScript.Checking;
using GdScript.Plots;
using GdScript.Plots.Exports;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Plots.Exports;

/// <summary>
/// What the two programs ask of a figure, member by member. Both have drawn these figures: Vega-Lite 5.23 without a warning, plotly.js
/// 2.35 with nothing to say from <c>Plotly.validate</c>.
/// </summary>
public class ExportTests
{
    private static readonly Lazy<Figure[]> Figures = new(() =>
        [
            Map("bowl", walks: [("gd", PlotExamples.Points(PlotExamples.Walk("x^2 + y^2", "gd(lr=0.1)", 9, -2, 1)))]),
            Map("root"),
            Map("saddle", slope: (x, y) => (2 * x, -2 * y)),
            CurveFigure.Of("1/x, \"quoted\"", x => 1 / x, x => -1 / (x * x), new("x", new(-1, 2)), path: [1, 1.5], tangents: [0.5, 1])!,
            LossFigure.Of(
                "x^2",
                [("a", PlotExamples.Walk("x^2", "gd(lr=0.1)", 60, 3).Rows), ("b", PlotExamples.Walk("x^2", "adam", 60, 3).Rows)]
            )!,
            VCurveFigure.Of("exp(x)", [("x", VCurve.Of(FormulaText.Parse("exp(x)").Value, [1], 0, Math.E))])!,
            SweepFigure.Of("x^2", new("rate", new(0.1, 10), true), "loss", [("gd", [new(0.1, 0.5, 0.5, false), new(10, 9, 1, true)])], 1)!,
            SurfaceFigure.Of(
                "bowl",
                PlotExamples.Map("bowl"),
                new("x", new(-2, 2)),
                new("y", new(-2, 2)),
                [("gd", [new(1, 1), new(0.5, 0.5)])],
                (x, y) => (2 * x, 2 * y),
                [new(1, 0)]
            )!,
        ]
    );

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 8)];

    private static Figure Map(
        string name,
        IReadOnlyList<(string, System.Collections.Immutable.ImmutableArray<Vertex>)>? walks = null,
        GdScript.Plots.Slope? slope = null
    ) => ContourFigure.Of(name, PlotExamples.Map(name), new("x", new(-3, 3)), new("y", new(-3, 3)), walks, slope, 20_000)!;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_specification_for_VegaLite_has_what_it_asks_for(int number)
    {
        var figure = Figures.Value[number];
        var spec = JsonDocument.Parse(VegaLite.Of(figure)).RootElement;
        Assert.Equal(VegaLite.Schema, spec.GetProperty("$schema").GetString());
        Assert.Equal(figure.Title, spec.GetProperty("title").GetString());
        var units = figure.Panels.Length == 1 ? [spec] : spec.GetProperty("vconcat").EnumerateArray().ToArray();
        Assert.Equal(figure.Panels.Length, units.Length);
        foreach (var (unit, panel) in units.Zip(figure.Panels))
        {
            Assert.True(unit.GetProperty("width").GetInt32() > 0 && unit.GetProperty("height").GetInt32() > 0);
            Assert.True(unit.GetProperty("layer").GetArrayLength() >= panel.Marks.Count(m => m is not (Mark.Lifted or Mark.Plate)));
            Assert.All(unit.GetProperty("layer").EnumerateArray(), layer => Layer(layer, panel));
        }
    }

    private static readonly string[] MarkTypes = ["line", "point", "rule", "rect"];
    private static readonly string[] Channels = ["x", "y", "x2", "y2", "order", "color", "fill", "angle"];

    private static void Layer(JsonElement layer, Panel panel)
    {
        Assert.Equal(["data", "mark", "encoding"], layer.EnumerateObject().Select(m => m.Name));
        Assert.Contains(layer.GetProperty("mark").GetProperty("type").GetString(), MarkTypes);
        var encoding = layer.GetProperty("encoding");
        Assert.Subset(Channels.ToHashSet(), encoding.EnumerateObject().Select(m => m.Name).ToHashSet());
        var values = layer.GetProperty("data").GetProperty("values").EnumerateArray().ToArray();
        foreach (var channel in encoding.EnumerateObject())
            if (channel.Value.TryGetProperty("field", out var field))
                Assert.All(
                    values,
                    v =>
                        Assert.Contains(
                            v.GetProperty(field.GetString()!).ValueKind,
                            (JsonValueKind[])[JsonValueKind.Number, JsonValueKind.Null]
                        )
                );
            else
                Assert.Contains(
                    channel.Value.GetProperty("datum").GetString(),
                    channel.Value.GetProperty("scale").GetProperty("domain").EnumerateArray().Select(d => d.GetString())
                );
        var scale = encoding.GetProperty("x").GetProperty("scale");
        Assert.Equal(panel.Across.IsLog ? "log" : "linear", scale.GetProperty("type").GetString());
        Assert.Equal(
            [panel.Across.Range.Low, panel.Across.Range.High],
            scale.GetProperty("domain").EnumerateArray().Select(d => d.GetDouble())
        );
        Assert.Equal(panel.Across.IsLog, !scale.TryGetProperty("zero", out _));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_figure_for_Plotly_has_data_and_a_layout_with_the_axes_they_name(int number)
    {
        var figure = Figures.Value[number];
        var plotly = JsonDocument.Parse(Plotly.Of(figure)).RootElement;
        Assert.Equal(["data", "layout"], plotly.EnumerateObject().Select(m => m.Name));
        var layout = plotly.GetProperty("layout");
        Assert.Equal(figure.Title, layout.GetProperty("title").GetProperty("text").GetString());
        foreach (
            var trace in plotly
                .GetProperty("data")
                .EnumerateArray()
                .Where(t => t.GetProperty("type").GetString() is not ("surface" or "scatter3d" or "mesh3d"))
        )
        {
            Assert.Equal("scatter", trace.GetProperty("type").GetString());
            Assert.Contains(trace.GetProperty("mode").GetString(), (string[])["lines", "markers", "lines+markers"]);
            Assert.Equal(trace.GetProperty("x").GetArrayLength(), trace.GetProperty("y").GetArrayLength());
            foreach (var side in (string[])["x", "y"])
            {
                var axis = layout.GetProperty(trace.GetProperty(side + "axis").GetString()!.Insert(1, "axis"));
                Assert.Equal(2, axis.GetProperty("range").GetArrayLength());
                Assert.Contains(axis.GetProperty("type").GetString(), (string[])["log", "linear"]);
            }
        }
    }

    [Fact]
    public void A_surface_can_be_turned_in_Plotly_and_is_a_map_of_cells_elsewhere()
    {
        var figure = Figures.Value[7];
        var surface = figure.Panels[0].Marks.OfType<Mark.Surface>().Single();
        var plotly = JsonDocument.Parse(Plotly.Of(figure)).RootElement;
        var traces = plotly.GetProperty("data").EnumerateArray().ToLookup(t => t.GetProperty("type").GetString()!);
        var drawn = traces["surface"].Single();
        Assert.Equal((surface.Columns, surface.Rows), (drawn.GetProperty("x").GetArrayLength(), drawn.GetProperty("y").GetArrayLength()));
        Assert.All(drawn.GetProperty("z").EnumerateArray(), row => Assert.Equal(surface.Columns, row.GetArrayLength()));
        Assert.Equal((2, 1), (traces["scatter3d"].Count(), traces["mesh3d"].Count()));
        Assert.Equal(["xaxis", "yaxis", "zaxis"], plotly.GetProperty("layout").GetProperty("scene").EnumerateObject().Select(a => a.Name));
        var cells = FigureCsv.Of(figure).Split('\n').Where(l => l.Contains(",surface,", StringComparison.Ordinal)).Select(Fields).ToArray();
        Assert.Equal(surface.Heights, cells.Select(c => double.Parse(c[9], CultureInfo.InvariantCulture)));
        Assert.All(cells, c => Assert.Equal(Square(c[7]) + Square(c[8]), double.Parse(c[9], CultureInfo.InvariantCulture), 9));
    }

    private static double Square(string number) => Math.Pow(double.Parse(number, CultureInfo.InvariantCulture), 2);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_table_has_every_place_of_every_mark_once(int number)
    {
        var figure = Figures.Value[number];
        var lines = FigureCsv.Of(figure).TrimEnd('\n').Split('\n').Skip(1).ToArray();
        Assert.All(lines, line => Assert.Equal(13, Fields(line).Length));
        foreach (var mark in figure.Panels.SelectMany(p => p.Marks).OfType<Mark.Walk>())
            Assert.Equal(
                mark.Points.Select(p => p.X),
                Rows("walk", mark.Name).Select(f => double.Parse(f[7], CultureInfo.InvariantCulture))
            );
        foreach (var mark in figure.Panels.SelectMany(p => p.Marks).OfType<Mark.Arrows>())
            Assert.Equal(mark.Each.Length, Rows("arrows", mark.Name).Count());
        Assert.Equal(
            figure.Panels.SelectMany(p => p.Marks).OfType<Mark.Band>().Where(b => double.IsFinite(b.Level)).Select(b => b.Level),
            lines
                .Select(Fields)
                .Where(f => f[3] == "band" && f[12].Length > 0)
                .Select(f => double.Parse(f[12], CultureInfo.InvariantCulture))
                .Distinct()
        );

        IEnumerable<string[]> Rows(string kind, string name) => lines.Select(Fields).Where(f => f[3] == kind && f[4] == name);
    }

    /// <summary>The fields of a line, as RFC 4180 has it; no field here holds a line end.</summary>
    private static string[] Fields(string line)
    {
        var (fields, field, isQuoted) = (new List<string>(), "", false);
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                field += line[i++];
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
                (fields, field) = ([.. fields, field], "");
            else
                field += line[i];
        return [.. fields, field];
    }

    [Fact]
    public void Rings_are_thinned_and_still_go_around_the_same_area()
    {
        var panel = Figures.Value[0].Panels[0];
        foreach (var band in panel.Marks.OfType<Mark.Band>())
        {
            var (before, after) = (band.Rings.Sum(Area), Look.Rings(band, panel).Sum(Area));
            Assert.InRange(after, before - 0.01, before + 0.01);
        }
    }

    private static double Area(System.Collections.Immutable.ImmutableArray<Vertex> ring) =>
        ring.Select((v, k) => (v, w: ring[(k + 1) % ring.Length])).Sum(p => p.v.X * p.w.Y - p.w.X * p.v.Y) / 2;
}
