using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class DiffTests
{
    [Theory]
    [InlineData("d/dx = x/10\nd/dy = 2*y\n", "x^2/20 + y^2")]
    [InlineData("d/dx = cos(x)\n", "sin(x)")]
    [InlineData("d3/dx2 dy = 2\n", "x^2*y", "--wrt", "x,x,y")]
    [InlineData("d3/dx2 dy = 2\n", "x^2*y", "--wrt", " x, x ,y")]
    [InlineData("d2/dy dx = 2*x\n", "x^2*y", "--wrt", "y,x")]
    [InlineData("d/dx = 2*a*x\n", "a*x^2", "--wrt", "x")]
    [InlineData("d/dx = 4*x\n", "a*x^2", "--set", "a=2")]
    [InlineData("d/dw = fill(1, 3)\n", "sum(w)", "--shape", "w=3")]
    [InlineData("d/dx = 2*x*y = 24\nd/dy = x^2 = 9\n", "x^2*y", "--at", "3,4")]
    [InlineData("d2/dx2 = 2*y = 8\n", "x^2*y", "--at", "3,4", "--wrt", "x,x")]
    [InlineData("d/dx = \\frac{1}{2 \\sqrt{x}}\n", "sqrt(x)", "--format", "latex")]
    public void The_partials_are_formulas(string said, params string[] args) => Assert.Equal(said, Command.Out(["diff", .. args]));

    [Fact]
    public void MathML_is_one_element_per_partial() =>
        Assert.Matches("^d/dx = <math.*</math>\n$", Command.Out("diff", "x^2", "--format", "mathml"));

    [Fact]
    public void The_answer_as_json_names_the_partials()
    {
        Assert.Equal("""{"x":"x/10","y":"2*y"}""", Member("partials", "x^2/20 + y^2"));
        Assert.Equal("""{"x,x":"2*y"}""", Member("partials", "x^2*y", "--wrt", "x,x"));
        Assert.Equal("""{"x":24,"y":9}""", Member("values", "x^2*y", "--at", "3,4"));
        Assert.Equal("""{"W":[[2,4]]}""", Member("values", "sum(W.*W)", "--at", "W=[[1,2]]"));
    }

    [Fact]
    public void Steps_name_the_rules_and_read_the_same_as_json()
    {
        var text = Command.Out("diff", "sin(x^2)", "--steps");
        var steps = Command.Json("diff", "sin(x^2)", "--steps").GetProperty("steps").GetProperty("x").EnumerateArray().ToArray();
        Assert.Equal(1 + steps.Length, text.TrimEnd().Split('\n').Length);
        foreach (var (step, line) in steps.Zip(text.Split('\n').Skip(1)))
            Assert.Equal(
                $"{step.GetProperty("number")} {step.GetProperty("rule").GetString()} {step.GetProperty("left").GetString()} = {step.GetProperty("right").GetString()}",
                string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            );
    }

    [Fact]
    public void A_formula_without_open_names_says_that_it_has_no_partials()
    {
        foreach (var command in new[] { "diff", "grad", "hess", "jac" })
        {
            var said = Command.Run(command, "a^2", "--set", "a=3");
            Assert.Equal(
                (0, "<loss>: note GDS0028: the formula has no open parameters, so it has no partial derivatives\n"),
                (said.Exit, said.Err)
            );
            Assert.Equal(command == "grad" ? "loss  = 9\n" : "", said.Out);
        }
        Assert.Equal("{}", Member("partials", "3"));
        Assert.Equal("{}", Member("steps", "3", "--steps"));
    }

    private static string Member(string name, params string[] args) =>
        JsonSerializer.Serialize(Command.Json(["diff", .. args]).GetProperty(name));

    [Fact]
    public void A_way_back_without_a_slope_says_so()
    {
        var said = Command.Run("diff", "h = x > 0; floor(h)", "--steps");
        Assert.Equal(0, said.Exit);
        Assert.Contains("backward:\n  nothing: every slope is zero\n", said.Out, StringComparison.Ordinal);
    }
}
