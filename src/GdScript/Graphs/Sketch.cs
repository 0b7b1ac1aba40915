using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GdScript.Graphs;

/// <summary>
/// Where a formula is put together. Equal nodes are made once (hash-consing), so shared subterms stay shared; the table
/// lives as long as the sketch, which is one call. <see cref="Make"/> builds exactly what it is told and does no algebra.
/// </summary>
public sealed class Sketch
{
    private readonly Distinct<Node, NodeHash> table;
    private readonly List<int> lists = [];
    private readonly Dictionary<int, List<int>> listsByHash = [];
    private readonly Distinct<Number, NumberHash> constants;
    private readonly List<Parameter> parameters = [];
    private readonly Dictionary<string, int> parameterIndex = new(StringComparer.Ordinal);
    private readonly List<Column> columns = [];
    private readonly List<int> tables = [];
    private ImmutableArray<Table> data = [];
    private readonly List<Layer> layers = [];
    private Source? source;

    /// <param name="capacity">About how many nodes it will hold: an estimate that saves growing.</param>
    public Sketch(int capacity = 16)
        : this(capacity, capacity / 8) { }

    private Sketch(int nodes, int numbers) => (table, constants) = (new(nodes), new(numbers));

    /// <summary>A sketch that starts with a formula's nodes, under their own numbers.</summary>
    public static Sketch From(Formula formula)
    {
        var sketch = new Sketch(2 * formula.Nodes.Length, formula.Constants.Length + 16) { source = formula.Source };
        foreach (var p in formula.Parameters)
            sketch.Declare(p.Name, p.Shape);
        sketch.columns.AddRange(formula.Columns);
        sketch.data = formula.Data;
        sketch.layers.AddRange(formula.Layers);
        foreach (var c in formula.Constants)
            sketch.constants.Add(c);
        sketch.lists.AddRange(formula.Lists);
        foreach (var node in formula.Nodes)
        {
            if (node.Op == Op.Array)
                sketch.Remember(node.A, formula.ListOf(node));
            sketch.table.Add(node);
        }
        return sketch;
    }

    public int Count => table.Count;

    public Node this[int node] => table.Values[node];

    public ReadOnlySpan<Node> Nodes => table.Values;

    public IReadOnlyList<Parameter> Parameters => parameters;

    public Number ConstantOf(in Node node) => constants.Values[node.A];

    public ReadOnlySpan<int> ListOf(in Node array) => CollectionsMarshal.AsSpan(lists).Slice(array.A, array.Shape.Count);

    public ArgumentList Arguments(int node) => new(this[node], CollectionsMarshal.AsSpan(lists));

    /// <summary>Adds a parameter (or finds the one of that name) and returns its node.</summary>
    /// <exception cref="ArgumentException">The name is declared already with another shape.</exception>
    public int Param(string name, Shape shape = default)
    {
        var index = parameterIndex.TryGetValue(name, out var known) ? known : Declare(name, shape);
        if (parameters[index].Shape != shape)
            throw new ArgumentException($"'{name}' is {parameters[index].Shape}, not {shape}", nameof(shape));
        return Add(new(Op.Param, shape, index));
    }

    /// <summary>The node of the parameter with that index.</summary>
    public int Param(int index) => Add(new(Op.Param, parameters[index].Shape, index));

    /// <summary>Adds a data column (or finds it): one number, or one array, for every row of the table with that number.</summary>
    /// <exception cref="ArgumentException">The column is known already with another shape.</exception>
    public int Column(string name, int table = 0, Shape shape = default)
    {
        var index = columns.FindIndex(c => c.Table == table && c.Name == name);
        if (index < 0)
        {
            index = columns.Count;
            columns.Add(new(name, table) { Shape = shape });
        }
        if (columns[index].Shape != shape)
            throw new ArgumentException($"the column '{name}' is {columns[index].Shape}, not {shape}", nameof(shape));
        return Add(new(Op.Column, shape, index));
    }

    /// <summary>
    /// One value from all rows of a table: <c>g.Rows(Op.RowMean, error)</c>. A value that is the same for all rows may be
    /// reduced too (its sum is the number of rows times it).
    /// </summary>
    /// <remarks>
    /// A loss over rows built by hand, as a recorder of somebody's loop does it: what the loop does to one row is made once,
    /// with the row's fields as columns; the fold of the loop is the reduction; the formula is bound to the rows.
    /// <code>
    /// var g = new Sketch();
    /// var (w, b) = (g.Param("w"), g.Param("b"));
    /// var (x, y) = (g.Column("x"), g.Column("y"));                          // row.X, row.Y
    /// var error = g.Make(Op.Sub, g.Make(Op.Add, g.Make(Op.Mul, w, x), b), y);
    /// var sum = g.Rows(Op.RowSum, g.Make(Op.Mul, error, error));            // foreach (var row in rows) sum += error*error
    /// var n = g.Rows(Op.RowSum, g.Const(1));                                // rows.Length
    /// g.Bind(Table.Of(("x", xs), ("y", ys)));
    /// Formula loss = g.Finish(g.Make(Op.Div, sum, n));
    /// </code>
    /// A second array of rows is table 1: <c>g.Column("x", 1)</c>, <c>g.Rows(op, each, 1)</c>, and a second table in
    /// <see cref="Bind"/>. <see cref="TableOf"/> tells values of a row (0 and up) from values there is one of (−1).
    /// </remarks>
    /// <param name="op">RowSum, RowMean, RowMax or RowMin.</param>
    /// <param name="each">What is worked out for every row; an array is reduced element by element.</param>
    /// <param name="table">The number of the table.</param>
    public int Rows(Op op, int each, int table = 0) =>
        op.Family() == Family.Rows
            ? Add(new(op, ShapeOf(each), each, table))
            : throw new ArgumentException($"{op} does not reduce rows", nameof(op));

    /// <summary>Binds the columns to tables, by number, as <see cref="Formula.With"/> does for a finished formula.</summary>
    /// <exception cref="ArgumentException">Another table has that number already.</exception>
    public void Bind(params ReadOnlySpan<Table> tables)
    {
        for (var i = 0; i < Math.Min(data.Length, tables.Length); i++)
            if (!ReferenceEquals(data[i], tables[i]))
                throw new ArgumentException($"the columns of table {i} are bound to other data already", nameof(tables));
        if (tables.Length > data.Length)
            data = [.. tables];
    }

    /// <summary>The number of the table whose rows a node depends on; −1 for none. See <see cref="Formula.TableOf"/>.</summary>
    /// <exception cref="ArgumentException">The node reads rows of two tables.</exception>
    public int TableOf(int node)
    {
        if (columns.Count == 0)
            return -1;
        for (var next = tables.Count; next <= node; next++)
            tables.Add(Dependence.Of(this[next], Arguments(next), CollectionsMarshal.AsSpan(columns), CollectionsMarshal.AsSpan(tables)));
        return tables[node];
    }

    public int Const(Number value) => Add(new(Op.Const, Shape.Scalar, constants.Add(value)));

    /// <summary>The double as it is; −0 becomes the negation of 0.</summary>
    public int Const(double value) => value == 0 && double.IsNegative(value) ? Make(Op.Neg, Const(0L)) : Const(Number.Of(value));

    public int Const(long value) => Const((Number)value);

    public int Pi() => Add(new(Op.Pi, Shape.Scalar));

    public int E() => Add(new(Op.E, Shape.Scalar));

    public int OneHot(Shape shape, int i, int j = -1) => Add(new(Op.OneHot, shape, i, j));

    /// <summary>The node <c>op(a, b, c)</c>, whose shape follows from its arguments.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit: the caller should have asked <see cref="Shapes.Fit"/>.</exception>
    public int Make(Op op, int a, int b = -1, int c = -1)
    {
        var arity = op.Arity();
        if (!Shapes.Fit(op, ShapeOf(a), arity > 1 ? ShapeOf(b) : default, arity > 2 ? ShapeOf(c) : default, out var shape, out var reason))
            throw new ArgumentException(reason, nameof(op));
        return op.Family() == Family.Rows ? Rows(op, a, Math.Max(0, b)) : Add(new(op, shape, a, b, c));
    }

    public int Polygamma(int order, int x) => Add(new(Op.Polygamma, ShapeOf(x), x, order));

    /// <summary>A Bessel or Airy function of x.</summary>
    public int Bessel(Bessel function, int x) => Add(new(Op.Bessel, ShapeOf(x), x, function.Code));

    /// <summary>Element [i] of a vector, [i,j] of a matrix, or row [i] of a matrix.</summary>
    public int At(int array, int i, int j = -1)
    {
        var shape = ShapeOf(array);
        if (shape.IsScalar || i < 0 || i >= shape.Rows || j >= shape.Columns && j >= 0)
            throw new ArgumentOutOfRangeException(nameof(i), (i, j), $"outside {shape}");
        return Add(new(Op.At, shape.IsMatrix && j < 0 ? Shape.Vector(shape.Columns) : Shape.Scalar, array, i, j));
    }

    /// <summary>What an index that is worked out names: an element of a vector, a row of a matrix; NaN where there is none.</summary>
    /// <exception cref="ArgumentException">The array is a number, or the index is none.</exception>
    public int Gather(int array, int index) => Make(Op.Gather, array, index);

    /// <summary>Zeros of a shape but at the place the index names, where the value stands: see <see cref="Op.Scatter"/>.</summary>
    /// <exception cref="ArgumentException">The value is no element of a vector and no row of a matrix of that shape.</exception>
    public int Scatter(int value, int index, Shape shape) =>
        !shape.IsScalar && ShapeOf(value) == shape.Element && ShapeOf(index).IsScalar
            ? Add(new(Op.Scatter, shape, value, index))
            : throw new ArgumentException($"{ShapeOf(value)} at {ShapeOf(index)} is no part of {shape}", nameof(value));

    public int Fill(int scalar, Shape shape) => shape.IsScalar ? scalar : Add(new(Op.Fill, shape, scalar));

    /// <summary>An array from its scalar elements, row-major.</summary>
    public int Array(ReadOnlySpan<int> elements, Shape shape)
    {
        if (elements.Length != shape.Count || shape.IsScalar)
            throw new ArgumentException($"{elements.Length} elements do not make {shape}", nameof(elements));
        return Add(new(Op.Array, shape, InternList(elements)));
    }

    /// <summary>Adds a node made elsewhere (same parameters, constants and lists); equal nodes are made once.</summary>
    public int Add(in Node node) => table.Add(node);

    public Shape ShapeOf(int node) => table.Values[node].Shape;

    public void Name(string line, int node) => layers.Add(new(line, node));

    /// <summary>The finished formula. Nodes no root needs are kept: their numbers stay valid. See <see cref="Formula.Reached"/>.</summary>
    public Formula Finish(params ReadOnlySpan<int> roots) => Finish(source, roots);

    public Formula Finish(Source? from, params ReadOnlySpan<int> roots) =>
        new()
        {
            Nodes = ImmutableArray.Create(table.Values),
            Lists = [.. lists],
            Constants = ImmutableArray.Create(constants.Values),
            Parameters = [.. parameters],
            Columns = [.. columns],
            Data = data,
            Layers = [.. layers],
            Roots = [.. roots],
            Source = from,
        };

    private int Declare(string name, Shape shape)
    {
        parameterIndex.Add(name, parameters.Count);
        parameters.Add(new(name, shape));
        return parameters.Count - 1;
    }

    private int InternList(ReadOnlySpan<int> elements)
    {
        foreach (var start in listsByHash.GetValueOrDefault(HashOf(elements), []))
            if (
                start + elements.Length <= lists.Count
                && CollectionsMarshal.AsSpan(lists).Slice(start, elements.Length).SequenceEqual(elements)
            )
                return start;
        var offset = lists.Count;
        lists.AddRange(elements);
        Remember(offset, elements);
        return offset;
    }

    private void Remember(int offset, ReadOnlySpan<int> elements)
    {
        var hash = HashOf(elements);
        if (!listsByHash.TryGetValue(hash, out var starts))
            listsByHash.Add(hash, starts = []);
        starts.Add(offset);
    }

    private static int HashOf(ReadOnlySpan<int> elements)
    {
        var hash = elements.Length;
        foreach (var element in elements)
            hash = unchecked(hash * 31 + element);
        return hash;
    }
}
