using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// Lower triangular matrices of n rows, by the n numbers of the diagonal and the n(n − 1)/2 below it, column by column, as
/// square roots of precision matrices are kept (Šrajer, Kukelova and Fitzgibbon 2018).
/// </summary>
internal sealed partial class Builder
{
    private const string LowerLooks = "write lower([a, b, c], [ba, ca, cb]): the diagonal, and what is below column by column";

    /// <summary>The matrix with its zeros: what a fast product of matrices wants.</summary>
    private bool Lower(int[] arguments, int at)
    {
        var (diagonal, below, n) = (arguments[0], arguments[1], g.ShapeOf(arguments[0]).Count);
        if (!AreLower(diagonal, below))
            return Fail(
                TextProblems.Id.ShapesDoNotFit,
                $"lower takes n numbers and n*(n - 1)/2 numbers, not {g.ShapeOf(diagonal)} and {g.ShapeOf(below)}",
                LowerLooks,
                at,
                "lower".Length
            );
        if (!RowsMeet(Op.Array, at, diagonal, below))
            return false;
        return Push(Triangle(diagonal, below), at);
    }

    private int Triangle(int diagonal, int below)
    {
        var n = g.ShapeOf(diagonal).Count;
        var elements = new int[n * n];
        for (var i = 0; i < elements.Length; i++)
            elements[i] =
                i / n == i % n ? Part(diagonal, i / n)
                : i / n < i % n ? g.Const(0L)
                : Part(below, Below(i / n, i % n, n));
        return g.Array(elements, Shape.Matrix(n, n));
    }

    /// <summary>The product of such a matrix and a vector: kernels leave the products with its zeros out.</summary>
    private bool LowerTimes(int[] arguments, int at)
    {
        var (diagonal, below, v) = (arguments[0], arguments[1], arguments[2]);
        var shape = g.ShapeOf(v);
        if (!AreLower(diagonal, below) || g.ShapeOf(diagonal) != shape)
            return Fail(
                TextProblems.Id.ShapesDoNotFit,
                $"lowertimes takes n numbers, n*(n - 1)/2 numbers and a vector of n, not {g.ShapeOf(diagonal)}, {g.ShapeOf(below)} and {shape}",
                "write lowertimes([a, b, c], [ba, ca, cb], v): the diagonal, what is below column by column, and the vector",
                at,
                "lowertimes".Length
            );
        if (!RowsMeet(Op.MatMul, at, diagonal, below, v))
            return false;
        return Push(g.Make(Op.MatMul, Triangle(diagonal, below), v), at);
    }

    private bool AreLower(int diagonal, int below)
    {
        var (on, under) = (g.ShapeOf(diagonal), g.ShapeOf(below));
        return on.IsVector && under.IsVector && under.Count == on.Count * (on.Count - 1L) / 2 && Sizes.Fit(on.Count, on.Count);
    }

    /// <summary>Where an element below the diagonal stands in the numbers below it.</summary>
    private static int Below(int row, int column, int n) => column * (2 * n - column - 1) / 2 + row - column - 1;

    private int Part(int array, int i) => g[array].Op == Op.Array ? g.ListOf(g[array])[i] : g.At(array, i);
}
