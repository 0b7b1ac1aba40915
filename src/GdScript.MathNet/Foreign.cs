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
            _ => Problems.Unreadable($"the function '{name}', which is not known here"),
        };
    }

    public static Result<int> FunctionN(Sketch g, string? name, int[] x) =>
        (name, x.Length) switch
        {
            ("Log", 2) => g.Over(g.Make(Op.Log, x[1]), g.Make(Op.Log, x[0])),
            ("Atan2", 2) => g.Make(Op.Atan2, x[0], x[1]),
            _ => Problems.Unreadable($"the function '{name}', which is not known here"),
        };
}
