using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>What all terms of a sum have in common, taken out where that is shorter.</summary>
internal sealed partial class Forms
{
    /// <summary>
    /// What all terms have in common, in front of what is left, when that takes fewer operations:
    /// <c>exp(x) + x*exp(x)</c> is <c>(1 + x)*exp(x)</c>, while <c>x^2 + x</c> stays.
    /// </summary>
    private int? Factored(List<Term> terms)
    {
        if (style == Style.Expanded || spreading || terms.Count > Few || Common(terms) is not { Count: > 0 } common)
            return null;
        var before = used;
        var rest = new List<Term>();
        foreach (var (c, form) in terms)
            rest.Add(new(c, ProductOf(CollectionsMarshal.AsSpan(Without(FactorsOf(form), common)))));
        var shape = Shape.Scalar;
        foreach (var term in rest)
            shape = Join(shape, ShapeOf(term.Form));
        var pending = Rent();
        foreach (var factor in common)
            Multiply(pending, factor.Base, factor.Exponent);
        Multiply(pending, Sum(rest, shape), One);
        var product = Finish(pending);
        if (costs[product] < CostOf(terms))
        {
            Use(Rewrites.CommonFactor);
            return product;
        }
        used = before;
        return null;
    }

    private List<Factor> Common(List<Term> terms)
    {
        if (!Meet(terms[0].Form, terms[1].Form))
            return [];
        List<Factor> common = [.. FactorsOf(terms[0].Form)];
        for (var i = 1; i < terms.Count && common.Count > 0; i++)
        {
            var factors = FactorsOf(terms[i].Form);
            for (var k = common.Count - 1; k >= 0; k--)
                if (Shared(common[k], factors) is { } exponent)
                    common[k] = common[k] with { Exponent = exponent };
                else
                    common.RemoveAt(k);
        }
        return common;
    }

    /// <summary>True when two products have a base in common.</summary>
    private bool Meet(int a, int b)
    {
        foreach (var left in FactorsOf(a))
        foreach (var right in FactorsOf(b))
            if (left.Base == right.Base)
                return true;
        return false;
    }

    /// <summary>
    /// The smaller exponent of a base both have (below the fraction bar, so, what is left stands above it); null without one,
    /// or with exponents on both sides of zero.
    /// </summary>
    private int? Shared(Factor factor, ReadOnlySpan<Factor> factors)
    {
        foreach (var (other, exponent) in factors)
        {
            if (other != factor.Base)
                continue;
            if (exponent == factor.Exponent)
                return exponent;
            if (!IsConstant(exponent, out var a) || !IsConstant(factor.Exponent, out var b) || a.Sign != b.Sign)
                return null;
            return a < b ? exponent : factor.Exponent;
        }
        return null;
    }

    private List<Factor> Without(ReadOnlySpan<Factor> factors, List<Factor> common)
    {
        var rest = new List<Factor>();
        foreach (var factor in factors)
        {
            var taken = common.Find(c => c.Base == factor.Base);
            if (taken.Base != factor.Base)
                rest.Add(factor);
            else if (taken.Exponent != factor.Exponent)
                rest.Add(factor with { Exponent = Minus(factor.Exponent, taken.Exponent) });
        }
        return rest;
    }
}
