using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Algebra;
using Xunit;

namespace GdScript.Tests.Calculus;

public class ConvexityTests
{
    [Theory]
    [InlineData("x^2 + y^2")]
    [InlineData("x*x/20 + y*y - 3*x + 7")]
    [InlineData("x^2 + x*y + y^2")]
    [InlineData("(x - 2*y)^2 + (3 - x)^4")]
    [InlineData("abs(x - y) + max(x, 2*y)")]
    [InlineData("exp(x^2 + y^2)")]
    [InlineData("log(1 + exp(-(3*x + y)))")]
    [InlineData("log(exp(x) + exp(2*y) + 1)")]
    [InlineData("log1p(exp(x - y))")]
    [InlineData("softplus(-x) + x^2/2")]
    [InlineData("-log(x) - sqrt(y)")]
    [InlineData("x*log(x)")]
    [InlineData("1/exp(x)")]
    [InlineData("2^x + 0.5^y")]
    [InlineData("-min(x, 1 - y)")]
    [InlineData("norm(u - [1, 2, 3])^2 + 0.1*sum(abs(u))")]
    [InlineData("norm([[1, 2], [3, 4]]*[x, y] - [5, 6])")]
    [InlineData("logsumexp(u) - u[1]")]
    [InlineData("dot(u, u) + sum((u - v).^2)")]
    [InlineData("hypot(x, y) + cosh(x)")]
    [InlineData("relu(x - 1) + mean(relu(u)) + 5")]
    [InlineData("exp(x)*exp(x + y^2)")]
    [InlineData("3")]
    public void Convex_by_the_rules(string loss) => Assert.True(Convexity.Proven(Formulas.Read(loss)));

    [Theory]
    [InlineData("x^2 - y^2")]
    [InlineData("x*y")]
    [InlineData("(1 - x)^2 + 100*(y - x^2)^2")]
    [InlineData("sin(x)")]
    [InlineData("log(x)")]
    [InlineData("sqrt(x)")]
    [InlineData("x^3")]
    [InlineData("x^4 - x^2")]
    [InlineData("-abs(x)")]
    [InlineData("min(x, y)")]
    [InlineData("exp(-x^2)")]
    [InlineData("log(1 + x^2)")]
    [InlineData("abs(abs(x) - 1)")]
    [InlineData("(exp(x) - 2)^2")]
    [InlineData("1/x")]
    [InlineData("sigmoid(x) + tanh(y)")]
    [InlineData("x^2 + x*y*4 + y^2")]
    [InlineData("norm(A*u - tanh(A)*u)")]
    [InlineData("max(-x^2, -1)")]
    [InlineData("x^2 - x*log(x)")]
    public void Not_convex_and_not_claimed_to_be(string loss) => Assert.False(Convexity.Proven(Formulas.Read(loss)));

    /// <summary>Whatever the rules prove, no midpoint lies above the mean of its ends.</summary>
    [Fact]
    public void No_random_formula_that_is_proven_convex_has_a_counter_example()
    {
        var proven = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var loss = Total(seed % 2 == 0 ? RandomFormulas.Dense(seed) : RandomFormulas.Of(seed));
            if (loss.Reached().Where((live, i) => live && loss.Nodes[i].Op == Op.Param).Any() is false || !Bends(Convexity.Of(loss)))
                continue;
            proven++;
            Holds(loss, seed);
        }
        Assert.True(proven > 50, $"only {proven} proven");
    }

    private static bool Bends(Bend bend) => bend is Bend.Convex or Bend.Affine;

    private static Formula Total(Formula f)
    {
        var g = Sketch.From(f);
        return f.Top.Shape.IsScalar ? f : g.Finish(g.Make(Op.Sum, f.Root));
    }

    private static void Holds(Formula loss, int seed)
    {
        var (kernel, random, n) = (Kernel.For(loss), new Random(seed), loss.PointSize);
        for (var k = 0; k < 40; k++)
        {
            var size = Math.ScaleB(1, random.Next(-4, 3));
            var a = Enumerable.Range(0, n).Select(_ => size * (random.NextDouble() - 0.3)).ToArray();
            var b = Enumerable.Range(0, n).Select(_ => size * (random.NextDouble() - 0.3)).ToArray();
            var (fa, fb) = (kernel.Value(a), kernel.Value(b));
            var fm = kernel.Value([.. a.Zip(b, (x, y) => 0.5 * x + 0.5 * y)]);
            if (double.IsFinite(fa) && double.IsFinite(fb) && double.IsFinite(fm))
                Assert.True(
                    fm <= 0.5 * fa + 0.5 * fb + 1e-9 * (1 + Math.Abs(fa) + Math.Abs(fb)),
                    $"seed {seed}: {fm} above {fa}, {fb}: {GdScript.Text.Printer.Infix(loss, loss.Root)}"
                );
        }
    }
}
