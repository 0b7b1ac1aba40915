using System.Collections;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A collection of constant rows as a table of a recording. Rows that differ only in their numbers are one kind; a loss is run once
/// for each kind, with columns for the numbers.
/// </summary>
internal sealed class RowData
{
    private readonly RowPart part;
    private readonly List<object?> examples = [];
    private readonly List<(string Name, double[] Values)> columns = [];

    private RowData(RowPart part, int table, int count) => (this.part, Table, KindOf) = (part, table, new int[count]);

    /// <summary>The number of the table.</summary>
    public int Table { get; }

    /// <summary>Which kind each row is of.</summary>
    public int[] KindOf { get; }

    public int Kinds => examples.Count;

    public IReadOnlyList<(string Name, double[] Values)> Columns => columns;

    /// <summary>The collection as a table; null when its rows are not all made alike, or hold numbers that are not constant.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="table">Which table of the recording it becomes.</param>
    /// <param name="name">Gives a column its name, unique in the recording.</param>
    public static RowData? Of(IList source, int table, Func<string, string> name)
    {
        var part = RowPart.Of(source[0], "value");
        string[] names = [.. part.Names];
        if (names.Length == 0)
            return null;
        var data = new RowData(part, table, source.Count);
        var columns = Array.ConvertAll(names, _ => new double[source.Count]);
        if (!data.Read(source, columns))
            return null;
        data.columns.AddRange(names.Zip(columns, (n, values) => (name(n), values)));
        return data;
    }

    /// <summary>True when the collection still holds what it held.</summary>
    public bool IsStill(IList source)
    {
        var (numbers, rest) = (new List<double>(), new List<object?>());
        if (source.Count != KindOf.Length)
            return false;
        for (var i = 0; i < source.Count; i++)
        {
            numbers.Clear();
            rest.Clear();
            if (!part.Read(source[i], numbers, rest) || !rest.SequenceEqual(RestOf(KindOf[i])))
                return false;
            for (var c = 0; c < numbers.Count; c++)
                if (BitConverter.DoubleToInt64Bits(numbers[c]) != BitConverter.DoubleToInt64Bits(columns[c].Values[i]))
                    return false;
        }
        return true;
    }

    /// <summary>A row of a kind, with these numbers.</summary>
    public object? Row(int kind, IEnumerable<Scalar> numbers) => part.Make(examples[kind], new Queue<Scalar>(numbers));

    /// <summary>The first row of a kind, in numbers.</summary>
    public List<double> NumbersOf(int kind)
    {
        var numbers = new List<double>();
        part.Read(examples[kind], numbers, []);
        return numbers;
    }

    /// <summary>A column that says of which group each row is.</summary>
    public string AddColumn(string name, double[] values)
    {
        columns.Add((name, values));
        return name;
    }

    private bool Read(IList source, double[][] into)
    {
        var kinds = new Dictionary<List<object?>, int>(new ByElements());
        var numbers = new List<double>(into.Length);
        for (var i = 0; i < source.Count; i++)
        {
            var rest = new List<object?>();
            numbers.Clear();
            if (!part.Read(source[i], numbers, rest))
                return false;
            for (var c = 0; c < into.Length; c++)
                into[c][i] = numbers[c];
            if (!kinds.TryGetValue(rest, out var kind))
            {
                kinds.Add(rest, kind = examples.Count);
                examples.Add(source[i]);
            }
            KindOf[i] = kind;
        }
        return true;
    }

    private List<object?> RestOf(int kind)
    {
        var rest = new List<object?>();
        part.Read(examples[kind], [], rest);
        return rest;
    }

    private sealed class ByElements : IEqualityComparer<List<object?>>
    {
        public bool Equals(List<object?>? x, List<object?>? y) => x is not null && y is not null && x.SequenceEqual(y);

        public int GetHashCode(List<object?> obj)
        {
            var hash = new HashCode();
            foreach (var element in obj)
                hash.Add(element);
            return hash.ToHashCode();
        }
    }
}
