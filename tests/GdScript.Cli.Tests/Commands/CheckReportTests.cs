using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>What <c>gds check</c> shows, and what it keeps off stdout.</summary>
public sealed class CheckReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string File(string text)
    {
        var path = Path.Combine(folder, "loss.csx");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Curves_are_plotted_without_json_and_are_numbers_with_it()
    {
        var text = Command.Out("check", "exp(x)", "--at", "1", "--curves");
        Assert.Contains(
            "the error of the difference quotient for x at point 1 by its step h (* error, . rounding)",
            text,
            StringComparison.Ordinal
        );
        var curve = Command.Json("check", "exp(x)", "--at", "1", "--curves").GetProperty("components")[0].GetProperty("curve");
        Assert.InRange(curve.GetArrayLength(), 20, 60);
        Assert.True(curve[0].TryGetProperty("rounding", out _));
    }

    [Fact]
    public void The_curve_of_a_loss_without_a_formula_is_that_of_the_compiled_one()
    {
        var path = File("double Loss(double x) => (int)Math.Floor(x) * 0 + x * x;");
        var text = Command.Out("check", path, "--at", "2.5", "--claim", "x: 2*x", "--curves");
        Assert.Contains("has no floor: as for a right claim", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_loss_prints_is_counted_and_no_part_of_the_answer()
    {
        var path = File(
            "double Loss(double x) { Console.WriteLine(\"at \" + x.ToString()); return x * x * x; }\ndouble[] Gradient(double x) => [3*x*x];"
        );
        var said = Command.Run("check", path, "--at", "2", "--json");
        Assert.Equal("match", JsonDocument.Parse(said.Out).RootElement.GetProperty("verdict").GetString());
        Assert.Contains("at 2\n", said.Err, StringComparison.Ordinal);
        Assert.Matches(@"note GDS3007: the loss printed [0-9]{3,} lines while it was computed, 3 of them shown", said.Err);
        Assert.Equal(3, said.Err.Split('\n').Count(l => l.StartsWith("at 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_printed_line_is_just_shown()
    {
        var said = Command.Run("eval", File("double Loss(double x) { Console.WriteLine(\"hello\"); return x * x; }"), "x=3");
        Assert.DoesNotContain("hello", said.Out, StringComparison.Ordinal);
    }
}
