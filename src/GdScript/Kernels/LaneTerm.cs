using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>A step of a formula that is written down rather than done.</summary>
internal sealed class Term(LaneOp op, long bits, params Term[] arguments)
{
    public LaneOp Op => op;

    public long Bits => bits;

    public Term[] Arguments => arguments;
}

/// <summary>
/// A lane that does nothing and remembers everything: an elementary function run over it gives its own list of operations.
/// So fused loops hold exactly the operations that numbers and registers go through, and give the same bits.
/// </summary>
internal readonly struct LaneTerm(Term term) : ILane<LaneTerm>
{
    public Term Term => term;

    public static implicit operator LaneTerm(double value) => new(new(LaneOp.Number, BitConverter.DoubleToInt64Bits(value)));

    public static LaneTerm operator +(LaneTerm a, LaneTerm b) => Make(LaneOp.Add, 0, a, b);

    public static LaneTerm operator -(LaneTerm a, LaneTerm b) => Make(LaneOp.Sub, 0, a, b);

    public static LaneTerm operator *(LaneTerm a, LaneTerm b) => Make(LaneOp.Mul, 0, a, b);

    public static LaneTerm operator /(LaneTerm a, LaneTerm b) => Make(LaneOp.Div, 0, a, b);

    public static LaneTerm operator -(LaneTerm a) => Make(LaneOp.Neg, 0, a);

    public static unsafe LaneTerm Load(double* from) => throw new NotSupportedException("a written formula reads no memory");

    public static unsafe void Store(LaneTerm a, double* to) => throw new NotSupportedException("a written formula has no numbers");

    public static LaneTerm Sqrt(LaneTerm a) => Make(LaneOp.Sqrt, 0, a);

    public static LaneTerm Abs(LaneTerm a) => Make(LaneOp.Abs, 0, a);

    public static LaneTerm CopySign(LaneTerm a, LaneTerm sign) => Make(LaneOp.CopySign, 0, a, sign);

    public static LaneTerm Round(LaneTerm a) => Make(LaneOp.Round, 0, a);

    public static LaneTerm Fma(LaneTerm a, LaneTerm b, LaneTerm c) => Make(LaneOp.Fma, 0, a, b, c);

    public static LaneTerm Scale(LaneTerm m, LaneTerm n)
    {
        if (Avx512F.VL.IsSupported)
            return Make(LaneOp.Scale, 0, m, n);
        var half = Round(n * 0.5);
        return m * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    public static LaneTerm Lesser(LaneTerm a, LaneTerm b) => Make(LaneOp.Least, 0, a, b);

    public static LaneTerm Greater(LaneTerm a, LaneTerm b) => Make(LaneOp.Most, 0, a, b);

    public static LaneTerm PowerOfTwo(LaneTerm n) => Make(LaneOp.PowerOfTwo, 0, n);

    public static (LaneTerm M, LaneTerm K) Split(LaneTerm x, long shift = LaneBits.RootHalfShift)
    {
        var bits = Make(LaneOp.Exponent, shift, x);
        return (Make(LaneOp.Mantissa, 0, x, bits), Make(LaneOp.Whole, 0, bits));
    }

    public static (LaneTerm M, LaneTerm K) Parts(LaneTerm x)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneBits.Parts(x);
        var m = Make(LaneOp.Significand, 0, x);
        return (m, Make(LaneOp.Power, 0, x) - Make(LaneOp.Power, 0, m));
    }

    public static LaneTerm Logged(LaneTerm x, LaneTerm y) => Avx512F.VL.IsSupported ? Make(LaneOp.Logged, 0, y, x) : LaneBits.Logged(x, y);

    public static LaneTerm IfLess(LaneTerm a, LaneTerm b, LaneTerm yes, LaneTerm no) => Make(LaneOp.IfLess, 0, a, b, yes, no);

    public static LaneTerm IfEqual(LaneTerm a, LaneTerm b, LaneTerm yes, LaneTerm no) => Make(LaneOp.IfEqual, 0, a, b, yes, no);

    public static LaneTerm IfBit(LaneTerm n, int bit, LaneTerm yes, LaneTerm no) => Make(LaneOp.IfBit, bit, n, yes, no);

    public static LaneTerm FlipIfBit(LaneTerm n, int bit, LaneTerm a) => Make(LaneOp.FlipIfBit, bit, n, a);

    public static LaneTerm IfNegative(LaneTerm a, LaneTerm yes, LaneTerm no) => Make(LaneOp.IfNegative, 0, a, yes, no);

    private static LaneTerm Make(LaneOp op, long bits, params ReadOnlySpan<LaneTerm> arguments)
    {
        var terms = new Term[arguments.Length];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = arguments[i].Term;
        return new(new(op, bits, terms));
    }
}

/// <summary>An elementary function as its list of steps, arguments first; the last step is the value.</summary>
/// <param name="Nodes">The steps.</param>
/// <param name="Reach">Arguments beyond this size have a way of their own, number by number.</param>
internal sealed record LaneForm(LaneNode[] Nodes, double Reach)
{
    /// <summary>The steps of a function of one argument, written down once.</summary>
    public static class One<TFormula>
        where TFormula : struct, IFormula
    {
        public static readonly LaneForm Form = new(Written(TFormula.Of(Argument(0)).Term), TFormula.Reach);
    }

    /// <summary>The steps of a function of two arguments, written down once.</summary>
    public static class Two<TFormula>
        where TFormula : struct, IFormula2
    {
        public static readonly LaneForm Form = new(Written(TFormula.Of(Argument(0), Argument(1)).Term), double.PositiveInfinity);
    }

    private static LaneTerm Argument(int place) => new(new(LaneOp.Argument, place));

    /// <summary>Every term once, after its arguments.</summary>
    private static LaneNode[] Written(Term root)
    {
        var (at, nodes, open) = (
            new Dictionary<Term, int>(ReferenceEqualityComparer.Instance),
            new List<LaneNode>(),
            new Stack<Term>([root])
        );
        while (open.TryPeek(out var term))
        {
            var missing = Array.FindLast(term.Arguments, a => !at.ContainsKey(a));
            if (missing != null)
            {
                open.Push(missing);
                continue;
            }
            open.Pop();
            if (at.TryAdd(term, nodes.Count))
                nodes.Add(NodeOf(term, at));
        }
        return [.. nodes];
    }

    private static LaneNode NodeOf(Term term, Dictionary<Term, int> at)
    {
        Span<int> a = [-1, -1, -1, -1];
        for (var i = 0; i < term.Arguments.Length; i++)
            a[i] = at[term.Arguments[i]];
        return new(term.Op, a[0], a[1], a[2], a[3], term.Bits);
    }
}
