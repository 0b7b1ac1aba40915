namespace GdScript.Graphs;

/// <summary>Which values differ from row to row, and by the rows of which table.</summary>
internal static class Dependence
{
    /// <summary>The table of every node of a formula; −1 for what is the same for all rows.</summary>
    /// <exception cref="ArgumentException">A node reads rows of two tables.</exception>
    public static int[] Of(Formula formula)
    {
        var tables = new int[formula.Nodes.Length];
        for (var node = 0; node < tables.Length; node++)
            tables[node] = Of(formula.Nodes[node], formula.Arguments(node), formula.Columns.AsSpan(), tables);
        return tables;
    }

    /// <summary>The table of one node, from those of its arguments.</summary>
    public static int Of(in Node node, ArgumentList arguments, ReadOnlySpan<Column> columns, ReadOnlySpan<int> known)
    {
        if (node.Op == Op.Column)
            return columns[node.A].Table;
        var table = -1;
        foreach (var argument in arguments)
            table = Joined(table, known[argument]);
        if (node.Op.Family() != Family.Rows)
            return table;
        Joined(table, node.B);
        return -1;
    }

    /// <summary>True when two values cannot meet row by row.</summary>
    public static bool Clash(int first, int second) => first >= 0 && second >= 0 && first != second;

    private static int Joined(int first, int second) =>
        Clash(first, second)
            ? throw new ArgumentException($"rows of table {first} and of table {second} do not go together: reduce one of them first")
            : Math.Max(first, second);
}
