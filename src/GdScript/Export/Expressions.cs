using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// One elementwise operation as an expression, in the formula's order: no sum or product changes sides, small powers are the
/// products the kernels make of them, and a truth is a condition where it is asked for and 1 or 0 elsewhere.
/// </summary>
/// <param name="formula">Whose nodes.</param>
/// <param name="tongue">The language.</param>
/// <param name="operand">How an argument is written here.</param>
/// <param name="truth">The condition an argument is, where it is written as one.</param>
internal sealed class Expressions(Formula formula, Tongue tongue, Func<int, Code> operand, Func<int, Code?> truth)
{
    private readonly Certain certain = new(formula);

    /// <summary>The value of an elementwise node.</summary>
    public Code Value(in Node node) =>
        node.Op switch
        {
            Op.Neg => Negated(operand(node.A)),
            Op.Add => Binary(node, "+", Binds.Sum),
            Op.Sub => Binary(node, "-", Binds.Sum),
            Op.Mul => Binary(node, "*", Binds.Product),
            Op.Div => tongue.Quotient(operand(node.A), operand(node.B), certain.IsNeverZero(node.B)),
            Op.Pow => Power(node),
            Op.Polygamma => tongue.Polygamma(node.B, operand(node.A)),
            Op.Fma => tongue.Fma(operand(node.A), operand(node.B), operand(node.C)),
            Op.Where => tongue.Choice(Condition(node.A), operand(node.B), operand(node.C)),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => tongue.Choice(
                Truth(node)!.Value,
                tongue.Number(1),
                tongue.Number(0)
            ),
            _ => tongue.Function(node.Op, operand(node.A), node.Op.Arity() > 1 ? operand(node.B) : default),
        };

    /// <summary>The condition of a node that is a truth; null for any other.</summary>
    public Code? Truth(in Node node) =>
        node.Op switch
        {
            Op.Lt => Compared(node, "<"),
            Op.Le => Compared(node, "<="),
            Op.Gt => Compared(node, ">"),
            Op.Ge => Compared(node, ">="),
            Op.Eq => Compared(node, tongue.Equal),
            Op.Ne => Compared(node, tongue.Unequal),
            Op.And => Both(node, tongue.And, Binds.And),
            Op.Or => Both(node, tongue.Or, Binds.Or),
            Op.Not => tongue.Not(Condition(node.A)),
            _ => null,
        };

    /// <summary>Anything but 0 counts as true, NaN too.</summary>
    private Code Condition(int node) =>
        truth(node) ?? new($"{operand(node).As(Binds.Sum)} {tongue.Unequal} {tongue.Number(0).Text}", Binds.Comparison);

    /// <summary>And beside or stands in parentheses: compilers warn of what people misread.</summary>
    private Code Both(in Node node, string sign, Binds binds) =>
        new($"{Side(Condition(node.A), binds)} {sign} {Side(Condition(node.B), binds + 1)}", binds);

    private static string Side(Code code, Binds binds) =>
        code.Binds is Binds.And or Binds.Or && code.Binds != binds ? $"({code.Text})" : code.As(binds);

    private Code Compared(in Node node, string sign) =>
        new($"{operand(node.A).As(Binds.Sum)} {sign} {operand(node.B).As(Binds.Sum)}", Binds.Comparison);

    /// <summary>Everything associates to the left, so the right side must bind more tightly.</summary>
    private Code Binary(in Node node, string sign, Binds binds) =>
        new($"{operand(node.A).As(binds)} {sign} {operand(node.B).As(binds + 1)}", binds);

    private static Code Negated(Code code) => new("-" + (code.Text[0] == '-' ? $"({code.Text})" : code.As(Binds.Unary)), Binds.Unary);

    private Code Power(in Node node)
    {
        var x = operand(node.A);
        return Exponent(node.B) switch
        {
            0 => tongue.Number(1),
            1 => x,
            2 => Product(x, 2),
            3 => Product(x, 3),
            4 => new($"({Product(x, 2).Text}) * ({Product(x, 2).Text})", Binds.Product),
            -1 => tongue.Quotient(tongue.Number(1), x, certain.IsNeverZero(node.A)),
            _ => tongue.Function(Op.Pow, x, operand(node.B)),
        };
    }

    private static Code Product(Code x, int times) => new(string.Join(" * ", Enumerable.Repeat(x.As(Binds.Unary), times)), Binds.Product);

    /// <summary>An exponent written as a number, with or without a minus; NaN for any other.</summary>
    private double Exponent(int node)
    {
        var sign = 1.0;
        for (; formula.Nodes[node].Op == Op.Neg; node = formula.Nodes[node].A)
            sign = -sign;
        return formula.Nodes[node].Op == Op.Const ? sign * formula.ConstantOf(formula.Nodes[node]).ToDouble() : double.NaN;
    }
}
