using System.Text.RegularExpressions;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>How a value is said where it is used, and where it is kept.</summary>
internal sealed partial class Writer
{
    /// <summary>A value where a number is wanted: a scalar, or the element of an array at the loop's index.</summary>
    private Code Operand(int i)
    {
        var node = formula.Nodes[i];
        if (node.Shape.IsScalar)
            return Scalar(i, node);
        if (layout.Named[i] || node.Op is Op.Param or Op.Column || layout.IsData(i))
            return Code.Name(Element(i, 0, index));
        return Unwritten(i, node);
    }

    /// <summary>The element at the loop's index of an array that is not in memory.</summary>
    private Code Unwritten(int i, Node node) =>
        node.Op switch
        {
            Op.Fill => Operand(node.A),
            Op.OneHot => tongue.Choice(
                new(Invariant($"{index} == {(node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A)}"), Binds.Comparison),
                tongue.Number(1),
                tongue.Number(0)
            ),
            Op.At => Code.Name(Element(node.A, Flat(node), index)),
            _ => code[i]!.Value,
        };

    private Code Scalar(int i, Node node)
    {
        if (nameOf[i] is not null)
            return Code.Name(Fetch(i));
        if (node.Op is Op.Pi or Op.E)
            return tongue.Letter(node.Op);
        if (layout.NumberOf(i) is { } number)
            return tongue.Number(number);
        return node.Op switch
        {
            Op.Param => Code.Name(Parameter(node.A)),
            Op.Column => Code.Name($"{columns[node.A]}[{row}]"),
            Op.At when layout.Rows.Shared(i) is { } element => Operand(element),
            Op.At => Code.Name(Element(node.A, Flat(node), null)),
            _ => code[i]!.Value,
        };
    }

    /// <summary>Where the element, or the row of a matrix, that a node takes stands in the memory of its array.</summary>
    private int Flat(Node at) => formula.Nodes[at.A].Shape is { IsMatrix: true } from ? at.B * from.Columns + Math.Max(0, at.C) : at.B;

    /// <summary>An element of an array in memory: at a fixed place, or at the loop's index behind it.</summary>
    private string Element(int array, int offset, string? at)
    {
        var node = formula.Nodes[array];
        for (; node.Op == Op.At && !layout.Named[array]; node = formula.Nodes[array])
            (array, offset) = (node.A, offset + Flat(node));
        var (name, before) = node.Op == Op.Column ? (columns[node.A], Invariant($"{row} * {node.Shape.Count}")) : (Span(array), "");
        string?[] place = [before, offset > 0 || (before.Length == 0 && at is null) ? Invariant($"{offset}") : "", at];
        return $"{name}[{string.Join(" + ", place.Where(p => !string.IsNullOrEmpty(p)))}]";
    }

    private ArrayCode Whole(int i) => new(Span(i), formula.Nodes[i].Shape);

    private string Span(int i)
    {
        var node = formula.Nodes[i];
        if (node.Op == Op.Param)
            return Parameter(node.A);
        if (layout.IsData(i))
            return DataOf(i, node, null);
        return node.Op == Op.Column || (node.Op == Op.At && !layout.Named[i]) ? Stretch(i, node.Shape.Count) : Fetch(i);
    }

    /// <summary>A stretch of an array, or what a row has in a column, where it lies.</summary>
    private string Stretch(int array, int count)
    {
        var (node, offset) = (formula.Nodes[array], 0);
        for (; node.Op == Op.At && !layout.Named[array]; node = formula.Nodes[array])
            (array, offset) = (node.A, offset + Flat(node));
        if (node.Op != Op.Column)
            return tongue.Slice(Span(array), Invariant($"{offset}"), count);
        var behind = offset == 0 ? "" : Invariant($" + {offset}");
        return tongue.Slice(columns[node.A], Invariant($"{row} * {node.Shape.Count}{behind}"), count);
    }

    private string DataOf(int i, Node node, string? wanted)
    {
        if (data.TryGetValue(i, out var known))
            return known;
        double[] numbers = [.. formula.ListOf(node).ToArray().Select(e => layout.NumberOf(e)!.Value)];
        names.Reserve(data[i] = known = shelf.NameOf(numbers, wanted));
        return known;
    }

    private string Parameter(int p)
    {
        var (name, shape, offset) = (parameters[p], formula.Parameters[p].Shape, offsets[p]);
        if (declared.Add(name))
            read[p] = shape.IsScalar
                ? tongue.Let(name, Invariant($"{signature.Point}[{offset}]"))
                : tongue.LetSlice(name, signature.Point, offset, shape.Count, Region.Point);
        return name;
    }

    /// <summary>The name of a value, fetched at the start of the part when it was made in another.</summary>
    private string Fetch(int i)
    {
        var name = nameOf[i]!;
        if (declared.Add(name))
        {
            var (place, shape) = (layout.Homes[i], formula.Nodes[i].Shape);
            Fetching(shape.IsScalar ? tongue.Let(name, Memory(place)) : Kept(name, place, shape.Count));
        }
        return name;
    }

    private string Declare(int i)
    {
        nameOf[i] ??= stems.Next(formula.Nodes[i].Op);
        declared.Add(nameOf[i]!);
        var (place, count) = (layout.Homes[i], formula.Nodes[i].Shape.Count);
        var kept = place.InResults ? !tongue.SlicesCopy : inScratch;
        Say(kept ? Kept(nameOf[i]!, place, count) : tongue.Array(nameOf[i]!, count));
        return nameOf[i]!;
    }

    private string Kept(string name, Home place, int count)
    {
        if (!place.InResults)
            return tongue.LetSlice(name, signature.Work, place.Offset, count, Region.Scratch);
        var (array, offset) = routine.Where(place.Offset);
        return tongue.LetSlice(name, signature.Arrays[array].Said, offset, count, Region.Results);
    }

    /// <summary>Where a number is kept for other parts.</summary>
    private string Memory(Home place) => Invariant($"{signature.Work}[{place.Offset}]");

    private void Fetching(string? statement)
    {
        if (statement is not null)
            fetched.Append(statement).Append('\n');
    }

    /// <summary>What only other parts read needs no name in this one.</summary>
    private string Unnamed(string statements)
    {
        if (kept.Count == 0)
            return statements;
        var mentions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in Words().EnumerateMatches(statements))
        {
            var name = statements.Substring(word.Index, word.Length);
            mentions[name] = mentions.GetValueOrDefault(name) + 1;
        }
        foreach (var (name, let, set) in kept)
            if (mentions[name] == 1)
                statements = statements.Replace(let + "\n", set + "\n", StringComparison.Ordinal);
        kept.Clear();
        return statements;
    }

    [GeneratedRegex(@"[\w]+")]
    private static partial Regex Words();
}
