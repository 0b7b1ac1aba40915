using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Products of sums multiplied out, for <see cref="Expand"/>.</summary>
internal sealed partial class Forms
{
    /// <summary>The product as one sum, when a factor is a sum to a whole power and the result stays within bounds.</summary>
    private int? MultipliedOut(Pending p)
    {
        var terms = new List<Term> { new(p.Coefficient, One) };
        var (kept, opened) = (new List<Factor>(), false);
        foreach (var factor in p.Factors)
        {
            var open = forms[factor.Base].Kind == Kind.Sum && IsConstant(factor.Exponent, out var n) && n.IsInt(out var times) && times > 0;
            var next = open ? Powered(terms, factor) : null;
            if (next is null)
                kept.Add(factor);
            else
                (terms, opened) = (next, true);
        }
        if (!opened)
            return null;
        var rest = ProductFrom(kept, ShapeOf(kept));
        for (var i = 0; i < terms.Count; i++)
            terms[i] = Product(terms[i], new(1, rest));
        return Sum(terms, p.Shape);
    }

    private Shape ShapeOf(List<Factor> list)
    {
        var shape = Shape.Scalar;
        foreach (var (b, e) in list)
            shape = Join(shape, Join(ShapeOf(b), ShapeOf(e)));
        return shape;
    }

    /// <summary>terms · base^n, collected; null when that grows past the bound.</summary>
    private List<Term>? Powered(List<Term> terms, Factor factor)
    {
        IsConstant(factor.Exponent, out var n);
        var sum = TermsOf(factor.Base);
        if (!n.IsInt(out var times) || times > Expand.MaxTerms)
            return null;
        for (; times > 0; times--)
        {
            if ((long)terms.Count * sum.Length > Expand.MaxTerms)
                return null;
            var next = new List<Term>(terms.Count * sum.Length);
            foreach (var a in terms)
            foreach (var b in sum)
                next.Add(Product(a, b));
            Collect(next);
            terms = next;
        }
        return terms;
    }

    private Term Product(Term a, Term b)
    {
        var (c, form) = Split(Multiply(a.Form, b.Form));
        return Times(a.Coefficient, b.Coefficient) is { } both && Times(c, both) is { } all
            ? new(all, form)
            : new(1, Scale(a.Coefficient, Scale(b.Coefficient, Scale(c, form))));
    }
}
