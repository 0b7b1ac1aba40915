using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>Operations that look at whole arrays, each with rows in front or without.</summary>
internal sealed partial class ArrayWriter
{
    private Code Structural(int i, Node node) =>
        node.Op switch
        {
            Op.Array => Listed(i, node),
            Op.At => At(node),
            Op.Fill => Filled(i, node),
            Op.Sum or Op.Mean => IsOfRow(i)
                ? tongue.Call(node.Op == Op.Sum ? "sum" : "mean", Operand(node.A).Text, Within(node.A))
                : tongue.Call(node.Op == Op.Sum ? "sum" : "mean", Operand(node.A).Text),
            Op.Norm => tongue.Helper("norm", Operand(node.A).Text, IsOfRow(i) ? Within(node.A)[5..] : "None"),
            Op.Dot => IsOfRow(i)
                ? tongue.Call("sum", Infix(Operand(node.A), "*", Operand(node.B), Binds.Product).Text, "axis=1")
                : tongue.Call("dot", Operand(node.A).Text, Operand(node.B).Text),
            Op.MatMul => Product(node),
            Op.Gather => tongue.Helper(IsOfRow(node.A) ? "gathers" : "gather", Operand(node.A).Text, Operand(node.B).Text),
            Op.Scatter => tongue.Helper(
                "scatter",
                Broadcast(i, node.A),
                Broadcast(i, node.B),
                $"({Sizes(node.Shape)}{(node.Shape.IsMatrix ? "" : ",")})"
            ),
            Op.Outer => Infix(
                Code.Name($"{Operand(node.A).As(Binds.Primary)}[..., :, None]"),
                "*",
                Code.Name($"{Operand(node.B).As(Binds.Primary)}[..., None, :]"),
                Binds.Product
            ),
            Op.Transpose => IsOfRow(i)
                ? tongue.Call("swapaxes", Operand(node.A).Text, "-1", "-2")
                : Code.Name($"{Operand(node.A).As(Binds.Primary)}.T"),
            _ => tongue.Helper(node.Op.ToString().ToLowerInvariant(), Operand(node.A).Text),
        };

    /// <summary>An argument of rows has them; one that all rows share is the same in each.</summary>
    private string Broadcast(int user, int argument) =>
        !IsOfRow(user) || IsOfRow(argument)
            ? Operand(argument).Text
            : tongue
                .Call(
                    "broadcast_to",
                    Operand(argument).Text,
                    $"({RowsOf(tables[user])},{(formula.Nodes[argument].Shape is { IsScalar: false } shape ? $" {Sizes(shape)}" : "")})"
                )
                .Text;

    private string Within(int argument) => formula.Nodes[argument].Shape.IsMatrix ? "axis=(1, 2)" : "axis=1";

    private Code At(Node node)
    {
        var first = IsOfRow(node.A) ? ":, " : "";
        var second = node.C < 0 ? "" : FormattableString.Invariant($", {node.C}");
        return Code.Name(FormattableString.Invariant($"{Operand(node.A).As(Binds.Primary)}[{first}{node.B}{second}]"));
    }

    private Code Filled(int i, Node node) =>
        IsOfRow(i)
            ? tongue.Call(
                "broadcast_to",
                $"{Operand(node.A).As(Binds.Primary)}[:, None{(node.Shape.IsMatrix ? ", None" : "")}]",
                $"({RowsOf(tables[i])}, {Sizes(node.Shape)})"
            )
            : tongue.Call("full", $"({Sizes(node.Shape)}{(node.Shape.IsMatrix ? "" : ",")})", Operand(node.A).Text, "dtype=float");

    /// <summary>Numbers are data; other elements are put side by side, and where one is of a row, all are.</summary>
    private Code Listed(int i, Node node)
    {
        var elements = formula.ListOf(node).ToArray();
        if (elements.All(IsNumber))
        {
            var data = shelf.NameOf([.. elements.Select(NumberOf)], formula.Layers.FirstOrDefault(l => l.Node == i).Name);
            names.Reserve(data);
            return Code.Name(node.Shape.IsMatrix ? $"{data}.reshape({Sizes(node.Shape)})" : data);
        }
        var list = $"[{string.Join(", ", elements.Select(e => Operand(e).Text))}]";
        if (!IsOfRow(i))
            return node.Shape.IsMatrix
                ? Code.Name($"{tongue.Call("array", list, "dtype=float").Text}.reshape({Sizes(node.Shape)})")
                : tongue.Call("array", list, "dtype=float");
        var one = elements.First(IsOfRow);
        var wide = elements.Select(e => IsOfRow(e) ? Operand(e).Text : tongue.Call("full_like", Operand(one).Text, Operand(e).Text).Text);
        var stacked = tongue.Call("stack", $"[{string.Join(", ", wide)}]", "axis=1");
        return node.Shape.IsMatrix ? Code.Name($"{stacked.Text}.reshape({RowsOf(tables[i])}, {Sizes(node.Shape)})") : stacked;
    }

    private bool IsNumber(int node) =>
        formula.Nodes[node].Op is Op.Const or Op.Pi or Op.E
        || (formula.Nodes[node].Op == Op.Neg && formula.Nodes[formula.Nodes[node].A].Op is Op.Const or Op.Pi or Op.E);

    private double NumberOf(int node) =>
        formula.Nodes[node].Op switch
        {
            Op.Neg => -NumberOf(formula.Nodes[node].A),
            Op.Pi => Math.PI,
            Op.E => Math.E,
            _ => formula.ConstantOf(formula.Nodes[node]).ToDouble(),
        };

    /// <summary>NumPy's product of matrices; where each row has a matrix or a vector of its own, with axes so that it pairs them.</summary>
    private Code Product(Node node)
    {
        var (a, b) = (Operand(node.A), Operand(node.B));
        var (left, right) = (formula.Nodes[node.A].Shape, formula.Nodes[node.B].Shape);
        if (right.IsVector && IsOfRow(node.B))
            return IsOfRow(node.A)
                ? Code.Name($"({a.As(Binds.Product)} @ {b.As(Binds.Primary)}[:, :, None])[:, :, 0]")
                : new($"{b.As(Binds.Product)} @ {a.As(Binds.Primary)}.T", Binds.Product);
        if (left.IsVector && IsOfRow(node.A) && IsOfRow(node.B))
            return Code.Name($"({a.As(Binds.Primary)}[:, None, :] @ {b.As(Binds.Unary)})[:, 0, :]");
        return new($"{a.As(Binds.Product)} @ {b.As(Binds.Unary)}", Binds.Product);
    }
}
