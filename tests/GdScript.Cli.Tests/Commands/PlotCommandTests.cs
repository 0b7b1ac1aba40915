using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using GdScript.Cli.Plotting;
using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public sealed class PlotCommandTests : IDisposable
{
    private const string Valley = "(1 - x)^2 + 100*(y - x^2)^2";

    private readonly string folder = Directory.CreateTempSubdirectory("gds-plot-tests").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private static XElement Svg(params string[] args) => XDocument.Parse(Command.Out(["plot", .. args])).Root!;

    private static string[] Kinds(JsonElement answer) =>
        [
            .. answer
                .GetProperty("panels")[0]
                .GetProperty("marks")
                .EnumerateArray()
                .Select(m => m.GetProperty("kind").GetString()!)
                .Distinct(),
        ];

    [Fact]
    public void One_name_is_a_curve_two_are_a_map_and_a_walk_in_more_is_its_plane()
    {
        Assert.Equal("curve", Command.Json("plot", "x^2").GetProperty("kind").GetString());
        Assert.Equal("contour", Command.Json("plot", "x^2 + y^2").GetProperty("kind").GetString());
        var plane = Command.Json("plot", "x^2 + 4*y^2 + 9*z^2 + x*y*z/5", "--from", "3,2,1", "--lr", "0.08", "--steps", "20");
        Assert.Equal(["band", "walk"], Kinds(plane));
        Assert.StartsWith("distance from the start", Axis(plane, "across"), StringComparison.Ordinal);
        Assert.Contains("away from this plane", Axis(plane, "up"), StringComparison.Ordinal);
    }

    private static string Axis(JsonElement answer, string side) =>
        answer.GetProperty("panels")[0].GetProperty(side).GetProperty("name").GetString()!;

    [Fact]
    public void A_picture_is_an_svg_of_the_size_asked_for()
    {
        var svg = Svg(Valley, "--size", "500x400", "--range", "x=-2..2,y=-1..3");
        Assert.Equal(("svg", "500", "400"), (svg.Name.LocalName, svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.Equal(Valley, svg.Elements().First().Value);
    }

    [Fact]
    public void A_walk_is_drawn_from_its_start_to_its_end()
    {
        var answer = Command.Json("plot", "x^2 + 10*y^2", "--from", "-3,2", "--lr", "0.05", "--steps", "10");
        var walk = answer
            .GetProperty("panels")[0]
            .GetProperty("marks")
            .EnumerateArray()
            .Single(m => m.GetProperty("kind").GetString() == "walk");
        var points = walk.GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal(11, points.Length);
        Assert.Equal((-3.0, 2.0), (points[0][0].GetDouble(), points[0][1].GetDouble()));
        Assert.Equal("gd(lr=0.05)", walk.GetProperty("name").GetString());
    }

    [Fact]
    public void Every_method_compared_has_its_walk()
    {
        var answer = Command.Json(
            "plot",
            "x^2 + y^2",
            "--from",
            "3,2",
            "--compare",
            "gd(lr=0.1); adam(lr=0.1)",
            "--steps",
            "5",
            "--kind",
            "loss"
        );
        var names = answer.GetProperty("panels")[0].GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("name").GetString());
        Assert.Equal(["gd(lr=0.1)", "adam(lr=0.1)"], names);
    }

    [Theory]
    [InlineData("none", false, false)]
    [InlineData("loss", false, true)]
    [InlineData("both", true, true)]
    public void Axes_of_losses_are_logarithmic_where_that_is_asked_for(string log, bool across, bool up)
    {
        var panel = Command.Json("plot", "x^2", "--from", "3", "-n", "9", "--kind", "loss", "--log", log).GetProperty("panels")[0];
        Assert.Equal((across, up), (IsLog(panel, "across"), IsLog(panel, "up")));
    }

    private static bool IsLog(JsonElement panel, string side) => panel.GetProperty(side).GetProperty("log").GetBoolean();

    [Fact]
    public void A_field_has_arrows_down_the_slope()
    {
        var field = Command.Json("plot", "x^2 + y^2", "--kind", "field", "--range=-1..1");
        var arrows = field
            .GetProperty("panels")[0]
            .GetProperty("marks")
            .EnumerateArray()
            .Single(m => m.GetProperty("kind").GetString() == "arrows");
        foreach (var (foot, tip) in arrows.GetProperty("feet").EnumerateArray().Zip(arrows.GetProperty("tips").EnumerateArray()))
            Assert.True(Square(tip) < Square(foot));
    }

    private static double Square(JsonElement point) => Math.Pow(point[0].GetDouble(), 2) + Math.Pow(point[1].GetDouble(), 2);

    [Fact]
    public void A_surface_has_its_walk_on_the_floor_and_lifted_and_planes_where_they_are_asked_for()
    {
        string[] line = ["plot", "x^2 + 10*y^2", "--kind", "surface", "--from", "-3,2", "--lr", "0.05", "--steps", "10"];
        var answer = Command.Json([.. line, "--tangent", "y=1,x=2"]);
        Assert.Equal(["walk", "surface", "lifted", "plate"], Kinds(answer));
        var panel = answer.GetProperty("panels")[0];
        Assert.Equal("loss", panel.GetProperty("height").GetProperty("name").GetString());
        var touch = panel.GetProperty("marks").EnumerateArray().Last().GetProperty("touch");
        Assert.Equal([2, 1, 14], touch.EnumerateArray().Select(t => t.GetDouble()));
        Assert.True(IsLog(Command.Json([.. line, "--log", "loss"]).GetProperty("panels")[0], "height"));
    }

    [Fact]
    public void More_than_two_names_have_a_surface_over_the_plane_of_the_walk() =>
        Assert.Equal(
            ["walk", "surface", "lifted"],
            Kinds(Command.Json("plot", "x^2 + 4*y^2 + 9*z^2", "--kind", "surface", "--from", "3,2,1", "--lr", "0.08", "-n", "5"))
        );

    [Fact]
    public void Without_a_range_what_is_interesting_is_in_the_picture()
    {
        foreach (var (loss, x, y) in ((string, double, double)[])[(Valley, 1, 1), ("(x - 3)^2 + (y + 4)^2", 3, -4)])
        {
            var panel = Command.Json("plot", loss).GetProperty("panels")[0];
            Assert.InRange(x, End(panel, "across", "low"), End(panel, "across", "high"));
            Assert.InRange(y, End(panel, "up", "low"), End(panel, "up", "high"));
        }
        var away = Command.Json("plot", "x^2 + y^2", "--from", "-3,4", "--lr", "10", "--steps", "100").GetProperty("panels")[0];
        Assert.InRange(End(away, "across", "high"), 0, 10);
    }

    private static double End(JsonElement panel, string side, string end) => panel.GetProperty(side).GetProperty(end).GetDouble();

    [Fact]
    public void The_picture_goes_into_a_file()
    {
        var said = Command.Out("plot", "x^2", "--out", In("a.svg"));
        Assert.Equal($"{In("a.svg")}: curve, {(new FileInfo(In("a.svg")).Length + 999) / 1000} KB\n", said);
        Assert.Equal(Command.Out("plot", "x^2"), File.ReadAllText(In("a.svg")));
    }

    [Fact]
    public void The_same_bytes_come_out_in_every_culture()
    {
        string Drawn() => Command.Out("plot", Valley, "--from=-1.2,1", "--lr", "0.001", "--steps", "50");
        var (before, first) = (CultureInfo.CurrentCulture, Drawn());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(first, Drawn());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static JsonElement[] Marks(JsonElement answer, string kind) =>
        [.. answer.GetProperty("panels")[0].GetProperty("marks").EnumerateArray().Where(m => m.GetProperty("kind").GetString() == kind)];

    private static string[] Named(JsonElement answer, string kind) =>
        [.. Marks(answer, kind).Select(m => m.TryGetProperty("name", out var name) ? name.GetString()! : "")];

    [Fact]
    public void A_check_is_a_V_for_each_component_and_a_wrong_claim_comes_first()
    {
        var answer = Command.Json("plot", "exp(x) + sin(y)", "--kind", "check", "--at", "1,2");
        Assert.Equal(["x", "y"], Named(answer, "line"));
        Assert.Equal("exp(x) + sin(y) at x=1, y=2", answer.GetProperty("title").GetString());
        var claimed = Command.Json("plot", "exp(x)", "--kind", "check", "--at", "1", "--claim", "x: exp(x) + 0.5");
        Assert.Equal(["x, claimed 3.22"], Named(claimed, "line"));
    }

    [Fact]
    public void The_picture_is_data_for_others_where_its_file_says_so()
    {
        Assert.EndsWith(" KB\n", Command.Out("plot", "x^2", "--out", In("a.vl.json")), StringComparison.Ordinal);
        Assert.StartsWith(
            "{\"$schema\":\"https://vega.github.io/schema/vega-lite/v5.json\"",
            File.ReadAllText(In("a.vl.json")),
            StringComparison.Ordinal
        );
        Command.Out("plot", "x^2", "--out", In("a.plotly.json"));
        Assert.StartsWith("{\"data\":[", File.ReadAllText(In("a.plotly.json")), StringComparison.Ordinal);
        Command.Out("plot", "x^2", "--out", In("a.csv"));
        Assert.Equal(Command.Out("plot", "x^2", "--format", "csv"), File.ReadAllText(In("a.csv")));
        Assert.StartsWith("<svg", Command.Out("plot", "x^2", "--format", "svg"), StringComparison.Ordinal);
        Assert.Contains("GDS0150", Command.Run("plot", "x^2", "--format", "png").Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_walks_once_for_every_rate()
    {
        var answer = Command.Json("plot", "x^2", "--kind", "rates", "--from", "1", "--lr", "1e-2..1e1", "--steps", "5");
        var ends = Marks(answer, "line").Single(l => l.GetProperty("name").GetString() == "at the end").GetProperty("points");
        Assert.Equal(37, ends.GetArrayLength());
        Assert.Equal(("rate", true), (Axis(answer, "across"), IsLog(answer.GetProperty("panels")[0], "across")));
        Assert.Contains("diverged", Named(answer, "spots"));
        var best = Marks(answer, "spots").Single(s => s.GetProperty("name").GetString() == "best").GetProperty("points")[0];
        Assert.InRange(best[0].GetDouble(), 0.4, 0.6);
        var several = Command.Json(
            "plot",
            "x^2",
            "--kind",
            "rates",
            "--from",
            "1",
            "--compare",
            "momentum(lr=0.1, momentum=0.5..0.9)",
            "-n",
            "5"
        );
        Assert.Equal("momentum", Axis(several, "across"));
    }

    [Fact]
    public void A_slice_goes_along_a_direction_or_to_another_point()
    {
        var between = Command.Json("plot", "x^2 + y^2", "--at", "3,4", "--to", "0,0");
        Assert.Equal(("slice", "part of the way"), (between.GetProperty("kind").GetString(), Axis(between, "across")));
        Assert.Equal(["x=3, y=4", "x=0, y=0"], Named(between, "spots"));
        Assert.Equal([0.0, 25], Numbers(Marks(between, "spots")[0].GetProperty("points")[0]));
        var down = Command.Json("plot", "x^2 + y^2", "--at", "3,4", "--along", "gradient", "--tangent", "0");
        Assert.EndsWith("slope −10", Named(down, "aid").Single(), StringComparison.Ordinal);
        Assert.Equal(-7.5, End(down.GetProperty("panels")[0], "across", "low"));
        Assert.Equal("slice", Command.Json("plot", "x*y*z", "--at", "1,2,3", "--along", "random").GetProperty("kind").GetString());
        var walked = Command.Json("plot", "x*x + y*y + z*z", "--from", "1,2,3", "--kind", "slice", "--lr", "0.1", "-n", "3");
        Assert.Equal(["start", "end"], Named(walked, "spots"));
    }

    private static double[] Numbers(JsonElement pair) => [.. pair.EnumerateArray().Select(x => x.GetDouble())];

    [Fact]
    public void Of_more_names_there_are_the_main_directions_of_a_walk_and_random_ones()
    {
        string[] walk = ["plot", "x^2 + 4*y^2 + 9*z^2", "--from", "3,2,1", "--lr", "0.08", "--steps", "20"];
        var main = Command.Json([.. walk, "--plane", "main"]);
        Assert.StartsWith("1st main direction of the walk (", Axis(main, "across"), StringComparison.Ordinal);
        var end = Numbers(Marks(main, "walk")[0].GetProperty("points").EnumerateArray().Last());
        Assert.Equal([0.0, 0], end);
        string[] random = ["plot", "x^2 + 4*y^2 + 9*z^2", "--at", "3,2,1", "--kind", "contour", "--plane", "random"];
        Assert.Contains("(seed 1)", Axis(Command.Json(random), "across"), StringComparison.Ordinal);
        Assert.NotEqual(Command.Out(random), Command.Out([.. random, "--seed", "2"]));
        Assert.Equal(["end of the walk"], Named(Command.Json([.. walk, "--plane", "random"]), "spots"));
    }

    [Theory]
    [InlineData("gds: error GDS0151: a slice needs a direction", "x*y", "--kind", "slice", "--at", "1,2")]
    [InlineData("gds: error GDS0151: a slice goes through a point", "x*y", "--along", "1,2")]
    [InlineData("gds: error GDS0151: the gradient is zero or not finite there", "x*y", "--at", "0,0", "--along", "gradient")]
    [InlineData("--along: error GDS0023: a direction of length 0", "x*y", "--at", "1,2", "--along", "0,0")]
    [InlineData("--to: error GDS", "x*y", "--at", "1,2", "--to", "1")]
    [InlineData("gds: error GDS0151: the numbers along a line", "x*y", "--at", "1,2", "--to", "1,3", "--range", "x=0..1")]
    [InlineData("gds: error GDS0151: a sweep of rates is one of walks", "x*y", "--kind", "rates")]
    [InlineData("gds: error GDS0151: a sweep has one range in each method", "x*y", "--kind", "rates", "--from", "1,2", "--lr", "0.1")]
    [InlineData("gds: error GDS0151: a check has no walk", "x*y", "--kind", "check", "--from", "1,2")]
    [InlineData("gds: error GDS0151: --claim is what a check judges", "x*y", "--claim", "x: y")]
    [InlineData("gds: error GDS0151: --plane is about a map of more", "x*y", "--plane", "main")]
    public void A_mistake_in_a_slice_a_sweep_or_a_check_is_told(string complaint, params string[] args)
    {
        var said = Command.Run(["plot", .. args]);
        Assert.Contains(complaint, said.Err, StringComparison.Ordinal);
        Assert.Equal((2, ""), (said.Exit, said.Out));
    }

    [Theory]
    [InlineData("gds: error GDS0151: a map has two open names, and here are x, y, z; fix the others", "x*y*z")]
    [InlineData("gds: error GDS0151: a curve has one open name", "x*y", "--kind", "curve")]
    [InlineData("gds: error GDS0151: losses over steps are those of a walk", "x*y", "--kind", "loss")]
    [InlineData("gds: error GDS0151: logarithmic are losses over steps, and the height of a surface", "x*y", "--log", "both")]
    [InlineData("gds: error GDS0151: losses over steps show the whole walk", "x", "--from", "1", "--kind", "loss", "--range", "0..3")]
    [InlineData("gds: error GDS0151: a number has no picture", "1 + 2")]
    [InlineData("gds: error GDS0151: tangents touch a curve", "x*y", "--tangent", "1")]
    [InlineData("--tangent:1:1: error GDS0150: a point has a number for each of x, y", "x*y", "--kind", "surface", "--tangent", "1")]
    [InlineData("--tangent:1:1: error GDS0150: a point has", "x*y", "--kind", "surface", "--tangent", "x=1,x=2")]
    [InlineData("--tangent: error GDS0020: the loss has no parameter 'q'", "x^2", "--tangent", "q=1")]
    [InlineData("gds: error GDS0041: --lr is about a walk", "x*y", "--lr", "1")]
    [InlineData("--range:1:1: error GDS0150: 'x=3' is no range", "x^2", "--range", "x=3")]
    [InlineData("--range:1:1: error GDS0150: 'x=3..1' is an empty range", "x^2", "--range", "x=3..1")]
    [InlineData("--range: error GDS0020: the loss has no parameter 'q'", "x^2", "--range", "q=1..3")]
    [InlineData("--size:1:1: error GDS0150: '6x4' is no size", "x^2", "--size", "6x4")]
    [InlineData("--out: error GDS0150: pictures are written as .svg, .html or .png", "x^2", "--out", "a.jpg")]
    public void A_mistake_is_told(string complaint, params string[] args)
    {
        var said = Command.Run(["plot", .. args]);
        Assert.StartsWith(complaint, said.Err, StringComparison.Ordinal);
        Assert.Equal((2, ""), (said.Exit, said.Out));
    }

    [Fact]
    public void Where_there_is_nothing_finite_there_is_no_picture()
    {
        var said = Command.Run("plot", "log(x)", "--range=-3..-1");
        Assert.StartsWith("gds: error GDS0153:", said.Err, StringComparison.Ordinal);
        Assert.Equal(3, said.Exit);
    }

    [Fact]
    public void A_png_without_a_browser_is_a_mistake_with_a_hint()
    {
        Assert.False(Chromium.Png("<svg/>", new Sheet(), In("a.png"), folder, default).Is(out _, out var problem));
        Assert.Equal(("GDS0152", ProblemKind.Input), (problem.Id, problem.Kind));
        Assert.Contains(".svg", problem.Hint, StringComparison.Ordinal);
        Assert.False(File.Exists(In("a.png")));
    }

    [Fact]
    public void A_png_is_what_the_browser_writes()
    {
        if (OperatingSystem.IsWindows())
            return;
        Browser("for a in \"$@\"; do case $a in --screenshot=*) echo picture > \"${a#--screenshot=}\";; esac; done");
        Assert.Equal(In("a.png"), Chromium.Png("<svg/>", new Sheet(), In("a.png"), folder, default).Value);
        Assert.Equal("picture\n", File.ReadAllText(In("a.png")));

        Browser("echo it hurts >&2; exit 1");
        Assert.False(Chromium.Png("<svg/>", new Sheet(), In("b.png"), folder, default).Is(out _, out var problem));
        Assert.Equal(("GDS0154", "Chromium drew nothing: it hurts"), (problem.Id, problem.What));
    }

    [Fact]
    public void A_png_goes_through_a_link_to_the_file_behind_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        Browser("for a in \"$@\"; do case $a in --screenshot=*) echo picture > \"${a#--screenshot=}\";; esac; done");
        File.WriteAllText(In("behind.png"), "an older and longer picture\n");
        File.CreateSymbolicLink(In("a.png"), In("behind.png"));

        Assert.Equal(In("a.png"), Chromium.Png("<svg/>", new Sheet(), In("a.png"), folder, default).Value);

        Assert.Equal(In("behind.png"), new FileInfo(In("a.png")).LinkTarget);
        Assert.Equal("picture\n", File.ReadAllText(In("behind.png")));
    }

    [Fact]
    public void The_title_of_a_long_loss_is_its_beginning()
    {
        File.WriteAllText(In("long.loss"), string.Join(" + ", Enumerable.Range(1, 900).Select(k => $"(x - {k})^2")));
        var said = Command.Run("plot", In("long.loss"), "--range", "x=0..900");

        Assert.Equal((0, ""), (said.Exit, said.Err));
        var title = System.Xml.Linq.XDocument.Parse(said.Out).Descendants().First(e => e.Name.LocalName == "title").Value;
        Assert.StartsWith("(x - 1)^2 + (x - 2)^2", title, StringComparison.Ordinal);
        Assert.EndsWith("…", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, 100, 400);
    }

    private void Browser(string script)
    {
        File.WriteAllText(In("chromium"), "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In("chromium"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_loss_in_CSharp_and_one_over_data_have_maps_too()
    {
        Assert.Equal("gds", Svg("scripts/saddle.csx", "--range=-2..2").Attribute("class")!.Value);
        Assert.Equal("gds", Svg("(w*x + b - y)^2", "--data", "scripts/points.csv").Attribute("class")!.Value);
    }
}
