using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Descent;

public class KernelWalkTests
{
    private static readonly double[] Start = [-3, 4];

    /// <summary>x0*x0 + x1*x1, as a formula.</summary>
    private static Formula Bowl()
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x0"), g.Param("x1"));
        return g.Finish(g.Make(Op.Add, g.Make(Op.Mul, x, x), g.Make(Op.Mul, y, y)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(10)]
    public void A_kernel_walks_as_the_lambda_does(double lr)
    {
        var (value, both) = (Kernel.For(Bowl()), Kernel.For(Gradient.Of(Bowl())));
        var exact = Oracle.Exact(both, value);
        Assert.Equal(2, exact.Size);
        Bits.Same(End(Bowls.Exact), End(exact));
        Bits.Same(End(Bowls.Exact), End(Oracle.Exact(both, null)));
        Bits.Same(End(Bowls.Numeric), End(Oracle.Numeric(value)));

        Frame End(Oracle oracle) => Descend.Run(oracle, Start, Rules.Gd(lr), Stops.After(100)).Last;
    }

    [Fact]
    public void The_loss_alone_comes_from_either_kernel()
    {
        var (value, both) = (Kernel.For(Bowl()), Kernel.For(Gradient.Of(Bowl())));
        Assert.Equal([25, 25], new[] { Oracle.Exact(both, value).Value(Start), Oracle.Exact(both).Value(Start) });
    }
}
