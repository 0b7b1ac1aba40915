using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// The functions that are compositions of others, in the forms that lose nothing: no operations of their own, so that the algebra knows
/// that sec(x)*cos(x) is 1, and everything else knows them without being told. They print as what they are made of.
/// </summary>
internal sealed partial class Builder
{
    /// <summary>MathNet's order, as in a mathematics book: the base stands first.</summary>
    private bool Logarithm(int b, int x, int at)
    {
        var known = g[b].Op == Op.Const && g.ConstantOf(g[b]).IsInt(out var whole) ? whole : 0;
        return known == 2 ? Make(Op.Log2, at, 3, x)
            : known == 10 ? Make(Op.Log10, at, 3, x)
            : g[b].Op == Op.E ? Make(Op.Log, at, 3, x)
            : Make(Op.Div, at, 3, g.Make(Op.Log, x), g.Make(Op.Log, b));
    }

    /// <summary>Orders below 0 are the same functions, of odd order with the other sign where they wave (DLMF 10.4.1, 10.27.1).</summary>
    private bool OfBessel(Function function, int[] arguments, int at)
    {
        var kind = Array.Find(Enum.GetValues<BesselKind>(), k => new Bessel(k).Name == function.Name);
        if (arguments.Length == 1)
            return Push(g.Bessel(new(kind), arguments[0]), at);
        var isBelow = g[arguments[0]].Op == Op.Neg;
        if (!Whole(function, isBelow ? g[arguments[0]].A : arguments[0], 0, at, out var order))
            return false;
        var made = g.Bessel(new(kind, order), arguments[1]);
        return Push(isBelow && order % 2 == 1 && kind is BesselKind.J or BesselKind.Y ? g.Make(Op.Neg, made) : made, at);
    }

    private int Composed(Function function, int x) =>
        function.Form switch
        {
            Form.Inverse => g.Make(Op.Div, g.Const(1L), g.Make(function.Op, x)),
            Form.OfInverse => g.Make(function.Op, g.Make(Op.Div, g.Const(1L), x)),
            Form.Factorial => g.Make(Op.Gamma, g.Make(Op.Add, x, g.Const(1L))),
            _ => Narrow(function, x),
        };

    /// <summary>
    /// sech and csch: 1/cosh and 1/sinh, and from 20 on 2e^(−|x|), which is the same to the last bit there: the slope of 1/cosh is
    /// 0·∞ where cosh overflows, and 0 long before.
    /// </summary>
    private int Narrow(Function function, int x)
    {
        var size = g.Make(Op.Abs, x);
        var near = g.Make(Op.Div, g.Const(1L), g.Make(function.Op, x));
        var far = g.Make(Op.Mul, g.Const(2L), g.Make(Op.Exp, g.Make(Op.Neg, size)));
        return g.Make(
            Op.Where,
            g.Make(Op.Lt, size, g.Const(FarOut)),
            near,
            function.Form == Form.Sech ? far : g.Make(Op.Mul, g.Make(Op.Sign, x), far)
        );
    }

    /// <summary>exp(lgamma(a) + lgamma(b) − lgamma(a + b)): gamma itself would overflow from 172 on.</summary>
    private bool Beta(int a, int b, int at)
    {
        if (!Make(Op.Add, at, 4, a, b))
            return false;
        var whole = g.Make(Op.Lgamma, Pop(at));
        var parts = g.Make(Op.Add, g.Make(Op.Lgamma, a), g.Make(Op.Lgamma, b));
        return Push(g.Make(Op.Exp, g.Make(Op.Sub, parts, whole)), at);
    }
}
