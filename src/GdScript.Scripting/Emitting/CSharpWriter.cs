using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Export;
using GdScript.Graphs;
using Ranks = GdScript.Kernels.Ranks;
using RowProducts = GdScript.Kernels.RowProducts;
using Triangles = GdScript.Kernels.Triangles;

namespace GdScript.Scripting.Emitting;

/// <summary>The writing of one formula as C#: statements in the order of its nodes, a method after the other.</summary>
internal sealed class CSharpWriter
{
    /// <summary>Longer expressions are cut: readable lines, and never nested deeper than a compiler bears.</summary>
    private const int LongestInline = 48;

    private readonly Formula formula;
    private readonly Arrangement layout;
    private readonly ImmutableArray<string> roots;
    private readonly CSharpNames names = new();
    private readonly string[] parameters;
    private readonly string[] columns;
    private readonly string index;
    private readonly string row;
    private readonly string rows;
    private readonly string?[] nameOf;
    private readonly CSharpCode?[] code;
    private readonly CSharpCode?[] truth;
    private readonly CSharpExpressions expressions;
    private readonly Dictionary<int, string> data = [];
    private readonly StringBuilder dataText = new();
    private readonly HashSet<string> declared = [];
    private readonly StringBuilder fetched = new();
    private readonly StringBuilder body = new();
    private int temporaries;
    private string indent = "";

    public CSharpWriter(Formula formula, ImmutableArray<string> roots)
    {
        (this.formula, this.roots) = (formula, roots);
        layout = new(formula);
        parameters = [.. formula.Parameters.Select(p => names.Next(p.Name))];
        columns = [.. formula.Columns.Select(c => names.Next(c.Name))];
        (index, row, rows) = (names.Next("i"), names.Next("row"), names.Next("rows"));
        nameOf = new string?[formula.Nodes.Length];
        (code, truth) = (new CSharpCode?[nameOf.Length], new CSharpCode?[nameOf.Length]);
        expressions = new(formula, Operand, node => nameOf[node] is null ? truth[node] : null);
        NameLayers();
    }

    public int WorkSize => layout.WorkSize;

    /// <summary>The arrays of numbers written in the formula, as members of the class; known once the methods are written.</summary>
    public string Data => dataText.ToString();

    /// <summary>The statements of each method.</summary>
    public IEnumerable<string> Methods()
    {
        for (var k = 0; k < layout.Lines.Count; k++)
        {
            Write(layout.Lines[k]);
            if (k + 1 < layout.Lines.Count && layout.Methods[k + 1] == layout.Methods[k])
                continue;
            yield return fetched.ToString() + body;
            fetched.Clear();
            body.Clear();
            declared.Clear();
        }
    }

    private void NameLayers()
    {
        foreach (var layer in formula.Layers)
            if (layout.Named[layer.Node] || layout.IsData(layer.Node))
                nameOf[layer.Node] ??= names.Next(layer.Name);
        for (var r = 0; r < formula.Roots.Length && r < roots.Length; r++)
            if (layout.Named[formula.Roots[r]])
                nameOf[formula.Roots[r]] ??= names.Next(roots[r]);
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

    /// <summary>
    /// The values of every row, put aside for each reduction element by element, then reduced in the one order that sums have. What
    /// all rows share is fetched above; names of rows belong to this walk alone.
    /// </summary>
    private void Walk(RowWalk walk)
    {
        foreach (var node in walk.Nodes)
            nameOf[node] = layout.Named[node] ? nameOf[node] : null;
        Say(Invariant($"var {rows} = tables[{walk.Table}].Count;"));
        var asides = walk.Reductions.SelectMany(r => Reduced(r).Select(each => (Node: r, Each: each, Name: names.Next("each")))).ToArray();
        foreach (var (_, each, name) in asides)
        {
            var count = formula.Nodes[each].Shape.Count;
            Say(Invariant($"var {name} = new double[{(count == 1 ? "" : Invariant($"{count} * "))}{rows}];"));
        }
        Say(Invariant($"for (var {row} = 0; {row} < {rows}; {row}++)"));
        Say("{");
        indent += "    ";
        foreach (var node in walk.Nodes)
            if (formula.Nodes[node].Op == Op.Array && !layout.IsData(node))
                Elements(new(node, 0, formula.Nodes[node].Shape.Count, -1), formula.Nodes[node]);
            else if (!layout.IsOnlySummed(node) && (layout.Named[node] || !layout.IsTransparent(node)))
                Compute(node, formula.Nodes[node]);
        foreach (var (_, each, name) in asides)
            Aside(each, name);
        indent = indent[4..];
        Say("}");
        foreach (var aside in asides.GroupBy(a => a.Node, a => a.Name))
            if (formula.Nodes[aside.Key].Shape.IsScalar)
                Variable(aside.Key, CSharpCode.Call($"FormulaMath.{formula.Nodes[aside.Key].Op}", Arguments(aside.Key, [.. aside])));
            else
                Say(
                    Invariant(
                        $"FormulaMath.{formula.Nodes[aside.Key].Op}{Done(aside.Key)}({string.Join(", ", Arguments(aside.Key, [.. aside]))}, {rows}, {Declare(aside.Key)});"
                    )
                );
    }

    /// <summary>The sum of a product is given its factors, that of a square the same ones twice.</summary>
    private string[] Arguments(int reduction, string[] asides) => IsOfProducts(reduction) ? [asides[0], asides[^1]] : asides;

    /// <summary>What is put aside for a reduction: a sum of products makes these itself, and so does one of what is scattered.</summary>
    private int[] Reduced(int reduction)
    {
        var node = formula.Nodes[reduction];
        if (RowProducts.FactorsOf(formula, node) is var (a, b))
            return a == b ? [a] : [a, b];
        return node.Op is Op.RowSum or Op.RowMean && formula.Nodes[node.A] is { Op: Op.Outer } outer && Ranks.Is(outer.Shape)
                ? [outer.A, outer.B]
            : layout.IsOnlySummed(node.A) ? [formula.Nodes[node.A].A, formula.Nodes[node.A].B]
            : [node.A];
    }

    /// <summary>What is done to a row before it is summed, where a function has it in its name: Outer or Scatter.</summary>
    private string Done(int reduction) =>
        Reduced(reduction).Length == 2 && !IsOfProducts(reduction) ? $"{formula.Nodes[formula.Nodes[reduction].A].Op}" : "";

    private bool IsOfProducts(int reduction) => RowProducts.FactorsOf(formula, formula.Nodes[reduction]) != null;

    private void Aside(int each, string name)
    {
        if (formula.Nodes[each].Shape.IsScalar)
        {
            Say($"{name}[{row}] = {Operand(each).Text};");
            return;
        }
        Say(Invariant($"for (var {index} = 0; {index} < {formula.Nodes[each].Shape.Count}; {index}++)"));
        Say($"    {name}[{index} * {rows} + {row}] = {Operand(each).Text};");
    }

    /// <summary>A reduction of what is the same for all rows: as many times itself, or itself.</summary>
    private CSharpCode Counted(Node node) =>
        CSharpCode.Call($"FormulaMath.{node.Op}", Invariant($"tables[{node.B}].Count"), Operand(node.A).Text);

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
            : node.Op.Family() == Family.Rows ? Counted(node)
            : Reduced(node);
        code[i] = value;
        if (layout.Named[i] || (node.Shape.IsScalar && value.Text.Length > LongestInline))
            Variable(i, value);
    }

    private void Variable(int i, CSharpCode value)
    {
        nameOf[i] ??= names.Next(FormattableString.Invariant($"t{++temporaries}"));
        declared.Add(nameOf[i]!);
        var home = layout.Homes.TryGetValue(i, out var place) ? Invariant($"{Memory(place)}[{place.Offset}] = ") : "";
        Say($"var {nameOf[i]} = {home}{value.Text};");
    }

    /// <summary>An array written into its memory: an operation on whole arrays, or a loop over its elements.</summary>
    private void Array(int i, Node node)
    {
        var to = Declare(i);
        switch (node.Op)
        {
            case Op.Fill:
                Say($"{to}.Fill({Operand(node.A).Text});");
                break;
            case Op.OneHot:
                Say(Invariant($"FormulaMath.OneHot({(node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A)}, {to});"));
                break;
            case Op.Softmax:
                Say($"FormulaMath.Softmax({Span(node.A)}, {to});");
                break;
            case Op.Gather:
                Say($"FormulaMath.Gather({Span(node.A)}, {Operand(node.B).Text}, {to});");
                break;
            case Op.Scatter:
                var value = node.Shape.IsVector ? Operand(node.A).Text : Span(node.A);
                Say($"FormulaMath.Scatter({value}, {Operand(node.B).Text}, {to});");
                break;
            case Op.Transpose:
                var from = formula.Nodes[node.A].Shape;
                Say(Invariant($"FormulaMath.Transpose({Span(node.A)}, {from.Rows}, {from.Columns}, {to});"));
                break;
            case Op.Outer:
                Say($"FormulaMath.Outer({Span(node.A)}, {Span(node.B)}, {to});");
                break;
            case Op.MatMul:
                Say(Product(node, to));
                break;
            default:
                Say(Invariant($"for (var {index} = 0; {index} < {node.Shape.Count}; {index}++)"));
                Say($"    {to}[{index}] = {(node.Op.Family() == Family.Rows ? Counted(node) : expressions.Value(node)).Text};");
                break;
        }
    }

    /// <summary>A product of matrices; with a lower triangle without its zeros.</summary>
    private string Product(Node node, string to)
    {
        var (a, b, both) = (formula.Nodes[node.A], formula.Nodes[node.B], $"{Span(node.A)}, {Span(node.B)}");
        var (rows, columns) = (a.Shape.IsMatrix ? a.Shape.Rows : 1, b.Shape.IsMatrix ? b.Shape.Columns : 1);
        return Triangles.Is(formula, a) ? Invariant($"FormulaMath.LowerTimes({both}, {b.Shape.Rows}, {columns}, {to});")
            : !a.Shape.IsMatrix && Triangles.Is(formula, b) ? Invariant($"FormulaMath.TimesLower({both}, {b.Shape.Rows}, {to});")
            : Invariant($"FormulaMath.MatMul({both}, {rows}, {b.Shape.Rows}, {columns}, {to});");
    }

    private void Elements(Line line, Node node)
    {
        if (layout.IsData(line.Node))
            return;
        var to = line.From == 0 ? Declare(line.Node) : Fetch(line.Node);
        for (var k = line.From; k < line.To; k++)
            Say(Invariant($"{to}[{k}] = {Operand(formula.ListOf(node)[k]).Text};"));
    }

    /// <summary>A number from whole arrays.</summary>
    private CSharpCode Reduced(Node node) =>
        node.Op switch
        {
            Op.Sum => CSharpCode.Call("Sums.Of", Span(node.A)),
            Op.Mean => new(Invariant($"Sums.Of({Span(node.A)}) / {formula.Nodes[node.A].Shape.Count}.0"), Binds.Product),
            Op.Gather => CSharpCode.Call("FormulaMath.Gather", Span(node.A), Operand(node.B).Text),
            Op.Dot => CSharpCode.Call("Sums.Dot", Span(node.A), Span(node.B)),
            _ => CSharpCode.Call($"FormulaMath.{node.Op}", Span(node.A)),
        };

    private void Store(Line line)
    {
        var shape = formula.Nodes[line.Node].Shape;
        var offset = 0;
        for (var r = 0; r < line.Root; r++)
            offset += formula.Nodes[formula.Roots[r]].Shape.Count;
        if (layout.Homes.TryGetValue(line.Node, out var home) && home == new Home(true, offset))
            return;
        var said = line.Root < roots.Length ? $" // {roots[line.Root]}" : "";
        Say(
            shape.IsScalar
                ? Invariant($"results[{offset}] = {Operand(line.Node).Text};{said}")
                : Invariant($"{Span(line.Node)}.CopyTo(results.Slice({offset}, {shape.Count}));{said}")
        );
    }

    /// <summary>A value where a number is wanted: a scalar, or the element of an array at the loop's index.</summary>
    private CSharpCode Operand(int i)
    {
        var node = formula.Nodes[i];
        if (node.Shape.IsScalar)
            return Scalar(i, node);
        if (layout.Named[i] || node.Op is Op.Param or Op.Column || layout.IsData(i))
            return new($"{Span(i)}[{index}]", Binds.Primary);
        return node.Op switch
        {
            Op.Fill => Operand(node.A),
            Op.OneHot => new(
                Invariant($"{index} == {(node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A)} ? 1.0 : 0.0"),
                Binds.Choice
            ),
            Op.At => new($"{Span(node.A)}[{Offset(node)}{index}]", Binds.Primary),
            _ => code[i]!.Value,
        };
    }

    private CSharpCode Scalar(int i, Node node)
    {
        if (nameOf[i] is not null)
            return new(Fetch(i), Binds.Primary);
        if (node.Op is Op.Pi or Op.E)
            return new($"Math.{(node.Op == Op.Pi ? "PI" : "E")}", Binds.Primary);
        if (layout.NumberOf(i) is { } number)
            return CSharpCode.Number(number);
        return node.Op switch
        {
            Op.Param => new(Parameter(node.A), Binds.Primary),
            Op.Column => new($"{Column(node.A)}[{row}]", Binds.Primary),
            Op.At when layout.Rows.Shared(i) is { } element => Operand(element),
            Op.At => new(Invariant($"{Span(node.A)}[{Offset(node)}{Math.Max(node.C, 0) + (node.C < 0 ? node.B : 0)}]"), Binds.Primary),
            _ => code[i]!.Value,
        };
    }

    /// <summary>What stands before the index of an element: <c>2 * 3 + </c> in row 2 of a matrix of 3 columns.</summary>
    private string Offset(Node at) =>
        formula.Nodes[at.A].Shape is { IsMatrix: true } from && at.B > 0 ? Invariant($"{at.B} * {from.Columns} + ") : "";

    private string Span(int i)
    {
        var node = formula.Nodes[i];
        if (node.Op == Op.Param)
            return Parameter(node.A);
        if (node.Op == Op.Column)
            return Invariant($"{Column(node.A)}.Slice({row} * {node.Shape.Count}, {node.Shape.Count})");
        if (layout.IsData(i))
            return DataOf(i, node);
        return node.Op == Op.At && !layout.Named[i] ? Invariant($"{Span(node.A)}.Slice({Offset(node)}0, {node.Shape.Count})") : Fetch(i);
    }

    private string DataOf(int i, Node node)
    {
        if (data.TryGetValue(i, out var known))
            return known;
        data[i] = known = nameOf[i] ?? names.Next(FormattableString.Invariant($"data{data.Count + 1}"));
        var numbers = formula.ListOf(node).ToArray().Select(e => CSharpCode.Number(layout.NumberOf(e)!.Value).Text);
        dataText.Append(
            CultureInfo.InvariantCulture,
            $"\n    private static ReadOnlySpan<double> {known} => [{string.Join(", ", numbers)}];\n"
        );
        return known;
    }

    private string Parameter(int p)
    {
        var (name, shape, offset) = (parameters[p], formula.Parameters[p].Shape, formula.OffsetOf(p));
        if (declared.Add(name))
            fetched.Append(
                shape.IsScalar
                    ? Invariant($"        var {name} = point[{offset}];\n")
                    : Invariant($"        var {name} = point.Slice({offset}, {shape.Count});\n")
            );
        return name;
    }

    private string Column(int c)
    {
        var name = columns[c];
        if (declared.Add(name))
            fetched.Append(Invariant($"        var {name} = tables[{formula.Columns[c].Table}][{Quoted(formula.Columns[c].Name)}];\n"));
        return name;
    }

    private static string Quoted(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The name of a value, fetched at the start of the method when it was made in another.</summary>
    private string Fetch(int i)
    {
        var name = nameOf[i]!;
        if (declared.Add(name))
        {
            var (place, shape) = (layout.Homes[i], formula.Nodes[i].Shape);
            fetched.Append(Invariant($"        var {name} = {Kept(place, shape)};\n"));
        }
        return name;
    }

    private string Declare(int i)
    {
        nameOf[i] ??= names.Next(FormattableString.Invariant($"t{++temporaries}"));
        declared.Add(nameOf[i]!);
        Say($"var {nameOf[i]} = {Kept(layout.Homes[i], formula.Nodes[i].Shape)};");
        return nameOf[i]!;
    }

    private static string Kept(Home place, Shape shape) =>
        shape.IsScalar ? Invariant($"{Memory(place)}[{place.Offset}]") : Invariant($"{Memory(place)}.Slice({place.Offset}, {shape.Count})");

    private static string Memory(Home place) => place.InResults ? "results" : "work";

    private void Say(string statement) => body.Append("        ").Append(indent).Append(statement).Append('\n');

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
