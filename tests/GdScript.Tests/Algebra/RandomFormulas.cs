using GdScript.Graphs;

namespace GdScript.Tests.Algebra;

/// <summary>
/// Random graphs over every operation, scalars and arrays, with sharing. The same seed gives the same formula. Rows
/// are left out: they have laws of their own.
/// </summary>
public static class RandomFormulas
{
    private static readonly Op[] Every = [.. Enum.GetValues<Op>().Where(op => op.Family() is not (Family.Leaf or Family.Rows))];
    private static readonly Op[] Common =
    [
        Op.Neg,
        Op.Add,
        Op.Sub,
        Op.Mul,
        Op.Mul,
        Op.Div,
        Op.Pow,
        Op.Exp,
        Op.Log,
        Op.Sqrt,
        Op.Sin,
        Op.Cos,
        Op.Abs,
        Op.Sign,
    ];

    /// <summary>The point every formula of <see cref="Of"/> takes: 3 scalars, 2 vectors of 3, 2 matrices of 3x3.</summary>
    public const int PointSize = 27;

    public static Formula Of(int seed, int roots = 1)
    {
        var random = new Random(seed);
        var g = new Sketch();
        return Grown(g, random, Leaves(g, random), random.Next(3, 40), roots);
    }

    /// <summary>Short formulas of few names and numbers, in which the simplifier finds something to do more often.</summary>
    public static Formula Dense(int seed)
    {
        var random = new Random(seed);
        var g = new Sketch();
        _ = Leaves(g, random);
        Number[] numbers = [0, 1, 2, 3, -1, -2, Number.Ratio(1, 2), Number.Ratio(1, 3)];
        List<int> pool = [g.Param("x"), g.Param("x"), g.Param("y")];
        if (random.Next(3) == 0)
            pool.AddRange([g.Param("u", Shape.Vector(3)), g.Param("A", Shape.Matrix(3, 3)), g.OneHot(Shape.Vector(3), random.Next(3))]);
        for (var k = 0; k < 3; k++)
            pool.Add(g.Const(numbers[random.Next(numbers.Length)]));
        return Grown(g, random, pool, random.Next(2, 9), 1);
    }

    private static Formula Grown(Sketch g, Random random, List<int> pool, int size, int roots)
    {
        for (var made = 0; made < size; )
        {
            var op = random.Next(3) == 0 ? Every[random.Next(Every.Length)] : Common[random.Next(Common.Length)];
            var node = -1;
            for (var attempt = 0; attempt < 30 && node < 0; attempt++)
                node = Make(g, random, pool, op);
            if (node < 0)
                continue;
            pool.Add(node);
            made++;
        }
        return g.Finish([.. Enumerable.Range(1, roots).Select(k => pool[^k])]);
    }

    /// <summary>Numbers where rules change their mind (0, ±1) and numbers between.</summary>
    public static double[] Point(int seed)
    {
        var random = new Random(seed);
        double[] special = [0, 1, -1, 2, 0.5];
        return
        [
            .. Enumerable
                .Range(0, PointSize)
                .Select(_ => random.Next(6) == 0 ? special[random.Next(special.Length)] : Math.Round(random.NextDouble() * 5 - 2, 3)),
        ];
    }

    private static List<int> Leaves(Sketch g, Random random)
    {
        List<int> pool =
        [
            .. new[] { "x", "y", "z" }.Select(name => g.Param(name)),
            .. new[] { "u", "v" }.Select(name => g.Param(name, Shape.Vector(3))),
            .. new[] { "A", "B" }.Select(name => g.Param(name, Shape.Matrix(3, 3))),
            g.Pi(),
            g.E(),
            g.OneHot(Shape.Vector(3), random.Next(3)),
            g.OneHot(Shape.Matrix(3, 3), random.Next(3), random.Next(3)),
            g.Fill(g.Const(random.Next(-1, 3)), Shape.Vector(3)),
        ];
        Number[] numbers = [0, 1, 2, 3, -1, -2, Number.Ratio(1, 2), Number.Ratio(-2, 3), Number.Ratio(1, 10), 4];
        for (var k = 0; k < 5; k++)
            pool.Add(g.Const(numbers[random.Next(numbers.Length)]));
        return pool;
    }

    /// <summary>A number, which may be no place, or a truth of another number.</summary>
    private static int Index(Sketch g, Random random, int b) =>
        g.ShapeOf(b).IsScalar && random.Next(2) == 0 ? g.Make(Op.Gt, b, g.Const(0)) : g.Const(random.Next(-1, 4));

    /// <summary>The operation on random nodes; -1 when their shapes do not fit.</summary>
    private static int Make(Sketch g, Random random, List<int> pool, Op op)
    {
        int Any() => random.Next(2) == 0 ? pool[random.Next(Math.Max(0, pool.Count - 5), pool.Count)] : pool[random.Next(pool.Count)];
        var (a, b, c) = (Any(), Any(), Any());
        var shape = g.ShapeOf(a);
        switch (op)
        {
            case Op.Polygamma:
                return g.Polygamma(random.Next(3), a);
            case Op.Bessel:
                return g.Bessel(Bessel.Of(random.Next(32)), a);
            case Op.Gather:
                return shape.IsScalar ? -1 : g.Gather(a, Index(g, random, b));
            case Op.Scatter:
                return shape.IsMatrix ? -1 : g.Scatter(a, Index(g, random, b), shape.IsScalar ? Shape.Vector(3) : Shape.Matrix(3, 3));
            case Op.Fill:
                return shape.IsScalar ? g.Fill(a, random.Next(2) == 0 ? Shape.Vector(3) : Shape.Matrix(3, 3)) : -1;
            case Op.Array:
                int[] elements = [.. Enumerable.Range(0, 3).Select(_ => Any())];
                return elements.All(e => g.ShapeOf(e).IsScalar) ? g.Array(elements, Shape.Vector(3)) : -1;
            case Op.At:
                return shape.IsScalar ? -1 : g.At(a, random.Next(3), shape.IsMatrix && random.Next(3) > 0 ? random.Next(3) : -1);
            default:
                var fits = Shapes.Fit(op, shape, g.ShapeOf(b), g.ShapeOf(c), out _, out _);
                return fits ? g.Make(op, a, op.Arity() > 1 ? b : -1, op.Arity() > 2 ? c : -1) : -1;
        }
    }
}
