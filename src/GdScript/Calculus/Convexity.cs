using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>What is known of how a value bends over the whole domain of its parameters.</summary>
public enum Bend
{
    /// <summary>It does not depend on the parameters.</summary>
    Constant,

    /// <summary>It does not bend.</summary>
    Affine,

    Convex,
    Concave,

    /// <summary>The rules do not tell.</summary>
    Unknown,
}

/// <summary>
/// Convexity proven from the graph: the rules of disciplined convex programming (Grant, Boyd, Ye 2006) and of log-convexity
/// (Boyd, Vandenberghe 2004, §3.5), with ranges that tell signs. What they prove holds wherever the formula is defined, when
/// that is a convex set; what they do not prove may be convex all the same.
/// </summary>
public static class Convexity
{
    /// <summary>How the loss bends, as far as the rules tell.</summary>
    public static Bend Of(Formula loss) => Facts(loss)[loss.Root].Bend;

    /// <summary>
    /// True when the loss is convex by these rules, as written or simplified, or because its Hessian is a constant matrix
    /// that exact arithmetic finds to be positive semidefinite.
    /// </summary>
    public static bool Proven(Formula loss)
    {
        if (Bends(Of(loss)))
            return true;
        var simple = Simplify.Of(loss);
        return Bends(Of(simple)) || ConstantHessian.IsNonnegative(simple);

        static bool Bends(Bend bend) => bend is Bend.Constant or Bend.Affine or Bend.Convex;
    }

    private static Fact[] Facts(Formula loss)
    {
        var facts = new Fact[loss.Nodes.Length];
        var live = loss.Reached();
        for (var i = 0; i < facts.Length; i++)
            if (live[i])
                facts[i] = Fact.Sane(Of(loss, i, facts));
        return facts;
    }

    private static Fact Of(Formula f, int i, Fact[] facts)
    {
        var n = f.Nodes[i];
        Fact A() => facts[n.A];
        Fact B() => facts[n.B];
        return n.Op switch
        {
            Op.Const => Fact.Value(f.ConstantOf(n).ToDouble()),
            Op.Pi => Fact.Value(Math.PI),
            Op.E => Fact.Value(Math.E),
            Op.OneHot => Fact.Range(0, 1) with { Bend = Bend.Constant },
            Op.Column => Fact.Any with { Bend = Bend.Constant },
            Op.Param => Fact.Any with { Bend = Bend.Affine },
            Op.Neg => A().Times(-1),
            Op.Add => A().Plus(B()),
            Op.Sub => A().Plus(B().Times(-1)),
            Op.Mul => n.A == n.B ? A().Power(2) : Entropy(f, n, facts) ?? A().Product(B()),
            Op.Fma => (n.A == n.B ? A().Power(2) : A().Product(B())).Plus(facts[n.C]),
            Op.Div => Quadratic(f, n, facts) ?? A().Product(B().Power(-1)),
            Op.Pow => Powers(A(), B()),
            Op.Exp => A().Rising(0, double.PositiveInfinity, convex: true) with { LogConvex = A().IsConvex },
            Op.Expm1 => A().Rising(-1, double.PositiveInfinity, convex: true),
            Op.Log or Op.Log2 or Op.Log10 => A().LogConvex && !A().IsConstant
                ? Fact.Any with
                {
                    Bend = Bend.Convex,
                }
                : A().Rising(double.NegativeInfinity, double.PositiveInfinity, convex: false),
            Op.Log1p => A().LogConvex && !A().IsConstant
                ? Fact.Range(0, double.PositiveInfinity) with
                {
                    Bend = Bend.Convex,
                }
                : A().Rising(double.NegativeInfinity, double.PositiveInfinity, convex: false),
            Op.Sqrt => A().Rising(0, double.PositiveInfinity, convex: false),
            Op.Softplus => A().Rising(0, double.PositiveInfinity, convex: true),
            Op.Relu => A().Rising(0, double.PositiveInfinity, convex: true),
            Op.Abs => A().Even(),
            Op.Cosh => A().Even() with { Low = 1, High = double.PositiveInfinity },
            Op.Sigmoid => Fact.Range(0, 1).Only(A()),
            Op.Erfc => Fact.Range(0, 2).Only(A()),
            Op.Tanh or Op.Erf or Op.Sin or Op.Cos or Op.Sign => Fact.Range(-1, 1).Only(A()),
            Op.Lgamma => A() is { Bend: Bend.Affine, Low: >= 0 } ? Fact.Any with { Bend = Bend.Convex } : Fact.Any.Only(A()),
            // Log-convex, and never below 0.8856 on that side (Bohr and Mollerup 1922).
            Op.Gamma => A() is { Bend: Bend.Affine, Low: >= 0 }
                ? Fact.Range(0.885, double.PositiveInfinity) with
                {
                    Bend = Bend.Convex,
                    LogConvex = true,
                }
                : Fact.Any.Only(A()),
            Op.Bessel => (Bessel.Of(n.B).Kind == BesselKind.J ? Fact.Range(-1, 1) : Fact.Any).Only(A()),
            Op.Max => A().Larger(B()),
            Op.Min => A().Times(-1).Larger(B().Times(-1)).Times(-1),
            Op.Hypot => A().Even().Plus(B().Even()) is { IsConvex: true }
                ? Fact.Range(0, double.PositiveInfinity) with
                {
                    Bend = Joint(A().Bend, B().Bend),
                }
                : Fact.Range(0, double.PositiveInfinity),
            Op.Array => All(f.Arguments(i), facts),
            Op.At or Op.Fill or Op.Transpose or Op.Mean => A(),
            Op.Gather => B().IsConstant ? A() : Fact.Any.Only(A(), B()),
            Op.Scatter => B().IsConstant ? A().Either(Fact.Value(0)) : Fact.Any.Only(A(), B()),
            Op.RowSum => A().Loose(),
            Op.RowMean => A(),
            Op.RowMax => A().Larger(A()),
            Op.RowMin => A().Times(-1).Larger(A().Times(-1)).Times(-1),
            Op.Sum => A().Times(f.Nodes[n.A].Shape.Count),
            Op.Dot => n.A == n.B ? A().Power(2).Times(Count(f, n.A)) : A().Product(B()).Times(Count(f, n.A)),
            Op.Norm => A() is { Bend: Bend.Constant or Bend.Affine }
                ? Fact.Range(0, double.PositiveInfinity) with
                {
                    Bend = A().IsConstant ? Bend.Constant : Bend.Convex,
                }
                : Fact.Range(0, double.PositiveInfinity),
            Op.MatMul => A().Product(B()).Loose(),
            Op.Outer => A().Product(B()),
            Op.LogSumExp => A() is { IsConvex: true }
                ? Fact.Any with
                {
                    Bend = A().IsConstant ? Bend.Constant : Bend.Convex,
                }
                : Fact.Any.Only(A()),
            Op.Softmax => Fact.Range(0, 1).Only(A()),
            Op.Tan or Op.Asin or Op.Acos or Op.Atan or Op.Sinh or Op.Asinh or Op.Acosh or Op.Atanh or Op.Cbrt => Fact.Any.Only(A()),
            Op.Polygamma or Op.Floor or Op.Ceil or Op.Round or Op.Argmax or Op.Not => Fact.Any.Only(A()),
            Op.Atan2 or Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or => Fact.Any.Only(A(), B()),
            Op.Where => Fact.Any.Only(A(), B(), facts[n.C]),
        };
    }

    private static double Count(Formula f, int node) => f.Nodes[node].Shape.Count;

    private static Bend Joint(Bend a, Bend b) => a == Bend.Constant && b == Bend.Constant ? Bend.Constant : Bend.Convex;

    private static Fact All(ArgumentList elements, Fact[] facts)
    {
        var all = facts[elements[0]];
        for (var k = 1; k < elements.Count; k++)
            all = all.Either(facts[elements[k]]);
        return all;
    }

    /// <summary>x·log(x) of an affine x is convex where it is defined, x &gt; 0.</summary>
    private static Fact? Entropy(Formula f, Node n, Fact[] facts) =>
        Logarithm(f, n.B, n.A, facts) || Logarithm(f, n.A, n.B, facts) ? Fact.Any with { Bend = Bend.Convex } : null;

    private static bool Logarithm(Formula f, int log, int of, Fact[] facts) =>
        f.Nodes[log] is { Op: Op.Log or Op.Log2 or Op.Log10 } l && l.A == of && facts[of].Bend == Bend.Affine;

    /// <summary>x²/y of an affine x and an affine y &gt; 0.</summary>
    private static Fact? Quadratic(Formula f, Node n, Fact[] facts)
    {
        var top = f.Nodes[n.A];
        var root =
            top.Op == Op.Mul && top.A == top.B ? top.A
            : top.Op == Op.Pow && facts[top.B] is { Low: 2, High: 2 } ? top.A
            : -1;
        var below = facts[n.B];
        return root >= 0 && facts[root].Bend == Bend.Affine && below is { Bend: Bend.Affine, Low: >= 0 }
            ? Fact.Range(0, double.PositiveInfinity) with
            {
                Bend = Bend.Convex,
            }
            : null;
    }

    private static Fact Powers(Fact below, Fact above)
    {
        if (above.IsConstant && above.Low == above.High)
            return below.Power(above.Low);
        if (below.IsConstant && below.Low > 0 && above.Bend != Bend.Unknown)
        {
            var steep =
                below.Low >= 1 ? above
                : below.High <= 1 ? above.Times(-1)
                : Fact.Any;
            return Fact.Range(0, double.PositiveInfinity) with
            {
                Bend =
                    steep.IsConstant ? Bend.Constant
                    : steep.IsConvex ? Bend.Convex
                    : Bend.Unknown,
                LogConvex = steep.IsConvex,
            };
        }
        return Fact.Any.Only(below, above);
    }
}

/// <summary>What is known of one value (of every element of an array): how it bends, between which numbers it lies, and whether its logarithm is convex.</summary>
internal readonly record struct Fact(Bend Bend, double Low, double High, bool LogConvex = false)
{
    public static Fact Any => Range(double.NegativeInfinity, double.PositiveInfinity);

    public static Fact Range(double low, double high) => new(Bend.Unknown, low, high);

    public static Fact Value(double x) => new(Bend.Constant, x, x, x > 0);

    public bool IsConstant => Bend == Bend.Constant;

    public bool IsConvex => Bend is Bend.Constant or Bend.Affine or Bend.Convex;

    public bool IsConcave => Bend is Bend.Constant or Bend.Affine or Bend.Concave;

    /// <summary>Without NaN from ∞ − ∞ and 0·∞, which say nothing.</summary>
    public static Fact Sane(Fact fact) =>
        fact with
        {
            Low = double.IsNaN(fact.Low) ? double.NegativeInfinity : fact.Low,
            High = double.IsNaN(fact.High) ? double.PositiveInfinity : fact.High,
        };

    /// <summary>The range, of a value of which nothing else is known unless its arguments are constant.</summary>
    public Fact Only(params ReadOnlySpan<Fact> arguments)
    {
        foreach (var argument in arguments)
            if (!argument.IsConstant)
                return this with { Bend = Bend.Unknown };
        return this with { Bend = Bend.Constant };
    }

    /// <summary>A sum of so many such values: only the sign is left of the range.</summary>
    public Fact Loose() => this with { Low = Low >= 0 ? 0 : double.NegativeInfinity, High = High <= 0 ? 0 : double.PositiveInfinity };

    public Fact Plus(Fact b) => Sane(new(Added(Bend, b.Bend), Low + b.Low, High + b.High, LogConvex && b.LogConvex));

    public Fact Times(double factor) =>
        factor == 0 ? Value(0)
        : factor > 0 ? Sane(this with { Low = Low * factor, High = High * factor })
        : Sane(new(Turned(Bend), High * factor, Low * factor));

    public Fact Either(Fact b) => new(Added(Bend, b.Bend), Math.Min(Low, b.Low), Math.Max(High, b.High), LogConvex && b.LogConvex);

    /// <summary>The larger of the two.</summary>
    public Fact Larger(Fact b) =>
        new(
            IsConstant && b.IsConstant ? Bend.Constant
                : IsConvex && b.IsConvex ? Bend.Convex
                : Bend.Unknown,
            Math.Max(Low, b.Low),
            Math.Max(High, b.High),
            LogConvex && b.LogConvex
        );

    /// <summary>|u|, or another even function that rises from 0 on and is convex.</summary>
    public Fact Even()
    {
        var bend =
            IsConstant ? Bend.Constant
            : Bend == Bend.Affine || (IsConvex && Low >= 0) || (IsConcave && High <= 0) ? Bend.Convex
            : Bend.Unknown;
        var most = Math.Max(Math.Abs(Low), Math.Abs(High));
        return new(
            bend,
            Low > 0 ? Low
                : High < 0 ? -High
                : 0,
            most
        );
    }

    /// <summary>A rising function, convex or concave, whose values lie between two numbers.</summary>
    public Fact Rising(double low, double high, bool convex)
    {
        var bend =
            IsConstant ? Bend.Constant
            : convex && IsConvex ? Bend.Convex
            : !convex && IsConcave ? Bend.Concave
            : Bend.Unknown;
        return new(bend, low, high);
    }

    /// <summary>u^p for a number p.</summary>
    public Fact Power(double p)
    {
        if (p == 0)
            return Value(1);
        if (p == 1)
            return this;
        var whole = p == Math.Floor(p) && Math.Abs(p) < 1e15;
        var (nonnegative, range) = (Low >= 0, Ranged(p, whole));
        var bend =
            IsConstant ? Bend.Constant
            : whole && p > 0 && p % 2 == 0 ? Even().Bend
            : p > 1 && nonnegative && IsConvex ? Bend.Convex
            : p is > 0 and < 1 && IsConcave ? Bend.Concave
            : p < 0 && nonnegative && IsConcave ? Bend.Convex
            : p > 1 && !whole && IsConvex && Bend == Bend.Affine ? Bend.Convex
            : Bend.Unknown;
        return new(bend, range.Low, range.High, p > 0 ? LogConvex : false);
    }

    private (double Low, double High) Ranged(double p, bool whole)
    {
        if (whole && p > 0 && p % 2 == 0)
            return (0, double.PositiveInfinity);
        if (p == -1 && (Low > 0 || High < 0))
            return (1 / High, 1 / Low);
        if (Low >= 0 || !whole)
            return (0, double.PositiveInfinity);
        return (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>The product of two different values.</summary>
    public Fact Product(Fact b)
    {
        if (b.IsConstant)
            return Scaled(b);
        if (IsConstant)
            return b.Scaled(this);
        var ends = Ends(b);
        return new(Bend.Unknown, ends.Low, ends.High, LogConvex && b.LogConvex);
    }

    /// <summary>Times a constant of which only the range is known.</summary>
    private Fact Scaled(Fact constant)
    {
        var (low, high) = Ends(constant);
        var bend =
            IsConstant || Bend == Bend.Affine ? Bend
            : constant.Low >= 0 ? Bend
            : constant.High <= 0 ? Turned(Bend)
            : Bend.Unknown;
        return new(bend, low, high, LogConvex && constant.Low > 0);
    }

    private (double Low, double High) Ends(Fact b)
    {
        if (Low >= 0 && b.Low >= 0)
            return (Corner(Low, b.Low), High * b.High is var high && double.IsNaN(high) ? double.PositiveInfinity : High * b.High);
        if (double.IsInfinity(Low) || double.IsInfinity(High) || double.IsInfinity(b.Low) || double.IsInfinity(b.High))
            return Low >= 0 && b.High <= 0 || High <= 0 && b.Low >= 0 ? (double.NegativeInfinity, 0)
                : High <= 0 && b.High <= 0 ? (0, double.PositiveInfinity)
                : (double.NegativeInfinity, double.PositiveInfinity);
        ReadOnlySpan<double> corners = [Low * b.Low, Low * b.High, High * b.Low, High * b.High];
        var (least, most) = (corners[0], corners[0]);
        foreach (var corner in corners)
            (least, most) = (Math.Min(least, corner), Math.Max(most, corner));
        return (least, most);
    }

    private static double Corner(double a, double b) => double.IsNaN(a * b) ? 0 : a * b;

    private static Bend Turned(Bend bend) =>
        bend switch
        {
            Bend.Convex => Bend.Concave,
            Bend.Concave => Bend.Convex,
            Bend.Constant or Bend.Affine or Bend.Unknown => bend,
        };

    private static Bend Added(Bend a, Bend b) =>
        a == Bend.Unknown || b == Bend.Unknown ? Bend.Unknown
        : a <= Bend.Affine ? Larger(a, b)
        : b <= Bend.Affine || a == b ? a
        : Bend.Unknown;

    private static Bend Larger(Bend a, Bend b) => a > b ? a : b;
}
