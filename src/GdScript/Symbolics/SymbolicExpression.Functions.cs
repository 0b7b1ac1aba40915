using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Symbolics;

/// <summary>The functions, each under the name MathNet gives it.</summary>
public partial class SymbolicExpression
{
    public SymbolicExpression Pow(SymbolicExpression power) => Apply(Op.Pow, power);

    /// <summary>1 divided by it.</summary>
    public SymbolicExpression Invert() => One / this;

    public SymbolicExpression Abs() => Apply(Op.Abs);

    /// <summary>The n-th root, <c>x^(1/n)</c>: real for positive x only.</summary>
    public SymbolicExpression Root(SymbolicExpression n) => ReferenceEquals(n, Two) || n == Two ? Sqrt() : Pow(n.Invert());

    public SymbolicExpression Sqrt() => Apply(Op.Sqrt);

    public SymbolicExpression Exp() => Apply(Op.Exp);

    /// <summary>The natural logarithm.</summary>
    public SymbolicExpression Ln() => Apply(Op.Log);

    /// <summary>The logarithm to base 10.</summary>
    public SymbolicExpression Log() => Apply(Op.Log10);

    /// <summary>The logarithm to a base; a quotient of natural logarithms, but for 2, 10 and e.</summary>
    public SymbolicExpression Log(SymbolicExpression basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return basis == Two ? Apply(Op.Log2)
            : basis == 10 ? Log()
            : basis == E ? Ln()
            : Ln() / basis.Ln();
    }

    public SymbolicExpression Sin() => Apply(Op.Sin);

    public SymbolicExpression Cos() => Apply(Op.Cos);

    public SymbolicExpression Tan() => Apply(Op.Tan);

    public SymbolicExpression Csc() => Sin().Invert();

    public SymbolicExpression Sec() => Cos().Invert();

    public SymbolicExpression Cot() => Tan().Invert();

    public SymbolicExpression Sinh() => Apply(Op.Sinh);

    public SymbolicExpression Cosh() => Apply(Op.Cosh);

    public SymbolicExpression Tanh() => Apply(Op.Tanh);

    public SymbolicExpression Csch() => Call("csch(x)");

    public SymbolicExpression Sech() => Call("sech(x)");

    public SymbolicExpression Coth() => Tanh().Invert();

    public SymbolicExpression ArcSin() => Apply(Op.Asin);

    public SymbolicExpression ArcCos() => Apply(Op.Acos);

    public SymbolicExpression ArcTan() => Apply(Op.Atan);

    public SymbolicExpression ArcCsc() => Invert().ArcSin();

    public SymbolicExpression ArcSec() => Invert().ArcCos();

    /// <summary>The arc tangent of 1/x: odd, with a jump at 0.</summary>
    public SymbolicExpression ArcCot() => Invert().ArcTan();

    public SymbolicExpression ArcSinh() => Apply(Op.Asinh);

    public SymbolicExpression ArcCosh() => Apply(Op.Acosh);

    public SymbolicExpression ArcTanh() => Apply(Op.Atanh);

    public SymbolicExpression ArcCsch() => Invert().ArcSinh();

    public SymbolicExpression ArcSech() => Invert().ArcCosh();

    public SymbolicExpression ArcCoth() => Invert().ArcTanh();

    /// <summary>The Bessel function Jₙ of this; n is a whole number.</summary>
    /// <exception cref="SymbolicException">The order is none.</exception>
    public SymbolicExpression BesselJ(SymbolicExpression n) => Call($"besselj({n}, x)");

    /// <summary>The Bessel function Yₙ of this; n is a whole number.</summary>
    /// <exception cref="SymbolicException">The order is none.</exception>
    public SymbolicExpression BesselY(SymbolicExpression n) => Call($"bessely({n}, x)");

    /// <summary>The modified Bessel function Iₙ of this; n is a whole number.</summary>
    /// <exception cref="SymbolicException">The order is none.</exception>
    public SymbolicExpression BesselI(SymbolicExpression n) => Call($"besseli({n}, x)");

    /// <summary>The modified Bessel function Kₙ of this; n is a whole number.</summary>
    /// <exception cref="SymbolicException">The order is none.</exception>
    public SymbolicExpression BesselK(SymbolicExpression n) => Call($"besselk({n}, x)");

    public SymbolicExpression AiryAi() => Call("airyai(x)");

    public SymbolicExpression AiryAiPrime() => Call("airyaiprime(x)");

    public SymbolicExpression AiryBi() => Call("airybi(x)");

    public SymbolicExpression AiryBiPrime() => Call("airybiprime(x)");

    /// <summary>What the formula language makes of a call, with this in the place of x.</summary>
    private SymbolicExpression Call(string call) => new(new Link(SymbolicException.Value(FormulaText.Parse(call)), link));
}
