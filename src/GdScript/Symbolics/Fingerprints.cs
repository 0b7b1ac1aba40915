using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>
/// What a node is, in 128 bits: equal for the same operations on the same numbers and names, whatever order the terms of a sum and the
/// factors of a product stand in, and wherever a product has its sign. Two nodes that differ share one with a chance of about 2^-128.
/// </summary>
internal sealed class Fingerprints
{
    private static readonly UInt128 Multiplier = new(0x2360_ED05_1FC6_5DA4, 0x4385_DF64_9FCC_F645);

    private readonly Formula formula;
    private readonly UInt128[] prints;

    /// <summary>The node as a term: the sum over the terms it joins, those that are subtracted with a minus.</summary>
    private readonly UInt128[] terms;

    /// <summary>The node as a factor: the sum over the factors it joins, those below the bar with a minus; and whether it is negative.</summary>
    private readonly (UInt128 Print, bool Negative)[] factors;

    private Fingerprints(Formula f) =>
        (formula, prints, terms, factors) = (
            f,
            new UInt128[f.Nodes.Length],
            new UInt128[f.Nodes.Length],
            new (UInt128, bool)[f.Nodes.Length]
        );

    /// <summary>One for every node of the formula; a link of a long sum costs what any node costs.</summary>
    public static UInt128[] Of(Formula f)
    {
        var all = new Fingerprints(f);
        for (var node = 0; node < f.Nodes.Length; node++)
            all.Take(node, f.Nodes[node]);
        return all.prints;
    }

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
                Sum(node, UInt128.Zero - terms[n.A]);
                factors[node] = (factors[n.A].Print, !factors[n.A].Negative);
                break;
            case Op.Mul:
                Product(node, factors[n.A].Print + factors[n.B].Print, factors[n.A].Negative ^ factors[n.B].Negative);
                break;
            case Op.Div:
                Product(node, factors[n.A].Print - factors[n.B].Print, factors[n.A].Negative ^ factors[n.B].Negative);
                break;
            case Op.Const when formula.ConstantOf(n) is { IsFinite: true } number:
                Product(node, Whole(BigInteger.Abs(number.Numerator)) - Whole(number.Denominator), number.Sign < 0);
                break;
            default:
                prints[node] = terms[node] = Alone(node, n);
                factors[node] = (prints[node], false);
                break;
        }
    }

    private void Sum(int node, UInt128 sum)
    {
        (prints[node], terms[node]) = (Mixed(1, sum), sum);
        factors[node] = (prints[node], false);
    }

    private void Product(int node, UInt128 product, bool negative)
    {
        var print = Mixed(2, product);
        terms[node] = negative ? UInt128.Zero - print : print;
        prints[node] = negative ? Mixed(1, terms[node]) : print;
        factors[node] = (product, negative);
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

    /// <summary>A node whose arguments stand in one order only.</summary>
    private UInt128 Alone(int node, Node n)
    {
        var print = Mixed((UInt128)(int)n.Op + 16, ((UInt128)(ulong)n.Shape.Rows << 64) | (ulong)n.Shape.Columns);
        if (n.Op == Op.Const)
            return Mixed(print, (UInt128)(2 + formula.ConstantOf(n).Sign));
        if (n.Op == Op.Param)
            return Mixed(print, formula.Parameters[n.A].Name);
        if (n.Op == Op.Column)
            return Mixed(Mixed(print, formula.Columns[n.A].Name), (UInt128)formula.Columns[n.A].Table);
        foreach (var argument in formula.Arguments(node))
            print = Mixed(print, prints[argument]);
        var arity = n.Op == Op.Array ? 3 : n.Op.Arity();
        print = arity > 0 ? print : Mixed(print, (UInt128)n.A);
        print = arity > 1 ? print : Mixed(print, (UInt128)n.B);
        return arity > 2 ? print : Mixed(print, (UInt128)n.C);
    }

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
