using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GdScript.Plots;
using GdScript.Plots.Svg;
using VerifyXunit;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Tests.Plots.Svg;

public class SurfaceSvgTests
{
    public static TheoryData<string> Maps => [.. PlotExamples.Maps.Select(m => m.Name)];

    private static readonly ImmutableArray<Vertex> Way = PlotExamples.Points(
        PlotExamples.Walk("x^2 + 10*y^2", "gd(lr=0.04)", 30, -2.5, 1.5)
    );

    private static Figure Surface(string name, bool walks = false, bool isLog = false)
    {
        var (_, f, across, up) = Array.Find(PlotExamples.Maps, m => m.Name == name);
        return SurfaceFigure.Of(
            name,
            f,
            new("x", across),
            new("y", up),
            walks ? [("gd(lr=0.04)", Way)] : [],
            (x, y) => (2 * x, 20 * y),
            walks ? [new(1, 1)] : [],
            isLog
        )!;
    }

    [Fact]
    public Task A_surface_with_a_walk_and_a_plane_is_drawn_so() =>
        Verify(FigureSvg.Of(Surface("ellipse", walks: true), new(420, 360) { Stride = 4 }));

    [Theory]
    [MemberData(nameof(Maps))]
    public void A_surface_takes_at_most_150_kilobytes_and_no_word_leaves_the_paper(string name)
    {
        var text = FigureSvg.Of(Surface(name));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 5_000, 150_000);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        foreach (var word in XDocument.Parse(text).Descendants().Where(e => e.Name.LocalName == "text"))
        {
            var length = Lettering.Width(word.Value, (string?)word.Attribute("class") == "h" ? 15 : 12);
            var part = (string?)word.Attribute("text-anchor") switch
            {
                "end" => 1,
                "middle" => 0.5,
                _ => 0,
            };
            var left = At(word, "x") - part * length;
            Assert.True(left >= -1 && left + length <= 641 && At(word, "y") is > 8 and < 480, $"'{word.Value}' of '{name}'");
        }
    }

    private static double At(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [Fact]
    public void The_same_surface_gives_the_same_bytes_in_every_culture()
    {
        var (before, drawn) = (CultureInfo.CurrentCulture, FigureSvg.Of(Surface("rosenbrock", walks: true)));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(drawn, FigureSvg.Of(Surface("rosenbrock", walks: true)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_true_path_is_a_whole_line_on_the_floor_and_dots_on_the_surface()
    {
        var marks = Surface("ellipse", walks: true).Panels[0].Marks;
        Assert.Equal(Way.AsEnumerable(), marks.OfType<Mark.Walk>().Single().Points);
        var lifted = marks.OfType<Mark.Lifted>().Single().Points;
        Assert.All(lifted, p => Assert.Equal(p.X * p.X + 10 * p.Y * p.Y, p.Z, 1e-9));
        Assert.Equal((Way[0], Way[^1]), (lifted[0].Floor, lifted[^1].Floor));
        Assert.True(lifted.Length > 2 * Way.Length);
        var svg = XDocument.Parse(FigureSvg.Of(Surface("ellipse", walks: true)));
        var line = svg.Descendants().First(e => (string?)e.Attribute("class") == "l s0" && e.Parent!.Attribute("clip-path") is not null);
        Assert.Null(line.Attribute("stroke-dasharray"));
        Assert.Contains(svg.Descendants(), e => (string?)e.Attribute("class") == "dot s0" && e.Parent!.Attribute("class")?.Value == "run0");
    }

    [Fact]
    public void A_plane_touches_the_surface_with_its_slopes()
    {
        var plate = Surface("ellipse", walks: true).Panels[0].Marks.OfType<Mark.Plate>().Single();
        Assert.Equal(new Vertex3(1, 1, 11), plate.Touch);
        Assert.All(plate.Corners, c => Assert.Equal(11 + 2 * (c.X - 1) + 20 * (c.Y - 1), c.Z, 1e-9));
        Assert.Equal("tangent plane at x = 1, y = 1; slopes 2, 20", plate.Name);
    }

    [Fact]
    public void A_surface_has_the_levels_of_its_map()
    {
        var (_, f, across, up) = Array.Find(PlotExamples.Maps, m => m.Name == "himmelblau");
        var map = ContourFigure.Of("", f, new("x", across), new("y", up))!.Panels[0].Marks.OfType<Mark.Band>().Skip(1).Select(b => b.Level);
        Assert.Equal(map, Surface("himmelblau").Panels[0].Marks.OfType<Mark.Surface>().Single().Levels);
    }

    [Fact]
    public void Heights_are_logarithmic_on_request_and_above_0()
    {
        var height = Surface("rosenbrock", isLog: true).Panels[0].Height!;
        Assert.True(height.IsLog && height.Range.Low > 0);
        Assert.False(Surface("saddle").Panels[0].Height!.IsLog);
    }

    [Fact]
    public void Pieces_that_share_sides_become_one_ring_of_the_same_area()
    {
        Vertex[] Square(int i, int j) => [new(i, j), new(i + 1, j), new(i + 1, j + 1), new(i, j + 1)];
        static double Area(IReadOnlyList<Vertex> r) =>
            Enumerable.Range(0, r.Count).Sum(k => r[k].X * r[(k + 1) % r.Count].Y - r[(k + 1) % r.Count].X * r[k].Y) / 2;
        var pieces = (
            from i in Enumerable.Range(0, 5)
            from j in Enumerable.Range(0, 4)
            where (i, j) != (2, 1)
            select Square(i, j)
        ).ToArray();
        var rings = Union.Rings(pieces).ToArray();
        Assert.Equal([-1, 20], rings.Select(Area).Order());
        Assert.Equal(2, Union.Rings([Square(0, 0), Square(0, 0)]).Sum(Area));
    }

    /// <summary>With GDS_PICTURES=FOLDER the pictures are written there, for somebody to look at.</summary>
    [Fact]
    public void The_surfaces_can_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("GDS_PICTURES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var (name, _, _, _) in PlotExamples.Maps)
            File.WriteAllText(Path.Combine(folder, $"surface {name}.svg"), FigureSvg.Of(Surface(name)));
    }
}
