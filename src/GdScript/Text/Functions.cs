using System.Collections.Frozen;
using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>How a call of the formula language becomes nodes.</summary>
internal enum Form : byte
{
    /// <summary>One node over its arguments.</summary>
    Plain,

    /// <summary>Two or more arguments, folded from the left: <c>max(a, b, c)</c>.</summary>
    Fold,

    /// <summary><c>digamma(x)</c> and <c>trigamma(x)</c>: the order is in the name.</summary>
    Digamma,
    Trigamma,

    /// <summary><c>polygamma(n, x)</c>.</summary>
    Polygamma,

    /// <summary><c>log(x)</c>, and <c>log(b, x)</c> to the base b.</summary>
    Log,

    /// <summary><c>besselj(n, x)</c> and its kin; <c>airyai(x)</c> and its kin.</summary>
    Bessel,

    /// <summary>1/f: <c>sec(x)</c>, <c>csc(x)</c>, <c>cot(x)</c>, <c>coth(x)</c>.</summary>
    Inverse,

    /// <summary>f(1/x): <c>asec(x)</c>, <c>acoth(x)</c>, …</summary>
    OfInverse,

    /// <summary><c>sech(x)</c> and <c>csch(x)</c>, without overflow.</summary>
    Sech,
    Csch,

    /// <summary><c>factorial(x)</c> and <c>beta(a, b)</c>, by the gamma function.</summary>
    Factorial,
    Beta,

    /// <summary><c>fill(a, n)</c>, <c>fill(a, m, n)</c>.</summary>
    Fill,

    /// <summary><c>onehot(i, n)</c>, <c>onehot(i, j, m, n)</c>.</summary>
    OneHot,

    /// <summary><c>scatter(value, index, n)</c>, <c>scatter(row, index, m, n)</c>.</summary>
    Scatter,

    /// <summary><c>list(i = 0, 9, term)</c>, and <c>list(a, b)</c>, which is <c>[a, b]</c>.</summary>
    List,

    /// <summary><c>fold(h = 0, t = 0, 9, next)</c> and <c>scan(…)</c>, which the reader takes apart.</summary>
    Turns,

    /// <summary><c>lower(diagonal, below)</c>.</summary>
    Lower,

    /// <summary><c>lowertimes(diagonal, below, v)</c>.</summary>
    LowerTimes,

    /// <summary><c>rowsum(each)</c>; a second argument is the number of the table.</summary>
    Rows,

    /// <summary>The distances of a residual, made of other operations: <c>l1(r)</c>, <c>mse(r)</c>, …</summary>
    L1,
    Mse,
    Huber,
    LogCosh,
    Hinge,

    /// <summary><c>crossentropy(p, label)</c>.</summary>
    CrossEntropy,
}

/// <summary>A function of the formula language: its name, how it is called, and what it becomes.</summary>
public sealed record Function
{
    internal Function(string signature, Op op, Form form, int least, int most) =>
        (Name, Signature, Op, Form, Least, Most) = (
            signature[..signature.IndexOf('(', StringComparison.Ordinal)],
            signature,
            op,
            form,
            least,
            most
        );

    public string Name { get; }

    /// <summary>As it is called: <c>atan2(y, x)</c>.</summary>
    public string Signature { get; }

    /// <summary>True for names that stand for a number where no parenthesis follows: Greek letters, seconds, and words that came to the language late.</summary>
    public bool IsName => Name is "beta" or "gamma" or "sec" or "list" or "fold" or "scan" or "gather" or "scatter" or "fma";

    internal Op Op { get; }

    internal Form Form { get; }

    internal int Least { get; }

    internal int Most { get; }
}

/// <summary>Every function of the formula language, in the order a list of them shows.</summary>
public static class Functions
{
    /// <summary>The table itself, for the reader, for help and for completion.</summary>
    public static ImmutableArray<Function> All { get; } =
    [
        .. Of("x", Op.Exp, Op.Expm1),
        new("log(x) or log(b, x)", Op.Log, Form.Log, 1, 2),
        new("ln(x)", Op.Log, Form.Plain, 1, 1),
        .. Of("x", Op.Log10, Op.Log2, Op.Log1p, Op.Sqrt, Op.Cbrt, Op.Sin, Op.Cos, Op.Tan, Op.Asin, Op.Acos, Op.Atan),
        new("atan2(y, x)", Op.Atan2, Form.Plain, 2, 2),
        .. Of("x", Op.Sinh, Op.Cosh, Op.Tanh, Op.Asinh, Op.Acosh, Op.Atanh, Op.Abs, Op.Sign),
        new("min(a, b, ...)", Op.Min, Form.Fold, 2, int.MaxValue),
        new("max(a, b, ...)", Op.Max, Form.Fold, 2, int.MaxValue),
        new("hypot(x, y)", Op.Hypot, Form.Plain, 2, 2),
        .. Of("x", Op.Floor, Op.Ceil, Op.Round),
        new("pow(x, y)", Op.Pow, Form.Plain, 2, 2),
        .. Of("x", Op.Sigmoid, Op.Softplus, Op.Relu, Op.Erf, Op.Lgamma),
        new("digamma(x)", Op.Polygamma, Form.Digamma, 1, 1),
        new("trigamma(x)", Op.Polygamma, Form.Trigamma, 1, 1),
        new("polygamma(n, x)", Op.Polygamma, Form.Polygamma, 2, 2),
        new("erfc(x)", Op.Erfc, Form.Plain, 1, 1),
        new("gamma(x)", Op.Gamma, Form.Plain, 1, 1),
        new("factorial(n)", Op.Gamma, Form.Factorial, 1, 1),
        new("beta(a, b)", Op.Lgamma, Form.Beta, 2, 2),
        new("lg(x)", Op.Log10, Form.Plain, 1, 1),
        new("sec(x)", Op.Cos, Form.Inverse, 1, 1),
        new("csc(x)", Op.Sin, Form.Inverse, 1, 1),
        new("cot(x)", Op.Tan, Form.Inverse, 1, 1),
        new("sech(x)", Op.Cosh, Form.Sech, 1, 1),
        new("csch(x)", Op.Sinh, Form.Csch, 1, 1),
        new("coth(x)", Op.Tanh, Form.Inverse, 1, 1),
        new("asec(x)", Op.Acos, Form.OfInverse, 1, 1),
        new("acsc(x)", Op.Asin, Form.OfInverse, 1, 1),
        new("acot(x)", Op.Atan, Form.OfInverse, 1, 1),
        new("asech(x)", Op.Acosh, Form.OfInverse, 1, 1),
        new("acsch(x)", Op.Asinh, Form.OfInverse, 1, 1),
        new("acoth(x)", Op.Atanh, Form.OfInverse, 1, 1),
        .. Enum.GetValues<BesselKind>().Select(OfBessel),
        new("where(condition, a, b)", Op.Where, Form.Plain, 3, 3),
        new("fma(a, b, c)", Op.Fma, Form.Plain, 3, 3),
        new("sum(v) or sum(i = 0, 9, term)", Op.Sum, Form.Plain, 1, 1),
        .. Of("v", Op.Mean),
        new("dot(a, b)", Op.Dot, Form.Plain, 2, 2),
        .. Of("v", Op.Norm, Op.Softmax, Op.LogSumExp, Op.Argmax),
        new("outer(a, b)", Op.Outer, Form.Plain, 2, 2),
        .. Of("W", Op.Transpose),
        new("fill(a, n) or fill(a, m, n)", Op.Fill, Form.Fill, 2, 3),
        new("onehot(i, n) or onehot(i, j, m, n)", Op.OneHot, Form.OneHot, 2, 4),
        new("gather(array, index)", Op.Gather, Form.Plain, 2, 2),
        new("scatter(value, index, n) or scatter(row, index, m, n)", Op.Scatter, Form.Scatter, 3, 4),
        new("list(a, b, ...) or list(i = 0, 9, term)", Op.Array, Form.List, 1, int.MaxValue),
        new("fold(h = start, t = 0, 9, next)", Op.Array, Form.Turns, 4, int.MaxValue),
        new("scan(h = start, t = 0, 9, next)", Op.Array, Form.Turns, 4, int.MaxValue),
        new("lower(diagonal, below)", Op.Array, Form.Lower, 2, 2),
        new("lowertimes(diagonal, below, v)", Op.MatMul, Form.LowerTimes, 3, 3),
        new("l1(r)", Op.Abs, Form.L1, 1, 1),
        new("mse(r)", Op.Pow, Form.Mse, 1, 1),
        new("huber(r, delta)", Op.Where, Form.Huber, 1, 2),
        new("logcosh(r)", Op.Where, Form.LogCosh, 1, 1),
        new("crossentropy(p, label)", Op.Where, Form.CrossEntropy, 2, 2),
        new("hinge(m)", Op.Relu, Form.Hinge, 1, 1),
        new("rowsum(each)", Op.RowSum, Form.Rows, 1, 2),
        new("rowmean(each)", Op.RowMean, Form.Rows, 1, 2),
        new("rowmax(each)", Op.RowMax, Form.Rows, 1, 2),
        new("rowmin(each)", Op.RowMin, Form.Rows, 1, 2),
    ];

    private static readonly FrozenDictionary<string, Function> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);

    internal static Function? Find(ReadOnlySpan<char> name) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var function) ? function : null;

    /// <summary>What to write for a function the language does not know; empty when nobody can guess.</summary>
    internal static string Instead(string name) =>
        Elsewhere(name.ToLowerInvariant()) is { } other ? other
        : Suggest.Nearest(name, All.Select(f => f.Name)) is { } near ? $"did you mean '{near}'?"
        : "";

    /// <summary>What is no function here, and how it is written instead; functions of another name are <see cref="Synonyms"/>.</summary>
    private static string? Elsewhere(string name) =>
        name switch
        {
            "l2" or "rss" => "write mse(r), or norm(r)",
            "sqr" or "square" => "write x^2",
            "cube" => "write x^3",
            "mod" or "fmod" or "rem" => "write x - y*floor(x/y)",
            "clamp" or "clip" => "write min(max(x, low), high)",
            "heaviside" or "step" => "write where(x < 0, 0, 1)",
            "trunc" => "write sign(x)*floor(abs(x))",
            "matmul" or "mul" => "the matrix product is '*'",
            _ => null,
        };

    private static Function OfBessel(BesselKind kind)
    {
        var function = new Bessel(kind);
        return function.HasOrder
            ? new($"{function.Name}(n, x)", Op.Bessel, Form.Bessel, 2, 2)
            : new($"{function.Name}(x)", Op.Bessel, Form.Bessel, 1, 1);
    }

    private static IEnumerable<Function> Of(string argument, params Op[] ops) =>
        ops.Select(op => new Function($"{op.Text()}({argument})", op, Form.Plain, 1, 1));
}
