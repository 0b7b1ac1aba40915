using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>What is done to a product once all its factors are gathered.</summary>
internal sealed partial class Forms
{
    private int Finish(Pending p)
    {
        Settle(p);
        Conjugate(p);
        SignsOf(p);
        SigmoidsOf(p);
        OneHotsOf(p);
        var product = Spread(p) ?? Assembled(p);
        if (p.OverZero)
            product = Broken(Op.Div, product, Zero);
        product = Shaped(product, p.Shape);
        p.Coefficient = 1;
        p.Factors.Clear();
        p.Exponents.Clear();
        p.Index = null;
        p.Shape = Shape.Scalar;
        p.OverZero = false;
        p.Unsettled = false;
        p.One = false;
        spare.Push(p);
        return product;
    }

    private int Assembled(Pending p)
    {
        if (p.Coefficient.IsZero && p.Factors.Exists(f => forms[f.Base].Is(Mark.Broken)))
            return Atom(Op.Mul, Zero, ProductFrom(p.Factors, p.Shape));
        if (p.Coefficient.IsZero)
        {
            if (p.Factors.Count > 0)
                Use(Rewrites.TimesZero);
            return Zero;
        }
        if (p.One && p.Factors.Exists(f => !IsConstant(f.Exponent, out var n) || n.Sign > 0))
            Use(Rewrites.TimesOne);
        if (style == Style.Expanded && MultipliedOut(p) is { } sum)
            return sum;
        var shape = Shape.Scalar;
        foreach (var (b, e) in p.Factors)
            shape = Join(shape, Join(ShapeOf(b), ShapeOf(e)));
        return Scale(p.Coefficient, ProductFrom(p.Factors, shape));
    }

    /// <summary>Factors that joining has made into something else (c^1, (x*y)^2, abs(x)^2, x^0) are taken apart once more.</summary>
    private void Settle(Pending p)
    {
        for (var round = 0; round < 8 && (p.Unsettled || p.Exponents.Count > 0); round++)
        {
            if (p.Exponents.Count > 0)
                JoinExps(p);
            if (!p.Unsettled)
                continue;
            Factor[] taken = [.. p.Factors];
            p.Factors.Clear();
            p.Index = null;
            p.Unsettled = false;
            foreach (var (b, e) in taken)
                if (e != Zero)
                    Resettle(p, b, e);
            if (p.Exponents.Count == 0 && p.Factors.SequenceEqual(taken))
                return;
        }
    }

    private void Resettle(Pending p, int b, int e)
    {
        var f = forms[b];
        if (f.Kind != Kind.Sum && !IsUnsettled(b, e))
            Append(p, b, e);
        else if (f.Kind == Kind.Atom && f.Op == Op.Abs)
        {
            Use(Rewrites.AbsSquare);
            Multiply(p, f.A, e);
        }
        else if (f.Kind == Kind.Atom && f.Op == Op.Hypot)
        {
            Use(Rewrites.HypotSquare);
            Multiply(p, Plus(Power(f.A, Two), Power(f.B, Two)), Scale(Number.Ratio(1, 2), e));
        }
        else if (f.Kind == Kind.Atom && f.Op == Op.Cbrt && IsConstant(e, out var n))
        {
            Use(Rewrites.CubeOfRoot);
            Multiply(p, f.A, Constant((Number)Number.Divide(n, 3)!));
        }
        else
            Multiply(p, b, e);
    }

    /// <summary>True for a factor that is not in normal form, now that its exponent is what it is.</summary>
    private bool IsUnsettled(int b, int e)
    {
        if (!IsConstant(e, out var n))
            return false;
        var f = forms[b];
        return f.Kind switch
        {
            Kind.Constant => Raised(numbers[f.A], n) is not null && numbers[f.A].Numerator.GetBitLength() < 256,
            Kind.Scaled => Raised(numbers[f.A], n) is not null,
            Kind.Product => n.IsInteger ? Opens(f) : f.Count == 1 && IsConstant(factors[f.A].Exponent, out _),
            Kind.Atom => n.IsInteger && (f.Op is Op.Abs or Op.Hypot ? n.Numerator.IsEven : f.Op == Op.Cbrt && (n.Numerator % 3).IsZero),
            Kind.Sum => false,
        };
    }

    /// <summary>exp(a)·exp(b) is exp(a + b).</summary>
    private void JoinExps(Pending p)
    {
        for (var i = p.Factors.Count - 1; i >= 0 && p.Factors.Count <= Few; i--)
            if (p.Factors[i].Exponent == One && IsAtom(p.Factors[i].Base, Op.Exp))
            {
                p.Exponents.Add(new(1, forms[p.Factors[i].Base].A));
                p.Factors.RemoveAt(i);
                p.Index = null;
            }
        if (p.Exponents.Count > 1)
            Use(Rewrites.ExpProduct);
        var shape = Shape.Scalar;
        foreach (var term in p.Exponents)
            shape = Join(shape, ShapeOf(term.Form));
        var sum = p.Exponents.Count == 1 ? p.Exponents[0].Form : Sum([.. p.Exponents], shape);
        p.Exponents.Clear();
        var exp = Function(Op.Exp, sum);
        if (IsAtom(exp, Op.Fill))
            exp = forms[exp].A;
        if (exp == One)
            return;
        if (IsAtom(exp, Op.Exp))
            Append(p, exp, One);
        else
            Multiply(p, exp, One);
    }

    /// <summary>1/((1 − u)·(1 + u)) is 1/(1 − u^2): below a fraction bar and under a root the product is shorter written so.</summary>
    private void Conjugate(Pending p)
    {
        for (var i = 0; i < p.Factors.Count && p.Factors.Count <= Few; i++)
        for (var j = i + 1; j < p.Factors.Count; j++)
            if (
                p.Factors[i].Exponent == p.Factors[j].Exponent
                && IsConstant(p.Factors[i].Exponent, out var n)
                && n.Sign < 0
                && n.IsInteger
                && Conjugated(p.Factors[i].Base, p.Factors[j].Base) is { } joined
            )
            {
                p.Factors[i] = new(joined, p.Factors[i].Exponent);
                p.Factors.RemoveAt(j);
                j = i;
            }
    }

    /// <summary>1 − u^2 for 1 − u and 1 + u.</summary>
    private int? Conjugated(int a, int b)
    {
        if (forms[a] is not { Kind: Kind.Sum, Count: 2 } || forms[b] is not { Kind: Kind.Sum, Count: 2 })
            return null;
        var (left, right) = (TermsOf(a), TermsOf(b));
        if (left[0] != new Term(1, One) || right[0] != left[0])
            return null;
        var (u, w) = (left[1], right[1]);
        if (u.Form != w.Form || u.Coefficient != -w.Coefficient || Times(u.Coefficient, w.Coefficient) is not { } square)
            return null;
        Use(Rewrites.Conjugates);
        return Sum([new(1, One), new(square, ProductOf([new(u.Form, Two)]))], ShapeOf(a));
    }

    /// <summary>u·sign(u) is abs(u), abs(u)·sign(u) is u.</summary>
    private void SignsOf(Pending p)
    {
        for (var i = 0; i < p.Factors.Count && p.Factors.Count <= Few; i++)
        {
            var (b, e) = p.Factors[i];
            if (e != One || !IsAtom(b, Op.Sign))
                continue;
            var inside = forms[b].A;
            var j = p.Factors.FindIndex(f =>
                f.Exponent == One && (f.Base == inside || (IsAtom(f.Base, Op.Abs) && forms[f.Base].A == inside))
            );
            if (j < 0)
                continue;
            Use(Rewrites.SignTimes);
            var joined = p.Factors[j].Base == inside ? Atom(Op.Abs, inside) : inside;
            p.Factors.RemoveAt(Math.Max(i, j));
            p.Factors.RemoveAt(Math.Min(i, j));
            p.Index = null;
            Multiply(p, joined, One);
            Settle(p);
            i = -1;
        }
    }

    /// <summary>sigmoid(u)·sigmoid(−u), the slope of sigmoid, is written the way it is taught.</summary>
    private void SigmoidsOf(Pending p)
    {
        if (p.Factors.Count > Few)
            return;
        for (var i = 0; i < p.Factors.Count; i++)
        for (var j = i + 1; j < p.Factors.Count; j++)
        {
            var (a, b) = (p.Factors[i], p.Factors[j]);
            if (a.Exponent != One || b.Exponent != One || !IsAtom(a.Base, Op.Sigmoid) || !IsAtom(b.Base, Op.Sigmoid))
                continue;
            if (Negate(forms[a.Base].A) != forms[b.Base].A)
                continue;
            Use(Rewrites.SigmoidPair);
            var first = Split(forms[a.Base].A).Coefficient.Sign > 0 ? i : j;
            var rest = Minus(One, p.Factors[first].Base);
            p.Factors.RemoveAt(i + j - first);
            p.Index = null;
            Append(p, rest, One);
            i = j = p.Factors.Count;
        }
    }
}
