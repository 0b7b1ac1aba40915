using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>A walk over the rows of a table, which adds up as it goes.</summary>
internal sealed partial class Writer
{
    /// <summary>What all rows share is fetched above; names of rows belong to this walk alone.</summary>
    private void Walk(RowWalk walk)
    {
        foreach (var node in walk.Nodes)
            nameOf[node] = layout.Named[node] ? nameOf[node] : null;
        foreach (var reduction in walk.Reductions)
            Begin(reduction, formula.Nodes[reduction]);
        var rows = RowsOf(walk.Table);
        Open(tongue.Loop(row, rows, overRows: true));
        foreach (var node in walk.Nodes)
            if (formula.Nodes[node].Op == Op.Array && !layout.IsData(node))
                Elements(new(node, 0, formula.Nodes[node].Shape.Count, -1), formula.Nodes[node]);
            else if (!layout.IsOnlySummed(node) && (layout.Named[node] || !layout.IsTransparent(node)))
                Compute(node, formula.Nodes[node]);
        foreach (var reduction in walk.Reductions)
            if (layout.IsOnlySummed(formula.Nodes[reduction].A))
                Scatter(reduction, formula.Nodes[formula.Nodes[reduction].A]);
            else
                OverElements(reduction, (to, node) => Gather(to, node.Op, Operand(node.A)));
        if (walk.Reductions.Length == 0)
            Tell();
        Close();
        foreach (var reduction in walk.Reductions)
            Finish(reduction, rows);
    }

    /// <summary>Every root of this row, stored behind those of the rows before.</summary>
    private void Tell()
    {
        var flat = 0;
        foreach (var root in formula.Roots)
        {
            var (array, offset) = routine.Where(flat);
            var (to, wide, count) = (signature.Arrays[array].Said, routine.Arrays[array].Count, formula.Nodes[root].Shape.Count);
            var place = (wide == 1 ? row : Invariant($"{row} * {wide}")) + (offset > 0 ? Invariant($" + {offset}") : "");
            if (formula.Nodes[root].Shape.IsScalar)
                Say(tongue.Set($"{to}[{place}]", Operand(root).Text));
            else
                Each(count, () => tongue.Set($"{to}[{place} + {index}]", Operand(root).Text));
            flat += count;
        }
    }

    /// <summary>How many numbers each array that is filled has.</summary>
    private ImmutableArray<string> Lengths() =>
        routine.Table < 0 || tongue.IsToldRows ? [.. routine.Arrays.Select(a => About.Count(a.Count))] : [.. routine.Arrays.Select(OfRows)];

    private string OfRows(Filled array)
    {
        var table = TableNamed(routine.Table);
        var rows = table.IsTold ? table.Rows : tongue.Rows(table.Columns[0].Name, formula.Columns[table.Columns[0].Column].Shape.Count);
        return array.Count == 1 ? rows : $"{rows} * {About.Count(array.Count)}";
    }

    private void Begin(int reduction, Node node)
    {
        var start = tongue.Number(
            node.Op == Op.RowMax ? double.NegativeInfinity
            : node.Op == Op.RowMin ? double.PositiveInfinity
            : 0
        );
        if (node.Shape.IsScalar)
        {
            nameOf[reduction] ??= stems.Next(node.Op);
            declared.Add(nameOf[reduction]!);
            Say(tongue.Begin(nameOf[reduction]!, start.Text));
            return;
        }
        Declare(reduction);
        OverElements(reduction, (to, _) => tongue.Set(to, start.Text));
    }

    /// <summary>A row adds to the place it names, and leaves the others as they are.</summary>
    private void Scatter(int reduction, Node scatter)
    {
        var value = scatter.Shape.IsVector ? Operand(scatter.A).Text : Span(scatter.A);
        Say(tongue.AddTo(nameOf[reduction]!, scatter.Shape, value, Operand(scatter.B)));
    }

    private string Gather(string to, Op op, Code value) =>
        op switch
        {
            Op.RowMax => tongue.Set(to, tongue.Function(Op.Max, Code.Name(to), value).Text),
            Op.RowMin => tongue.Set(to, tongue.Function(Op.Min, Code.Name(to), value).Text),
            _ => tongue.Add(to, value.Text),
        };

    private void Finish(int reduction, string rows)
    {
        var node = formula.Nodes[reduction];
        if (node.Op == Op.RowMean)
            OverElements(reduction, (to, _) => tongue.Set(to, tongue.Quotient(Code.Name(to), tongue.Counted(rows), false).Text));
        if (node.Shape.IsScalar && layout.Homes.TryGetValue(reduction, out var home))
            Say(tongue.Set(Memory(home), nameOf[reduction]!));
    }

    private void OverElements(int reduction, Func<string, Node, string> statement)
    {
        var node = formula.Nodes[reduction];
        if (node.Shape.IsScalar)
            Say(statement(nameOf[reduction]!, node));
        else
            Each(node.Shape.Count, () => statement($"{nameOf[reduction]}[{index}]", node));
    }

    /// <summary>A reduction of what is the same for all rows: as many times itself, or itself, if there is a row.</summary>
    private Code Alike(Node node)
    {
        var (value, rows) = (Operand(node.A), tongue.Counted(RowsOf(node.B)));
        if (node.Op == Op.RowSum)
            return new($"{rows.As(Binds.Product)} * {value.As(Binds.Unary)}", Binds.Product);
        var none = tongue.Number(
            node.Op == Op.RowMean ? double.NaN
            : node.Op == Op.RowMax ? double.NegativeInfinity
            : double.PositiveInfinity
        );
        return tongue.Choice(new($"{rows.As(Binds.Sum)} > 0", Binds.Comparison), value, none);
    }

    private string RowsOf(int table)
    {
        var names = TableNamed(table);
        if (!names.IsTold && declared.Add(names.Rows))
        {
            var (column, name) = names.Columns.MinBy(c => formula.Columns[c.Column].Shape.Count);
            Fetching(tongue.CountRows(names.Rows, name, formula.Columns[column].Shape.Count));
        }
        return names.Rows;
    }

    private TableNames TableNamed(int table) =>
        signature.Tables.First(t => t.Columns.Any(c => formula.Columns[c.Column].Table == table) || TableOf(t) == table);

    /// <summary>A table without columns stands at its own number.</summary>
    private int TableOf(TableNames table) =>
        table.Columns.IsEmpty ? signature.Tables.IndexOf(table) : formula.Columns[table.Columns[0].Column].Table;
}
