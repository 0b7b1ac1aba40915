using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>The symbol of each operation that is written with one.</summary>
internal static class Symbols
{
    public static readonly Symbol Pi = new(@"\pi", "π");
    public static readonly Symbol E = new(@"\mathrm{e}", "ⅇ");
    public static readonly Symbol Infinity = new(@"\infty", "∞");
    public static readonly Symbol NotANumber = new(@"\mathrm{NaN}", "NaN");
    public static readonly Symbol Minus = new("-", "−");
    public static readonly Symbol Dot = new(@"\cdot", "⋅");
    public static readonly Symbol MatrixProduct = new(@"\,", "\u2062");
    public static readonly Symbol ElementProduct = new(@"\odot", "⊙");
    public static readonly Symbol ElementQuotient = new(@"\oslash", "⊘");
    public static readonly Symbol Psi = new(@"\psi", "ψ");

    /// <summary>The sign between two values, or the name before parentheses.</summary>
    public static Symbol Of(Op op) =>
        op switch
        {
            Op.Neg or Op.Sub => Minus,
            Op.Add => new("+", "+"),
            Op.Mul or Op.Div or Op.Pow => Dot,
            Op.MatMul => MatrixProduct,
            Op.Lt => new("<", "<"),
            Op.Le => new(@"\le", "≤"),
            Op.Gt => new(">", ">"),
            Op.Ge => new(@"\ge", "≥"),
            Op.Eq => new("=", "="),
            Op.Ne => new(@"\ne", "≠"),
            Op.And => new(@"\wedge", "∧"),
            Op.Or => new(@"\vee", "∨"),
            Op.Not => new(@"\neg", "¬"),
            Op.Exp or Op.Sin or Op.Cos or Op.Tan or Op.Sinh or Op.Cosh or Op.Tanh or Op.Min or Op.Max => Known(op.Text()),
            Op.Log => Known("ln"),
            Op.Asin => Known("arcsin"),
            Op.Acos => Known("arccos"),
            Op.Atan => Known("arctan"),
            Op.Asinh => Word("arsinh"),
            Op.Acosh => Word("arcosh"),
            Op.Atanh => Word("artanh"),
            Op.Log2 => new(@"\log_{2}", "log2"),
            Op.Log10 => new(@"\log_{10}", "log10"),
            Op.Lgamma => new(@"\ln\Gamma", "lnΓ"),
            Op.Gamma => new(@"\Gamma", "Γ"),
            Op.Argmax => new(@"\operatorname{arg\,max}", "arg max"),
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.Polygamma or Op.Bessel => Word(op.Text()),
            Op.Expm1 or Op.Log1p or Op.Sqrt or Op.Cbrt or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Erfc => Word(op.Text()),
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Atan2 or Op.Hypot or Op.Where or Op.Fma => Word(
                op.Text()
            ),
            Op.Gather or Op.Scatter => Word(op.Text()),
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm or Op.Outer or Op.Transpose => Word(op.Text()),
            Op.Softmax or Op.LogSumExp => Word(op.Text()),
            Op.RowSum => new(@"\sum_{\mathrm{rows}}", "∑"),
            Op.RowMean => new(@"\operatorname*{mean}_{\mathrm{rows}}", "mean"),
            Op.RowMax => new(@"\max_{\mathrm{rows}}", "max"),
            Op.RowMin => new(@"\min_{\mathrm{rows}}", "min"),
        };

    /// <summary>The letter of a function that comes with a number, its <see cref="Node.B"/>.</summary>
    public static Symbol OfFamily(in Node node) =>
        node.Op == Op.Bessel ? Of(Bessel.Of(node.B))
        : node.B == 0 ? Psi
        : new($@"\psi^{{({node.B})}}", FormattableString.Invariant($"ψ({node.B})"));

    /// <summary>Jₙ, Yₙ, Iₙ, Kₙ; Ai, Ai′, Bi, Bi′.</summary>
    private static Symbol Of(Bessel function)
    {
        var (letters, order) = (function.Kind.ToString(), FormattableString.Invariant($"{function.Order}"));
        return function.HasOrder
            ? new($"{letters}_{{{order}}}", letters + string.Concat(order.Select(digit => (char)('₀' + (digit - '0')))))
            : new($@"\operatorname{{{letters[..2]}}}{(letters.Length > 2 ? "'" : "")}", letters[..2] + (letters.Length > 2 ? "′" : ""));
    }

    private static Symbol Known(string name) => new($@"\{name}", name);

    private static Symbol Word(string name) => new($@"\operatorname{{{name}}}", name);
}
