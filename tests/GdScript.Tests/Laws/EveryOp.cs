using GdScript.Graphs;

namespace GdScript.Tests.Laws;

/// <summary>For every operation a loss that uses it, and a point inside its domain away from its kinks. A new op joins by itself.</summary>
public static class EveryOp
{
    /// <summary>Operations with arguments.</summary>
    public static IEnumerable<Op> WithArguments => Enum.GetValues<Op>().Where(op => op.Family() != Family.Leaf);

    /// <summary>
    /// A scalar loss in x (and y) or in arrays u, v, W whose slope depends on the op's own slope everywhere: the op's result
    /// goes through weights that differ from element to element and through a square.
    /// </summary>
    public static (Formula Loss, double[] Point) Loss(Op op, Shape shape = default)
    {
        var g = new Sketch();
        var result = op.Family() == Family.Elementwise ? Elementwise(g, op, shape) : Structural(g, op);
        var weighted = g.Make(Op.Mul, Weights(g, g.ShapeOf(result)), result);
        var sum = g.ShapeOf(weighted).IsScalar ? weighted : g.Make(Op.Sum, weighted);
        var loss = g.Make(Op.Add, g.Make(Op.Mul, sum, sum), sum);
        var f = g.Finish(loss);
        return (f, [.. f.ElementNames.Select((_, i) => Start(op) + 0.0625 * i)]);
    }

    private static int Elementwise(Sketch g, Op op, Shape shape)
    {
        var x = g.Param("x", shape);
        int Other(string name) => g.Make(Op.Add, g.Param(name, shape), g.Const(0.375));
        if (op == Op.Polygamma)
            return g.Polygamma(1, x);
        if (op == Op.Bessel)
            return g.Bessel(new(BesselKind.J, 1), x);
        return op.Arity() switch
        {
            1 => g.Make(op, x),
            2 => g.Make(op, x, Other("y")),
            3 when op == Op.Fma => g.Make(op, x, Other("y"), Other("z")),
            _ => g.Make(op, g.Make(Op.Gt, x, g.Const(0.53125)), Other("y"), Other("z")),
        };
    }

    private static int Structural(Sketch g, Op op)
    {
        var (u, v) = (g.Param("u", Shape.Vector(3)), g.Param("v", Shape.Vector(3)));
        var w = g.Param("W", Shape.Matrix(2, 3));
        return op switch
        {
            Op.Array => g.Array([g.At(u, 1), g.At(v, 2), g.At(w, 1, 0), g.At(u, 1)], Shape.Matrix(2, 2)),
            Op.At => g.Make(Op.Mul, g.At(w, 1), g.Make(Op.Mul, g.At(u, 2), g.At(w, 0, 1))),
            Op.Gather => g.Make(Op.Mul, g.Gather(w, Named(g, u)), g.Gather(u, Named(g, u))),
            Op.Scatter => g.Scatter(g.Make(Op.Mul, u, v), Named(g, u), Shape.Matrix(2, 3)),
            Op.Fill => g.Fill(g.At(u, 0), Shape.Matrix(2, 3)),
            Op.Dot => g.Make(Op.Dot, u, v),
            Op.Outer => g.Make(Op.Outer, u, v),
            Op.MatMul => g.Make(Op.MatMul, g.Make(Op.MatMul, g.Make(Op.MatMul, w, g.Make(Op.Transpose, w)), w), u),
            Op.Transpose => g.Make(Op.Transpose, w),
            Op.Sum or Op.Mean or Op.Norm => g.Make(op, w),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => OverRows(g, op, w),
            _ => g.Make(op, g.Make(Op.Mul, u, v)),
        };
    }

    /// <summary>An index that is worked out: 1 at the point and around it.</summary>
    private static int Named(Sketch g, int u) => g.Make(Op.Floor, g.Make(Op.Add, g.At(u, 0), g.Const(1)));

    /// <summary>An array for every row of a small table, with a value of its own in each.</summary>
    private static int OverRows(Sketch g, Op op, int w)
    {
        g.Bind(Table.Of(("a", [0.25, -0.5, 1.75, 0.875, -1.25]), ("b", [1.5, 0.125, -0.75, 0.5, 2])));
        var (a, b) = (g.Column("a"), g.Column("b"));
        return g.Rows(op, g.Make(Op.Mul, b, g.Make(Op.Sin, g.Make(Op.Add, g.Make(Op.Mul, a, w), b))));
    }

    private static int Weights(Sketch g, Shape shape)
    {
        if (shape.IsScalar)
            return g.Const(0.75);
        int[] weights = [.. Enumerable.Range(0, shape.Count).Select(i => g.Const(0.5 + 0.25 * i))];
        return g.Array(weights, shape);
    }

    private static double Start(Op op) =>
        op switch
        {
            Op.Acosh => 1.625,
            Op.Floor or Op.Ceil or Op.Round => 1.125,
            _ => 0.3125,
        };
}
