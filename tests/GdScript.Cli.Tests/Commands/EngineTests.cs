using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>
/// <c>--engine mathnet</c> over a look-alike of MathNet.Symbolics; the bridge itself, and the real library, are tried in
/// GdScript.MathNet.Tests.
/// </summary>
public sealed class EngineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-engine-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private const string Hint =
        "build gds with -p:WithMathNet=true, or put MathNet.Symbolics 0.25 and what it needs into a folder and give --mathnet-path FOLDER";

    /// <summary>The folder of the look-alike: beside this project's own output.</summary>
    internal static string Fake { get; } = FolderOfFake();

    [Theory]
    [InlineData("d/dx = x/10\nd/dy = 2*y\n", "diff", "x^2/20 + y^2")]
    [InlineData("d2/dx dy = 2*x\n", "diff", "x^2*y", "--wrt", "x,y")]
    [InlineData("d/dx = x/10 = 0.3\n", "diff", "x^2/20", "--at", "3")]
    [InlineData("loss  = 25\nd/dx  = 6\nd/dy  = 8\n", "grad", "x^2 + y^2", "--at", "3,4")]
    [InlineData("d/dx = 2*x\n", "grad", "x^2")]
    [InlineData("   x  y\nx  8  6\ny  6  0\n", "hess", "x^2*y", "--at", "3,4")]
    [InlineData("      x  y\nf[0]  y  x\nf[1]  1  0\n", "jac", "[x*y, x]")]
    [InlineData("      x  y\nf[0]  4  3\nf[1]  1  0\n", "jac", "[x*y, x]", "--at", "3,4")]
    [InlineData("   x    y\nx  2*y  2*x\ny  2*x  0\n", "hess", "x^2*y")]
    [InlineData(
        "x0=-6.111107929003464e-10, x1=8.148143905337951e-10\n",
        "descend",
        "x0^2 + x1^2",
        "--from",
        "-3,4",
        "--lr",
        "0.1",
        "--steps",
        "100",
        "-q"
    )]
    [InlineData("x=1, y=1\n", "descend", "(1 - x)^2 + 100*(y - x^2)^2", "--from", "-1,2", "--method", "auto", "-q")]
    [InlineData(
        "w=1.99, b=1.04\n",
        "descend",
        "(w*x + b - y)^2",
        "--data",
        "scripts/points.csv",
        "--from",
        "0,0",
        "--method",
        "auto",
        "-q"
    )]
    public void Every_command_that_derives_can_have_MathNet_derive(string said, params string[] args) =>
        Assert.StartsWith(said, Command.Out([.. args, "--engine", "mathnet", "--mathnet-path", Fake]), StringComparison.Ordinal);

    [Fact]
    public void A_check_shows_its_column_when_it_is_asked_or_at_hand()
    {
        var said = Command.Out("check", "x^2/20 + y^2", "--at", "3,4", "--mathnet-path", Fake);

        Assert.Contains("component  symbolic  mathnet  measured", said, StringComparison.Ordinal);
        Assert.Equal(said, Command.Out("check", "x^2/20 + y^2", "--at", "3,4", "--mathnet-path", Fake, "--engine", "mathnet"));
        Assert.DoesNotContain("mathnet", Command.Out("check", "x^2/20 + y^2", "--at", "3,4"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_without_its_column_says_why()
    {
        var aside = Command.Run("check", "abs(x)", "--at", "3", "--mathnet-path", Fake);
        var asked = Command.Run("check", "abs(x)", "--at", "3", "--mathnet-path", Fake, "--engine", "mathnet");

        Assert.Equal(0, aside.Exit);
        Assert.Contains(
            "note GDS7103: MathNet.Symbolics cannot derive this loss: it throws at 'abs'; the column of MathNet.Symbolics is left out",
            aside.Err,
            StringComparison.Ordinal
        );
        Assert.Equal(2, asked.Exit);
    }

    /// <summary>A library whose derivative is wrong is no reason to doubt ours: it is told, and the verdict stands.</summary>
    [Fact]
    public void A_wrong_column_is_told_and_changes_no_verdict()
    {
        var said = Command.Run("check", "liar^2", "--at", "3", "--mathnet-path", Fake);

        Assert.Equal(0, said.Exit);
        Assert.StartsWith("match: ", said.Out, StringComparison.Ordinal);
        Assert.Contains(
            "the derivative toward liar by MathNet.Symbolics is wrong and is not used: 12 at liar = 3, where it is 6",
            said.Err,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("diff", "x^2")]
    [InlineData("grad", "x^2", "--at", "3")]
    [InlineData("hess", "x^2")]
    [InlineData("check", "x^2", "--at", "3")]
    [InlineData("descend", "x^2", "--from", "3")]
    [InlineData("plot", "x^2")]
    public void Where_it_is_not_there_one_line_says_how_to_get_it(params string[] args)
    {
        var said = Command.Run([.. args, "--engine", "mathnet", "--mathnet-path", "nowhere"]);

        Assert.Equal(new Said(5, "", $"gds: error GDS7100: MathNet.Symbolics is not in 'nowhere'; {Hint}\n"), said);
    }

    [Fact]
    public void A_walk_never_takes_a_step_by_a_wrong_derivative()
    {
        var said = Command.Run("descend", "liar^2", "--from", "3", "--engine", "mathnet", "--mathnet-path", Fake);

        Assert.Equal((1, ""), (said.Exit, said.Out));
        Assert.Contains(
            "error GDS7107: the derivative toward liar by MathNet.Symbolics is wrong and is not used",
            said.Err,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("GDS0043", "descend", "x^2", "--from", "3", "--gradient", "numeric")]
    [InlineData("GDS0043", "descend", "x^2", "--from", "3", "--claim", "x: 2*x")]
    [InlineData("GDS0043", "grad", "x^2", "--at", "3", "--difference", "central")]
    [InlineData("GDS0016", "diff", "x^2", "--steps")]
    [InlineData("GDS0033", "diff", "x^2", "--engine", "maple")]
    public void What_does_not_go_together_is_told(string id, params string[] args)
    {
        string[] engine = args.Contains("--engine") ? [] : ["--engine", "mathnet"];
        var said = Command.Run([.. args, .. engine, "--mathnet-path", Fake]);

        Assert.Equal(2, said.Exit);
        Assert.Contains($"error {id}: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_says_who_derived()
    {
        var said = Command.Out("descend", "x^2", "--from", "3", "--steps", "1", "--engine", "mathnet", "--mathnet-path", Fake);

        Assert.Contains("\nengine      mathnet\n", said, StringComparison.Ordinal);
        Assert.Contains("\ngradient    mathnet\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_goes_on_is_derived_by_the_engine_that_began_it()
    {
        var kept = Path.Combine(folder, "kept");
        string[] walk = ["descend", "x^2", "--from", "3", "--lr", "0.1"];
        string[] engine = ["--engine", "mathnet", "--mathnet-path", Fake];
        Command.Out([.. walk, "-n", "5", "--checkpoint", kept, .. engine]);

        Assert.Contains("GDS7033", Command.Run([.. walk, "-n", "9", "--resume", kept]).Err, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run([.. walk, "-n", "9", "--resume", kept, .. engine]).Exit);
    }

    [Fact]
    public void The_picture_of_a_check_judges_its_derivative()
    {
        string[] picture = ["plot", "x^2 + y^2", "--kind", "check", "--at", "3,4", "--engine", "mathnet", "--mathnet-path", Fake];

        Assert.StartsWith("<svg", Command.Out(picture), StringComparison.Ordinal);
        Assert.Contains("GDS0043", Command.Run([.. picture, "--claim", "x: 2*x, y: 2*y"]).Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_with_one_formula_can_be_derived_and_one_with_several_is_refused()
    {
        var (whole, branched) = (Path.Combine(folder, "whole.csx"), Path.Combine(folder, "branched.csx"));
        File.WriteAllText(whole, "double Loss(double x, double y) => x*x/20 + y*y;");
        File.WriteAllText(branched, "double Loss(double x) { var s = x; while (s*s > 2) s = 0.5*s; return s*x; }");

        Assert.Equal("d/dx = x/10\nd/dy = 2*y\n", Command.Out("diff", whole, "--engine", "mathnet", "--mathnet-path", Fake));
        var said = Command.Run("grad", branched, "--at", "3", "--engine", "mathnet", "--mathnet-path", Fake);
        Assert.Contains(
            "error GDS7111: the loss has other formulas elsewhere, and --engine mathnet derives one",
            said.Err,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"ok":true,"partials":{"x":"x/10"}}""", """{"do":"diff","loss":"x^2/20","engine":"mathnet"}""")]
    [InlineData("""{"ok":true,"value":9,"gradient":{"x":6}}""", """{"do":"grad","loss":"x^2","at":{"x":3},"engine":"mathnet"}""")]
    [InlineData("""{"ok":true,"names":["x"],"hessian":[[2]]}""", """{"do":"hess","loss":"x^2","at":{"x":3},"engine":"mathnet"}""")]
    public void A_request_names_the_engine(string answer, string request) =>
        Assert.Equal(answer + "\n", Command.RunWith(request + "\n", "batch", "--mathnet-path", Fake).Out);

    [Fact]
    public void A_check_and_a_walk_of_a_request_name_it_too()
    {
        var requests = """
            {"do":"check","loss":"x^2","at":{"x":3},"engine":"mathnet"}
            {"do":"descend","loss":"x^2","from":{"x":3},"lr":0.1,"steps":2,"engine":"mathnet"}
            {"do":"descend","loss":"abs(x)","from":{"x":3},"engine":"mathnet"}
            """;
        var said = Command.RunWith(requests, "batch", "--mathnet-path", Fake).Out.Split('\n');

        Assert.Equal(6, Read(said[0]).GetProperty("components")[0].GetProperty("sources").GetProperty("mathnet").GetDouble());
        Assert.Equal("mathnet", Read(said[1]).GetProperty("gradient").GetString());
        Assert.Equal("GDS7103", Read(said[2]).GetProperty("error").GetProperty("id").GetString());

        static JsonElement Read(string line) => JsonDocument.Parse(line).RootElement;
    }

    private static string FolderOfFake()
    {
        // …/tests/GdScript.Cli.Tests/bin/Debug/net10.0/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = here.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "GdScript.MathNet.Fake", "bin", here.Parent.Name, here.Name);
    }
}
