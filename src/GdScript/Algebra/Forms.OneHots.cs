using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Arrays with a single element that is not zero, as derivatives of indexing bring them.</summary>
internal sealed partial class Forms
{
    /// <summary>True while a product is being spread: what it becomes is not to be taken together again.</summary>
    private bool spreading;

    private int OneHot(Shape shape, int i, int j = -1) => Leaf(Op.OneHot, shape, i, j);

    /// <summary>The place of the only element that is not zero; -1 when there are several or none.</summary>
    private int Single(ReadOnlySpan<int> elements)
    {
        var only = -1;
        for (var i = 0; i < elements.Length; i++)
            if (elements[i] != Zero)
            {
                if (only >= 0 || forms[elements[i]].Is(Mark.Broken))
                    return -1;
                only = i;
            }
        return only;
    }

    /// <summary>Beside a one-hot array only one element of every other array counts.</summary>
    private void OneHotsOf(Pending p)
    {
        if (p.Shape.IsScalar || p.Factors.Count > Few)
            return;
        var hot = p.Factors.FindIndex(f => IsAtom(f.Base, Op.OneHot) && IsConstant(f.Exponent, out var n) && n.Sign > 0);
        if (hot < 0)
            return;
        var (array, others) = (forms[p.Factors[hot].Base], p.Factors.ToArray());
        p.Factors.Clear();
        p.Index = null;
        foreach (var (b, e) in others)
            if (b == others[hot].Base)
                Append(p, b, One);
            else if (ShapeOf(b).IsScalar || !ShapeOf(e).IsScalar || forms[b].Is(Mark.Broken))
                Append(p, b, e);
            else
            {
                Use(Rewrites.OneHotTimes);
                Multiply(p, At(b, array.A, array.B), e);
            }
        Settle(p);
    }

    /// <summary>p·(1 − onehot/p[k]) is p − onehot, the slope of softmax under a logarithm: spread where that is shorter.</summary>
    private int? Spread(Pending p)
    {
        if (p.Shape.IsScalar || p.Factors.Count is < 2 or > Few || style == Style.Expanded || p.OverZero || spreading)
            return null;
        var at = p.Factors.FindIndex(f => f.Exponent == One && forms[f.Base] is { Kind: Kind.Sum, Count: <= 4 } && HasOneHot(f.Base));
        if (at < 0)
            return null;
        var before = used;
        spreading = true;
        var spread = Sum(Spread(p, at), p.Shape);
        spreading = false;
        var product = Assembled(p);
        if (costs[spread] < costs[product])
        {
            Use(Rewrites.OneHotSum);
            return spread;
        }
        used = before;
        return product;
    }

    private List<Term> Spread(Pending p, int at)
    {
        Factor[] others = [.. p.Factors.Where((_, i) => i != at)];
        var terms = new List<Term>();
        foreach (var (c, form) in TermsOf(p.Factors[at].Base))
            terms.Add(new(p.Coefficient, Scale(c, ProductOf([.. others, new(form, One)]))));
        return terms;
    }

    private bool HasOneHot(int sum)
    {
        foreach (var (_, form) in TermsOf(sum))
        foreach (var factor in FactorsOf(form))
            if (IsAtom(factor.Base, Op.OneHot))
                return true;
        return false;
    }
}
