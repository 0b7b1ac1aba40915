using GdScript.Graphs;

namespace GdScript.Tests.Kernels;

/// <summary>Seeded random formulas over every operation: shared subterms, scalars, vectors, matrices, several roots.</summary>
internal static class RandomFormulas
{
    private static readonly Shape[] Shapes =
    [
        Shape.Scalar,
        Shape.Vector(1),
        Shape.Vector(3),
        Shape.Vector(18),
        Shape.Matrix(1, 1),
        Shape.Matrix(3, 3),
        Shape.Matrix(2, 18),
        Shape.Matrix(18, 9),
    ];

    public static Formula Of(ulong seed, int? nodes = null, params ReadOnlySpan<Op> without)
    {
        Op[] ops = [.. Enum.GetValues<Op>().Where(op => op.Family() != Family.Rows).Except(without.ToArray())];
        var rough = new Rough(seed);
        var g = new Sketch();
        List<int> pool = [g.Param("x"), g.Param("y"), .. Shapes.Skip(1).Select((shape, i) => g.Param($"p{i}", shape))];
        for (var left = nodes ?? 1 + rough.Below(60); left > 0; left--)
            pool.Add(Next(g, pool, rough, ops));
        var others = nodes is null ? rough.Below(5) : pool.Count / 3;
        return g.Finish(SourceOf(seed), [pool[^1], .. Enumerable.Range(0, others).Select(_ => rough.Of(pool))]);
    }

    /// <summary>Every other formula counts as read from text, so that its products are fused with its sums and its long sums are in order.</summary>
    internal static Source? SourceOf(ulong seed) => seed % 2 == 0 ? new("", []) : null;

    public static double[] Point(Formula f, Rough rough) => [.. Enumerable.Range(0, f.PointSize).Select(_ => rough.Special())];

    internal static int Next(Sketch g, List<int> pool, Rough rough, Op[] ops)
    {
        for (var op = rough.Of(ops); ; op = rough.Of(ops))
        for (var draw = 0; draw < 12; draw++)
            if (Try(g, pool, rough, op) is var node and >= 0)
                return node;
    }

    /// <summary>A node of that operation over the pool, or −1 when this draw does not fit.</summary>
    private static int Try(Sketch g, List<int> pool, Rough rough, Op op)
    {
        var a = Drawn(pool, rough);
        var shape = g.ShapeOf(a);
        var other = rough.Of(Shapes);
        return op switch
        {
            Op.Column => -1,
            Op.Const => g.Const(rough.Special()),
            Op.Pi => g.Pi(),
            Op.E => g.E(),
            Op.Param => g.Param(rough.Below(g.Parameters.Count)),
            Op.OneHot => other.IsScalar ? -1 : g.OneHot(other, rough.Below(other.Rows), other.IsMatrix ? rough.Below(other.Columns) : -1),
            Op.Array => other.IsScalar ? -1 : g.Array(Scalars(g, pool, rough, other.Count), other),
            Op.At => shape.IsScalar ? -1 : g.At(a, rough.Below(shape.Rows), shape.IsMatrix ? rough.Below(shape.Columns + 1) - 1 : -1),
            Op.Gather => shape.IsScalar ? -1 : g.Gather(a, Index(g, pool, rough, shape.Rows)),
            Op.Scatter => shape.IsMatrix ? -1 : Scatter(g, a, Index(g, pool, rough, 3), rough),
            Op.Fill => shape.IsScalar ? g.Fill(a, other) : -1,
            Op.Polygamma => g.Polygamma(rough.Below(4), a),
            Op.Bessel => g.Bessel(Bessel.Of(rough.Below(40)), a),
            Op.Pow when rough.Below(2) == 0 => g.Make(op, a, g.Const(rough.Of([-1L, 0, 1, 2, 3, 4, 5]))),
            _ => Made(g, op, a, Drawn(pool, rough), Drawn(pool, rough)),
        };
    }

    /// <summary>A place there is, or any number: one of the pool is seldom whole.</summary>
    private static int Index(Sketch g, List<int> pool, Rough rough, int places) =>
        rough.Below(4) switch
        {
            0 => g.Make(Op.Floor, g.Make(Op.Abs, pool.FindLast(node => g.ShapeOf(node).IsScalar))),
            1 => g.Const(rough.Of([-1L, places, 0])),
            _ => g.Make(Op.Mul, g.Make(Op.Le, pool[0], g.Const(9L)), g.Const((long)rough.Below(places))),
        };

    private static int Scatter(Sketch g, int value, int index, Rough rough) =>
        g.Scatter(
            value,
            index,
            g.ShapeOf(value).IsScalar ? Shape.Vector(1 + rough.Below(5)) : Shape.Matrix(1 + rough.Below(4), g.ShapeOf(value).Rows)
        );

    private static int Made(Sketch g, Op op, int a, int b, int c) =>
        GdScript.Graphs.Shapes.Fit(op, g.ShapeOf(a), g.ShapeOf(b), g.ShapeOf(c), out _, out _) ? g.Make(op, a, b, c) : -1;

    private static int[] Scalars(Sketch g, List<int> pool, Rough rough, int count)
    {
        List<int> scalars = [.. pool.Where(node => g.ShapeOf(node).IsScalar)];
        return [.. Enumerable.Range(0, count).Select(_ => Drawn(scalars, rough))];
    }

    /// <summary>Half the time one of the last few, so that formulas grow deep as well as wide.</summary>
    private static int Drawn(List<int> pool, Rough rough) =>
        rough.Below(2) == 0 ? rough.Of(pool) : pool[^(1 + rough.Below(Math.Min(6, pool.Count)))];
}
