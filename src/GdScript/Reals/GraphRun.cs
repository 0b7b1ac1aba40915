using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>
/// Runs a formula with another kind of numbers. The literals of the formula are the doubles nearest to them, as in a
/// kernel. Buffers are kept, so an instance serves one thread.
/// </summary>
internal sealed class GraphRun<T>
    where T : struct, IReal<T>
{
    private readonly Formula formula;
    private readonly bool[] live;
    private readonly int[] places;
    private readonly int[] points;
    private readonly T[] value;
    private readonly T[] constants;
    private readonly int[] columnOf;
    private readonly Staging? staging;
    private readonly T pi;
    private readonly T e;
    private int row;

    /// <summary>More digits of π and e than a double has: enough to see that it is not one.</summary>
    private static readonly Number LongPi = Number.Decimal(
        System.Numerics.BigInteger.Parse("314159265358979323846264338327950288", System.Globalization.CultureInfo.InvariantCulture),
        -35
    );

    private static readonly Number LongE = Number.Decimal(
        System.Numerics.BigInteger.Parse("271828182845904523536028747135266250", System.Globalization.CultureInfo.InvariantCulture),
        -35
    );

    /// <param name="formula">What is run.</param>
    /// <param name="constant">What a written number stands for; the double nearest to it when null.</param>
    public GraphRun(Formula formula, Func<Number, T>? constant = null)
    {
        this.formula = formula;
        live = formula.Reached();
        places = new int[live.Length];
        var size = 0;
        for (var node = 0; node < places.Length; node++)
        {
            places[node] = size;
            size += live[node] ? formula.Nodes[node].Shape.Count : 0;
        }
        points = [.. Enumerable.Range(0, formula.Parameters.Length).Select(formula.OffsetOf)];
        constants = [.. formula.Constants.Select(constant ?? (c => T.Of(c.ToDouble())))];
        (pi, e) = constant is null ? (T.Of(Math.PI), T.Of(Math.E)) : (constant(LongPi), constant(LongE));
        value = new T[size];
        columnOf = [.. formula.Columns.Select(c => c.Table < formula.Data.Length ? formula.Data[c.Table].IndexOf(c.Name) : -1)];
        if (Staging.IsNeeded(formula.Nodes.AsSpan()))
            staging = Staging.Of(formula.Nodes.AsSpan(), formula.Lists.AsSpan(), formula.Columns.AsSpan(), live);
    }

    /// <summary>The first number of the first root.</summary>
    public T At(ReadOnlySpan<T> point)
    {
        Pass(point);
        return value[places[formula.Root]];
    }

    /// <summary>Every root, flat.</summary>
    public T[] Run(ReadOnlySpan<T> point)
    {
        Pass(point);
        return [.. formula.Roots.SelectMany(root => value.AsSpan(places[root], formula.Nodes[root].Shape.Count).ToArray())];
    }

    private void Pass(ReadOnlySpan<T> point)
    {
        if (staging is null)
        {
            for (var node = 0; node < places.Length; node++)
                if (live[node])
                    Visit(node, point);
            return;
        }
        foreach (var stage in staging.Stages)
        {
            foreach (var node in stage.Same)
                Visit(node, point);
            foreach (var node in stage.Counted)
                Count(formula.Nodes[node], At(node));
            foreach (var loop in stage.Loops)
                Walk(loop, point);
        }
    }

    /// <summary>Row after row through the same places; the reductions take each row in.</summary>
    private void Walk(Loop loop, ReadOnlySpan<T> point)
    {
        var rows = formula.Data[loop.Table].Count;
        foreach (var reduction in loop.Reductions)
            At(reduction).Fill(T.Of(formula.Nodes[reduction].Op == Op.RowSum ? 0 : double.NaN));
        for (row = 0; row < rows; row++)
        {
            foreach (var node in loop.Nodes)
                Visit(node, point);
            foreach (var reduction in loop.Reductions)
                TakeIn(formula.Nodes[reduction], At(reduction));
        }
        foreach (var reduction in loop.Reductions)
            if (formula.Nodes[reduction].Op == Op.RowMean)
                foreach (ref var mean in At(reduction))
                    mean = T.Apply(Op.Div, mean, T.Of(rows), default);
    }

    private void TakeIn(in Node n, Span<T> to)
    {
        var taken =
            n.Op == Op.RowMax ? Op.Max
            : n.Op == Op.RowMin ? Op.Min
            : Op.Add;
        for (var k = 0; k < to.Length; k++)
            to[k] = row == 0 ? value[places[n.A] + k] : T.Apply(taken, to[k], value[places[n.A] + k], default);
    }

    /// <summary>A reduction whose rows are all the same.</summary>
    private void Count(in Node n, Span<T> to)
    {
        var rows = formula.Data[n.B].Count;
        for (var k = 0; k < to.Length; k++)
            to[k] =
                n.Op == Op.RowSum ? T.Apply(Op.Mul, value[places[n.A] + k], T.Of(rows), default)
                : rows == 0 ? T.Of(double.NaN)
                : value[places[n.A] + k];
    }

    private Span<T> At(int node) => value.AsSpan(places[node], formula.Nodes[node].Shape.Count);

    private void Visit(int node, ReadOnlySpan<T> point) => Visit(formula.Nodes[node], At(node), point);

    private void Visit(in Node n, Span<T> to, ReadOnlySpan<T> point)
    {
        switch (n.Op.Family())
        {
            case Family.Leaf:
                Leaf(n, to, point);
                break;
            case Family.Elementwise:
                Elementwise(n, to);
                break;
            case Family.Structural:
                Structural(n, to);
                break;
            case Family.Rows:
                throw new System.Diagnostics.UnreachableException("rows are reduced by Walk");
        }
    }

    private void Leaf(in Node n, Span<T> to, ReadOnlySpan<T> point)
    {
        to.Fill(T.Of(0));
        if (n.Op == Op.Param)
            point.Slice(points[n.A], to.Length).CopyTo(to);
        else if (n.Op == Op.Column)
            for (var k = 0; k < to.Length; k++)
                to[k] = T.Of(formula.Data[formula.Columns[n.A].Table][columnOf[n.A]][row * to.Length + k]);
        else if (n.Op == Op.OneHot)
            to[n.Shape.IsMatrix ? n.A * n.Shape.Columns + n.B : n.A] = T.Of(1);
        else
            to[0] = n.Op switch
            {
                Op.Const => constants[n.A],
                Op.Pi => pi,
                Op.E => e,
                _ => throw new System.Diagnostics.UnreachableException($"{n.Op} is no leaf"),
            };
    }

    private void Elementwise(in Node n, Span<T> to)
    {
        var arity = n.Op.Arity();
        var a = Argument(n.A);
        var b = arity > 1 ? Argument(n.B) : default;
        var c = arity > 2 ? Argument(n.C) : default;
        var order = T.Of(n.Op.HasOrder() ? n.B : 0);
        for (var k = 0; k < to.Length; k++)
            to[k] = T.Apply(n.Op, Pick(a, k), b.IsEmpty ? order : Pick(b, k), c.IsEmpty ? order : Pick(c, k));
    }

    private ReadOnlySpan<T> Argument(int node) => value.AsSpan(places[node], formula.Nodes[node].Shape.Count);

    /// <summary>A scalar goes with every element.</summary>
    private static T Pick(ReadOnlySpan<T> all, int k) => all[all.Length == 1 ? 0 : k];

    private void Structural(in Node n, Span<T> to)
    {
        if (n.Op == Op.Array)
        {
            for (var k = 0; k < to.Length; k++)
                to[k] = value[places[formula.ListOf(n)[k]]];
            return;
        }
        var x = Argument(n.A);
        var shape = formula.Nodes[n.A].Shape;
        switch (n.Op)
        {
            case Op.At:
                x.Slice(shape.IsMatrix ? n.B * shape.Columns + Math.Max(0, n.C) : n.B, to.Length).CopyTo(to);
                break;
            case Op.Fill:
                to.Fill(x[0]);
                break;
            case Op.Transpose:
                for (var k = 0; k < to.Length; k++)
                    to[k] = x[k % n.Shape.Columns * n.Shape.Rows + k / n.Shape.Columns];
                break;
            case Op.Sum:
                to[0] = GraphArrays.Sum(x);
                break;
            case Op.Mean:
                to[0] = T.Apply(Op.Div, GraphArrays.Sum(x), T.Of(x.Length), default);
                break;
            case Op.Norm:
                to[0] = GraphArrays.Norm(x);
                break;
            case Op.Softmax:
                GraphArrays.Softmax(x, to);
                break;
            case Op.LogSumExp:
                to[0] = GraphArrays.LogSumExp(x);
                break;
            case Op.Argmax:
                to[0] = T.Argmax(x);
                break;
            case Op.Gather:
                GraphArrays.Gather(x, Argument(n.B)[0], to);
                break;
            case Op.Scatter:
                GraphArrays.Scatter(x, Argument(n.B)[0], to);
                break;
            default:
                GraphArrays.OfTwo(n.Op, shape, formula.Nodes[n.B].Shape, x, Argument(n.B), to);
                break;
        }
    }
}
