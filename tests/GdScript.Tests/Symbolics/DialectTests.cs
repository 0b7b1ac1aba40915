using GdScript.Symbolics;
using Xunit;

namespace GdScript.Tests.Symbolics;

/// <summary>What MathNet writes and the formula language does not have.</summary>
public class DialectTests
{
    [Theory]
    [InlineData("|x|", "abs(x)")]
    [InlineData("|a - 2| - 1", "abs(a - 2) - 1")]
    [InlineData("2*|x*|y - 1| + 3|", "2*abs(x*abs(y - 1) + 3)")]
    [InlineData("||x| - 1|", "abs(abs(x) - 1)")]
    [InlineData("-|x|^2/|y|", "-abs(x)^2/abs(y)")]
    [InlineData("sin^2(x)", "sin(x)^2")]
    [InlineData("1/cos^3 (x + (y - 1))*2", "1/cos(x + (y - 1))^3*2")]
    [InlineData("sin^2(cos^2(x))", "sin(cos(x)^2)^2")]
    [InlineData("sin^2(|x|) + cos^2(|x|)", "sin(abs(x))^2 + cos(abs(x))^2")]
    [InlineData("2*π + sin(π/2)", "2*pi + sin(pi/2)")]
    [InlineData("x1^2*(x + 1)", "x1^2*(x + 1)")]
    public void It_is_understood(string theirs, string ours) =>
        Assert.Equal(SymbolicExpression.Parse(ours), SymbolicExpression.Parse(theirs));

    /// <summary>A text that has neither, or is wrong, is told as it was written.</summary>
    [Theory]
    [InlineData("x | y", "x | y")]
    [InlineData("|x", "|x")]
    [InlineData("sin^2 + 1", "sin^2 + 1")]
    [InlineData("sin^2(x", "sin^2(x")]
    [InlineData("|", "|")]
    public void A_mistake_is_shown_as_it_stands(string text, string line) =>
        Assert.Equal(line, SymbolicExpression.Read(text).Problem?.Line);

    [Fact]
    public void Truth_keeps_its_bars()
    {
        var f = SymbolicExpression.Parse("where(x > 1 || x < -1, 2, 3)").Compile("x");
        Assert.Equal((2.0, 3.0, 2.0), (f(2), f(0), f(-2)));
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        var random = new Random(1);
        for (var k = 0; k < 3_000; k++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(14)).Select(_ => "||^(()x2sincos +-*/"[random.Next(19)])]);
            var read = SymbolicExpression.Read(text);
            Assert.True(read.Problem is not null || read.Value.ToString().Length > 0);
        }
    }
}
