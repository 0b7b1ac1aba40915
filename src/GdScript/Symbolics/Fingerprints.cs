using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>
/// What a node is, in 128 bits: equal for the same operations on the same numbers and names, whatever order the terms of a sum and the
/// factors of a product stand in, and wherever the sign of a difference went. Two nodes that differ share one with a chance of about 2^-128.
/// </summary>
internal sealed class Fingerprints
{
    private static readonly UInt128 Multiplier = new(0x2360_ED05_1FC6_5DA4, 0x4385_DF64_9FCC_F645);

    private readonly Formula formula;

    /// <summary>Each node without its sign: that of x − y is that of y − x.</summary>
    private readonly UInt128[] sizes;
    private readonly bool[] negative;

    /// <summary>The node as a term: the sum over the terms it joins, those that are subtracted with a minus.</summary>
    private readonly UInt128[] terms;

    /// <summary>The node as a factor, without its sign: the sum over the factors it joins, those below the bar with a minus.</summary>
    private readonly UInt128[] factors;

    private Fingerprints(Formula f)
    {
        formula = f;
        (sizes, terms, factors) = (new UInt128[f.Nodes.Length], new UInt128[f.Nodes.Length], new UInt128[f.Nodes.Length]);
        negative = new bool[f.Nodes.Length];
    }

    /// <summary>One for every node of the formula; a link of a long sum costs what any node costs.</summary>
    public static UInt128[] Of(Formula f)
    {
        var all = new Fingerprints(f);
        for (var node = 0; node < f.Nodes.Length; node++)
            all.Take(node, f.Nodes[node]);
        return [.. Enumerable.Range(0, f.Nodes.Length).Select(all.Print)];
    }

    private UInt128 Print(int node) => negative[node] ? Mixed(4, sizes[node]) : sizes[node];

    private void Take(int node, Node n)
    {
        switch (n.Op)
        {
            case Op.Add:
                Sum(node, terms[n.A] + terms[n.B]);
                break;
            case Op.Sub:
                Sum(node, terms[n.A] - terms[n.B]);
                break;
            case Op.Neg:
                (sizes[node], negative[node]) = (sizes[n.A], !negative[n.A]);
                (terms[node], factors[node]) = (Minus(terms[n.A]), factors[n.A]);
                break;
            case Op.Mul:
                Product(node, factors[n.A] + factors[n.B], negative[n.A] ^ negative[n.B]);
                break;
            case Op.Div:
                Product(node, factors[n.A] - factors[n.B], negative[n.A] ^ negative[n.B]);
                break;
            case Op.Const when formula.ConstantOf(n) is { IsFinite: true } number:
                Product(node, Whole(BigInteger.Abs(number.Numerator)) - Whole(number.Denominator), number.Sign < 0);
                break;
            default:
                Alone(node, n);
                break;
        }
    }

    /// <summary>Of a sum and its negation one is the size of both.</summary>
    private void Sum(int node, UInt128 sum)
    {
        var turned = Minus(sum);
        negative[node] = turned < sum;
        sizes[node] = factors[node] = Mixed(1, UInt128.Min(sum, turned));
        terms[node] = sum;
    }

    private void Product(int node, UInt128 product, bool minus)
    {
        (sizes[node], factors[node], negative[node]) = (Mixed(2, product), product, minus);
        terms[node] = minus ? Minus(sizes[node]) : sizes[node];
    }

    /// <summary>A node whose arguments stand in one order only; the sign of an odd one comes out, and an even one has none.</summary>
    private void Alone(int node, Node n)
    {
        var (odd, even) = Parity(n);
        negative[node] = odd && negative[n.A];
        sizes[node] = factors[node] = Own(node, n, odd || even);
        terms[node] = negative[node] ? Minus(sizes[node]) : sizes[node];
    }

    private (bool Odd, bool Even) Parity(Node n)
    {
        if (n.Op != Op.Pow)
            return (
                n.Op
                    is Op.Sin
                        or Op.Tan
                        or Op.Asin
                        or Op.Atan
                        or Op.Sinh
                        or Op.Tanh
                        or Op.Asinh
                        or Op.Atanh
                        or Op.Erf
                        or Op.Cbrt
                        or Op.Sign,
                n.Op is Op.Cos or Op.Cosh or Op.Abs
            );
        var exponent = formula.Nodes[n.B];
        var whole = exponent.Op == Op.Const && formula.ConstantOf(exponent).IsInteger;
        return (whole && !formula.ConstantOf(exponent).Numerator.IsEven, whole && formula.ConstantOf(exponent).Numerator.IsEven);
    }

    private UInt128 Own(int node, Node n, bool unsigned)
    {
        var print = Mixed((UInt128)(int)n.Op + 16, ((UInt128)(ulong)n.Shape.Rows << 64) | (ulong)n.Shape.Columns);
        if (n.Op == Op.Const)
            return Mixed(print, (UInt128)(2 + formula.ConstantOf(n).Sign));
        if (n.Op == Op.Param)
            return Mixed(print, formula.Parameters[n.A].Name);
        var first = true;
        foreach (var argument in formula.Arguments(node))
        {
            print = Mixed(print, first && unsigned ? sizes[argument] : Print(argument));
            first = false;
        }
        var arity = n.Op == Op.Array ? 3 : n.Op.Arity();
        print = arity > 0 ? print : Mixed(print, (UInt128)n.A);
        print = arity > 1 ? print : Mixed(print, (UInt128)n.B);
        return arity > 2 ? print : Mixed(print, (UInt128)n.C);
    }

    /// <summary>A factor that is a whole number; 1 is no factor at all.</summary>
    private static UInt128 Whole(BigInteger value)
    {
        if (value.IsOne)
            return 0;
        UInt128 print = 3;
        foreach (var part in value.ToByteArray())
            print = Mixed(print, part);
        return print;
    }

    private static UInt128 Minus(UInt128 value) => UInt128.Zero - value;

    private static UInt128 Mixed(UInt128 print, string text)
    {
        foreach (var letter in text)
            print = Mixed(print, letter);
        return print;
    }

    /// <summary>Multiplied and shifted, twice; the multiplier is that of the PCG generators (O'Neill 2014).</summary>
    private static UInt128 Mixed(UInt128 print, UInt128 next)
    {
        print = (print ^ (next + 0x9E37_79B9_7F4A_7C15)) * Multiplier;
        print = (print ^ (print >> 61) ^ (next << 3)) * Multiplier;
        return print ^ (print >> 59);
    }
}
