using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Products: a number, and bases to exponents; exponents of one base are added.</summary>
internal sealed partial class Forms
{
    /// <summary>A product being gathered.</summary>
    private sealed class Pending
    {
        public Number Coefficient = 1;
        public readonly List<Factor> Factors = [];
        public readonly List<Term> Exponents = [];
        public Dictionary<int, int>? Index;
        public Shape Shape;
        public bool OverZero;
        public bool Unsettled;
        public bool One;
    }

    private readonly Stack<Pending> spare = [];

    public int Multiply(int a, int b)
    {
        var pending = Rent();
        Multiply(pending, a, One);
        Multiply(pending, b, One);
        return Finish(pending);
    }

    public int Divide(int a, int b)
    {
        var pending = Rent();
        Multiply(pending, a, One);
        Multiply(pending, b, MinusOne);
        return Finish(pending);
    }

    public int Negate(int a) => Scale(-1, a);

    /// <summary>The product of the forms to the power 1 or −1, as an array of the shape.</summary>
    public int Product(List<(int Form, bool Below)> chain, Shape shape)
    {
        var pending = Rent();
        pending.Shape = shape;
        foreach (var (form, below) in chain)
            Multiply(pending, form, below ? MinusOne : One);
        return Finish(pending);
    }

    private int ProductOf(ReadOnlySpan<Factor> list)
    {
        var pending = Rent();
        foreach (var (b, e) in list)
            Multiply(pending, b, e);
        return Finish(pending);
    }

    private Pending Rent() => spare.TryPop(out var pending) ? pending : new();

    /// <summary>One more factor: form to the power e.</summary>
    private void Multiply(Pending p, int form, int e)
    {
        p.Shape = Join(p.Shape, Join(ShapeOf(form), ShapeOf(e)));
        if (IsAtom(form, Op.Fill))
        {
            Use(Rewrites.Filled);
            form = forms[form].A;
        }
        var f = forms[form];
        var numeric = IsConstant(e, out var n);
        if (numeric && n.IsZero)
            return;
        switch (f.Kind)
        {
            case Kind.Constant:
                MultiplyConstant(p, form, e);
                break;
            case Kind.Scaled when numeric && Raised(numbers[f.A], n) is { } c && Times(p.Coefficient, c) is { } both:
                NoteScaled(numbers[f.A], n);
                p.Coefficient = both;
                Multiply(p, f.B, e);
                break;
            case Kind.Product when numeric && (n.IsInteger ? Opens(f) : f.Count == 1):
                MultiplyPower(p, form, n);
                break;
            case Kind.Sum when numeric && n.IsInteger:
                MultiplySum(p, form, n);
                break;
            case Kind.Atom when f.Op == Op.Exp:
                if (e != One)
                    Use(Rewrites.ExpPower);
                p.Exponents.Add(new(1, e == One ? f.A : Multiply(f.A, e)));
                break;
            case Kind.Atom or Kind.Product or Kind.Scaled or Kind.Sum:
                Append(p, form, e);
                break;
        }
    }

    private void NoteScaled(Number c, Number n)
    {
        if (!n.IsInteger)
            Use(Rewrites.RootOfFactor);
        else if (!n.IsOne && n != -1)
            Use(Rewrites.PowerOfProduct);
        else if (c == -1)
            Use(Rewrites.Signs);
    }

    private void MultiplyConstant(Pending p, int form, int e)
    {
        var value = numbers[forms[form].A];
        if (!IsConstant(e, out var n))
        {
            if (value.IsOne)
                Use(Rewrites.PowerOfOne);
            else if (value.Sign > 0)
                Append(p, form, e);
            else
                Append(p, Atom(Op.Pow, form, e), One);
        }
        else if (value.IsZero && n.Sign < 0)
            p.OverZero = true;
        else if (value.Sign < 0 && !n.IsInteger)
            Append(p, Broken(Op.Pow, form, e), One);
        else if (Raised(value, n) is { } raised && Times(p.Coefficient, raised) is { } product)
        {
            if (!n.IsInteger)
                Use(Rewrites.RootOfConstant);
            else if (value == -1 && p.Coefficient.Sign < 0)
                Use(Rewrites.Signs);
            else if (p.Coefficient != 1 && !value.IsOne)
                Use(Rewrites.Constants);
            p.One |= value.IsOne && n.Sign > 0;
            p.Coefficient = product;
        }
        else
            Append(p, form, e);
    }

    private void Append(Pending p, int b, int e)
    {
        var at = IndexOf(p, b);
        if (at < 0)
        {
            p.Index?.Add(b, p.Factors.Count);
            p.Factors.Add(new(b, e));
            p.Unsettled |= IsUnsettled(b, e);
            return;
        }
        var before = p.Factors[at].Exponent;
        var sum = Exponent(before, e);
        NoteJoined(b, before, e, sum);
        p.Factors[at] = new(b, sum);
        p.Unsettled |= sum == Zero || IsUnsettled(b, sum) || (forms[b].Kind == Kind.Sum && Ends(before, sum));
    }

    /// <summary>True when a root has become a whole power.</summary>
    private bool Ends(int before, int after) =>
        IsConstant(before, out var m) && !m.IsInteger && IsConstant(after, out var n) && n.IsInteger;

    /// <summary>True for a product that may be set into another one.</summary>
    private bool Opens(in Form product) => product.Count == 1 || (style != Style.Shared && product.Count <= Few);

    /// <summary>The sum of two exponents; that numbers are added is not worth telling.</summary>
    private int Exponent(int e, int f)
    {
        if (IsConstant(e, out var m) && IsConstant(f, out var n) && Number.Add(m, n) is { } sum)
            return Constant(sum);
        return Plus(e, f);
    }

    private static int IndexOf(Pending p, int b)
    {
        if (p.Index is null && p.Factors.Count > 12)
        {
            p.Index = [];
            for (var i = 0; i < p.Factors.Count; i++)
                p.Index.TryAdd(p.Factors[i].Base, i);
        }
        if (p.Index is not null)
            return p.Index.GetValueOrDefault(b, -1);
        for (var i = 0; i < p.Factors.Count; i++)
            if (p.Factors[i].Base == b)
                return i;
        return -1;
    }

    private void NoteJoined(int b, int e, int f, int sum)
    {
        if (!IsConstant(e, out var m) || !IsConstant(f, out var n) || !IsConstant(sum, out var both))
            Use(forms[b].Is(Mark.Positive) ? Rewrites.OpenExponentsOfConstants : Rewrites.OpenExponents);
        else if (forms[b].Is(Mark.Positive))
            Use(Rewrites.LikeFactors);
        else if (both.IsInteger && !m.IsInteger)
            Use(Rewrites.RootsMeet);
        else if (m.Sign * n.Sign < 0)
            Use(both.Sign < 0 ? Rewrites.CancelBelow : Rewrites.CancelFactors);
        else
            Use(Rewrites.LikeFactors);
    }

    /// <summary>Interns a product without a number in front; the factors stand by their base.</summary>
    private int ProductFrom(List<Factor> list, Shape shape)
    {
        if (list.Count == 0)
            return One;
        if (list is [{ Exponent: var e, Base: var only }] && e == One)
            return only;
        var (start, cost) = (factors.Count, list.Count - 1L);
        var mark = Mark.Plain | Mark.NotNegative | Mark.Positive;
        var above = false;
        foreach (var factor in list)
        {
            var known = MarkOf(factor);
            mark = (mark & known) | ((mark | known) & Mark.Broken);
            above |= !(IsConstant(factor.Exponent, out var n) && n.Sign < 0);
            cost += costs[factor.Base] + (factor.Exponent == One || factor.Exponent == MinusOne ? 0 : 1 + costs[factor.Exponent]);
        }
        factors.AddRange(list);
        CollectionsMarshal.AsSpan(factors)[start..].Sort((a, b) => a.Base.CompareTo(b.Base));
        var product = Add(new(Kind.Product, Op.Mul, shape, start, Count: list.Count, Mark: mark), above ? cost : cost + 1);
        if (forms[product].A != start)
            factors.RemoveRange(start, list.Count);
        return product;
    }

    private Mark MarkOf(Factor factor)
    {
        var (b, e) = (forms[factor.Base], forms[factor.Exponent]);
        var mark = (b.Mark | e.Mark) & Mark.Broken;
        var numeric = IsConstant(factor.Exponent, out var n);
        if (numeric && n.IsInteger)
            mark |= b.Mark & Mark.Plain;
        if (b.Is(Mark.Positive))
            mark |= Mark.Positive | Mark.NotNegative;
        if (b.Is(Mark.NotNegative) || (numeric && (!n.IsInteger || n.Numerator.IsEven)))
            mark |= Mark.NotNegative;
        return mark;
    }
}
