using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class RememberingTests
{
    private readonly Formula loss = FormulaText.Parse("x^2").Value;

    [Fact]
    public void The_library_is_asked_once_for_a_point_and_again_for_another()
    {
        var library = new Counting();
        var engine = new Remembering(library);

        foreach (var at in new[] { 1.0, 1, 2, 1, 2, 3 })
            Assert.Null(engine.Gradient(loss, [at]).Problem);

        Assert.Equal([1.0, 2, 3], library.Asked);
    }

    private sealed class Counting : IDerivativeEngine
    {
        public List<double> Asked { get; } = [];

        public string Name => "counting";

        public Result<Formula> Gradient(Formula loss, params ReadOnlySpan<double[]> points)
        {
            Asked.AddRange(points.ToArray().Select(p => p[0]));
            return GdScript.Calculus.Gradient.Of(loss);
        }
    }
}
