using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Sums: like terms collected, nested sums opened, common factors taken out where that is shorter.</summary>
internal sealed partial class Forms
{
    /// <summary>Above this many terms no pairs are tried: work stays linear.</summary>
    private const int Few = 32;

    public int Plus(int a, int b) => Sum([new(1, a), new(1, b)], Join(ShapeOf(a), ShapeOf(b)));

    public int Minus(int a, int b) => Sum([new(1, a), new(-1, b)], Join(ShapeOf(a), ShapeOf(b)));

    /// <summary>The sum of the terms (the list is used up), as an array of the shape.</summary>
    public int Sum(List<Term> terms, Shape shape)
    {
        for (var i = 0; i < terms.Count; i++)
            terms[i] = Plainly(terms[i]);
        Collect(terms);
        while (Open(terms, shape))
            Collect(terms);
        Identities(terms);
        var sum = terms.Count switch
        {
            0 => Zero,
            1 => Scale(terms[0].Coefficient, terms[0].Form),
            _ => Factored(terms) ?? SumOf(terms),
        };
        return Shaped(sum, shape);
    }

    /// <summary>The number times the form; −1 goes into a sum.</summary>
    public int Scale(Number c, int form)
    {
        if (c.IsOne)
            return form;
        if (c.IsZero)
            return Shaped(Zero, ShapeOf(form));
        var f = forms[form];
        if (f.Kind == Kind.Constant)
            return Times(c, numbers[f.A]) is { } product ? Constant(product) : Opaque(c, form);
        if (f.Kind == Kind.Scaled)
            return Times(c, numbers[f.A]) is { } both ? Scale(both, f.B) : Opaque(c, form);
        if (IsAtom(form, Op.Fill))
            return Shaped(Scale(c, f.A), f.Shape);
        if (f.Kind == Kind.Sum && (style == Style.Expanded || (c == -1 && f.Count <= Few && style == Style.Reader)))
            return Distribute(c, form);
        var mark = f.Mark & (c.Sign > 0 ? Mark.Plain | Mark.Broken | Mark.NotNegative | Mark.Positive : Mark.Plain | Mark.Broken);
        return Add(new(Kind.Scaled, Op.Mul, f.Shape, Intern(c), form, Mark: mark), CostOfTerm(new(c, form)));
    }

    /// <summary>The same sum with every sign changed, when somebody made it before this one and it does not start with a minus.</summary>
    private bool IsMadeTurned(int sum, out int turned)
    {
        turned = -1;
        var f = forms[sum];
        if (f.Count > Few || AllOf(sum, 1))
            return false;
        var start = stored.Count;
        foreach (var term in StoredAt(f).ToArray())
            stored.Add(term with { Number = Intern(-numbers[term.Number]) });
        var probe = f with { A = start };
        var slot = Hash(probe) & (slots.Length - 1);
        for (; slots[slot] != 0 && turned < 0; slot = (slot + 1) & (slots.Length - 1))
            if (Same(forms[slots[slot] - 1], probe))
                turned = slots[slot] - 1;
        stored.RemoveRange(start, f.Count);
        return turned >= 0 && turned < sum;
    }

    /// <summary>True when all terms of a sum have that sign.</summary>
    private bool AllOf(int sum, int sign)
    {
        foreach (var term in StoredAt(forms[sum]))
            if (numbers[term.Number].Sign != sign)
                return false;
        return true;
    }

    private int Distribute(Number c, int sum)
    {
        var terms = new List<Term>();
        foreach (var term in TermsOf(sum))
            if (Times(c, term.Coefficient) is { } product)
                terms.Add(new(product, term.Form));
            else
                return Opaque(c, sum);
        Use(Rewrites.Negated);
        return SumOf(terms);
    }

    /// <summary>A product of a number and a form whose numbers are too wide to join.</summary>
    private int Opaque(Number c, int form) => ProductFrom([new(Constant(c), One), new(form, One)], ShapeOf(form));

    /// <summary>The term as a number times a form that is no number, has none in front and is not filled.</summary>
    private Term Plainly(Term term)
    {
        var (c, form) = term;
        if (IsAtom(form, Op.Fill))
        {
            Use(Rewrites.Filled);
            form = forms[form].A;
        }
        var (inner, rest) = Split(form);
        if (inner.IsOne)
            return new(c, rest);
        return Times(c, inner) is { } both ? new(both, rest) : new(c, form);
    }

    private void Collect(List<Term> terms)
    {
        var index = terms.Count > 12 ? new Dictionary<int, int>(terms.Count) : null;
        var kept = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var at = Find(terms, kept, terms[i].Form, index);
            if (at < 0 || Number.Add(terms[at].Coefficient, terms[i].Coefficient) is not { } sum)
            {
                index?.TryAdd(terms[i].Form, kept);
                terms[kept++] = terms[i];
                continue;
            }
            Use(
                terms[i].Form == One ? Rewrites.Constants
                : sum.IsZero ? Rewrites.Cancel
                : Rewrites.LikeTerms
            );
            terms[at] = new(sum, terms[at].Form);
        }
        terms.RemoveRange(kept, terms.Count - kept);
        if (terms.RemoveAll(t => t.Coefficient.IsZero) > 0)
            Use(Rewrites.AddZero);
    }

    private static int Find(List<Term> terms, int kept, int form, Dictionary<int, int>? index)
    {
        if (index is not null)
            return index.GetValueOrDefault(form, -1);
        for (var i = 0; i < kept; i++)
            if (terms[i].Form == form)
                return i;
        return -1;
    }

    /// <summary>Sums among the terms are set in, in their place. False when there is none left to open.</summary>
    private bool Open(List<Term> terms, Shape shape)
    {
        var opened = false;
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            var (c, form) = terms[i];
            if (!Opens(form, c, shape))
                continue;
            var inner = TermsOf(form);
            for (var k = 0; k < inner.Length; k++)
                inner[k] = new((Number)Times(c, inner[k].Coefficient)!, inner[k].Form);
            terms.RemoveAt(i);
            terms.InsertRange(i, inner);
            Use(Rewrites.FlatSum);
            opened = true;
        }
        return opened;
    }

    private bool Opens(int form, Number c, Shape shape)
    {
        var f = forms[form];
        if (f.Kind != Kind.Sum || f.Shape != shape)
            return false;
        return style switch
        {
            Style.Reader => f.Count <= Few && (c.IsOne || c == -1),
            Style.Shared => false,
            Style.Expanded => f.Count <= Expand.MaxTerms && TermsOf(form).All(t => Times(c, t.Coefficient) is not null),
        };
    }

    /// <summary>Interns a sum of at least two collected terms; the order they stand in is the order they are read in.</summary>
    private int SumOf(List<Term> terms)
    {
        Arrange(terms);
        var (start, shape) = (stored.Count, Shape.Scalar);
        var mark = Mark.Plain | Mark.NotNegative;
        var positive = false;
        for (var i = 0; i < terms.Count; i++)
        {
            var (c, form) = terms[i];
            var f = forms[form];
            shape = Join(shape, f.Shape);
            mark = (mark & (f.Mark | ~(Mark.Plain | Mark.NotNegative))) | (f.Mark & Mark.Broken);
            if (c.Sign < 0)
                mark &= ~Mark.NotNegative;
            positive |= f.Is(Mark.Positive);
            stored.Add(new(Intern(c), form, i));
        }
        if (positive && (mark & Mark.NotNegative) != 0)
            mark |= Mark.Positive;
        CollectionsMarshal
            .AsSpan(stored)[start..]
            .Sort((a, b) => a.Form != b.Form ? a.Form.CompareTo(b.Form) : a.Number.CompareTo(b.Number));
        var sum = Add(new(Kind.Sum, Op.Add, shape, start, Count: terms.Count, Mark: mark), CostOf(terms));
        if (forms[sum].A != start)
            stored.RemoveRange(start, terms.Count);
        return sum;
    }

    /// <summary>
    /// Order of first appearance, with two exceptions: three or more powers of one thing stand by falling power, and a sum
    /// does not start with a minus when a plus is at hand.
    /// </summary>
    private void Arrange(List<Term> terms)
    {
        if (terms.Count > 2 && terms.Count <= Few && Ladder(terms) is { } powers)
        {
            Term[] sorted = [.. terms.Zip(powers).OrderByDescending(p => p.Second).Select(p => p.First)];
            CollectionsMarshal.SetCount(terms, 0);
            terms.AddRange(sorted);
            return;
        }
        var first = terms.FindIndex(t => t.Coefficient.Sign > 0);
        if (first <= 0)
            return;
        var term = terms[first];
        terms.RemoveAt(first);
        terms.Insert(0, term);
    }

    /// <summary>The exponents, when all terms are whole powers of one base.</summary>
    private List<Number>? Ladder(List<Term> terms)
    {
        var (the, powers) = (-1, new List<Number>());
        foreach (var (_, form) in terms)
        {
            var factors = FactorsOf(form);
            if (factors.Length > 1)
                return null;
            if (factors.Length == 0)
            {
                powers.Add(0);
                continue;
            }
            if ((the >= 0 && factors[0].Base != the) || !IsConstant(factors[0].Exponent, out var n) || !n.IsInteger || n.Sign < 0)
                return null;
            the = factors[0].Base;
            powers.Add(n);
        }
        return powers;
    }

    private long CostOf(List<Term> terms)
    {
        var cost = terms.Count - 1L;
        foreach (var term in terms)
            cost += CostOfTerm(term);
        return Math.Min(cost, Dear);
    }

    private long CostOfTerm(Term term)
    {
        var (c, form) = term;
        if (c.IsOne || c == -1 || form == One)
            return costs[form];
        return costs[form] + (c.IsInteger || c.Numerator.IsOne || (-c.Numerator).IsOne ? 1 : 2);
    }
}
