using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GdScript.Checking;
using GdScript.Plots;
using GdScript.Reports;
using GdScript.Tests.Plots;
using GdScript.Text;
using VerifyXunit;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Tests.Reports;

public partial class ReportHtmlTests
{
    private static readonly string[] Methods = ["gd(lr=0.04)", "adam(lr=0.2)"];

    private static LossReport Ellipse(string? claim = null, int steps = 60)
    {
        var loss = FormulaText.Parse("x^2 + 10*y^2").Value;
        double F(double x, double y) => x * x + 10 * y * y;
        var traces = Methods.Select(m => PlotExamples.Walk("x^2 + 10*y^2", m, steps, -2.5, 1.5)).ToArray();
        (string, ImmutableArray<Vertex>)[] walks = [.. traces.Select(t => (t.Header.Method, PlotExamples.Points(t)))];
        var (across, up) = (new Axis("x", new(-3, 3)), new Axis("y", new(-2, 2)));
        var claimed = claim is null ? null : ClaimText.Parse(claim, loss).Value;
        return new("x^2 + 10*y^2")
        {
            Formula = loss,
            Command = "gds report \"x^2 + 10*y^2\" --from <start>",
            Source = "# a valley & more\nx^2 + 10*y^2",
            Check = Check.Gradient(loss, claimed, CheckOptions.Plain, [-2.5, 1.5]),
            Walks = [.. traces.Select(t => new ReportWalk(t, ["Not at rest."], t.Header.Method != Methods[1]))],
            Pictures =
            [
                ("From above", ContourFigure.Of("", F, across, up, walks, (x, y) => (2 * x, 20 * y))!),
                ("As a surface", SurfaceFigure.Of("", F, across, up, walks)!),
                ("Step by step", LossFigure.Of("", [.. traces.Select(t => (t.Header.Method, t.Rows))])!),
            ],
            Notes = ["A note."],
        };
    }

    private static XElement Page(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    private static IEnumerable<XElement> Named(XElement page, string name) => page.Descendants().Where(e => e.Name.LocalName == name);

    /// <summary>The words of a page in order, without pictures, style and scripts.</summary>
    private static string Words(XElement page)
    {
        var text = new StringBuilder();
        var skipped = (string[])["style", "script", "svg"];
        foreach (var node in page.DescendantNodes().OfType<XText>())
            if (node.Value.Trim().Length > 0 && !node.Ancestors().Any(a => skipped.Contains(a.Name.LocalName)))
                text.Append(node.Parent!.Name.LocalName).Append(": ").Append(node.Value.Trim()).Append('\n');
        return text.ToString();
    }

    [Fact]
    public void Lines_that_end_as_on_Windows_are_lines()
    {
        var html = ReportHtml.Of(Ellipse() with { Source = "# a valley\r\nx^2 + 10*y^2\rlast" });
        Assert.DoesNotContain('\uFFFD', html);
        Assert.Contains("# a valley\nx^2 + 10*y^2\nlast", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_errors_by_step_stand_beside_the_check()
    {
        var report = Ellipse();
        var errors = VCurveFigure.Of("", [("x", VCurve.Of(report.Formula!, [-2.5, 1.5], 0, -5))]);
        var page = Page(ReportHtml.Of(report with { Errors = errors }));
        var section = Named(page, "section").Single(s => (string?)s.Attribute("class") == "check");
        Assert.Contains(Named(section, "title"), t => t.Value == "The error of the difference quotient by its step");
        Assert.DoesNotContain(Named(Page(ReportHtml.Of(report)), "title"), t => t.Value.StartsWith("The error", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_report_says_this() => Verify(Words(Page(ReportHtml.Of(Ellipse(claim: "x: 2*x, y: 2*y", steps: 12)))));

    [Fact]
    public void A_page_needs_nothing_but_itself_and_is_small()
    {
        var html = ReportHtml.Of(Ellipse());
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 50_000, ReportHtml.Most);
        Assert.Equal(
            ["http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"],
            Links().Matches(html).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)
        );
        var page = Page(html);
        Assert.DoesNotContain(
            page.Descendants().SelectMany(e => e.Attributes()),
            a => a.Name.LocalName is "src" or "href" || a.Value.Contains("url(http", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("""https?:[^"'\s<]*""")]
    private static partial Regex Links();

    [Fact]
    public void A_page_has_a_language_a_title_and_a_name_for_every_picture()
    {
        var page = Page(ReportHtml.Of(Ellipse()));
        Assert.Equal(("en", "x^2 + 10*y^2"), ((string?)page.Attribute("lang"), Named(page, "title").First().Value));
        foreach (var svg in Named(page, "svg").Where(s => (string?)s.Attribute("role") == "img"))
            Assert.NotEqual("", svg.Elements().First(e => e.Name.LocalName == "title").Value);
        Assert.Equal(
            ["From above", "As a surface", "Step by step"],
            Named(page, "svg").SelectMany(s => s.Elements()).Where(e => e.Name.LocalName == "title").Select(t => t.Value)
        );
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var clip in page.Descendants().Attributes("clip-path"))
            Assert.Contains(clip.Value[5..^1], ids);
    }

    [Fact]
    public void Every_walk_can_be_hidden_in_every_picture_without_scripts()
    {
        var html = ReportHtml.Of(Ellipse());
        var page = Page(html);
        foreach (var figure in Named(page, "figure"))
        foreach (var run in (string[])["run0", "run1"])
            Assert.Contains(Named(figure, "g"), g => (string?)g.Attribute("class") == run);
        foreach (var id in (string[])["run0", "run1", "arrows"])
        {
            Assert.Contains(Named(page, "input"), i => (string?)i.Attribute("id") == id);
            Assert.Contains($"body:has(#{id}:not(:checked)) .{id}{{display:none}}", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_script_turns_is_the_surface_of_the_picture()
    {
        var page = Page(ReportHtml.Of(Ellipse()));
        var scene = JsonDocument
            .Parse(Named(page, "script").First(s => (string?)s.Attribute("type") == "application/json").Value)
            .RootElement;
        var (columns, rows) = (scene.GetProperty("columns").GetInt32(), scene.GetProperty("rows").GetInt32());
        var heights = scene.GetProperty("heights").EnumerateArray().Select(h => h.GetInt32()).ToArray();
        Assert.Equal((columns * rows, 0, 1000), (heights.Length, heights.Min(), heights.Max()));
        Assert.Equal(Methods.Length, scene.GetProperty("walks").GetArrayLength());
        Assert.Equal(scene.GetProperty("levels").GetArrayLength() + 1, scene.GetProperty("light").GetProperty("lit").GetArrayLength());
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_in_every_culture()
    {
        var (before, page) = (CultureInfo.CurrentCulture, ReportHtml.Of(Ellipse(claim: "x: 2*x, y: 2*y")));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(page, ReportHtml.Of(Ellipse(claim: "x: 2*x, y: 2*y")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("</script><b>&")]
    [InlineData("\u0001\ud800 ]]> <!-- \"'")]
    public void Any_words_are_only_words(string words)
    {
        var report = Ellipse() with { Title = words, Source = words, Command = words, Notes = [words] };
        var surface = report.Pictures[1].Figure;
        report = report with
        {
            Pictures = [(words, surface with { Title = words, Panels = [surface.Panels[0] with { Across = new(words, new(-3, 3)) }] })],
        };
        var page = Page(ReportHtml.Of(report));
        Assert.Empty(Named(page, "b"));
        Page(FigureHtml.Of(report.Pictures[0].Figure));
    }

    [Fact]
    public void A_title_is_enough_and_what_is_missing_has_no_section()
    {
        var page = Page(ReportHtml.Of(new("a loss")));
        Assert.Equal("title: a loss\nh1: a loss\n", Words(page));
        Assert.Empty(Named(page, "script"));
    }

    [Fact]
    public void Long_walks_and_many_of_them_fit_a_page()
    {
        var long_ = PlotExamples.Walk("x^2 + 10*y^2", "gd(lr=0.0999)", 4000, -2.5, 1.5);
        var walks = Enumerable.Range(0, 30).Select(_ => new ReportWalk(long_, ["So."])).ToImmutableArray();
        var figure = LossFigure.Of("", [.. walks.Select((w, k) => ($"walk {k}", w.Trace.Rows))])!;
        var page = ReportHtml.Of(Ellipse() with { Walks = walks, Pictures = [("Losses", figure)] });
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 20_000, ReportHtml.Most);
    }

    [Fact]
    public void A_figure_alone_is_a_page_too()
    {
        var pictures = Ellipse().Pictures;
        Assert.DoesNotContain("<script", FigureHtml.Of(pictures[0].Figure), StringComparison.Ordinal);
        var page = Page(FigureHtml.Of(pictures[1].Figure with { Title = "turn me" }));
        Assert.Equal(2, Named(page, "script").Count());
        Assert.Equal("turn me", Named(page, "title").First().Value);
    }
}
