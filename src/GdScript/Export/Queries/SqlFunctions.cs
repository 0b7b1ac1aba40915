using GdScript.Graphs;

namespace GdScript.Export.Queries;

/// <summary>
/// Elementwise operations in the SQL that PostgreSQL and SQLite share. What has no value is NULL: PostgreSQL would end the query at
/// a logarithm of −1 or a division by 0, also where a choice leaves that aside.
/// </summary>
internal static class SqlFunctions
{
    /// <summary>True for what can be said.</summary>
    public static bool Has(Op op) =>
        op.Family() switch
        {
            Family.Leaf => op != Op.OneHot,
            Family.Rows => true,
            Family.Structural => false,
            Family.Elementwise => op is not (Op.Erf or Op.Erfc or Op.Lgamma or Op.Gamma or Op.Polygamma or Op.Bessel),
        };

    /// <summary>How often the text of an operation mentions an argument: what is said twice gets a name first.</summary>
    public static int Mentions(Op op, int argument) =>
        op switch
        {
            Op.Log or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Asin or Op.Acos or Op.Acosh or Op.Atanh => 2,
            Op.Expm1 or Op.Log1p or Op.Sigmoid or Op.Softplus or Op.Relu or Op.Sign or Op.Round or Op.Cbrt => 3,
            Op.Pow or Op.Min or Op.Max or Op.Hypot => 3,
            Op.Div => argument,
            _ => 1,
        };

    /// <summary>A function of one or two arguments; powers, choices and what is an operator are written elsewhere.</summary>
    public static Code Of(Op op, Code x, Code y)
    {
        var (a, b) = (x.Text, y.Text);
        return op switch
        {
            Op.Exp or Op.Sin or Op.Cos or Op.Tan or Op.Atan or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Abs or Op.Floor or Op.Ceil =>
                Code.Call(op.Text(), a),
            Op.Atan2 => Code.Call("atan2", a, b),
            Op.Log => When($"{a} > 0.0", $"ln({a})"),
            Op.Log2 => When($"{a} > 0.0", $"ln({a}) / ln(2.0)"),
            Op.Log10 => When($"{a} > 0.0", $"log10({a})"),
            Op.Sqrt => When($"{a} >= 0.0", $"sqrt({a})"),
            Op.Asin or Op.Acos => When($"abs({a}) <= 1.0", $"{op.Text()}({a})"),
            Op.Acosh => When($"{a} >= 1.0", $"acosh({a})"),
            Op.Atanh => When($"abs({a}) < 1.0", $"atanh({a})"),
            // e^x − 1 = 2 sinh(x/2) e^(x/2): nothing cancels.
            Op.Expm1 => new($"2.0 * sinh({x.As(Binds.Unary)} / 2.0) * exp({x.As(Binds.Unary)} / 2.0)", Binds.Product),
            // log(1 + x) = 2 artanh(x/(2 + x)), where 1 + x would round x away.
            Op.Log1p => Case($"WHEN abs({a}) < 0.5 THEN 2.0 * atanh({x.As(Binds.Unary)} / (2.0 + {a})) WHEN {a} > -1.0 THEN ln(1.0 + {a})"),
            Op.Cbrt => Case(
                $"WHEN {a} < 0.0 THEN -power(-{x.As(Binds.Unary)}, 1.0 / 3.0) WHEN {a} = 0.0 THEN 0.0 ELSE power({a}, 1.0 / 3.0)"
            ),
            Op.Sigmoid => Case($"WHEN {a} < 0.0 THEN exp({a}) / (1.0 + exp({a})) ELSE 1.0 / (1.0 + exp(-{x.As(Binds.Unary)}))"),
            Op.Softplus => Case($"WHEN {a} > 0.0 THEN {a} ELSE 0.0", $" + 2.0 * atanh(exp(-abs({a})) / (2.0 + exp(-abs({a}))))"),
            Op.Relu => Case($"WHEN {a} > 0.0 THEN {a} ELSE 0.0"),
            Op.Sign => Case($"WHEN {a} > 0.0 THEN CAST(1.0 AS DOUBLE PRECISION) WHEN {a} < 0.0 THEN -1.0 ELSE 0.0"),
            // Halves to the even one, as nobody's round does by itself in both.
            Op.Round => Case($"WHEN {a} - floor({a}) = 0.5 THEN 2.0 * floor((floor({a}) + 1.0) / 2.0) ELSE floor({x.As(Binds.Sum)} + 0.5)"),
            Op.Hypot => Code.Call("sqrt", $"{x.As(Binds.Unary)} * {x.As(Binds.Unary)} + {y.As(Binds.Unary)} * {y.As(Binds.Unary)}"),
            Op.Min => Case($"WHEN {a} <= {b} THEN {a} ELSE {b}"),
            Op.Max => Case($"WHEN {a} >= {b} THEN {a} ELSE {b}"),
            _ => throw new System.Diagnostics.UnreachableException($"{op} is no function of SQL"),
        };
    }

    /// <summary>x^y where it is a real number.</summary>
    public static Code Power(Code x, Code y)
    {
        var (a, b) = (x.As(Binds.Sum), y.As(Binds.Sum));
        return When($"{a} > 0.0 OR ({a} = 0.0 AND {b} >= 0.0) OR ({a} < 0.0 AND {b} = floor({b}))", $"power({x.Text}, {y.Text})");
    }

    private static Code When(string holds, string value) => Case($"WHEN {holds} THEN {value}");

    private static Code Case(string arms, string behind = "") =>
        new($"CASE {arms} END{behind}", behind.Length > 0 ? Binds.Sum : Binds.Primary);
}
