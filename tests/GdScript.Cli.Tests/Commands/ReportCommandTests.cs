using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-report-tests").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private (Said Said, string Html, XElement Page) Report(params string[] args)
    {
        var said = Command.Run(["report", .. args, "--out", In("r.html")]);
        var html = File.ReadAllText(In("r.html"));
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return (said, html, XElement.Load(reader));
    }

    private static string[] Headings(XElement page) => [.. Named(page, "h2").Select(h => h.Value)];

    private static string[] Pictures(XElement page) =>
        [.. Named(page, "svg").SelectMany(s => s.Elements()).Where(e => e.Name.LocalName == "title").Select(t => t.Value)];

    private static IEnumerable<XElement> Named(XElement page, string name) => page.Descendants().Where(e => e.Name.LocalName == name);

    [Theory]
    [InlineData("x^4/4 - x^2/2", "The loss", "Step by step", "--from", "0.1", "--lr", "0.4", "-n", "9")]
    [InlineData("x^2 + 10*y^2", "From above|As a surface", "Step by step", "--from", "3,2", "--compare", "gd(lr=0.05); adam", "-n", "20")]
    [InlineData("x^2 + 4*y^2 + 9*z^2", "From above|As a surface", "Step by step", "--from", "3,2,1", "--lr", "0.05", "-n", "9")]
    [InlineData("x^2 + 4*y^2 + 9*z^2", "From above|As a surface", "", "--at", "3,2,1")]
    [InlineData("x^2 + y^2", "From above|As a surface", "")]
    [InlineData(
        "(w*x + b - y)^2",
        "From above|As a surface",
        "Step by step",
        "--data",
        "scripts/points.csv",
        "--from",
        "w=0,b=0",
        "-n",
        "9"
    )]
    [InlineData("scripts/saddle.csx", "From above|As a surface", "", "--range=-2..2")]
    public void A_loss_has_the_pictures_of_its_size(string loss, string first, string last, params string[] more)
    {
        var (said, _, page) = Report([loss, .. more]);
        Assert.Equal(0, said.Exit);
        string[] wanted =
        [
            "The error of the difference quotient by its step",
            .. first.Split('|'),
            .. last.Length > 0 ? (string[])[last, "By rate"] : [],
        ];
        Assert.Equal(wanted, Pictures(page));
        Assert.Contains("Is the gradient right?", Headings(page));
        Assert.Equal(last.Length > 0, Headings(page).Any(h => h.StartsWith("The walk", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_walk_that_diverges_is_told_and_the_report_is_written()
    {
        var (said, _, page) = Report("x^2 + y^2", "--from=-3,4", "--lr", "10", "-n", "400");
        Assert.Equal(0, said.Exit);
        Assert.Contains(Named(page, "p"), p => p.Value.Contains("above the limit", StringComparison.Ordinal));
        Assert.Contains(Named(page, "td"), t => (string?)t.Attribute("class") == "bad");
    }

    [Fact]
    public void A_check_that_fails_is_exit_1_with_the_report_written_and_the_component_named()
    {
        var (said, _, page) = Report("x^2*y", "--at", "1,2", "--claim", "x: 2*x, y: x^2");
        Assert.Equal(1, said.Exit);
        Assert.Contains("gradient: mismatch\n", said.Out, StringComparison.Ordinal);
        var bad = Named(page, "tr").Single(r => r.Elements().Last().Value.StartsWith("✗ mismatch", StringComparison.Ordinal));
        Assert.Equal("x", bad.Elements().First().Value);
    }

    [Fact]
    public void A_report_tells_how_it_was_made_and_from_what()
    {
        var (_, html, page) = Report("scripts/line.loss", "--data", "scripts/points.csv", "--from", "w=0,b=0", "--lr", "0.01", "-n", "5");
        Assert.Contains("Made of", Headings(page));
        Assert.Contains(
            "gds report scripts/line.loss --data scripts/points.csv --from w=0,b=0 --lr 0.01 -n 5",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains(Named(page, "summary"), s => s.Value.Contains("rows of", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_out_it_is_called_after_the_file_of_the_loss()
    {
        var said = ScriptProcess("report", Path.Combine(Repository.Root, "scripts", "bowl.loss"));
        Assert.Equal((0, true), (said, File.Exists(In("bowl.html"))));
        Assert.Equal((0, true), (ScriptProcess("report", "x^2"), File.Exists(In("report.html"))));
    }

    /// <summary>Another folder to work in needs another process.</summary>
    private int ScriptProcess(params string[] args)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Gds).Assembly.Location, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    [Theory]
    [InlineData("--out: error GDS0155: a report is written as .html", "x^2", "--out", "a.pdf")]
    [InlineData("gds: error GDS0041: --lr is about a walk", "x*y", "--lr", "1")]
    [InlineData("gds: error GDS0156: there is no file to watch", "x*y", "--watch")]
    [InlineData("gds: error GDS0156: what is piped in does not change", "-", "--watch")]
    [InlineData("--range: error GDS0020: the loss has no parameter 'q'", "x^2", "--range", "q=1..3")]
    public void A_mistake_is_told(string complaint, params string[] args)
    {
        var said = Command.Run(["report", .. args]);
        Assert.StartsWith(complaint, said.Err, StringComparison.Ordinal);
        Assert.Equal((2, ""), (said.Exit, said.Out));
    }

    [Fact]
    public async Task While_it_watches_a_change_makes_it_anew_and_a_broken_file_leaves_the_last_one()
    {
        await File.WriteAllTextAsync(In("a.loss"), "x^2 + y^2");
        using var stop = new CancellationTokenSource();
        using var output = new Heard();
        using var error = new Heard();
        var io = new Io(output, error, TextReader.Null) { Ending = stop.Token };
        var watching = Task.Run(() => Gds.Run(["report", In("a.loss"), "--watch", "--out", In("w.html")], io));
        await Until(() => Count(error, "Watching") == 1);
        var first = await File.ReadAllTextAsync(In("w.html"));

        await File.WriteAllTextAsync(In("a.loss"), "x^2 + (");
        await Until(() => Count(error, "Watching") == 2);
        Assert.Contains("a.loss:1:", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(In("w.html")));

        await File.WriteAllTextAsync(In("a.loss"), "x^2 + 7*y^2");
        await Until(() => Count(error, "Watching") == 3);
        Assert.Contains("7", await File.ReadAllTextAsync(In("w.html")), StringComparison.Ordinal);
        Assert.NotEqual(first, await File.ReadAllTextAsync(In("w.html")));

        await stop.CancelAsync();
        Assert.Equal(Exit.Interrupted, await watching.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(2, Count(output, "w.html: "));
    }

    private static int Count(Heard said, string word) => Regex.Count(said.ToString(), Regex.Escape(word));

    /// <summary>What one thread says and another one listens to.</summary>
    private sealed class Heard : StringWriter
    {
        private readonly Lock one = new();

        public override void Write(char value)
        {
            lock (one)
                base.Write(value);
        }

        public override void Write(string? value)
        {
            lock (one)
                base.Write(value);
        }

        public override string ToString()
        {
            lock (one)
                return base.ToString();
        }
    }

    private static async Task Until(Func<bool> done)
    {
        for (var k = 0; k < 1200 && !done(); k++)
            await Task.Delay(50);
        Assert.True(done());
    }

    [Fact]
    public void A_picture_can_be_a_page()
    {
        var said = Command.Out("plot", "x^2 + y^2", "--kind", "surface", "--out", In("s.html"));
        Assert.StartsWith($"{In("s.html")}: surface, ", said, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>\n", File.ReadAllText(In("s.html")), StringComparison.Ordinal);
    }
}
