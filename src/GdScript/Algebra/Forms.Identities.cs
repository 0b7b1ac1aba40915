using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Pairs of squares that join: sin^2 + cos^2, cosh^2 − sinh^2, and 1 − sin^2, each also with a common cofactor.</summary>
internal sealed partial class Forms
{
    private void Identities(List<Term> terms)
    {
        if (terms.Count is < 2 or > Few)
            return;
        while (Chosen(terms))
            Collect(terms);
        for (var i = 0; i < terms.Count; i++)
        for (var k = FactorsOf(terms[i].Form).Length - 1; k >= 0 && i < terms.Count; k--)
        {
            var factor = FactorsOf(terms[i].Form)[k];
            var f = forms[factor.Base];
            if (factor.Exponent != Two || f.Kind != Kind.Atom || f.Op is not (Op.Sin or Op.Cos or Op.Cosh))
                continue;
            Factor[] others = [.. FactorsOf(terms[i].Form).ToArray().Where(o => o != factor)];
            if (Paired(terms, i, f, others) || Rested(terms, i, f, others))
            {
                Collect(terms);
                (i, k) = (-1, 0);
                break;
            }
        }
    }

    /// <summary>Choices within choices are joined this deep; what lies deeper stays as it was written.</summary>
    private const int DeepestChoice = 16;

    private int choosing;

    /// <summary>Two choices with one condition become one choice of sums.</summary>
    private bool Chosen(List<Term> terms)
    {
        if (choosing >= DeepestChoice)
            return false;
        for (var i = 0; i < terms.Count; i++)
        for (var j = i + 1; j < terms.Count && IsAtom(terms[i].Form, Op.Where); j++)
        {
            var (a, b) = (forms[terms[i].Form], forms[terms[j].Form]);
            if (!IsAtom(terms[j].Form, Op.Where) || a.A != b.A || a.Shape != b.Shape)
                continue;
            Use(Rewrites.OneChoice);
            int Side(int left, int right) =>
                Sum([new(terms[i].Coefficient, left), new(terms[j].Coefficient, right)], Join(ShapeOf(left), ShapeOf(right)));
            choosing++;
            terms[i] = Plainly(new(1, Where(a.A, Side(a.B, b.B), Side(a.C, b.C))));
            choosing--;
            terms.RemoveAt(j);
            return true;
        }
        return false;
    }

    /// <summary>c·sin(u)^2·r + c·cos(u)^2·r is c·r; c·cosh(u)^2·r − c·sinh(u)^2·r is c·r.</summary>
    private bool Paired(List<Term> terms, int i, Form square, Factor[] others)
    {
        if (square.Op == Op.Cos)
            return false;
        var c = terms[i].Coefficient;
        var (partner, wanted) = square.Op == Op.Sin ? (Op.Cos, c) : (Op.Sinh, -c);
        for (var j = 0; j < terms.Count; j++)
        {
            if (j == i || terms[j].Coefficient != wanted || !Matches(terms[j].Form, partner, square.A, others))
                continue;
            Use(square.Op == Op.Sin ? Rewrites.Pythagoras : Rewrites.Hyperbola);
            terms[Math.Min(i, j)] = new(c, ProductOf(others));
            terms.RemoveAt(Math.Max(i, j));
            return true;
        }
        return false;
    }

    /// <summary>c·r − c·sin(u)^2·r is c·cos(u)^2·r, and the other way round.</summary>
    private bool Rested(List<Term> terms, int i, Form square, Factor[] others)
    {
        if (square.Op == Op.Cosh)
            return false;
        var rest = ProductOf(others);
        var j = terms.FindIndex(t => t.Form == rest && t.Coefficient == -terms[i].Coefficient);
        if (j < 0)
            return false;
        Use(Rewrites.PythagorasRest);
        var partner = Function(square.Op == Op.Sin ? Op.Cos : Op.Sin, square.A);
        terms[Math.Min(i, j)] = new(terms[j].Coefficient, ProductOf([.. others, new(partner, Two)]));
        terms.RemoveAt(Math.Max(i, j));
        return true;
    }

    private bool Matches(int form, Op op, int argument, Factor[] others)
    {
        var factors = FactorsOf(form);
        if (factors.Length != others.Length + 1)
            return false;
        foreach (var factor in factors)
            if (!others.Contains(factor) && (factor.Exponent != Two || !IsAtom(factor.Base, op) || forms[factor.Base].A != argument))
                return false;
        return true;
    }
}
