using System.Collections.Immutable;
using System.Text;
using GdScript.Export.Tongues;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// The writing of one routine in a language of whole arrays: a line for each value that needs a name, in the order of the formula's
/// nodes. A value of a row has the rows as its first axis.
/// </summary>
internal sealed partial class ArrayWriter
{
    private const int LongestInline = 60;

    private readonly Routine routine;
    private readonly Formula formula;
    private readonly NumPyTongue tongue;
    private readonly DataShelf shelf;
    private readonly bool[] named;
    private readonly int[] tables;
    private readonly bool[] asWhole;
    private readonly Identifiers names;
    private readonly Stems stems;
    private readonly string?[] nameOf;
    private readonly Code?[] code;
    private readonly Code?[] truth;
    private readonly Dictionary<int, string> columns = [];
    private readonly string[] parameters;
    private readonly int[] offsets;
    private readonly Dictionary<int, int> rootOf = [];
    private readonly string point;
    private readonly Given[] arrays;
    private readonly ImmutableArray<TableNames> given;
    private readonly StringBuilder body = new();
    private readonly SortedDictionary<int, string> read = [];

    private ArrayWriter(Routine routine, Formula loss, NumPyTongue tongue, IEnumerable<string> taken, DataShelf shelf)
    {
        (this.routine, formula, this.tongue, this.shelf) = (routine, routine.Formula, tongue, shelf);
        var live = formula.Reached();
        named = ArrayNames.Of(formula, live);
        asWhole = new bool[live.Length];
        foreach (var root in formula.Roots)
            asWhole[root] = true;
        for (var i = 0; i < live.Length; i++)
            foreach (var argument in formula.Arguments(i))
                asWhole[argument] |= live[i] && formula.Nodes[i].Op is not (Op.RowSum or Op.RowMean);
        tables = [.. Enumerable.Range(0, live.Length).Select(formula.TableOf)];
        names = new([.. NumPyTongue.Reserved, .. taken], ascii: false, folds: true);
        stems = new(names);
        (nameOf, code, truth) = (new string?[live.Length], new Code?[live.Length], new Code?[live.Length]);
        parameters = [.. formula.Parameters.Select(p => names.Next(p.Name))];
        offsets = Writer.Starts(formula.Parameters.Select(p => p.Shape.Count));
        for (var r = 0; r < formula.Roots.Length; r++)
            rootOf.TryAdd(formula.Roots[r], r);
        given = TablesOf(loss);
        point = names.Next("point");
        arrays = [.. routine.Arrays.Select(a => new Given(a.Name, names.Next(a.Name)))];
        foreach (var layer in formula.Layers)
            if (named[layer.Node])
                nameOf[layer.Node] ??= names.Next(layer.Name);
        for (var i = 0; i < live.Length; i++)
            if (live[i])
                Compute(i);
    }

    public static Written Of(Routine routine, Formula loss, NumPyTongue tongue, IEnumerable<string> taken, DataShelf shelf)
    {
        var writer = new ArrayWriter(routine, loss, tongue, taken, shelf);
        writer.Answer();
        var text = string.Concat(writer.Fetched().Select(line => line + "\n")) + writer.body;
        return new(routine, new(writer.point, writer.given, [.. writer.arrays], ""), [text], 0);
    }

    private ImmutableArray<TableNames> TablesOf(Formula loss)
    {
        var live = loss.Reached();
        var nodes = loss.Nodes.Where((_, i) => live[i]).ToArray();
        var all = nodes.Where(n => n.Op == Op.Column).Select(n => n.A).Distinct().Order().ToArray();
        foreach (var column in all)
            columns[column] = names.Next(formula.Columns[column].Name);
        return
        [
            .. all.Select(c => formula.Columns[c].Table)
                .Concat(nodes.Where(n => n.Op.Family() == Family.Rows).Select(n => n.B))
                .Distinct()
                .Order()
                .Select(t => new TableNames(
                    [.. all.Where(c => formula.Columns[c].Table == t).Select(c => (c, columns[c]))],
                    names.Next(t == 0 ? "rows" : $"rows{About.Count(t + 1)}"),
                    all.All(c => formula.Columns[c].Table != t)
                )),
        ];
    }

    /// <summary>What is taken out of the arguments: the parameters that are used, columns as arrays, the number of rows.</summary>
    private IEnumerable<string> Fetched()
    {
        foreach (var line in read.Values)
            yield return line;
        foreach (var table in given)
        {
            foreach (var (column, name) in table.Columns)
            {
                var shape = formula.Columns[column].Shape;
                var rows = shape.IsScalar ? "" : $".reshape(-1, {Sizes(shape)})";
                yield return $"{name} = {tongue.Library}.asarray({name}, dtype=float){rows}";
            }
            if (!table.IsTold && Written.Mentions(body.ToString(), table.Rows))
                yield return $"{table.Rows} = {table.Columns[0].Name}.shape[0]";
        }
    }

    /// <summary>What rows scatter and nothing but sums over them takes: no array is made of it.</summary>
    private bool IsOnlySummed(int node) => formula.Nodes[node].Op == Op.Scatter && IsOfRow(node) && !asWhole[node];

    private void Compute(int i)
    {
        if (IsOnlySummed(i))
            return;
        var node = formula.Nodes[i];
        truth[i] = node.Op.Family() == Family.Elementwise ? Truth(i, node) : null;
        var value = Value(i, node);
        code[i] = value;
        if (!named[i] && (value.Text.Length <= LongestInline || node.Op.Family() == Family.Leaf))
            return;
        nameOf[i] ??= NameOf(i, node);
        body.Append(nameOf[i]).Append(" = ").Append(value.Text).Append('\n');
    }

    private string NameOf(int i, Node node)
    {
        var root = rootOf.GetValueOrDefault(i, -1);
        return routine.Told != Told.Gradient || root < 0
            ? stems.Next(node.Op)
            : names.Next(root == 0 ? "value" : "d" + formula.Parameters[root - 1].Name);
    }

    /// <summary>The roots as the answer: the value, then each array as one flat array.</summary>
    private void Answer()
    {
        var root = routine.Returns ? 1 : 0;
        var said = new List<string>();
        if (routine.Returns)
            said.Add(Operand(formula.Root).Text);
        foreach (var array in routine.Arrays)
        {
            var (parts, count) = (new List<int>(), 0);
            for (; count < array.Count; count += formula.Nodes[formula.Roots[root++]].Shape.Count)
                parts.Add(formula.Roots[root]);
            said.Add((routine.Table < 0 ? Flat(parts) : OfRows(parts, array)) + Matrix(array));
        }
        body.Append("return ").Append(string.Join(", ", said)).Append('\n');
    }

    private string Matrix(Filled array) =>
        array.Width == 0
            ? ""
            : $".reshape({(routine.Table < 0 ? About.Count(array.Count / Math.Max(1, array.Width)) : "-1")}, {About.Count(array.Width)})";

    /// <summary>What each row has, side by side: the rows are the first axis; what all of them share is told to each.</summary>
    private string OfRows(List<int> roots, Filled array)
    {
        var rows = RowsOf(routine.Table);
        var wide = roots.Select(root =>
            IsOfRow(root)
                ? Code.Name($"{Operand(root).As(Binds.Primary)}.reshape({rows}, {About.Count(formula.Nodes[root].Shape.Count)})").Text
                : tongue
                    .Call(
                        "broadcast_to",
                        tongue.Call("ravel", Operand(root).Text).Text,
                        $"({rows}, {About.Count(formula.Nodes[root].Shape.Count)})"
                    )
                    .Text
        );
        var all = wide.ToArray() is [var one] ? one : tongue.Call("concatenate", $"[{string.Join(", ", wide)}]", "axis=1").Text;
        return array.Width == 0 ? tongue.Call("ravel", all).Text : all;
    }

    private string Flat(List<int> roots)
    {
        if (roots.Count == 0)
            return tongue.Call("zeros", "0").Text;
        if (roots.All(r => formula.Nodes[r].Shape.IsScalar))
            return tongue.Call("array", $"[{string.Join(", ", roots.Select(r => Operand(r).Text))}]", "dtype=float").Text;
        var flat = roots.Select(r => tongue.Call("ravel", Operand(r).Text).Text).ToArray();
        return flat.Length == 1 ? flat[0] : tongue.Call("concatenate", $"[{string.Join(", ", flat)}]").Text;
    }

    private Code Operand(int i) => nameOf[i] is { } name ? Code.Name(name) : code[i]!.Value;

    private bool IsOfRow(int i) => tables[i] >= 0;

    private static string Sizes(Shape shape) =>
        shape.IsMatrix ? FormattableString.Invariant($"{shape.Rows}, {shape.Columns}") : About.Count(shape.Rows);
}
