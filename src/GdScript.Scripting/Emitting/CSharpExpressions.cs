using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Scripting.Emitting;

/// <summary>
/// One elementwise operation as C#, in the interpreter's order of operations: no sum or product changes sides, small powers
/// are the products the kernels make of them, and a truth is a condition where it is asked for and 1 or 0 elsewhere.
/// </summary>
/// <param name="formula">Whose nodes.</param>
/// <param name="operand">How an argument is written here.</param>
/// <param name="truth">The condition an argument is, where it is written as one.</param>
internal sealed class CSharpExpressions(Formula formula, Func<int, CSharpCode> operand, Func<int, CSharpCode?> truth)
{
    /// <summary>The value of an elementwise node.</summary>
    public CSharpCode Value(in Node node) =>
        node.Op switch
        {
            Op.Neg => Negated(operand(node.A)),
            Op.Add => Binary(node, "+", Binds.Sum),
            Op.Sub => Binary(node, "-", Binds.Sum),
            Op.Mul => Binary(node, "*", Binds.Product),
            Op.Div => Binary(node, "/", Binds.Product),
            Op.Pow => Power(node),
            Op.Polygamma => Polygamma(node),
            Op.Bessel => OfBessel(Bessel.Of(node.B), operand(node.A).Text),
            Op.Fma => CSharpCode.Call("Math.FusedMultiplyAdd", operand(node.A).Text, operand(node.B).Text, operand(node.C).Text),
            Op.Where => new(
                $"{Condition(node.A).As(Binds.Or)} ? {operand(node.B).As(Binds.Or)} : {operand(node.C).As(Binds.Or)}",
                Binds.Choice
            ),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => new(
                $"{Truth(node)!.Value.As(Binds.Or)} ? 1.0 : 0.0",
                Binds.Choice
            ),
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max => CSharpCode.Call(
                CSharpCode.FunctionOf(node.Op),
                operand(node.A).Text,
                operand(node.B).Text
            ),
            _ => CSharpCode.Call(CSharpCode.FunctionOf(node.Op), operand(node.A).Text),
        };

    /// <summary>The condition of a node that is a truth; null for any other.</summary>
    public CSharpCode? Truth(in Node node) =>
        node.Op switch
        {
            Op.Lt => Binary(node, "<", Binds.Comparison),
            Op.Le => Binary(node, "<=", Binds.Comparison),
            Op.Gt => Binary(node, ">", Binds.Comparison),
            Op.Ge => Binary(node, ">=", Binds.Comparison),
            Op.Eq => Binary(node, "==", Binds.Equality),
            Op.Ne => Binary(node, "!=", Binds.Equality),
            Op.And => Both(node, "&&", Binds.And),
            Op.Or => Both(node, "||", Binds.Or),
            Op.Not => new("!" + Condition(node.A).As(Binds.Unary), Binds.Unary),
            _ => null,
        };

    /// <summary>Anything but 0 counts as true, NaN too.</summary>
    private CSharpCode Condition(int node) => truth(node) ?? new($"{operand(node).As(Binds.Comparison)} != 0.0", Binds.Equality);

    private CSharpCode Both(in Node node, string sign, Binds binds) =>
        new($"{Condition(node.A).As(binds)} {sign} {Condition(node.B).As(binds + 1)}", binds);

    /// <summary>Everything associates to the left, so the right side must bind more tightly.</summary>
    private CSharpCode Binary(in Node node, string sign, Binds binds) =>
        new($"{operand(node.A).As(binds)} {sign} {operand(node.B).As(binds + 1)}", binds);

    private static CSharpCode Negated(CSharpCode code) =>
        new("-" + (code.Text[0] == '-' ? $"({code.Text})" : code.As(Binds.Unary)), Binds.Unary);

    private CSharpCode Power(in Node node)
    {
        var x = operand(node.A);
        return Exponent(node.B) switch
        {
            0 => CSharpCode.Number(1),
            1 => x,
            2 => Product(x, "Square", $"{x.Text} * {x.Text}"),
            3 => Product(x, "Cube", $"{x.Text} * {x.Text} * {x.Text}"),
            4 => CSharpCode.Call("FormulaMath.Fourth", x.Text),
            -1 => new($"1.0 / {x.As(Binds.Unary)}", Binds.Product),
            _ => CSharpCode.Call("Elementary.Pow", x.Text, operand(node.B).Text),
        };
    }

    /// <summary>A name is multiplied by itself; a longer text is written once.</summary>
    private static CSharpCode Product(CSharpCode x, string function, string product) =>
        x.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '[' or ']')
            ? new(product, Binds.Product)
            : CSharpCode.Call("FormulaMath." + function, x.Text);

    /// <summary>An exponent written as a number, with or without a minus; NaN for any other.</summary>
    private double Exponent(int node)
    {
        var sign = 1.0;
        for (; formula.Nodes[node].Op == Op.Neg; node = formula.Nodes[node].A)
            sign = -sign;
        return formula.Nodes[node].Op == Op.Const ? sign * formula.ConstantOf(formula.Nodes[node]).ToDouble() : double.NaN;
    }

    private static CSharpCode OfBessel(Bessel function, string x) =>
        function.HasOrder
            ? CSharpCode.Call($"Bessels.{function.Kind}", function.Order.ToString(CultureInfo.InvariantCulture), x)
            : CSharpCode.Call($"Bessels.{function.Kind}", x);

    private CSharpCode Polygamma(in Node node) =>
        node.B switch
        {
            0 => CSharpCode.Call("Elementary.Digamma", operand(node.A).Text),
            1 => CSharpCode.Call("Elementary.Trigamma", operand(node.A).Text),
            _ => CSharpCode.Call("Elementary.Polygamma", node.B.ToString(CultureInfo.InvariantCulture), operand(node.A).Text),
        };
}
