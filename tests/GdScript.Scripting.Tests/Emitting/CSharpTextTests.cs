using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Scripting.Emitting;
using GdScript.Text;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Scripting.Tests.Emitting;

/// <summary>What the emitted C# looks like.</summary>
public class CSharpTextTests
{
    [Theory]
    [InlineData("bowl", "x0^2 + x1^2")]
    [InlineData("choices", "where(x > 0 && !(x >= y), log(x), -(-y)^3) + max(x, 0.5)*sign(y) - relu(x)^-1")]
    [InlineData("layers", "param W[2,3], b[3]\nx = [0.6, -0.9]\nz = x*W + b\ny = softmax(z)\n-log(y[2]) + sum((z - 1).^2)/20")]
    [InlineData("names", "param class, i, point, αβ[2]\nwork = class*i + point\nwork^2 + αβ[1]*sum(exp(αβ))*work")]
    public Task A_gradient_reads_as_a_person_would_write_it(string name, string loss)
    {
        var text = CSharpText.OfGradient(Gradient.Of(FormulaText.Parse(loss).Value));
        Assert.NotEmpty(RoslynKernel.Compiled(text));
        var settings = new VerifySettings();
        settings.UseTextForParameters(name);
        return Verify(text, settings);
    }

    [Fact]
    public void Lines_are_short_and_expressions_shallow_however_deep_the_formula()
    {
        var g = new Sketch();
        var top = g.Param("x");
        for (var i = 0; i < 3000; i++)
            top = g.Make(Op.Sin, g.Make(Op.Add, top, g.Const(1)));
        Assert.All(CSharpText.Of(g.Finish(top)).Split('\n'), line => Assert.InRange(line.Length, 0, 200));
    }
}
