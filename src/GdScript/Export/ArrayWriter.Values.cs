using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>Each operation as an expression over whole arrays.</summary>
internal sealed partial class ArrayWriter
{
    private Code Value(int i, Node node) =>
        node.Op.Family() switch
        {
            Family.Leaf => Leaf(node),
            Family.Elementwise => Elementwise(i, node),
            Family.Structural => Structural(i, node),
            Family.Rows => Reduction(node),
        };

    private Code Leaf(Node node) =>
        node.Op switch
        {
            Op.Const => tongue.Number(formula.ConstantOf(node).ToDouble()),
            Op.Pi or Op.E => Code.Name($"{tongue.Library}.{(node.Op == Op.Pi ? "pi" : "e")}"),
            Op.Param => Code.Name(Parameter(node.A)),
            Op.Column => Code.Name(columns[node.A]),
            _ => OneHot(node),
        };

    private Code OneHot(Node node)
    {
        var at = node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A;
        var flat = FormattableString.Invariant($"1.0 * ({tongue.Library}.arange({node.Shape.Count}) == {at})");
        return node.Shape.IsMatrix ? Code.Name($"({flat}).reshape({Sizes(node.Shape)})") : new(flat, Binds.Product);
    }

    private string Parameter(int p)
    {
        var (name, shape, offset) = (parameters[p], formula.Parameters[p].Shape, offsets[p]);
        read[p] = shape.IsScalar
            ? FormattableString.Invariant($"{name} = {point}[{offset}]")
            : FormattableString.Invariant($"{name} = {point}[{offset}:{offset + shape.Count}]")
                + (shape.IsMatrix ? $".reshape({Sizes(shape)})" : "");
        return name;
    }

    private Code Elementwise(int i, Node node)
    {
        Code A() => Spread(node.A, i);
        Code B() => Spread(node.B, i);
        return node.Op switch
        {
            Op.Neg => Negated(A()),
            Op.Add => Infix(A(), "+", B(), Binds.Sum),
            Op.Sub => Infix(A(), "-", B(), Binds.Sum),
            Op.Mul => Infix(A(), "*", B(), Binds.Product),
            Op.Div => Infix(A(), "/", B(), Binds.Product),
            Op.Pow => Power(i, node),
            Op.Polygamma => tongue.Polygamma(node.B, A().Text),
            Op.Fma => Infix(Infix(A(), "*", B(), Binds.Product), "+", Spread(node.C, i), Binds.Sum),
            Op.Where => tongue.Call("where", Condition(node.A, i).Text, B().Text, Spread(node.C, i).Text),
            _ when truth[i] is { } condition => tongue.Call("where", condition.Text, "1.0", "0.0"),
            _ => tongue.Function(node.Op, node.Op.Arity() > 1 ? [A().Text, B().Text] : [A().Text]),
        };
    }

    private Code? Truth(int i, Node node) =>
        node.Op switch
        {
            Op.Lt => Compared(i, node, "<"),
            Op.Le => Compared(i, node, "<="),
            Op.Gt => Compared(i, node, ">"),
            Op.Ge => Compared(i, node, ">="),
            Op.Eq => Compared(i, node, "=="),
            Op.Ne => Compared(i, node, "!="),
            Op.And => tongue.Call("logical_and", Condition(node.A, i).Text, Condition(node.B, i).Text),
            Op.Or => tongue.Call("logical_or", Condition(node.A, i).Text, Condition(node.B, i).Text),
            Op.Not => tongue.Call("logical_not", Condition(node.A, i).Text),
            _ => null,
        };

    private Code Compared(int i, Node node, string sign) => Infix(Spread(node.A, i), sign, Spread(node.B, i), Binds.Comparison, Binds.Sum);

    /// <summary>An argument as a condition: its own comparison, where it has no name and needs no axes.</summary>
    private Code Condition(int argument, int user) =>
        nameOf[argument] is null && truth[argument] is { } own && Axes(argument, user).Length == 0
            ? own
            : Infix(Spread(argument, user), "!=", Code.Name("0.0"), Binds.Comparison, Binds.Sum);

    private static Code Infix(Code a, string sign, Code b, Binds binds, Binds least = default) =>
        least == default ? new($"{a.As(binds)} {sign} {b.As(binds + 1)}", binds) : new($"{a.As(least)} {sign} {b.As(least)}", binds);

    private static Code Negated(Code a) => new("-" + (a.Text[0] == '-' ? $"({a.Text})" : a.As(Binds.Unary)), Binds.Unary);

    /// <summary>An argument with the axes it lacks beside what it goes with: a number of a row beside an array of a row.</summary>
    private Code Spread(int argument, int user)
    {
        var axes = Axes(argument, user);
        return axes.Length == 0 ? Operand(argument) : Code.Name($"{Operand(argument).As(Binds.Primary)}{axes}");
    }

    private string Axes(int argument, int user)
    {
        var shape = formula.Nodes[user].Shape;
        return !IsOfRow(argument) || !formula.Nodes[argument].Shape.IsScalar || shape.IsScalar ? ""
            : shape.IsMatrix ? "[:, None, None]"
            : "[:, None]";
    }

    private Code Power(int i, Node node)
    {
        var x = Spread(node.A, i);
        return Exponent(node.B) switch
        {
            0 => IsOfRow(i) || !node.Shape.IsScalar ? tongue.Call("ones_like", x.Text) : tongue.Number(1),
            1 => x,
            2 => Times(x, 2),
            3 => Times(x, 3),
            4 => new($"({Times(x, 2).Text}) * ({Times(x, 2).Text})", Binds.Product),
            -1 => new($"1.0 / {x.As(Binds.Unary)}", Binds.Product),
            _ => tongue.Function(Op.Pow, [x.Text, Spread(node.B, i).Text]),
        };
    }

    private static Code Times(Code x, int times) => new(string.Join(" * ", Enumerable.Repeat(x.As(Binds.Unary), times)), Binds.Product);

    private double Exponent(int node)
    {
        var sign = 1.0;
        for (; formula.Nodes[node].Op == Op.Neg; node = formula.Nodes[node].A)
            sign = -sign;
        return formula.Nodes[node].Op == Op.Const ? sign * formula.ConstantOf(formula.Nodes[node]).ToDouble() : double.NaN;
    }

    /// <summary>Over all rows, which are the first axis; or of what is the same for all of them.</summary>
    private Code Reduction(Node node)
    {
        if (IsOnlySummed(node.A))
            return Scattered(node, formula.Nodes[node.A]);
        var value = Operand(node.A);
        if (IsOfRow(node.A))
            return node.Op switch
            {
                Op.RowMax => tongue.Call("max", value.Text, "axis=0", $"initial=-{tongue.Library}.inf"),
                Op.RowMin => tongue.Call("min", value.Text, "axis=0", $"initial={tongue.Library}.inf"),
                _ => tongue.Call(node.Op == Op.RowSum ? "sum" : "mean", value.Text, "axis=0"),
            };
        var rows = RowsOf(node.B);
        if (node.Op == Op.RowSum)
            return new($"{rows} * {value.As(Binds.Unary)}", Binds.Product);
        var none = node.Op == Op.RowMean ? "nan" : "inf";
        return tongue.Call("where", $"{rows} > 0", value.Text, $"{(node.Op == Op.RowMax ? "-" : "")}{tongue.Library}.{none}");
    }

    /// <summary>What rows scatter is added where it belongs.</summary>
    private Code Scattered(Node sum, Node scatter)
    {
        var sizes = $"({Sizes(scatter.Shape)}{(scatter.Shape.IsMatrix ? "" : ",")})";
        var added = tongue.Helper("scattersum", Broadcast(sum.A, scatter.A), Broadcast(sum.A, scatter.B), sizes);
        return sum.Op == Op.RowSum ? added : new($"{added.Text} / {RowsOf(tables[sum.A])}", Binds.Product);
    }

    private string RowsOf(int table) =>
        given
            .First(t => t.Columns.Any(c => formula.Columns[c.Column].Table == table) || (t.Columns.IsEmpty && given.IndexOf(t) == table))
            .Rows;
}
