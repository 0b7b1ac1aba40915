using System.Collections;
using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>The part of a recording that lets columns stand for the numbers of rows.</summary>
public sealed partial class Recorder
{
    /// <summary>Stands for the node of a value that was computed in numbers alone.</summary>
    private const int NumberOnly = int.MaxValue;

    /// <summary>A loss that reduces more collections than this has loops around its sums: they are recorded as the loops they are.</summary>
    private const int MaxTables = 16;

    private readonly Dictionary<object, RowData> rowsOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<RowData> tables = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<int> placeholders = [];
    private readonly List<Reads> reads = [];
    private bool overColumns;
    private bool inNumbers;

    /// <summary>What a node's value depends on.</summary>
    [Flags]
    internal enum Reads
    {
        Nothing = 0,
        Row = 1,
        Parameter = 2,

        /// <summary>A number that a loop carries from row to row.</summary>
        Carried = 4,

        /// <summary>All rows of a table.</summary>
        Reduced = 8,
    }

    /// <summary>True where a reduction over rows may be tried: not inside another one.</summary>
    internal static bool MayReduceRows => current is { rowsAllowed: true, overColumns: false, inNumbers: false };

    /// <summary>True while columns stand for the numbers of a row.</summary>
    internal static bool IsOverColumns => current is { overColumns: true };

    /// <summary>The collection as a table of this recording; null when it cannot be one.</summary>
    internal RowData? RowsOf(IList source)
    {
        if (rowsOf.TryGetValue(source, out var known) && known.IsStill(source))
            return known;
        if (names.Count == 0)
            names.UnionWith(sketch.Parameters.Select(p => p.Name));
        var collection = RowNames.Of(source);
        var data = RowData.Of(source, tables.Count, column => NameOf(column == "value" ? collection : column, collection));
        if (data is null)
            return null;
        tables.Add(data);
        return tables.Count <= MaxTables ? rowsOf[source] = data : throw new RowsLeak();
    }

    /// <summary>A row of a kind with columns for its numbers; their values are those of the first such row.</summary>
    internal object? Symbol(RowData data, int kind)
    {
        var numbers = data.NumbersOf(kind);
        return data.Row(kind, numbers.Select((x, c) => Column(data, c, x)));
    }

    /// <summary>Runs the user's code over columns. False, and no guard is left of it, when it cannot be run so.</summary>
    internal bool OverColumns(Func<bool> run)
    {
        var (before, place, done) = (guards.Count, Place, false);
        overColumns = true;
        try
        {
            done = run();
        }
#pragma warning disable CA1031 // whatever it is, going through the rows one by one meets it again, or does not
        catch (Exception) when (steps <= limits.Steps && sketch.Count <= limits.Nodes) { }
#pragma warning restore CA1031
        finally
        {
            overColumns = false;
            Place = place;
        }
        for (; !done && guards.Count > before; guards.RemoveAt(guards.Count - 1))
            guarded.Remove(guards[^1].Node);
        return done;
    }

    /// <summary>Runs the user's code as plain doubles would: no node, no guard.</summary>
    internal T InNumbers<T>(Func<T> run)
    {
        var place = Place;
        inNumbers = true;
        try
        {
            return run();
        }
        finally
        {
            inNumbers = false;
            Place = place;
        }
    }

    /// <summary>One value from all rows of a table; a constant when no parameter is in it.</summary>
    internal Scalar Reduced(Op op, Scalar body, int table, double value) =>
        body.IsKnown || (ReadsOf(body.Node - 1) & Reads.Parameter) == 0
            ? new(value)
            : new(value, 1 + Noted(sketch.Rows(op, NodeOf(body), table)), Stamp);

    /// <summary>One formula from several, chosen by a column that numbers the groups.</summary>
    internal Scalar[] Grouped(RowData data, List<Scalar[]> groups, int[] groupOf)
    {
        var name = data.AddColumn(NameOf("group", "rows"), Array.ConvertAll(data.KindOf, kind => (double)groupOf[kind]));
        var column = Column(data, data.Columns.Count - 1, 0);
        names.Add(name);
        var chosen = (Scalar[])groups[^1].Clone();
        for (var g = groups.Count - 2; g >= 0; g--)
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = Scalar.Select(column == (double)g, groups[g][i], chosen[i]);
        return chosen;
    }

    /// <summary>A leaf that stands for what a loop carries from row to row; it must not be left in the formula.</summary>
    internal Scalar Placeholder(double value)
    {
        // a constant that no double is, so that it is nobody else's node
        var node = Noted(sketch.Const(Number.Ratio(placeholders.Count + 1, System.Numerics.BigInteger.Pow(3, 700))));
        placeholders.Add(node);
        return new(value, 1 + node, Stamp);
    }

    internal Node At(int node) => sketch[node];

    internal Reads ReadsOf(int node)
    {
        while (reads.Count <= node)
            reads.Add(ReadsOfNext(reads.Count));
        return reads[node];
    }

    private Reads ReadsOfNext(int node)
    {
        var it = sketch[node];
        if (it.Op is Op.Column)
            return Reads.Row;
        if (it.Op is Op.Param)
            return Reads.Parameter;
        if (placeholders.Contains(node))
            return Reads.Carried;
        var all = Reads.Nothing;
        foreach (var argument in sketch.Arguments(node))
            all |= reads[argument];
        return it.Op.Family() == Family.Rows ? (all & ~Reads.Row) | Reads.Reduced : all;
    }

    private Scalar Column(RowData data, int column, double value) =>
        new(value, 1 + Noted(sketch.Column(data.Columns[column].Name, data.Table)), Stamp);

    /// <summary>A legal name that neither a parameter nor another column has.</summary>
    private string NameOf(string wanted, string collection)
    {
        wanted = Legal(wanted);
        if (names.Contains(wanted))
            wanted = Legal(collection) + "_" + wanted;
        while (!names.Add(wanted))
            wanted += "_";
        return wanted;
    }

    private static string Legal(string name)
    {
        var legal = string.Concat(name.Select(c => char.IsLetter(c) || char.IsAsciiDigit(c) ? c : '_'));
        return legal.Length == 0 || char.IsAsciiDigit(legal[0]) ? "_" + legal : legal;
    }

    /// <summary>Binds the tables, and makes sure that nothing that belongs to one row is left in the loss or a condition.</summary>
    private void BindRows(int root)
    {
        foreach (var node in guards.Select(g => g.Node).Append(root))
            if ((ReadsOf(node) & (Reads.Row | Reads.Carried)) != 0)
                throw new RowsLeak();
        if (tables.Count > 0)
            sketch.Bind([.. tables.Select(t => Table.Of([.. t.Columns]))]);
    }
}

/// <summary>
/// Something of a single row was used outside the loop over the rows, or there are too many such loops: the code does more than
/// reduce, and has to be recorded row by row.
/// </summary>
#pragma warning disable CA1032, CA1064, CA1710 // caught by whoever records
internal sealed class RowsLeak() : RecordingEnd("a value of one row is used outside the rows");

/// <summary>A branch that depends on the row: what is reduced is not one formula.</summary>
internal sealed class RowBranch() : RecordingEnd("a branch depends on the row");
#pragma warning restore CA1032, CA1064, CA1710

/// <summary>What the script calls its collections, for the names of columns.</summary>
internal static class RowNames
{
    private static readonly ConditionalWeakTable<object, string> Names = [];

    public static string Of(object collection) => Names.TryGetValue(collection, out var name) ? name : "value";

    public static void Set(object collection, string name) => Names.AddOrUpdate(collection, name);
}
