using System.Collections.Concurrent;
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

public class FigureSvgTests
{
    public static TheoryData<string> Maps => [.. PlotExamples.Maps.Select(m => m.Name)];

    private static readonly ConcurrentDictionary<string, Figure> Known = new();

    private static Figure Map(string name) =>
        Known.GetOrAdd(
            name,
            static name =>
            {
                var (_, f, across, up) = Array.Find(PlotExamples.Maps, m => m.Name == name);
                return ContourFigure.Of(name, f, new("x", across), new("y", up))!;
            }
        );

    private static Figure Map(string name, params (string, ImmutableArray<Vertex>)[] walks)
    {
        var panel = Map(name).Panels[0];
        var marks = walks.Select((w, k) => (Mark)new Mark.Walk(w.Item1, w.Item2, k));
        return new(name, [panel with { Marks = [.. panel.Marks, .. marks] }]);
    }

    private static Figure Curve() =>
        CurveFigure.Of(
            "x^4/4 - x^2/2 from 0.1",
            x => x * x * x * x / 4 - x * x / 2,
            x => x * x * x - x,
            new("x", new(-1.6, 1.6)),
            path: [.. PlotExamples.Walk("x^4/4 - x^2/2", "gd(lr=0.4)", 12, 0.1).Rows.Select(r => r.Point[0])],
            tangents: [-0.5, 0.5]
        )!;

    private static Figure Losses() =>
        LossFigure.Of(
            "x^2 + 10*y^2 from -3, 2",
            [
                .. from method in (string[])["gd(lr=0.05)", "momentum(lr=0.03)", "adam(lr=0.3)"]
                select (method, PlotExamples.Walk("x^2 + 10*y^2", method, 100, -3, 2).Rows),
            ]
        )!;

    [Fact]
    public Task A_curve_with_tangents_and_hops_is_drawn_so() => Verify(FigureSvg.Of(Curve()));

    [Fact]
    public Task Losses_of_three_walks_are_drawn_so() => Verify(FigureSvg.Of(Losses()));

    [Fact]
    public Task A_bowl_with_a_walk_is_drawn_so()
    {
        var walk = PlotExamples.Walk("x^2 + y^2", "gd(lr=0.1)", 30, -2.5, 2);
        return Verify(FigureSvg.Of(Map("bowl", ("gd", PlotExamples.Points(walk))), new(480, 420)));
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void A_map_takes_at_most_90_kilobytes(string name)
    {
        var size = Encoding.UTF8.GetByteCount(FigureSvg.Of(Map(name)));
        Assert.True(size <= 90_000, $"{size} bytes");
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var drawn = FigureSvg.Of(Map("himmelblau")) + FigureSvg.Of(Curve()) + FigureSvg.Of(Losses());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(drawn, FigureSvg.Of(Map("himmelblau")) + FigureSvg.Of(Curve()) + FigureSvg.Of(Losses()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("a < b & \"c\" > d")]
    [InlineData("\u0001\ud800 \uffff")]
    public void Any_title_is_well_formed(string title)
    {
        var figure = Curve() with { Title = title };
        var svg = XDocument.Parse(FigureSvg.Of(figure));
        Assert.Equal(2, svg.Descendants().Count(e => e.Name.LocalName is "title" || e.Attribute("class")?.Value == "h"));
    }

    [Fact]
    public void The_reader_chooses_light_or_dark_unless_the_writer_does()
    {
        Assert.Contains("prefers-color-scheme", FigureSvg.Of(Curve()), StringComparison.Ordinal);
        foreach (var (theme, page) in ((Theme, string)[])[(Theme.Light, Palette.Light.Page), (Theme.Dark, Palette.Dark.Page)])
        {
            var svg = FigureSvg.Of(Curve(), new(Theme: theme));
            Assert.DoesNotContain("prefers-color-scheme", svg, StringComparison.Ordinal);
            Assert.Contains($".page{{fill:{page}}}", svg, StringComparison.Ordinal);
        }
    }

    /// <summary>Words are measured as they are laid out; none reaches into the box of the marks, nor off the paper.</summary>
    [Theory]
    [InlineData(640, 480)]
    [InlineData(320, 260)]
    public void Nothing_written_covers_anything_drawn(double width, double height)
    {
        foreach (var figure in (Figure[])[Curve(), Losses(), Map("rosenbrock", ("adam(lr=0.1)", [new(-1, 1), new(1, 1)]))])
        {
            var svg = XDocument.Parse(FigureSvg.Of(figure, new(width, height)));
            var boxes = Named(svg, "clipPath")
                .Select(c => c.Elements().Single())
                .Select(b => (L: At(b, "x"), T: At(b, "y"), W: At(b, "width"), H: At(b, "height")))
                .ToArray();
            Assert.Equal(figure.Panels.Length, boxes.Length);
            foreach (var word in Named(svg, "text"))
            {
                var long_ = Lettering.Width(word.Value, (string?)word.Attribute("class") == "h" ? 15 : 12);
                var left =
                    At(word, "x")
                    - (
                        (string?)word.Attribute("text-anchor") switch
                        {
                            "end" => long_,
                            "middle" => long_ / 2,
                            _ => 0,
                        }
                    );
                var (right, bottom, top) = (left + long_, At(word, "y") + 2, At(word, "y") - 9);
                Assert.True(left >= 0 && right <= width + 1 && bottom <= height && top >= 0, $"'{word.Value}' leaves the paper");
                foreach (var box in boxes)
                    Assert.False(
                        left < box.L + box.W && right > box.L && top < box.T + box.H && bottom > box.T,
                        $"'{word.Value}' covers a panel of '{figure.Title}'"
                    );
            }
        }
    }

    private static IEnumerable<XElement> Named(XDocument svg, string name) => svg.Descendants().Where(e => e.Name.LocalName == name);

    private static double At(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [Fact]
    public void A_walk_that_flew_off_is_drawn_as_far_as_one_sees()
    {
        var away = Enumerable.Range(0, 400).Select(k => new Vertex(Math.Pow(-8, k), 1)).ToImmutableArray();
        var svg = FigureSvg.Of(Map("bowl", ("away", away)));
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("e+", svg, StringComparison.Ordinal);
        Assert.True(svg.Length < 60_000);
    }

    [Fact]
    public void Every_walk_has_a_colour_and_dashes_of_its_own_and_a_halo()
    {
        var walks = Enumerable.Range(0, 3).Select(k => ($"walk {k}", ImmutableArray.Create(new Vertex(-2, k), new(0, 0)))).ToArray();
        var svg = XDocument.Parse(FigureSvg.Of(Map("bowl", walks)));
        var lines = Named(svg, "path")
            .Where(p => ((string?)p.Attribute("class") ?? "").StartsWith("l s", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(3, lines.Select(l => (string?)l.Attribute("class")).Distinct().Count());
        Assert.Equal(3, lines.Select(l => (string?)l.Attribute("stroke-dasharray")).Distinct().Count());
        Assert.Equal(3, Named(svg, "path").Count(p => (string?)p.Attribute("class") == "halo"));
    }

    [Theory]
    [InlineData("root", true)]
    [InlineData("logarithm", true)]
    [InlineData("bowl", false)]
    [InlineData("waves", false)]
    public void A_map_says_where_there_is_no_value(string name, bool hasGap) =>
        Assert.Equal(hasGap, FigureSvg.Of(Map(name)).Contains(">no value<", StringComparison.Ordinal));

    [Fact]
    public void Both_axes_of_losses_can_be_logarithmic()
    {
        var walk = PlotExamples.Walk("x^4", "gd(lr=0.02)", 500, 2);
        var panel = LossFigure.Of("x^4", [("gd", walk.Rows)], isLog: true, isLogAcross: true)!.Panels[0];
        Assert.Equal((true, true, 1.0, 500.0), (panel.Across.IsLog, panel.Up.IsLog, panel.Across.Range.Low, panel.Across.Range.High));
        var words = XDocument
            .Parse(FigureSvg.Of(new("x^4", [panel])))
            .Descendants()
            .Where(e => e.Name.LocalName == "text")
            .Select(t => t.Value);
        Assert.Superset(new HashSet<string> { "1", "10", "100" }, words.ToHashSet());
    }

    /// <summary>With GDS_PICTURES=FOLDER the pictures are written there, for somebody to look at.</summary>
    [Fact]
    public void The_pictures_can_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("GDS_PICTURES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        void Keep(string name, Figure figure, Theme theme = Theme.Light) =>
            File.WriteAllText(Path.Combine(folder, name + ".svg"), FigureSvg.Of(figure, new(Theme: theme)));
        foreach (var (name, _, _, _) in PlotExamples.Maps)
            Keep("map " + name, Map(name));
        var walks = ((string, ImmutableArray<Vertex>)[])
            [
                .. from m in (string[])["adam(lr=0.05)", "momentum(lr=0.0005)", "gd(lr=0.001)"]
                select (m, PlotExamples.Points(PlotExamples.Walk("(1 - x)^2 + 100*(y - x^2)^2", m, 300, -1.2, 2.5))),
            ];
        Keep("walks", Map("rosenbrock", walks));
        Keep("walks dark", Map("rosenbrock", walks), Theme.Dark);
        Keep("curve", Curve());
        Keep("curve dark", Curve(), Theme.Dark);
        Keep("loss", Losses());
        Keep("pole", CurveFigure.Of("1/x + floor(2*x)", x => 1 / x + Math.Floor(2 * x), null, new("x", new(-3, 3)))!);
        Keep(
            "field",
            ContourFigure.Of(
                "the field",
                PlotExamples.Map("saddle"),
                new("x", new(-2, 2)),
                new("y", new(-2, 2)),
                [],
                (x, y) => (2 * x, -2 * y)
            )!
        );
    }
}
