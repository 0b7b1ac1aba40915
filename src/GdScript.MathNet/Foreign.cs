using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>The functions of MathNet.Symbolics, said with ours; their inverses with the branches it documents (<c>acot(x) = atan(1/x)</c>).</summary>
internal static class Foreign
{
    public static Result<int> Function(Sketch g, string? name, int x)
    {
        int Of(Op op) => g.Make(op, x);
        int One(Op op) => g.Over(g.Const(1), g.Make(op, x));
        int Inverse(Op op) => g.Make(op, g.Over(g.Const(1), x));
        return name switch
        {
            "Abs" => Of(Op.Abs),
            "Ln" => Of(Op.Log),
            "Lg" => Of(Op.Log10),
            "Exp" => Of(Op.Exp),
            "Sin" => Of(Op.Sin),
            "Cos" => Of(Op.Cos),
            "Tan" => Of(Op.Tan),
            "Csc" => One(Op.Sin),
            "Sec" => One(Op.Cos),
            "Cot" => One(Op.Tan),
            "Sinh" => Of(Op.Sinh),
            "Cosh" => Of(Op.Cosh),
            "Tanh" => Of(Op.Tanh),
            "Csch" => One(Op.Sinh),
            "Sech" => One(Op.Cosh),
            "Coth" => One(Op.Tanh),
            "Asin" => Of(Op.Asin),
            "Acos" => Of(Op.Acos),
            "Atan" => Of(Op.Atan),
            "Acsc" => Inverse(Op.Asin),
            "Asec" => Inverse(Op.Acos),
            "Acot" => Inverse(Op.Atan),
            "Asinh" => Of(Op.Asinh),
            "Acosh" => Of(Op.Acosh),
            "Atanh" => Of(Op.Atanh),
            "Acsch" => Inverse(Op.Asinh),
            "Asech" => Inverse(Op.Acosh),
            "Acoth" => Inverse(Op.Atanh),
            "AiryAi" => g.Bessel(new(BesselKind.Ai), x),
            "AiryAiPrime" => g.Bessel(new(BesselKind.AiPrime), x),
            "AiryBi" => g.Bessel(new(BesselKind.Bi), x),
            "AiryBiPrime" => g.Bessel(new(BesselKind.BiPrime), x),
            _ => Unknown(name),
        };
    }

    public static Result<int> FunctionN(Sketch g, string? name, int[] x) =>
        (name, x.Length) switch
        {
            ("Log", 2) => g.Over(g.Make(Op.Log, x[1]), g.Make(Op.Log, x[0])),
            ("Atan2", 2) => g.Make(Op.Atan2, x[0], x[1]),
            ("BesselJ", 2) => Ordered(g, BesselKind.J, x),
            ("BesselY", 2) => Ordered(g, BesselKind.Y, x),
            ("BesselI", 2) => Ordered(g, BesselKind.I, x),
            ("BesselK", 2) => Ordered(g, BesselKind.K, x),
            _ => Unknown(name),
        };

    /// <summary>Of a whole order; one below 0 is the same function, for J and Y with the sign (−1)ⁿ (DLMF 10.4.1, 10.27.1, 10.27.3).</summary>
    private static Result<int> Ordered(Sketch g, BesselKind kind, int[] x)
    {
        if (!g.IsConst(x[0], out var order) || !order.IsInt(out var n) || Math.Abs(n) > LargestOrder)
            return Problems.Unreadable("a Bessel function whose order is no whole number up to 1000");
        var function = g.Bessel(new(kind, Math.Abs(n)), x[1]);
        var turns = n < 0 && n % 2 != 0 && (kind is BesselKind.J or BesselKind.Y);
        return turns ? g.Negate(function) : function;
    }

    private const int LargestOrder = 1000;

    private static Problem Unknown(string? name) => Problems.Unreadable($"the function '{name}', which is not known here");
}
