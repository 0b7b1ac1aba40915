using GdScript.Graphs;

namespace GdScript.Tests.Text;

/// <summary>Random formulas with a wanted operation on top, for laws that hold over all of them.</summary>
internal sealed class AnyFormula(int seed)
{
    private static readonly Shape[] AllShapes =
    [
        Shape.Scalar,
        Shape.Vector(2),
        Shape.Vector(3),
        Shape.Matrix(2, 3),
        Shape.Matrix(3, 2),
        Shape.Matrix(2, 2),
    ];

    private readonly Random luck = new(seed);
    private readonly Sketch g = new();

    /// <summary>A formula whose top is the operation, over a pool of about <paramref name="size"/> random nodes.</summary>
    public static Formula Of(Op op, int seed, int size = 25)
    {
        var any = new AnyFormula(seed);
        any.Leaves();
        var ops = Enum.GetValues<Op>();
        while (any.g.Count < size)
            any.Node(ops[any.luck.Next(ops.Length)]);
        return any.g.Finish(any.Node(op));
    }

    public static Dictionary<string, Shape> ShapesOf(Formula f) =>
        f.Parameters.Select(p => (p.Name, p.Shape)).ToDictionary(p => p.Name, p => p.Shape);

    private void Leaves()
    {
        foreach (var (name, shape) in new[] { "x", "y0", "alpha", "größe_1", "W", "M" }.Zip(AllShapes))
            g.Param(name, shape);
        g.Param("z");
        g.Column("k");
        g.Const(2);
    }

    private int Node(Op op) =>
        op switch
        {
            Op.Const => g.Const(Constant()),
            Op.Pi => g.Pi(),
            Op.E => g.E(),
            Op.Param => g.Param(luck.Next(g.Parameters.Count)),
            Op.Column => g.Column("k"),
            Op.OneHot => OneHot(AllShapes[luck.Next(1, AllShapes.Length)]),
            Op.Array => Array(AllShapes[luck.Next(1, AllShapes.Length)]),
            Op.At => At(Pick(s => !s.IsScalar)),
            Op.Scatter => Scatter(Pick(s => !s.IsMatrix), Pick(s => s.IsScalar)),
            Op.Fill => g.Fill(Pick(s => s.IsScalar), AllShapes[luck.Next(1, AllShapes.Length)]),
            Op.Polygamma => g.Polygamma(luck.Next(5), Pick(_ => true)),
            // An Airy function has no order.
            Op.Bessel => g.Bessel(Bessel.Of(luck.Next(2) == 0 ? luck.Next(8) : 8 * luck.Next(5) + luck.Next(4)), Pick(_ => true)),
            _ => Fitting(op),
        };

    private int Fitting(Op op)
    {
        while (true)
        {
            var (a, b, c) = (Pick(_ => true), Pick(_ => true), Pick(_ => true));
            if (Shapes.Fit(op, g.ShapeOf(a), g.ShapeOf(b), g.ShapeOf(c), out _, out _))
                return g.Make(op, a, op.Arity() > 1 ? b : -1, op.Arity() > 2 ? c : -1);
        }
    }

    private int Pick(Func<Shape, bool> wanted)
    {
        while (true)
        {
            var node = luck.Next(g.Count);
            if (wanted(g.ShapeOf(node)))
                return node;
        }
    }

    private int OneHot(Shape shape) => g.OneHot(shape, luck.Next(shape.Rows), shape.IsMatrix ? luck.Next(shape.Columns) : -1);

    private int Array(Shape shape) => g.Array([.. Enumerable.Range(0, shape.Count).Select(_ => Pick(s => s.IsScalar))], shape);

    private int Scatter(int value, int index) =>
        g.Scatter(
            value,
            index,
            g.ShapeOf(value) is { IsVector: true } row ? Shape.Matrix(luck.Next(1, 4), row.Rows) : Shape.Vector(luck.Next(1, 4))
        );

    private int At(int array)
    {
        var shape = g.ShapeOf(array);
        return g.At(array, luck.Next(shape.Rows), shape.IsMatrix && luck.Next(3) > 0 ? luck.Next(shape.Columns) : -1);
    }

    private Number Constant() =>
        luck.Next(10) switch
        {
            0 => Number.Ratio(luck.Next(-9, 10), luck.Next(1, 10)),
            1 => Number.Of(luck.NextDouble() * 1e3 - 500),
            2 => Number.Of(BitConverter.Int64BitsToDouble(luck.NextInt64(long.MinValue, long.MaxValue))),
            3 => Number.Decimal(luck.Next(-99999, 99999), luck.Next(-12, 3)),
            4 => Number.Ratio(luck.NextInt64(1, 1L << 60), luck.NextInt64(1, 1L << 60)),
            5 => -1,
            6 => Number.Decimal(luck.NextInt64(-999, 999), luck.Next(-330, 300)) is { IsZero: false } n && n.ToDouble() != 0 ? n : 1,
            _ => luck.Next(-3, 12),
        };
}
