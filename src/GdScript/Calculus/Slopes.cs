using System.Diagnostics;
using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// The table of derivatives: the slope of every elementwise operation toward each of its arguments. Forward mode, reverse
/// mode and the Hessian all read it. Forms are chosen not to cancel: <c>1/cosh(x)^2</c> rather than <c>1 - tanh(x)^2</c>,
/// <c>sigmoid(x)*sigmoid(-x)</c> rather than <c>sigmoid(x)*(1 - sigmoid(x))</c>, <c>(1 - x)*(1 + x)</c> rather than
/// <c>1 - x^2</c>.
/// </summary>
/// <remarks>
/// At kinks the table states a subgradient: abs has slope sign(0) = 0, relu has 0, a tie of min or max goes to the first
/// argument, a jump (sign, floor, ceil, round, comparisons) has slope 0.
/// </remarks>
public static class Slopes
{
    /// <summary>The slope of <paramref name="node"/> toward its argument number <paramref name="k"/>, as a node of the sketch.</summary>
    public static int Of(Sketch g, int node, int k)
    {
        var n = g[node];
        int One() => g.Const(1);
        int Inverse(int a) => g.Over(One(), a);
        int Square(int a) => g.Power(a, g.Const(2));
        int Over2(int a, int h) => g.Over(g.Over(a, h), h);
        return n.Op switch
        {
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => throw Leaf(n.Op),
            Op.Neg => g.Const(-1),
            Op.Add => One(),
            Op.Sub => g.Const(k == 0 ? 1 : -1),
            Op.Mul => k == 0 ? n.B : n.A,
            Op.Fma => k == 2 ? One()
            : k == 0 ? n.B
            : n.A,
            Op.Div => k == 0 ? Inverse(n.B) : g.Negate(g.Over(node, n.B)),
            Op.Pow => k == 0 ? g.Times(n.B, g.Power(n.A, g.Minus(n.B, One()))) : g.Times(node, g.Make(Op.Log, n.A)),
            Op.Exp => node,
            Op.Expm1 => g.Make(Op.Exp, n.A),
            Op.Log => Inverse(n.A),
            Op.Log1p => Inverse(g.Plus(One(), n.A)),
            Op.Log2 => Inverse(g.Times(n.A, g.Make(Op.Log, g.Const(2)))),
            Op.Log10 => Inverse(g.Times(n.A, g.Make(Op.Log, g.Const(10)))),
            Op.Sqrt => Inverse(g.Times(g.Const(2), node)),
            Op.Cbrt => Inverse(g.Times(g.Const(3), Square(node))),
            Op.Sin => g.Make(Op.Cos, n.A),
            Op.Cos => g.Negate(g.Make(Op.Sin, n.A)),
            Op.Tan => g.Plus(One(), Square(node)),
            Op.Asin => Inverse(g.Make(Op.Sqrt, g.Times(g.Minus(One(), n.A), g.Plus(One(), n.A)))),
            Op.Acos => g.Negate(Inverse(g.Make(Op.Sqrt, g.Times(g.Minus(One(), n.A), g.Plus(One(), n.A))))),
            Op.Atan => Inverse(g.Plus(One(), Square(n.A))),
            Op.Sinh => g.Make(Op.Cosh, n.A),
            Op.Cosh => g.Make(Op.Sinh, n.A),
            Op.Tanh => Over2(One(), g.Make(Op.Cosh, n.A)),
            Op.Asinh => Inverse(g.Make(Op.Hypot, One(), n.A)),
            Op.Acosh => Inverse(g.Times(g.Make(Op.Sqrt, g.Minus(n.A, One())), g.Make(Op.Sqrt, g.Plus(n.A, One())))),
            Op.Atanh => Inverse(g.Times(g.Minus(One(), n.A), g.Plus(One(), n.A))),
            Op.Sigmoid => g.Times(node, g.Make(Op.Sigmoid, g.Negate(n.A))),
            Op.Softplus => g.Make(Op.Sigmoid, n.A),
            Op.Erf => g.Times(g.Over(g.Const(2), g.Make(Op.Sqrt, g.Pi())), g.Make(Op.Exp, g.Negate(Square(n.A)))),
            Op.Lgamma => g.Polygamma(0, n.A),
            Op.Polygamma => g.Polygamma(n.B + 1, n.A),
            Op.Erfc => g.Negate(g.Times(g.Over(g.Const(2), g.Make(Op.Sqrt, g.Pi())), g.Make(Op.Exp, g.Negate(Square(n.A))))),
            Op.Gamma => g.Times(node, g.Polygamma(0, n.A)),
            Op.Bessel => BesselSlopes.Of(g, Bessel.Of(n.B), n.A),
            Op.Abs => g.Make(Op.Sign, n.A),
            Op.Relu => g.Where(g.Make(Op.Gt, n.A, g.Const(0)), One(), g.Const(0)),
            Op.Sign or Op.Floor or Op.Ceil or Op.Round => g.Const(0),
            // (x/h)/h with h = hypot(y, x): x^2 + y^2 would overflow or vanish long before the slope does.
            Op.Atan2 => k == 0 ? Over2(n.B, g.Make(Op.Hypot, n.A, n.B)) : g.Negate(Over2(n.A, g.Make(Op.Hypot, n.A, n.B))),
            Op.Hypot => g.Over(k == 0 ? n.A : n.B, node),
            Op.Min => g.Where(g.Make(Op.Le, n.A, n.B), g.Const(1 - k), g.Const(k)),
            Op.Max => g.Where(g.Make(Op.Ge, n.A, n.B), g.Const(1 - k), g.Const(k)),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => g.Const(0),
            Op.Where => k == 0 ? g.Const(0) : g.Where(n.A, g.Const(2 - k), g.Const(k - 1)),
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => throw Structural(n.Op),
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => throw Structural(n.Op),
            Op.Gather or Op.Scatter => throw Structural(n.Op),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => throw Structural(n.Op),
        };
    }

    /// <summary>True when the operation is flat in that argument, so that no slope passes through it.</summary>
    public static bool IsFlat(Op op, int k) =>
        op switch
        {
            Op.Where => k == 0,
            Op.Gather or Op.Scatter => k == 1,
            Op.Sign or Op.Floor or Op.Ceil or Op.Round or Op.Argmax => true,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => true,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => true,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow => false,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => false,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => false,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => false,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Erfc or Op.Gamma or Op.Bessel => false,
            Op.Abs or Op.Relu or Op.Atan2 or Op.Hypot or Op.Min or Op.Max or Op.Fma => false,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => false,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp => false,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => false,
        };

    /// <summary>
    /// What stands inside <c>norm(u)^2</c>, −1 for any other node: its slope is 2·u, which stands at u = 0 as well, where the
    /// slope of the norm alone would be 0/0.
    /// </summary>
    internal static int SquaredNorm(Sketch g, int node) =>
        g[node] is { Op: Op.Pow } power && g[power.A] is { Op: Op.Norm } norm && power.B == g.Const(2) ? norm.A : -1;

    private static UnreachableException Leaf(Op op) => new($"{op} has no arguments");

    private static UnreachableException Structural(Op op) =>
        new($"{op} looks at whole arrays or at all rows: Reverse and Tangent know its rule");
}
