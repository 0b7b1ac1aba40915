using System.Collections.Immutable;
using System.Text;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>The writing of one routine: statements in the order of the formula's nodes, a part after the other.</summary>
internal sealed partial class Writer
{
    /// <summary>Longer expressions are cut: readable lines, and never nested deeper than a compiler bears.</summary>
    private const int LongestInline = 48;

    private readonly Routine routine;
    private readonly Formula formula;
    private readonly Tongue tongue;
    private readonly DataShelf shelf;
    private readonly Arrangement layout;
    private readonly Identifiers names;
    private readonly Stems stems;
    private readonly Signature signature;
    private readonly Dictionary<int, string> columns = [];
    private readonly string[] parameters;
    private readonly int[] offsets;
    private readonly int[] places;
    private readonly string index;
    private readonly string row;
    private readonly string?[] nameOf;
    private readonly Code?[] code;
    private readonly Code?[] truth;
    private readonly Expressions expressions;
    private readonly Dictionary<int, string> data = [];
    private readonly Dictionary<int, string> slopes = [];
    private readonly SortedDictionary<int, string> read = [];
    private readonly List<(string Name, string Let, string Set)> kept = [];
    private readonly HashSet<string> declared = [];
    private readonly StringBuilder fetched = new();
    private readonly StringBuilder body = new();
    private readonly bool inScratch;
    private string indent = "";

    private Writer(Routine routine, Formula loss, Tongue tongue, DataShelf shelf)
    {
        (this.routine, formula, this.tongue, this.shelf) = (routine, routine.Formula, tongue, shelf);
        layout = new(formula, tongue.Budget, forReaders: true, valueLast: routine.Returns, table: routine.Table);
        inScratch = !tongue.OwnsArrays || layout.Methods[^1] > 0;
        names = new(tongue.Reserved, tongue.Ascii, tongue.FoldsNames);
        stems = new(names);
        nameOf = new string?[formula.Nodes.Length];
        NameData();
        parameters = [.. formula.Parameters.Select(p => names.Next(p.Name))];
        offsets = Starts(formula.Parameters.Select(p => p.Shape.Count));
        places = Starts(formula.Roots.Select(r => formula.Nodes[r].Shape.Count));
        signature = Signed(loss);
        (index, row) = (names.Next("i"), names.Next("row"));
        (code, truth) = (new Code?[nameOf.Length], new Code?[nameOf.Length]);
        expressions = new(formula, tongue, Operand, node => nameOf[node] is null ? truth[node] : null);
        NameLayers();
    }

    /// <summary>A routine over the parameters and the columns of the loss.</summary>
    public static Written Of(Routine routine, Formula loss, Tongue tongue, DataShelf shelf)
    {
        var writer = new Writer(routine, loss, tongue, shelf);
        ImmutableArray<string> parts = [.. writer.Parts()];
        return new(routine, writer.signature, parts, writer.inScratch ? writer.layout.WorkSize : 0) { Lengths = writer.Lengths() };
    }

    private IEnumerable<string> Parts()
    {
        for (var k = 0; k < layout.Lines.Count; k++)
        {
            Write(layout.Lines[k]);
            var last = k + 1 == layout.Lines.Count;
            if (!last && layout.Methods[k + 1] == layout.Methods[k])
                continue;
            if (last && !routine.Returns)
                Say(tongue.Return(null, signature.Arrays, layout.Methods[^1] > 0));
            yield return string.Concat(read.Values.Select(line => line + "\n")) + fetched + Unnamed(body.ToString());
            read.Clear();
            fetched.Clear();
            body.Clear();
            declared.Clear();
        }
    }

    /// <summary>What the routine is given: the columns that the loss reads, whether this routine reads them or not.</summary>
    private Signature Signed(Formula loss)
    {
        var live = loss.Reached();
        var nodes = loss.Nodes.Where((_, i) => live[i]).ToArray();
        var read = nodes.Where(n => n.Op == Op.Column).Select(n => n.A).Distinct().Order().ToArray();
        foreach (var column in read)
            columns[column] = names.Next(formula.Columns[column].Name);
        int[] tables =
        [
            .. read.Select(c => formula.Columns[c].Table)
                .Concat(nodes.Where(n => n.Op.Family() == Family.Rows).Select(n => n.B))
                .Distinct()
                .Order(),
        ];
        return new(
            names.Next("point"),
            [.. tables.Select(t => Table(t, [.. read.Where(c => formula.Columns[c].Table == t).Select(c => (c, columns[c]))]))],
            [.. routine.Arrays.Select(a => new Given(a.Name, names.Next(a.Name)))],
            names.Next("work")
        );
    }

    private TableNames Table(int table, ImmutableArray<(int, string)> ofTable) =>
        new(ofTable, names.Next(table == 0 ? "rows" : Invariant($"rows{table + 1}")), tongue.IsToldRows || ofTable.IsEmpty);

    private void NameData()
    {
        foreach (var layer in formula.Layers)
            if (layout.IsData(layer.Node) && !data.ContainsKey(layer.Node))
                DataOf(layer.Node, formula.Nodes[layer.Node], layer.Name);
    }

    private void NameLayers()
    {
        foreach (var layer in formula.Layers)
            if (layout.Named[layer.Node])
                nameOf[layer.Node] ??= names.Next(layer.Name);
        if (routine.Told != Told.Gradient)
            return;
        for (var r = 1; r < formula.Roots.Length; r++)
            if (slopes.TryAdd(formula.Roots[r], "d" + formula.Parameters[r - 1].Name) && layout.Named[formula.Roots[r]])
                nameOf[formula.Roots[r]] ??= names.Next(slopes[formula.Roots[r]]);
        if (slopes.TryAdd(formula.Root, "value") && layout.Named[formula.Root])
            nameOf[formula.Root] ??= names.Next("value");
    }

    private void Write(Line line)
    {
        var node = formula.Nodes[line.Node];
        if (line.Walk >= 0)
            Walk(layout.Rows.Walks[line.Walk]);
        else if (line.Root >= 0)
            Store(line);
        else if (node.Op == Op.Array)
            Elements(line, node);
        else if (layout.Named[line.Node] || !layout.IsTransparent(line.Node))
            Compute(line.Node, node);
    }

    private void Compute(int i, Node node)
    {
        if (!node.Shape.IsScalar && layout.Named[i])
        {
            Array(i, node);
            return;
        }
        truth[i] = node.Op.Family() == Family.Elementwise ? expressions.Truth(node) : null;
        var value =
            node.Op.Family() == Family.Elementwise ? expressions.Value(node)
            : node.Op.Family() == Family.Rows ? Alike(node)
            : Reduced(node);
        code[i] = value;
        if (layout.Named[i] || (node.Shape.IsScalar && value.Text.Length > LongestInline))
            Variable(i, value);
    }

    private void Variable(int i, Code value)
    {
        nameOf[i] ??= slopes.TryGetValue(i, out var slope) ? names.Next(slope) : stems.Next(formula.Nodes[i].Op);
        declared.Add(nameOf[i]!);
        var home = layout.Homes.TryGetValue(i, out var place) ? Memory(place) : null;
        var statement = tongue.Let(nameOf[i]!, (home is null ? "" : $"{home} = ") + value.Text);
        if (home is not null)
            kept.Add((nameOf[i]!, statement, tongue.Set(home, value.Text)));
        Say(statement);
    }

    /// <summary>An array written into its memory: an operation on whole arrays, or a loop over its elements.</summary>
    private void Array(int i, Node node)
    {
        var to = Declare(i);
        if (node.Op == Op.Gather || (node.Op == Op.Scatter && node.Shape.IsMatrix))
            Say(tongue.Whole(node.Op, to, Whole(node.A), new(Operand(node.B).Text, node.Shape)));
        else if (node.Op is Op.Softmax or Op.Transpose or Op.Outer or Op.MatMul)
            Say(tongue.Whole(node.Op, to, Whole(node.A), node.Op.Arity() > 1 ? Whole(node.B) : default));
        else
            Each(
                node.Shape.Count,
                () =>
                    tongue.Set(
                        $"{to}[{index}]",
                        (
                            node.Op.Family() == Family.Rows ? Alike(node)
                            : node.Op is Op.Fill or Op.OneHot ? Unwritten(i, node)
                            : node.Op == Op.Scatter ? Scattered(node)
                            : expressions.Value(node)
                        ).Text
                    )
            );
    }

    private void Elements(Line line, Node node)
    {
        if (layout.IsData(line.Node))
            return;
        var to = line.From == 0 ? Declare(line.Node) : Fetch(line.Node);
        for (var k = line.From; k < line.To; k++)
            Say(tongue.Set(Invariant($"{to}[{k}]"), Operand(formula.ListOf(node)[k]).Text));
    }

    private Code Scattered(Node node) =>
        tongue.Choice(new($"{index} == {Operand(node.B).As(Binds.Sum)}", Binds.Comparison), Operand(node.A), tongue.Number(0));

    private Code Reduced(Node node) =>
        node.Op == Op.Gather
            ? tongue.Element(Whole(node.A), Operand(node.B))
            : tongue.Reduced(node.Op, Whole(node.A), node.Op.Arity() > 1 ? Whole(node.B) : default);

    private void Store(Line line)
    {
        var shape = formula.Nodes[line.Node].Shape;
        if (line.Root == 0 && routine.Returns)
        {
            Say(tongue.Return(Operand(line.Node).Text, signature.Arrays, layout.Methods[^1] > 0));
            return;
        }
        var flat = places[line.Root];
        if (!tongue.SlicesCopy && layout.Homes.TryGetValue(line.Node, out var home) && home == new Home(true, flat))
            return;
        var (array, offset) = routine.Where(flat);
        var to = signature.Arrays[array].Said;
        if (shape.IsScalar)
            Say(tongue.Set(Invariant($"{to}[{offset}]"), Operand(line.Node).Text));
        else
            Each(
                shape.Count,
                () => tongue.Set(Invariant($"{to}[{(offset > 0 ? Invariant($"{offset} + ") : "")}{index}]"), Operand(line.Node).Text)
            );
    }

    /// <summary>Where each of several stretches starts that lie one after the other.</summary>
    internal static int[] Starts(IEnumerable<int> lengths)
    {
        var (starts, at) = (new List<int>(), 0);
        foreach (var length in lengths)
        {
            starts.Add(at);
            at = checked(at + length);
        }
        return [.. starts];
    }

    private void Each(int count, Func<string> statement)
    {
        Open(tongue.Loop(index, Invariant($"{count}"), overRows: false));
        Say(statement());
        Close();
    }

    private void Open(IEnumerable<string> head)
    {
        foreach (var line in head)
            Say(line);
        indent += "    ";
    }

    private void Close()
    {
        indent = indent[4..];
        Say(tongue.Close);
    }

    private void Say(string? statement)
    {
        if (statement is not null)
            body.Append(indent).Append(statement).Append('\n');
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
