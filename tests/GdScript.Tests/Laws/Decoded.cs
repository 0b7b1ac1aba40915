using GdScript.Graphs;

namespace GdScript.Tests.Laws;

/// <summary>
/// Any list of numbers read as a formula: each number appends one operation over what is there already. FsCheck makes the
/// lists and shortens a failing one, so the counter-example it reports is a small formula.
/// </summary>
public static class Decoded
{
    private static readonly Op[] Choices = [.. EveryOp.WithArguments];
    private static readonly double[] Starts = [0.75, -0.5, 1.25, 0.375, 2.0, -1.5, 0.625, 0.125, -0.25, 1.75, 0.5, -0.875];

    private static readonly Table Rows = Table.Of(("row", [0.5, -1.25, 0.875, 1.5]));

    /// <summary>A scalar loss in x, y, u[3], v[3], W[2,3], and a point for it.</summary>
    public static (Formula Loss, double[] Point) Loss(IEnumerable<int> program)
    {
        var g = new Sketch();
        g.Bind(Rows);
        List<int> made =
        [
            g.Param("x"),
            g.Param("y"),
            g.Param("u", Shape.Vector(3)),
            g.Param("v", Shape.Vector(3)),
            g.Param("W", Shape.Matrix(2, 3)),
            g.Const(2),
            g.Const(Number.Ratio(1, 3)),
        ];
        foreach (var code in program)
            made.Add(Next(g, made, (uint)code));
        var sum = g.Const(0);
        foreach (var node in made.TakeLast(3))
            sum = g.Make(Op.Add, sum, g.ShapeOf(node).IsScalar ? node : g.Make(Op.Mean, node));
        var f = g.Finish(sum);
        return (f, [.. Enumerable.Range(0, f.PointSize).Select(i => Starts[i % Starts.Length] + i / 64.0)]);
    }

    private static int Next(Sketch g, List<int> made, uint code)
    {
        var op = Choices[code % Choices.Length];
        var rest = code / (uint)Choices.Length;
        int Any(uint salt) => made[(int)((rest * 2654435761u + salt * 40503u) % (uint)made.Count)];
        int Vector(uint salt) => Like(made, g, Any(salt), s => s.IsVector);
        int Matrix() => Like(made, g, Any(1), s => s.IsMatrix);
        return op switch
        {
            Op.Array => g.Array([Scalar(g, Any(1)), Scalar(g, Any(2)), Scalar(g, Any(3))], Shape.Vector(3)),
            Op.At => g.ShapeOf(Any(1)).IsScalar ? Any(1) : g.At(Any(1), (int)(rest % 2)),
            Op.Gather => g.Gather(Like(made, g, Any(1), s => !s.IsScalar), Truth(g, Any(2))),
            Op.Scatter => g.Scatter(Scalar(g, Any(1)), Truth(g, Any(2)), Shape.Vector(3)),
            Op.Fill => g.Fill(Scalar(g, Any(1)), Shape.Vector(3)),
            Op.Sum or Op.Mean or Op.Norm => g.Make(op, Like(made, g, Any(1), s => !s.IsScalar)),
            Op.Softmax or Op.LogSumExp or Op.Argmax => g.Make(op, Vector(1)),
            Op.Transpose => g.Make(op, g.Make(op, Matrix())),
            Op.Dot => g.Make(op, Like(made, g, Any(1), s => s == Shape.Vector(3)), Like(made, g, Any(2), s => s == Shape.Vector(3))),
            Op.Outer => g.Make(
                op,
                Like(made, g, Any(1), s => s == Shape.Vector(2), made[4]),
                Like(made, g, Any(2), s => s == Shape.Vector(3))
            ),
            Op.MatMul => g.Make(op, Like(made, g, Any(1), s => s == Shape.Matrix(2, 3)), Like(made, g, Any(2), s => s == Shape.Vector(3))),
            Op.Polygamma => g.Polygamma((int)(rest % 3), Any(1)),
            Op.Bessel => g.Bessel(Bessel.Of((int)(rest % 32)), Any(1)),
            // Rows come in here and end here, so that no other choice needs to know of them.
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => g.Rows(op, g.Make(Op.Mul, Any(1), g.Column("row"))),
            _ => Elementwise(g, op, [Any(1), Any(2), Any(3)]),
        };
    }

    private static int Elementwise(Sketch g, Op op, int[] arguments)
    {
        var wide = arguments.Select(g.ShapeOf).FirstOrDefault(s => !s.IsScalar);
        int[] fit = [.. arguments.Select(a => g.ShapeOf(a) == wide ? a : Scalar(g, a))];
        return op.Arity() switch
        {
            1 => g.Make(op, arguments[0]),
            2 => g.Make(op, fit[0], fit[1]),
            _ => g.Make(op, fit[0], fit[1], fit[2]),
        };
    }

    /// <summary>An index: 1 or 0.</summary>
    private static int Truth(Sketch g, int node) => g.Make(Op.Gt, Scalar(g, node), g.Const(0));

    private static int Scalar(Sketch g, int node) => g.ShapeOf(node).IsScalar ? node : g.Make(Op.Mean, node);

    /// <summary>The node itself where its shape will do, else the last one made whose shape does (or a row of the matrix given).</summary>
    private static int Like(List<int> made, Sketch g, int node, Func<Shape, bool> fits, int matrix = -1)
    {
        if (fits(g.ShapeOf(node)))
            return node;
        var found = made.FindLast(m => fits(g.ShapeOf(m)));
        return fits(g.ShapeOf(found)) ? found : g.Make(Op.MatMul, matrix, made[2]);
    }
}
