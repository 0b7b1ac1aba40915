using GdScript.Graphs;

namespace GdScript.Tests.Checking;

/// <summary>A formula run with 400 binary places, written anew for tests: the true value that rounding moves away from.</summary>
internal static class PreciseFormula
{
    public static Precise[] At(Formula formula, double[] point, bool exactLiterals)
    {
        var values = new Precise[formula.Nodes.Length][];
        var live = formula.Reached();
        for (var i = 0; i < values.Length; i++)
            if (live[i])
                values[i] = Node(formula, i, values, point, exactLiterals);
        return [.. formula.Roots.SelectMany(r => values[r])];
    }

    private static Precise[] Node(Formula f, int i, Precise[][] values, double[] point, bool exact)
    {
        var n = f.Nodes[i];
        var size = n.Shape.Count;
        Precise[] A() => values[n.A];
        Precise[] B() => values[n.B];
        Precise Get(int node, int k) => values[node].Length == 1 ? values[node][0] : values[node][k];
        Precise[] Each(Func<int, Precise> of) => [.. Enumerable.Range(0, size).Select(of)];
        return n.Op switch
        {
            Op.Const => [exact ? Precise.Of(f.ConstantOf(n)) : Precise.Of(f.ConstantOf(n).ToDouble())],
            Op.Pi => [exact ? Precise.Pi : Precise.Of(Math.PI)],
            Op.E => [exact ? Precise.Exp(1) : Precise.Of(Math.E)],
            Op.Param => Each(k => Precise.Of(point[f.OffsetOf(n.A) + k])),
            Op.OneHot => Each(k => k == (n.Shape.IsMatrix ? n.A * n.Shape.Columns + n.B : n.A) ? 1 : 0),
            Op.Array => [.. f.ListOf(n).ToArray().Select(e => values[e][0])],
            Op.At => [.. A().Skip(f.Nodes[n.A].Shape.IsMatrix ? n.B * f.Nodes[n.A].Shape.Columns + Math.Max(0, n.C) : n.B).Take(size)],
            Op.Gather => Each(k => A()[Named(B()[0], f.Nodes[n.A].Shape.Rows) * size + k]),
            Op.Scatter => Each(k => Named(B()[0], n.Shape.Rows) == k / A().Length ? A()[k % A().Length] : 0),
            Op.Fill => Each(_ => A()[0]),
            Op.Sum => [Total(A())],
            Op.Mean => [Total(A()) / A().Length],
            Op.Dot => [Total(A().Zip(B(), (a, b) => a * b))],
            Op.Norm => [Precise.Sqrt(Total(A().Select(a => a * a)))],
            Op.Outer => Each(k => A()[k / B().Length] * B()[k % B().Length]),
            Op.Transpose => Each(k => A()[k % n.Shape.Columns * n.Shape.Rows + k / n.Shape.Columns]),
            Op.MatMul => Product(f.Nodes[n.A].Shape, f.Nodes[n.B].Shape, A(), B()),
            Op.Softmax => [.. A().Select(a => Precise.Exp(a) / Total(A().Select(Precise.Exp)))],
            Op.LogSumExp => [Precise.Log(Total(A().Select(Precise.Exp)))],
            Op.Argmax => [Array.IndexOf(A(), A().Max())],
            _ => Each(k => Scalar(n.Op, Get(n.A, k), n.Op.Arity() > 1 ? Get(n.B, k) : 0, n.Op.Arity() > 2 ? Get(n.C, k) : 0)),
        };
    }

    /// <summary>The place that an index names.</summary>
    private static int Named(Precise index, int places) =>
        Enumerable.Range(0, places).FirstOrDefault(k => (index - k).Sign == 0, -1) is var at and >= 0
            ? at
            : throw new ArithmeticException();

    public static Precise Scalar(Op op, Precise a, Precise b, Precise c)
    {
        var one = Precise.One;
        Precise Truth(bool holds) => holds ? 1 : 0;
        Precise Half(Precise x) => x / 2;
        return op switch
        {
            Op.Neg => -a,
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Pow => Precise.Power(a, b),
            Op.Exp => Precise.Exp(a),
            Op.Expm1 => Precise.Exp(a) - one,
            Op.Log => Precise.Log(a),
            Op.Log1p => Precise.Log(one + a),
            Op.Log2 => Precise.Log(a) / Precise.Log(2),
            Op.Log10 => Precise.Log(a) / Precise.Log(10),
            Op.Sqrt => Precise.Sqrt(a),
            Op.Cbrt => Precise.Cbrt(a),
            Op.Sin => Precise.Sin(a),
            Op.Cos => Precise.Cos(a),
            Op.Tan => Precise.Sin(a) / Precise.Cos(a),
            Op.Asin => Precise.Asin(a),
            Op.Acos => Half(Precise.Pi) - Precise.Asin(a),
            Op.Atan => Precise.Atan(a),
            Op.Sinh => Half(Precise.Exp(a) - Precise.Exp(-a)),
            Op.Cosh => Half(Precise.Exp(a) + Precise.Exp(-a)),
            Op.Tanh => one - (one + one) / (Precise.Exp(a * 2) + one),
            Op.Asinh => a.Sign < 0 ? -Scalar(op, -a, b, c) : Precise.Log(a + Precise.Sqrt(a * a + one)),
            Op.Acosh => Precise.Log(a + Precise.Sqrt(a * a - one)),
            Op.Atanh => Half(Precise.Log((one + a) / (one - a))),
            Op.Sigmoid => one / (one + Precise.Exp(-a)),
            Op.Softplus => Precise.Log(one + Precise.Exp(a)),
            Op.Erf => Precise.Erf(a),
            // Further out too few of the twin's digits are left.
            Op.Erfc => a < 6 ? one - Precise.Erf(a) : throw new ArithmeticException("erfc"),
            Op.Abs => a.Size,
            Op.Sign => a.Sign,
            Op.Relu => a.Sign > 0 ? a : 0,
            Op.Floor => a.Floor,
            Op.Ceil => -(-a).Floor,
            Op.Round => Nearest(a),
            Op.Atan2 => Precise.Atan2(a, b),
            Op.Fma => a * b + c,
            Op.Hypot => Precise.Sqrt(a * a + b * b),
            Op.Min => a < b ? a : b,
            Op.Max => a > b ? a : b,
            Op.Lt => Truth(a < b),
            Op.Le => Truth(a <= b),
            Op.Gt => Truth(a > b),
            Op.Ge => Truth(a >= b),
            Op.Eq => Truth(a == b),
            Op.Ne => Truth(a != b),
            Op.And => Truth(a.Sign != 0 && b.Sign != 0),
            Op.Or => Truth(a.Sign != 0 || b.Sign != 0),
            Op.Not => Truth(a.Sign == 0),
            Op.Where => a.Sign != 0 ? b : c,
            _ => throw new NotSupportedException($"{op} has no precise twin"),
        };
    }

    private static Precise Nearest(Precise a)
    {
        var up = (a + Precise.One / 2).Floor;
        var isTie = up - a == Precise.One / 2;
        return isTie && (up / 2).Floor * 2 != up ? up - Precise.One : up;
    }

    private static Precise[] Product(Shape left, Shape right, Precise[] a, Precise[] b)
    {
        var (rows, columns) = (left.IsMatrix ? left.Rows : 1, right.IsMatrix ? right.Columns : 1);
        var inner = a.Length / rows;
        return
        [
            .. from i in Enumerable.Range(0, rows)
            from j in Enumerable.Range(0, columns)
            select Total(Enumerable.Range(0, inner).Select(k => a[i * inner + k] * b[k * columns + j])),
        ];
    }

    private static Precise Total(IEnumerable<Precise> all) => all.Aggregate(Precise.Zero, (sum, x) => sum + x);
}
