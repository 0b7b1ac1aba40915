using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

public sealed class DescribeTests
{
    [Theory]
    [InlineData("latest", "variable", "double latest")]
    [InlineData("Loss", "method", "double Loss(double x, double y)")]
    [InlineData("Shape", "class", "class Shape")]
    [InlineData("Colour", "enum", "enum Colour")]
    [InlineData("Colour.Red", "constant", "= 0 Red")]
    [InlineData("shape.Name", "property", "string Name")]
    [InlineData("Math.PI", "constant", "double PI")]
    [InlineData("Math.Sqrt", "method", "double Sqrt(double d)")]
    [InlineData("System.Text", "namespace", "namespace")]
    [InlineData("Math", "class", "class System.Math")]
    [InlineData(" latest ", "variable", "double latest")]
    public void A_name_is_described(string name, string sort, string signature)
    {
        var description = Talk.With.Describe(name);

        Assert.Equal((sort, signature), (description?.Sort, description?.Signatures[0]));
    }

    [Theory]
    [InlineData("Loss", "double Loss(double x, double y) => x*x/20 + y*y;")]
    [InlineData("latest", "double latest = 3;")]
    [InlineData("Math.Sqrt", null)]
    public void What_the_session_declared_is_shown_as_it_was_typed(string name, string? source) =>
        Assert.Equal(source, Talk.With.Describe(name)?.Source);

    [Fact]
    public void Each_overload_has_its_line() => Assert.Equal(2, Talk.With.Describe("shape.Count")?.Signatures.Length);

    [Fact]
    public void The_workbench_tells_what_it_does() =>
        Assert.StartsWith("The partial derivatives", Talk.With.Describe("Grad")?.About, StringComparison.Ordinal);

    [Theory]
    [InlineData("nosuch")]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("if (")]
    public void What_is_no_name_has_no_description(string name) => Assert.Null(Talk.With.Describe(name));
}
