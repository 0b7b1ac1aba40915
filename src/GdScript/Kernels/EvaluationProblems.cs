using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Kernels;

/// <summary>
/// The table of what can go wrong with numbers, and how it is said: <c>GDS6001</c> division by zero, <c>GDS6002</c> no
/// real number, <c>GDS6003</c> a pole, <c>GDS6004</c> beyond the range of a double, <c>GDS6005</c> a constant that is not
/// finite, <c>GDS6006</c> a point that is not finite, <c>GDS6007</c> no rows, <c>GDS6008</c> an index that
/// names no place.
/// </summary>
internal static class EvaluationProblems
{
    /// <summary>So many numbers of a point are named in a message; of a longer point only those that matter, when they are as few.</summary>
    private const int NamedNumbers = 6;

    private const string Range = "a double can hold (1.8e308)";

    /// <summary>The problem of a formula with a root that is not finite.</summary>
    public static Problem Of(NodeValues values, double[] point)
    {
        if (NotFinite(values.Formula, point) is { } given)
            return given;
        var (node, element) = Blame.First(values);
        var problem = Said(values, node, element);
        var place = PlaceText(values, point, node, element);
        problem = problem with
        {
            What =
                problem.What
                + (
                    problem.Id == DivisionByZero ? ""
                    : place.Length > 0 ? ","
                    : ""
                )
                + place,
        };
        return Placed(problem, values, node);
    }

    private const string DivisionByZero = "GDS6001";

    private static Problem? NotFinite(Formula formula, double[] point)
    {
        var at = Array.FindIndex(point, number => !double.IsFinite(number));
        return at < 0
            ? null
            : Problem.Numeric(
                "GDS6006",
                $"the point is not finite: {formula.ElementNames.ElementAt(at)} is {NumberText.Of(point[at])}",
                "give every parameter an ordinary number"
            );
    }

    private static Problem Said(NodeValues values, int node, int element)
    {
        var n = values.Formula.Nodes[node];
        var a = n.Op.Family() == Family.Elementwise ? values.At(n.A, element) : 0;
        var b = n.Op.Family() == Family.Elementwise && n.Op.Arity() > 1 ? values.At(n.B, element) : n.B;
        var result = values.At(node, element);
        return n.Op switch
        {
            Op.Div => b == 0 ? Divided($"{Text(a)}/{Factor(b)}") : Beyond($"{Text(a)}/{Factor(b)}", result),
            Op.Pow => Power(a, b, result),
            Op.Add => Beyond($"{Text(a)} + {Factor(b)}", result),
            Op.Sub => Beyond($"{Text(a)} - {Factor(b)}", result),
            Op.Mul => Beyond($"{Text(a)}*{Factor(b)}", result),
            Op.Fma => Beyond($"{Text(a)}*{Factor(b)} + {Factor(values.At(n.C, element))}", result),
            Op.Outer => Beyond("a product of the two vectors", result),
            Op.Log or Op.Log2 or Op.Log10 => Logarithm(n.Op, a, 0),
            Op.Log1p => Logarithm(n.Op, a, -1),
            Op.Sqrt => NotReal(n.Op, a, "sqrt takes 0 and above"),
            Op.Asin or Op.Acos => NotReal(n.Op, a, $"{n.Op.Text()} takes -1 to 1"),
            Op.Acosh => NotReal(n.Op, a, "acosh takes 1 and above"),
            Op.Atanh => Math.Abs(a) == 1 ? Pole("atanh", a, Between) : NotReal(n.Op, a, Between),
            Op.Lgamma => IsPole(a) ? Pole("lgamma", a, GammaPoles) : Beyond($"lgamma({Text(a)})", result),
            Op.Polygamma => Gamma(n.B, a, result),
            Op.Gamma => IsPole(a) ? Pole("gamma", a, GammaPoles) : Beyond($"gamma({Text(a)})", result),
            Op.Bessel => OfBessel(Bessel.Of(n.B), a, result),
            Op.Hypot => Beyond($"hypot({Text(a)}, {Text(b)})", result),
            Op.Exp or Op.Expm1 or Op.Sinh or Op.Cosh => Beyond($"{n.Op.Text()}({Text(a)})", result),
            Op.Sum => Leaves($"the sum of {Count(values, n.A)} numbers"),
            Op.Mean => Leaves($"the mean of {Count(values, n.A)} numbers"),
            Op.Norm => Leaves($"the norm of {values.Formula.Nodes[n.A].Shape}"),
            Op.Dot => Leaves($"the dot product of two vectors of {Count(values, n.A)}"),
            Op.MatMul => Leaves($"the product of {values.Formula.Nodes[n.A].Shape} and {values.Formula.Nodes[n.B].Shape}"),
            Op.Gather => NoPlace(values.At(n.B, 0), values.Formula.Nodes[n.A].Shape),
            Op.Const => Problem.Numeric("GDS6005", $"the constant {Text(result)} is not finite", "write an ordinary number"),
            // From finite numbers these stay finite; what they are told of comes from before them.
            Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.Array or Op.At or Op.Scatter or Op.Fill => Unexpected(n.Op, result),
            Op.Neg or Op.Cbrt or Op.Sin or Op.Cos or Op.Tan or Op.Atan or Op.Tanh or Op.Asinh => Unexpected(n.Op, result),
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Erfc or Op.Abs or Op.Sign or Op.Relu => Unexpected(n.Op, result),
            Op.Floor or Op.Ceil or Op.Round or Op.Atan2 or Op.Min or Op.Max or Op.Where => Unexpected(n.Op, result),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => Unexpected(n.Op, result),
            Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => Unexpected(n.Op, result),
            Op.RowMean when values.Rows(n.B) == 0 => Problem.Numeric(
                "GDS6007",
                "there are no rows to take the mean of",
                "give data with at least one row"
            ),
            Op.RowSum => Leaves($"the sum over {values.Rows(n.B)} rows"),
            Op.RowMean => Leaves($"the mean over {values.Rows(n.B)} rows"),
            Op.RowMax or Op.RowMin => Problem.Numeric("GDS6007", $"there are no rows for {n.Op.Text()}", "give data with at least one row"),
        };
    }

    private static Problem NoPlace(double index, Shape array) =>
        Problem.Numeric(
            "GDS6008",
            $"{array} has no {(array.IsMatrix ? "row" : "element")} {Text(index)}",
            FormattableString.Invariant($"an index is a whole number from 0 to {array.Rows - 1}")
        );

    private const string Between = "atanh takes numbers between -1 and 1, not the ends";

    private const string GammaPoles = "the gamma family has poles at 0, -1, -2, ...";

    private static Problem Divided(string what) => Problem.Numeric(DivisionByZero, $"division by zero: {what}");

    private static Problem Power(double a, double b, double result)
    {
        var text = $"{Factor(a)}^{Factor(b)}";
        if (a == 0 && b < 0)
            return Divided(text);
        if (a < 0 && b != Math.Floor(b))
            return Problem.Numeric(
                "GDS6002",
                $"{text} is not a real number",
                Math.Abs(b - 1.0 / 3) < 1e-5 ? "write cbrt(x) for the real cube root" : "a negative base needs a whole number as exponent"
            );
        return Beyond(text, result);
    }

    private static Problem Logarithm(Op op, double a, double edge) =>
        a == edge
            ? Pole(op.Text(), a, $"{op.Text()} takes numbers above {Text(edge)}")
            : NotReal(op, a, $"{op.Text()} takes numbers above {Text(edge)}");

    private static Problem Gamma(int order, double a, double result)
    {
        var name = order switch
        {
            0 => "digamma",
            1 => "trigamma",
            _ => $"polygamma of order {order}",
        };
        return IsPole(a) ? Pole(name, a, GammaPoles) : Beyond($"{name}({Text(a)})", result);
    }

    private static Problem OfBessel(Bessel function, double a, double result)
    {
        const string above = "bessely and besselk take numbers above 0";
        if (function.Kind is BesselKind.Y or BesselKind.K && a <= 0)
            return a == 0
                ? Pole(function.Name, a, above)
                : Problem.Numeric("GDS6002", $"{function.Name} of {Text(a)} is not a real number", above);
        return double.IsNaN(result)
            ? Problem.Numeric("GDS6004", $"{function.Name} of {Text(a)} is beyond what can be computed", "its argument is too large")
            : Beyond(function.Call(Text(a)), result);
    }

    private static bool IsPole(double a) => a <= 0 && a == Math.Floor(a);

    private static Problem NotReal(Op op, double a, string hint) =>
        Problem.Numeric("GDS6002", $"{op.Text()} of {Text(a)} is not a real number", hint);

    private static Problem Pole(string name, double a, string hint) =>
        Problem.Numeric("GDS6003", $"{name} of {Text(a)} is not finite", hint);

    private static Problem Beyond(string what, double result) =>
        Problem.Numeric(
            "GDS6004",
            result < 0 ? $"{what} is below what {Range.Replace("(", "(-", StringComparison.Ordinal)}" : $"{what} is larger than {Range}"
        );

    private static Problem Leaves(string what) => Problem.Numeric("GDS6004", $"{what} leaves the range that {Range}");

    private static Problem Unexpected(Op op, double result) => Problem.Numeric("GDS6004", $"{op.Text()} gives {Text(result)}");

    /// <summary>" at x=1, y=2", with the row before it where there is one, " in row 3 (t=0)"; empty when there is nothing short to say.</summary>
    private static string PlaceText(NodeValues values, double[] point, int node, int element)
    {
        var given = PointText(values, point, node, element);
        if (values.Row.Row < 0 || values.Formula.TableOf(node) != values.Row.Table)
            return given;
        var columns = Blame.Columns(values, node, element);
        var row = FormattableString.Invariant($" in row {values.Row.Row + 1}");
        var read =
            columns.Count > NamedNumbers || columns.Any(c => Count(values, c) > 1)
                ? []
                : columns.Select(c => $"{values.Formula.Columns[values.Formula.Nodes[c].A].Name}={Text(values.At(c, 0))}");
        return row + (read.Any() ? $" ({string.Join(", ", read)})" : "") + given;
    }

    private static string PointText(NodeValues values, double[] point, int node, int element)
    {
        List<int> named = point.Length <= NamedNumbers ? [.. Enumerable.Range(0, point.Length)] : Blame.Depends(values, node, element);
        if (named.Count is 0 or > NamedNumbers)
            return "";
        string[] names = [.. values.Formula.ElementNames];
        return " at " + string.Join(", ", named.Select(i => $"{names[i]}={Text(point[i])}"));
    }

    /// <summary>Points into the text; what stands nowhere in it belongs to a derivative.</summary>
    private static Problem Placed(Problem problem, NodeValues values, int node)
    {
        if (values.Formula.Source is not { } source)
            return problem;
        if (node >= source.At.Length)
            return problem.Hint.Length == 0 && values.Of(values.Formula.Root).All(double.IsFinite)
                ? problem with
                {
                    Hint = "the loss itself is finite here; its derivative is not",
                }
                : problem;
        var at = source.At[node];
        var name = values.Formula.Nodes[node].Op.Text();
        return at < 0 ? problem : problem.In(source.Text, at, source.Text.AsSpan(at).StartsWith(name) ? name.Length : 1);
    }

    private static int Count(NodeValues values, int node) => values.Formula.Nodes[node].Shape.Count;

    private static string Text(double value) => NumberText.Of(value);

    /// <summary>A number where a sign before it would mislead.</summary>
    private static string Factor(double value) => double.IsNegative(value) ? $"({Text(value)})" : Text(value);
}
