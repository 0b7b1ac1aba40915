using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Array literals, indexes and calls.</summary>
internal sealed partial class Builder
{
    /// <summary>Rows that are not literals are taken apart element by element; so many elements at most.</summary>
    private const int MaxTaken = 1 << 20;

    private bool ArrayOf(int count, int at)
    {
        var items = CollectionsMarshal.AsSpan(stack)[^count..].ToArray();
        stack.RemoveRange(stack.Count - count, count);
        if (Array.TrueForAll(items, v => v >= 0 && g.ShapeOf(v).IsScalar))
        {
            loose.Add(items);
            stack.Add(~(loose.Count - 1));
            return true;
        }
        return Rows(items, at);
    }

    private bool Rows(int[] items, int at)
    {
        var columns = ColumnsOf(items[0]);
        foreach (var item in items)
            if (columns == 0 || ColumnsOf(item) != columns)
                return Fail(
                    TextProblems.Id.RaggedArray,
                    Ragged(items),
                    "rows of a matrix are vectors of one length, as in [[1, 2], [3, 4]]",
                    at,
                    1
                );
        if (!Sizes.Fit(items.Length, columns) || (Array.Exists(items, v => v >= 0) && (long)items.Length * columns > MaxTaken))
            return TooLarge(items.Length, columns, at, 1);
        var elements = new int[items.Length * columns];
        for (var i = 0; i < items.Length; i++)
            Row(items[i], elements.AsSpan(i * columns, columns));
        return Push(g.Array(elements, Shape.Matrix(items.Length, columns)), at);
    }

    /// <summary>The length of a vector; 0 for what cannot be a row.</summary>
    private int ColumnsOf(int value) =>
        value < 0 ? loose[~value].Length
        : g.ShapeOf(value).IsVector ? g.ShapeOf(value).Rows
        : 0;

    private void Row(int value, Span<int> elements)
    {
        if (value < 0)
            loose[~value].CopyTo(elements);
        else
            for (var j = 0; j < elements.Length; j++)
                elements[j] = g.At(value, j);
    }

    private string Ragged(int[] items)
    {
        var (first, other) = (items[0], Array.Find(items, v => ShapeOf(v) != ShapeOf(items[0])));
        return ShapeOf(first).IsMatrix
            ? $"an array cannot hold {ShapeOf(first)}"
            : $"the elements of an array differ: {ShapeOf(first)} and {ShapeOf(other)}";
    }

    private Shape ShapeOf(int value) => value < 0 ? Shape.Vector(loose[~value].Length) : g.ShapeOf(value);

    private bool Index(Indexing index, int at)
    {
        var array = Pop(at);
        var shape = g.ShapeOf(array);
        var length = Math.Max(1, script.Text.IndexOf(']', at) + 1 - at);
        if (shape.IsScalar)
            return NoElements(array, index.Two, at, length);
        if (shape.IsVector && index.Two)
            return Fail(TextProblems.Id.NotIndexable, $"{Named(array)} takes one index", $"write {IndexText(0)}", at, length);
        if (index.I < 0 || index.I >= shape.Rows || (index.Two && (index.J < 0 || index.J >= shape.Columns)))
            return OutOfRange(array, index, at, length);
        return Push(!index.Two && VectorOf(array, index.I) is var row and >= 0 ? row : g.At(array, index.I, index.Two ? index.J : -1), at);
    }

    /// <summary>The vector that a row of a matrix was made of, element by element; −1 for other rows.</summary>
    private int VectorOf(int array, int row)
    {
        if (g[array] is not { Op: Op.Array, Shape.IsMatrix: true } matrix)
            return -1;
        var elements = g.ListOf(matrix).Slice(row * matrix.Shape.Columns, matrix.Shape.Columns);
        var from = g[elements[0]] is { Op: Op.At } first && g.ShapeOf(first.A) == Shape.Vector(elements.Length) ? first.A : -1;
        for (var j = 0; from >= 0 && j < elements.Length; j++)
            if (g[elements[j]] is not { Op: Op.At } at || at.A != from || at.B != j)
                return -1;
        return from;
    }

    private bool Call(Call call, int at)
    {
        var function = scope.FunctionOf(call);
        if (function.Form == Form.Plain)
            return Plain(function, call.Count, at);
        if (function.Form == Form.List)
            return ArrayOf(call.Count, at);
        var arguments = CollectionsMarshal.AsSpan(stack)[^call.Count..].ToArray();
        stack.RemoveRange(stack.Count - call.Count, call.Count);
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Node(arguments[i], at);
        return function.Form switch
        {
            Form.Plain or Form.List or Form.Turns => throw new InvalidOperationException("made above, or refused before"),
            Form.Fold => Fold(function.Op, arguments, at, function.Name.Length),
            Form.Digamma => Push(g.Polygamma(0, arguments[0]), at),
            Form.Trigamma => Push(g.Polygamma(1, arguments[0]), at),
            Form.Polygamma => Whole(function, arguments[0], 0, at, out var order) && Push(g.Polygamma(order, arguments[1]), at),
            Form.Log => arguments.Length == 1
                ? Make(Op.Log, at, function.Name.Length, arguments[0])
                : Logarithm(arguments[0], arguments[1], at),
            Form.Bessel => OfBessel(function, arguments, at),
            Form.Inverse or Form.OfInverse or Form.Sech or Form.Csch or Form.Factorial => Push(Composed(function, arguments[0]), at),
            Form.Beta => Beta(arguments[0], arguments[1], at),
            Form.Fill => Fill(function, arguments, at),
            Form.Lower => Lower(arguments, at),
            Form.LowerTimes => LowerTimes(arguments, at),
            Form.OneHot => OneHot(function, arguments, at),
            Form.Scatter => Scatter(function, arguments, at),
            Form.Rows => Rows(function, arguments, at),
            Form.L1 or Form.Mse or Form.Huber or Form.LogCosh or Form.Hinge or Form.CrossEntropy => Distance(function, arguments, at),
        };
    }

    /// <summary>The table is the one whose rows are reduced; a value that is the same for all rows may name it by number.</summary>
    private bool Rows(Function function, int[] arguments, int at)
    {
        var own = g.TableOf(arguments[0]);
        var table = Math.Max(0, own);
        if (arguments.Length > 1 && !Whole(function, arguments[1], 0, at, out table))
            return false;
        return Dependence.Clash(own, table)
            ? Fail(
                TextProblems.Id.RowsDoNotMeet,
                $"{function.Name} is to reduce rows of table {table}, and these are of table {own}",
                "leave the number out",
                at,
                function.Name.Length
            )
            : Push(g.Rows(function.Op, arguments[0], table), at);
    }

    private bool Plain(Function function, int count, int at)
    {
        var c = count > 2 ? Pop(at) : -1;
        var b = count > 1 ? Pop(at) : -1;
        return Make(function.Op, at, function.Name.Length, Pop(at), b, c);
    }

    private bool Fold(Op op, int[] arguments, int at, int length)
    {
        stack.Add(arguments[0]);
        for (var i = 1; i < arguments.Length; i++)
            if (!Make(op, at, length, Pop(at), arguments[i]))
                return false;
        return true;
    }

    private bool Fill(Function function, int[] arguments, int at)
    {
        if (!g.ShapeOf(arguments[0]).IsScalar)
            return Fail(
                TextProblems.Id.ShapesDoNotFit,
                $"fill takes a scalar, not {g.ShapeOf(arguments[0])}",
                "write fill(0, 3) or fill(0, 2, 3)",
                at,
                4
            );
        return Size(function, arguments.AsSpan(1), at, out var shape) && Push(g.Fill(arguments[0], shape), at);
    }

    private bool OneHot(Function function, int[] arguments, int at)
    {
        var half = arguments.Length / 2;
        if (!Size(function, arguments.AsSpan(half), at, out var shape) || !Whole(function, arguments[0], 0, at, out var i))
            return false;
        var j = -1;
        if (half == 2 && !Whole(function, arguments[1], 0, at, out j))
            return false;
        if (i >= shape.Rows || j >= Math.Max(1, shape.Columns))
            return Fail(TextProblems.Id.IndexOutOfRange, $"onehot has no place {Numbers(i, j)} in {shape}", "indexes count from 0", at, 6);
        return Push(g.OneHot(shape, i, j), at);
    }

    private bool Scatter(Function function, int[] arguments, int at)
    {
        if (!Size(function, arguments.AsSpan(2), at, out var shape))
            return false;
        var (value, index) = (g.ShapeOf(arguments[0]), g.ShapeOf(arguments[1]));
        return value != shape.Element || !index.IsScalar
            ? Fail(
                TextProblems.Id.ShapesDoNotFit,
                $"scatter puts a number into a vector or a vector into a matrix as a row, not {value} at {index} into {shape}",
                ScatterLooks,
                at,
                function.Name.Length
            )
            : RowsMeet(Op.Scatter, at, arguments[0], arguments[1]) && Push(g.Scatter(arguments[0], arguments[1], shape), at);
    }

    private const string ScatterLooks = "write scatter(a, i, 3), or scatter(v, i, 2, 3) for a vector of 3";

    private bool Size(Function function, ReadOnlySpan<int> sizes, int at, out Shape shape)
    {
        shape = default;
        var columns = 1;
        if (!Whole(function, sizes[0], 1, at, out var rows) || (sizes.Length > 1 && !Whole(function, sizes[1], 1, at, out columns)))
            return false;
        if (!Sizes.Fit(rows, columns))
            return TooLarge(rows, columns, at, function.Name.Length);
        shape = sizes.Length > 1 ? Shape.Matrix(rows, columns) : Shape.Vector(rows);
        return true;
    }

    /// <summary>A whole number, written or worked out, where only one will do.</summary>
    private bool Whole(Function function, int node, int least, int at, out int value)
    {
        value = 0;
        return (Fixed(node, out value) && value >= least)
            || Fail(
                TextProblems.Id.WholeNumberWanted,
                $"{function.Name} takes whole numbers from {(least == 0 ? "0" : "1")} on for {WholeNames(function)}",
                $"write {Example(function)}",
                at,
                function.Name.Length
            );
    }

    private static string WholeNames(Function function) =>
        function.Form is Form.Polygamma or Form.Bessel ? "its order"
        : function.Form is Form.Fill or Form.Scatter ? "its sizes"
        : function.Form == Form.Rows ? "its table"
        : "its place and sizes";

    private static string Example(Function function) =>
        function.Form == Form.Polygamma ? "polygamma(2, x)"
        : function.Form == Form.Bessel ? $"{function.Name}(2, x)"
        : function.Form == Form.Fill ? "fill(0, 3) or fill(0, 2, 3)"
        : function.Form == Form.Scatter ? "scatter(a, i, 3) or scatter(v, i, 2, 3)"
        : function.Form == Form.Rows ? $"{function.Name}(x)"
        : "onehot(1, 3) or onehot(0, 1, 2, 3)";
}
