using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>A script where a LOSS is wanted: every command takes it as it takes a formula.</summary>
public sealed class ScriptLossTests : IDisposable
{
    private const string Bowl = "double Loss(double x, double y) => x * x / 20 + Math.Pow(y, 2);";

    private const string Branching = """
        double[] data = { 1, 2, 3 };
        double Root(double a) { var s = a; while (Math.Abs(s * s - a) > 1e-12) s = 0.5 * (s + a / s); return s; }
        [Loss] double Total(double[] w)
        {
            double sum = 0;
            foreach (var d in data)
                sum += Math.Pow(w[0] * d + w[1] - 2, 2);
            return sum + Root(w[0] * w[0] + 1);
        }
        double Other(double a, double b) => a * b;
        """;

    private const string Opaque = "double Loss(double x) => (int)Math.Floor(x) * 0 + x * x;";

    private readonly string folder = Directory.CreateTempSubdirectory("gds-loss-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("diff")]
    [InlineData("grad")]
    [InlineData("hess")]
    public void The_derivatives_of_a_script_are_those_of_its_formula(string command) =>
        Assert.Equal(Command.Out(command, "x*x/20 + y^2"), Command.Out(command, File(Bowl)));

    [Theory]
    [InlineData("grad", "--at", "3,4")]
    [InlineData("hess", "--at", "x=3,y=4")]
    [InlineData("grad", "--at", "y=4", "--set", "x=3")]
    [InlineData("descend", "--from", "3,4", "--lr", "0.1", "--steps", "20", "--quiet")]
    [InlineData("descend", "--from", "y=4", "--set", "x=3", "--lr", "0.1", "--steps", "20", "--quiet")]
    public void At_a_point_a_script_gives_the_numbers_of_its_formula(string command, params string[] rest) =>
        Assert.Equal(Command.Out([command, "x*x/20 + y^2", .. rest]), Command.Out([command, File(Bowl), .. rest]));

    [Fact]
    public void The_gradient_of_a_script_is_checked()
    {
        var answer = Command.Json("check", File(Bowl), "--at", "3,4");

        Assert.Equal("match", answer.GetProperty("verdict").GetString());
        Assert.Equal(2, answer.GetProperty("components").GetArrayLength());
    }

    [Fact]
    public void A_marked_method_is_the_loss_and_another_one_can_be_named()
    {
        var file = File(Branching);

        Assert.Equal("d/da = b\nd/db = a\n", Command.Out("grad", file + ":Other"));
        Assert.Equal(35 + Math.Sqrt(5), Command.Json("grad", file, "--at", "w=[2,1]").GetProperty("value").GetDouble(), 1e-12);
        var said = Command.Run("grad", file + ":Nope");
        Assert.Equal(2, said.Exit);
        Assert.Contains("error GDS0003: there is no method 'Nope'", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_is_recorded_anew_where_a_branch_comes_out_otherwise()
    {
        var file = File(Branching);
        double[] End(params string[] how) =>
            [
                .. Command
                    .Json(["descend", file, "--from", "[2,1]", "--lr", "0.02", "--steps", "400", "--detail", "none", .. how])
                    .GetProperty("point")
                    .GetProperty("w")
                    .EnumerateArray()
                    .Select(e => e.GetDouble()),
            ];

        var (exact, measured) = (End(), End("--gradient", "numeric", "--h", "1e-5"));

        Assert.Equal(measured[0], exact[0], 1e-8);
        Assert.Equal(measured[1], exact[1], 1e-8);
    }

    [Fact]
    public void A_branch_on_the_parameters_is_told_with_its_place()
    {
        var said = Command.Run("grad", File(Branching), "--at", "[2,1]");

        Assert.Equal(0, said.Exit);
        Assert.Contains(":2:43: note GDS3001: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_derived_is_refused_at_its_place()
    {
        var said = Command.Run("grad", File(Opaque), "--at", "2.5");

        Assert.Equal(2, said.Exit);
        Assert.Equal("", said.Out);
        Assert.Contains("loss.csx:1:26: error GDS1001: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_derived_still_walks_and_says_how()
    {
        var said = Command.Run("descend", File(Opaque), "--from", "2.5", "--lr", "0.1", "--steps", "100", "--json");

        Assert.Equal(0, said.Exit);
        var answer = JsonDocument.Parse(said.Out).RootElement;
        Assert.Equal(0, answer.GetProperty("point").GetProperty("x").GetDouble(), 1e-6);
        Assert.StartsWith("numeric(central", answer.GetProperty("gradient").GetString(), StringComparison.Ordinal);
        Assert.Contains("note GDS1001: ", said.Err, StringComparison.Ordinal);
        Assert.Contains("note GDS3005: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_derived_is_still_checked_by_measuring()
    {
        var said = Command.Run("check", File(Opaque), "--at", "2.5", "--claim", "x: 2*x");
        var wrong = Command.Run("check", File(Opaque), "--at", "2.5", "--claim", "x: 3*x");

        Assert.Equal((0, 1), (said.Exit, wrong.Exit));
        Assert.Contains("note GDS3005: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_script_prints_is_no_result()
    {
        var said = Command.Run("eval", File("Print(\"hello\"); " + Bowl), "x=0", "y=2");

        Assert.Equal((0, "4\n"), (said.Exit, said.Out));
        Assert.Contains("hello", said.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double Loss(double x) => y;", 2, "error CS0103")]
    [InlineData("throw new Exception(\"no\"); double Loss(double x) => x;", 4, "error GDS0110")]
    [InlineData("Print(1);", 2, "error GDS0003")]
    [InlineData("double[] a = { 1 }; double Loss(double x) => a[1] * x;", 2, "GDS2")]
    public void A_script_that_gives_no_loss_says_why(string script, int exit, string id)
    {
        var said = Command.Run("grad", File(script), "--at", "1");

        Assert.Equal("", said.Out);
        Assert.Contains(id, said.Err, StringComparison.Ordinal);
        Assert.Equal(exit, said.Exit);
    }

    private string File(string text)
    {
        var file = Path.Combine(folder, "loss.csx");
        System.IO.File.WriteAllText(file, text + "\n");
        return file;
    }
}
