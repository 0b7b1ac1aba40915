using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// The steps of one fused loop, built so that nothing is done twice: what two functions share (the exponential in a
/// sigmoid and a softplus of one number) is there once. Only rewrites that change no bit are made.
/// </summary>
internal sealed class LaneCode
{
    private readonly List<LaneNode> nodes = [];
    private readonly Dictionary<LaneNode, int> at = [];
    private readonly List<(int After, LaneNode End)> ends = [];

    /// <summary>The steps, arguments first.</summary>
    public IReadOnlyList<LaneNode> Nodes => nodes;

    /// <summary>What is done with values, each after the step it comes behind.</summary>
    public IReadOnlyList<(int After, LaneNode End)> Ends => ends;

    public int Size => nodes.Count + ends.Count;

    public int Number(double value) => Add(new(LaneOp.Number, Bits: BitConverter.DoubleToInt64Bits(value)));

    public int Same(int place) => Add(new(LaneOp.Same, Bits: place));

    public int Column(int place) => Add(new(LaneOp.Column, Bits: place));

    public int Slot(int slot) => Add(new(LaneOp.Slot, Bits: slot));

    public int Kept(int place) => Add(new(LaneOp.Kept, Bits: place));

    /// <summary>How many running sums, maxima and minima the loop has.</summary>
    public int Sums { get; private set; }

    /// <summary>A step of another loop done again, when that is one operation on what both can load; −1 for any other.</summary>
    public int Again(LaneCode from, int step)
    {
        var n = from.nodes[step];
        if (IsLoaded(n))
            return Add(n);
        if (n.Op is not (LaneOp.Neg or LaneOp.Add or LaneOp.Sub or LaneOp.Mul))
            return -1;
        if (!IsLoaded(from.nodes[n.A]) || (n.B >= 0 && !IsLoaded(from.nodes[n.B])))
            return -1;
        return Add(n with { A = Add(from.nodes[n.A]), B = n.B < 0 ? -1 : Add(from.nodes[n.B]) });
    }

    private static bool IsLoaded(in LaneNode n) => n.Op is LaneOp.Number or LaneOp.Same or LaneOp.Column;

    /// <summary>Does something with a value that nothing reads.</summary>
    public void End(LaneOp op, int value, long bits, int other = -1)
    {
        ends.Add((Math.Max(value, other), new(op, value, other, Bits: bits)));
        Sums += op is LaneOp.Sum or LaneOp.Product or LaneOp.Largest or LaneOp.Smallest ? 1 : 0;
    }

    public int Add(int a, int b) => Add(new(LaneOp.Add, a, b));

    public int Sub(int a, int b) => Add(new(LaneOp.Sub, a, b));

    public int Mul(int a, int b) => Add(new(LaneOp.Mul, a, b));

    public int Neg(int a) => Add(new(LaneOp.Neg, a));

    public int Div(int a, int b) => Add(new(LaneOp.Div, a, b));

    /// <summary>a·b + c rounded once.</summary>
    public int Fused(int a, int b, int c) => Add(new(LaneOp.Fma, a, b, c));

    public int IfLess(int a, int b, int yes, int no) => Add(new(LaneOp.IfLess, a, b, yes, no));

    public int IfEqual(int a, int b, int yes, int no) => Add(new(LaneOp.IfEqual, a, b, yes, no));

    public int Max(int a, int b) => Add(new(LaneOp.Max, a, b));

    /// <summary>A recorded function of values that are here.</summary>
    public int Inline(LaneForm form, params ReadOnlySpan<int> arguments)
    {
        if (double.IsFinite(form.Reach))
            End(LaneOp.Watch, arguments[0], BitConverter.DoubleToInt64Bits(form.Reach));
        var here = new int[form.Nodes.Length];
        for (var i = 0; i < here.Length; i++)
        {
            var n = form.Nodes[i];
            here[i] =
                n.Op == LaneOp.Argument
                    ? arguments[(int)n.Bits]
                    : Add(n with { A = At(here, n.A), B = At(here, n.B), C = At(here, n.C), D = At(here, n.D) });
        }
        return here[^1];
    }

    /// <summary>An elementwise operation as steps; −1 for the few that are done number by number.</summary>
    public int Of(Op op, int a, int b, int c) =>
        op switch
        {
            Op.Neg => Neg(a),
            Op.Add => Add(a, b),
            Op.Sub => Sub(a, b),
            Op.Mul => Mul(a, b),
            Op.Div => Div(a, b),
            Op.Pow => Inline(LaneForm.Two<PowFormula>.Form, a, b),
            Op.Exp => Inline(LaneForm.One<ExpFormula>.Form, a),
            Op.Expm1 => Inline(LaneForm.One<Expm1Formula>.Form, a),
            Op.Log => Inline(LaneForm.One<LogFormula>.Form, a),
            Op.Log1p => Inline(LaneForm.One<Log1pFormula>.Form, a),
            Op.Log2 => Inline(LaneForm.One<Log2Formula>.Form, a),
            Op.Log10 => Inline(LaneForm.One<Log10Formula>.Form, a),
            Op.Sqrt => Add(new(LaneOp.Sqrt, a)),
            Op.Cbrt => Inline(LaneForm.One<CbrtFormula>.Form, a),
            Op.Sin => Inline(LaneForm.One<SinFormula>.Form, a),
            Op.Cos => Inline(LaneForm.One<CosFormula>.Form, a),
            Op.Tan => Inline(LaneForm.One<TanFormula>.Form, a),
            Op.Asin => Inline(LaneForm.One<AsinFormula>.Form, a),
            Op.Acos => Inline(LaneForm.One<AcosFormula>.Form, a),
            Op.Atan => Inline(LaneForm.One<AtanFormula>.Form, a),
            Op.Sinh => Inline(LaneForm.One<SinhFormula>.Form, a),
            Op.Cosh => Inline(LaneForm.One<CoshFormula>.Form, a),
            Op.Tanh => Inline(LaneForm.One<TanhFormula>.Form, a),
            Op.Asinh => Inline(LaneForm.One<AsinhFormula>.Form, a),
            Op.Acosh => Inline(LaneForm.One<AcoshFormula>.Form, a),
            Op.Atanh => Inline(LaneForm.One<AtanhFormula>.Form, a),
            Op.Sigmoid => Inline(LaneForm.One<SigmoidFormula>.Form, a),
            Op.Softplus => Inline(LaneForm.One<SoftplusFormula>.Form, a),
            Op.Abs => Add(new(LaneOp.Abs, a)),
            Op.Sign => IfLess(Number(0), a, Number(1), IfLess(a, Number(0), Number(-1), IfEqual(a, Number(0), Number(0), a))),
            Op.Relu => IfLess(a, Number(0), Number(0), IfEqual(a, Number(0), Number(0), a)),
            Op.Floor => Add(new(LaneOp.Floor, a)),
            Op.Ceil => Add(new(LaneOp.Ceil, a)),
            Op.Round => Add(new(LaneOp.Even, a)),
            Op.Atan2 => Inline(LaneForm.Two<Atan2Formula>.Form, a, b),
            Op.Hypot => Inline(LaneForm.Two<HypotFormula>.Form, a, b),
            Op.Min => Add(new(LaneOp.Min, a, b)),
            Op.Max => Max(a, b),
            Op.Lt => IfLess(a, b, Number(1), Number(0)),
            Op.Le => IfLess(a, b, Number(1), IfEqual(a, b, Number(1), Number(0))),
            Op.Gt => IfLess(b, a, Number(1), Number(0)),
            Op.Ge => IfLess(b, a, Number(1), IfEqual(a, b, Number(1), Number(0))),
            Op.Eq => IfEqual(a, b, Number(1), Number(0)),
            Op.Ne => IfEqual(a, b, Number(0), Number(1)),
            Op.And => IfEqual(a, Number(0), Number(0), IfEqual(b, Number(0), Number(0), Number(1))),
            Op.Or => IfEqual(a, Number(0), IfEqual(b, Number(0), Number(0), Number(1)), Number(1)),
            Op.Not => IfEqual(a, Number(0), Number(1), Number(0)),
            Op.Fma => Fused(a, b, c),
            Op.Where => IfEqual(a, Number(0), c, b),
            Op.Erf or Op.Lgamma or Op.Polygamma or Op.Erfc or Op.Gamma or Op.Bessel => -1,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => -1,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => -1,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => -1,
            Op.Gather or Op.Scatter => -1,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => -1,
        };

    /// <summary>A power of two whose inverse is one too: dividing by the one is multiplying by the other, to the bit, and takes a tenth of the time.</summary>
    private static bool HasExactInverse(long bits) => (bits & 0xFFFFFFFFFFFFF) == 0 && (bits >> 52 & 0x7FF) is > 0 and < 0x7FE;

    private static int At(int[] here, int argument) => argument < 0 ? -1 : here[argument];

    private int Add(LaneNode n)
    {
        if (There(n) is var there and >= 0)
            return there;
        if (!at.TryGetValue(n, out var here))
        {
            at.Add(n, here = nodes.Count);
            nodes.Add(n);
        }
        return here;
    }

    /// <summary>The step that has this value to the bit already; −1 for none. x − (+0), x + (−0) and 1·x are x, and a·b + (−0) is a·b.</summary>
    private int There(in LaneNode n) =>
        n.Op switch
        {
            LaneOp.Sub when Is(n.B, 0.0) => n.A,
            LaneOp.Add when Is(n.B, -0.0) => n.A,
            LaneOp.Add when Is(n.A, -0.0) => n.B,
            LaneOp.Mul when Is(n.B, 1.0) => n.A,
            LaneOp.Mul when Is(n.A, 1.0) => n.B,
            LaneOp.Add or LaneOp.Sub or LaneOp.Mul or LaneOp.Div when IsNumber(n.A) && IsNumber(n.B) => Number(Done(n)),
            LaneOp.Div when IsNumber(n.B) && HasExactInverse(nodes[n.B].Bits) => Mul(n.A, Number(1 / nodes[n.B].Value)),
            LaneOp.Fma when Is(n.B, 1.0) => Add(n.A, n.C),
            LaneOp.Fma when Is(n.A, 1.0) => Add(n.B, n.C),
            LaneOp.Fma when IsNegated(n.A) => Add(n with { Op = LaneOp.FmaTurned, A = nodes[n.A].A }),
            LaneOp.Fma when IsNegated(n.B) => Add(n with { Op = LaneOp.FmaTurned, B = nodes[n.B].A }),
            LaneOp.Fma when IsNegated(n.C) => Add(n with { Op = LaneOp.FmaLess, C = nodes[n.C].A }),
            LaneOp.Fma when Is(n.C, -0.0) => Mul(n.A, n.B),
            LaneOp.Neg when nodes[n.A].Op == LaneOp.Neg => nodes[n.A].A,
            LaneOp.Neg when nodes[n.A].Op == LaneOp.Mul => Mul(Neg(nodes[n.A].A), nodes[n.A].B),
            LaneOp.Abs when nodes[n.A].Op == LaneOp.Neg => Add(new(LaneOp.Abs, nodes[n.A].A)),
            LaneOp.Neg when IsNumber(n.A) => Number(-nodes[n.A].Value),
            LaneOp.Add when nodes[n.B].Op == LaneOp.Neg => Sub(n.A, nodes[n.B].A),
            LaneOp.Sub when nodes[n.B].Op == LaneOp.Neg => Add(n.A, nodes[n.B].A),
            LaneOp.IfLess or LaneOp.IfEqual when n.C == n.D => n.C,
            LaneOp.IfLess when n.A == n.C && n.B == n.D => Add(new(LaneOp.Least, n.A, n.B)),
            LaneOp.IfLess when n.A == n.D && n.B == n.C => Add(new(LaneOp.Most, n.B, n.A)),
            LaneOp.IfEqual when Is(n.B, 0.0) && IsTruth(nodes[n.A]) => Add(nodes[n.A] with { C = n.D, D = n.C }),
            _ => -1,
        };

    private double Done(in LaneNode n)
    {
        var (a, b) = (nodes[n.A].Value, nodes[n.B].Value);
        return n.Op == LaneOp.Add ? a + b
            : n.Op == LaneOp.Sub ? a - b
            : n.Op == LaneOp.Mul ? a * b
            : a / b;
    }

    /// <summary>A comparison that is 1 or 0: choosing by it is choosing by what it compares.</summary>
    private bool IsTruth(in LaneNode n) => n.Op is LaneOp.IfLess or LaneOp.IfEqual && Is(n.C, 1.0) && Is(n.D, 0.0);

    private bool IsNegated(int node) => nodes[node].Op == LaneOp.Neg;

    private bool IsNumber(int node) => nodes[node].Op == LaneOp.Number;

    private bool Is(int node, double value) => IsNumber(node) && nodes[node].Bits == BitConverter.DoubleToInt64Bits(value);
}
