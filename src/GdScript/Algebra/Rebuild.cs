using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>
/// Writes normal forms as a formula the way a person writes: the number first, then names in the parameters' order, powers,
/// plain sums, functions, sums with functions; what has a negative exponent goes below one fraction bar; a negative term
/// is subtracted.
/// </summary>
internal sealed class Rebuild
{
    private readonly Formula source;
    private readonly Forms forms;
    private readonly Sketch g = new();
    private readonly bool[] needed;
    private readonly int[] nodes;

    private Rebuild(Formula source, Forms forms)
    {
        (this.source, this.forms) = (source, forms);
        (needed, nodes) = (new bool[forms.Count], new int[forms.Count]);
        System.Array.Fill(nodes, -1);
    }

    /// <summary>The formula of the forms made of a formula's nodes, with its roots, names and layers.</summary>
    public static Formula Of(Formula source, Forms forms, int[] made)
    {
        var rebuild = new Rebuild(source, forms);
        foreach (var p in source.Parameters)
            rebuild.g.Param(p.Name, p.Shape);
        rebuild.g.Bind(source.Data.AsSpan());
        foreach (var root in source.Roots)
            rebuild.needed[made[root]] = true;
        for (var form = forms.Count - 1; form >= 0; form--)
            if (rebuild.needed[form])
                rebuild.Need(form);
        for (var form = 0; form < forms.Count; form++)
            if (rebuild.needed[form])
                rebuild.nodes[form] = rebuild.Write(form);
        foreach (var layer in source.Layers)
            if (made[layer.Node] >= 0 && rebuild.nodes[made[layer.Node]] >= 0)
                rebuild.g.Name(layer.Name, rebuild.nodes[made[layer.Node]]);
        var roots = new int[source.Roots.Length];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = rebuild.nodes[made[source.Roots[i]]];
        return rebuild.g.Finish(roots);
    }

    private void Need(int form)
    {
        var f = forms[form];
        switch (f.Kind)
        {
            case Kind.Constant:
                break;
            case Kind.Atom when f.Op == Op.Array:
                foreach (var element in forms.ListOf(f))
                    needed[element] = true;
                break;
            case Kind.Atom:
                for (var k = 0; k < f.Op.Arity(); k++)
                    needed[Argument(f, k)] = true;
                break;
            case Kind.Product:
                NeedFactors(form);
                break;
            case Kind.Sum:
                foreach (var term in forms.TermsOf(form))
                    NeedTerm(term);
                break;
            case Kind.Scaled:
                NeedTerm(forms.Split(form));
                break;
        }
    }

    private static int Argument(in Form f, int k) =>
        k == 0 ? f.A
        : k == 1 ? f.B
        : f.C;

    private void NeedTerm(Term term)
    {
        if (StandsAlone(term))
            needed[term.Form] = true;
        else
            NeedFactors(term.Form);
    }

    /// <summary>True for a term that is written as its form, or as minus its form.</summary>
    private bool StandsAlone(Term term) =>
        term.Form == forms.One || term.Coefficient.IsOne || (term.Coefficient == -1 && forms[term.Form].Kind != Kind.Product);

    private void NeedFactors(int form)
    {
        foreach (var factor in forms.FactorsOf(form))
        {
            needed[factor.Base] = true;
            if (IsBelow(factor, out var exponent) && exponent.Form != forms.One)
            {
                if (IsTower(exponent.Form))
                    needed[exponent.Form] = true;
                else
                    NeedTerm(exponent);
            }
            else if (!forms.IsConstant(factor.Exponent, out _))
                needed[factor.Exponent] = true;
        }
    }

    /// <summary>True for a product with a power whose exponent is open: written by itself, so that towers are climbed by the loop.</summary>
    private bool IsTower(int form)
    {
        foreach (var factor in forms.FactorsOf(form))
            if (!forms.IsConstant(factor.Exponent, out _))
                return true;
        return false;
    }

    /// <summary>True for a factor that is written below the bar, with the exponent it has there.</summary>
    private bool IsBelow(Factor factor, out Term exponent)
    {
        var (c, form) = forms.Split(factor.Exponent);
        exponent = new(-c, form);
        return c.Sign < 0;
    }

    private int Write(int form)
    {
        var f = forms[form];
        return f.Kind switch
        {
            Kind.Constant => g.Const(forms.NumberOf(f)),
            Kind.Atom => Atom(f),
            Kind.Product => Fraction(1, form),
            Kind.Sum => Sum(form),
            Kind.Scaled => Signed(forms.Split(form)),
        };
    }

    private int Atom(in Form f)
    {
        switch (f.Op)
        {
            case Op.Const:
                return g.Const(forms.NumberOf(f));
            case Op.Param:
                return g.Param(f.A);
            case Op.Column:
                return g.Column(source.Columns[f.A].Name, source.Columns[f.A].Table, f.Shape);
            case Op.Array:
                var elements = forms.ListOf(f).ToArray();
                for (var i = 0; i < elements.Length; i++)
                    elements[i] = nodes[elements[i]];
                return g.Array(elements, f.Shape);
            default:
                var arity = f.Op.Arity();
                return g.Add(new(f.Op, f.Shape, arity > 0 ? nodes[f.A] : f.A, arity > 1 ? nodes[f.B] : f.B, arity > 2 ? nodes[f.C] : f.C));
        }
    }

    private int Sum(int form)
    {
        var sum = -1;
        foreach (var term in forms.TermsOf(form))
        {
            var minus = sum >= 0 && term.Coefficient.Sign < 0;
            var next = Signed(minus ? term with { Coefficient = -term.Coefficient } : term);
            sum =
                sum < 0 ? next
                : minus ? g.Make(Op.Sub, sum, next)
                : g.Make(Op.Add, sum, next);
        }
        return sum;
    }

    private int Signed(Term term)
    {
        var (c, form) = term;
        if (form == forms.One)
            return g.Const(c);
        if (!StandsAlone(term))
            return nodes[form] >= 0 && IsTower(form) ? g.Make(Op.Mul, g.Const(c), nodes[form]) : Fraction(c, form);
        // A term subtracted was needed factor by factor, unless somebody else needed it whole.
        var whole = nodes[form] >= 0 ? nodes[form] : Fraction(1, form);
        return c.IsOne ? whole : g.Make(Op.Neg, whole);
    }

    /// <summary>c · above / below.</summary>
    private int Fraction(Number c, int form)
    {
        var sorted = Sorted(form);
        var (top, bottom) = Parts(c);
        var minus = top == -1 && System.Array.Exists(sorted, f => !IsBelow(f, out _));
        var above = top.IsOne || minus ? -1 : g.Const(top);
        var below = bottom.IsOne ? -1 : g.Const(bottom);
        foreach (var factor in sorted)
            if (IsBelow(factor, out var exponent))
                below = Times(below, Power(factor.Base, exponent));
            else
            {
                var power =
                    nodes[factor.Exponent] >= 0 && !forms.IsConstant(factor.Exponent, out _)
                        ? g.Make(Op.Pow, nodes[factor.Base], nodes[factor.Exponent])
                        : Power(factor.Base, forms.Split(factor.Exponent));
                above = Times(above, minus && above < 0 ? g.Make(Op.Neg, power) : power);
            }
        above = above < 0 ? g.Const(top) : above;
        return below < 0 ? above : g.Make(Op.Div, above, below);
    }

    private Factor[] Sorted(int form)
    {
        var factors = forms.FactorsOf(form).ToArray();
        if (factors.Length > 1)
            System.Array.Sort(System.Array.ConvertAll(factors, f => Place(f.Base, f.Exponent)), factors);
        return factors;
    }

    private int Times(int product, int factor) => product < 0 ? factor : g.Make(Op.Mul, product, factor);

    private int Power(int b, Term exponent)
    {
        var whole = exponent.Form == forms.One;
        if (whole && exponent.Coefficient.IsOne)
            return nodes[b];
        if (whole && exponent.Coefficient == Number.Ratio(1, 2))
            return g.Make(Op.Sqrt, nodes[b]);
        return g.Make(Op.Pow, nodes[b], Signed(exponent));
    }

    /// <summary>
    /// A number as it stands before a product: as numerator and denominator (<c>3*x/4</c>, <c>x/10</c>), or in front as a
    /// decimal where that is shorter (<c>0.37*x</c>) or the fraction is nothing to read.
    /// </summary>
    private static (Number Top, Number Bottom) Parts(Number c)
    {
        if (c.IsInteger)
            return (c, 1);
        if (c.Numerator.GetBitLength() + c.Denominator.GetBitLength() > 70)
            return (c, 1);
        var (top, bottom) = (Number.Ratio(c.Numerator, 1), Number.Ratio(c.Denominator, 1));
        var size = System.Numerics.BigInteger.Abs(c.Numerator);
        var bars = (size.IsOne ? 0 : Length(size) + 1) + 1 + Length(c.Denominator);
        return bars > 20 || (Decimals(c) is { } length && length + 1 < bars) ? (c, 1) : (top, bottom);
    }

    private static int Length(System.Numerics.BigInteger value) => value.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>How long |c| is as a decimal, when a double that reads back as c exists.</summary>
    private static int? Decimals(Number c)
    {
        var value = Math.Abs(c.ToDouble());
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exact = c.IsDecimal(out var digits, out _) && System.Numerics.BigInteger.Abs(digits) < 100_000_000_000_000_000;
        return exact || Number.Of(value) == (c.Sign < 0 ? -c : c) ? text.Length : null;
    }

    /// <summary>Where a factor stands in a product: scalars before arrays, then by sort, then by first appearance.</summary>
    private (bool Array, int Sort, long Rank, int Form) Place(int form, int exponent)
    {
        var f = forms[form];
        var array = !f.Shape.IsScalar || !forms.ShapeOf(exponent).IsScalar;
        if (f.Kind == Kind.Constant || f is { Kind: Kind.Atom, Op: Op.Pi or Op.E })
            return (array, 0, 0, form);
        if (!forms.IsConstant(exponent, out var n) || !n.IsInteger)
            return (array, 3, 0, form);
        if (f.Kind == Kind.Atom && f.Op is Op.Param or Op.Column)
            return (array, 1, Rank(f), form);
        if (f is { Kind: Kind.Atom, Op: Op.At } && forms.IsAtom(f.A, Op.Param))
            return (array, 1, Rank(forms[f.A]) + 1 + (long)f.B * Math.Max(1, forms[f.A].Shape.Columns) + Math.Max(0, f.C), form);
        if (f.Kind == Kind.Sum)
            return (array, f.Is(Mark.Plain) ? 2 : 4, 0, form);
        return (array, 3, 0, form);
    }

    private long Rank(in Form name) => ((long)name.A + (name.Op == Op.Column ? source.Parameters.Length : 0)) << 32;
}
