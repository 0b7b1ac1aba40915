using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>What the numbers written in a formula stand for.</summary>
public enum Literals
{
    /// <summary>The nearest double: a loss as it is written and run.</summary>
    Rounded,

    /// <summary>The exact number: constants that the algebra made (1/10 in a derivative) carry the error of rounding them.</summary>
    Exact,

    /// <summary>
    /// The same in a formula that somebody wrote: a decimal of about fifteen digits or more was rounded by whoever wrote it, and stands for
    /// any number that gives these digits.
    /// </summary>
    Written,
}

/// <summary>
/// How far rounding can have carried a value away: every operation hands on the errors of its arguments and adds its own
/// (running error analysis, Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.3). One pass over
/// the nodes; the buffers are kept, so an instance serves one thread.
/// </summary>
public sealed class RunningError
{
    /// <summary>Half an ulp of 1: the unit roundoff of double.</summary>
    internal const double U = 1.1102230246251565e-16;

    /// <summary>The bounds are themselves computed in double, by additions of positive numbers mostly; this covers their rounding.</summary>
    private const double Own = 1 + 1e-10;

    private readonly Formula formula;
    private readonly Literals literals;
    private readonly bool[] live;
    private readonly (double Value, double Error)[] constants;
    private readonly int[] places;
    private readonly int[] points;
    private readonly double[] value;
    private readonly double[] error;
    private readonly Staging? staging;
    private readonly RowErrors? rows;
    private readonly HashSet<int> triangles;

    /// <exception cref="NotSupportedException">The formula has data columns without data, or a root with a value for every row.</exception>
    public RunningError(Formula formula, Literals literals = Literals.Rounded)
    {
        this.formula = formula = Contraction.Of(formula).Formula;
        this.literals = literals;
        (live, triangles) = (formula.Reached(), Triangles.Of(formula));
        places = new int[live.Length];
        var size = 0;
        for (var node = 0; node < places.Length; node++)
        {
            places[node] = size;
            size += live[node] ? formula.Nodes[node].Shape.Count : 0;
        }
        points = [.. Enumerable.Range(0, formula.Parameters.Length).Select(formula.OffsetOf)];
        constants = [.. formula.Constants.Select(Rounded)];
        value = new double[size];
        error = new double[size];
        PointSize = formula.PointSize;
        ResultSize = formula.ResultSize;
        if (!Staging.IsNeeded(formula.Nodes.AsSpan()))
            return;
        staging = Staging.Of(formula.Nodes.AsSpan(), formula.Lists.AsSpan(), formula.Columns.AsSpan(), live);
        rows = new(formula, staging, places, value, error);
    }

    public int PointSize { get; }

    public int ResultSize { get; }

    /// <summary>The first root, a scalar, at a point, and a bound on |computed − true|; infinite where none can be given.</summary>
    public static (double Value, double Bound) Of(Formula formula, ReadOnlySpan<double> point) => new RunningError(formula).At(point);

    /// <summary>The first number of the first root and its bound.</summary>
    public (double Value, double Bound) At(ReadOnlySpan<double> point)
    {
        Pass(point);
        var at = places[formula.Root];
        return (value[at], Bound(at));
    }

    /// <summary>Every root, flat: values and bounds, each of <see cref="ResultSize"/> numbers.</summary>
    public void Run(ReadOnlySpan<double> point, Span<double> values, Span<double> bounds)
    {
        Pass(point);
        var to = 0;
        foreach (var root in formula.Roots)
            for (var k = 0; k < formula.Nodes[root].Shape.Count; k++, to++)
                (values[to], bounds[to]) = (value[places[root] + k], Bound(places[root] + k));
    }

    private (double, double) Rounded(Number exact)
    {
        var near = exact.ToDouble();
        var own = literals != Literals.Rounded && Number.Of(near) != exact ? Rounding.Of(near) : 0;
        return (near, literals == Literals.Written ? own + Rounding.OfDigits(exact) : own);
    }

    private double Bound(int at) => double.IsFinite(error[at]) ? error[at] * Own : double.PositiveInfinity;

    private void Pass(ReadOnlySpan<double> point)
    {
        if (point.Length != PointSize)
            throw new ArgumentException($"{point.Length} numbers where {PointSize} are expected", nameof(point));
        if (staging is null)
        {
            for (var node = 0; node < places.Length; node++)
                if (live[node])
                    Visit(formula.Nodes[node], places[node], point);
            return;
        }
        foreach (var stage in staging.Stages)
        {
            Visit(stage.Same, point);
            foreach (var node in stage.Counted)
                rows!.Count(node);
            foreach (var loop in stage.Loops)
                Walk(loop, point);
        }
    }

    /// <summary>Row after row through the same places; the reductions take each row in.</summary>
    private void Walk(Loop loop, ReadOnlySpan<double> point)
    {
        rows!.Begin(loop);
        while (rows.Next())
        {
            Visit(loop.Nodes, point);
            rows.TakeIn();
        }
        rows.End();
    }

    private void Visit(int[] nodes, ReadOnlySpan<double> point)
    {
        foreach (var node in nodes)
            Visit(formula.Nodes[node], places[node], point);
    }

    private void Visit(in Node n, int to, ReadOnlySpan<double> point)
    {
        switch (n.Op.Family())
        {
            case Family.Leaf:
                Leaf(n, Values(n, to), Errors(n, to), point);
                break;
            case Family.Elementwise:
                Elementwise(n, to);
                break;
            case Family.Structural:
                Structural(n, to);
                break;
            case Family.Rows:
                throw new System.Diagnostics.UnreachableException("rows are reduced by RowErrors");
        }
    }

    private void Leaf(in Node n, Span<double> v, Span<double> e, ReadOnlySpan<double> point)
    {
        v.Clear();
        e.Clear();
        switch (n.Op)
        {
            case Op.Const:
                (v[0], e[0]) = constants[n.A];
                break;
            case Op.Pi or Op.E:
                v[0] = n.Op == Op.Pi ? Math.PI : Math.E;
                e[0] = literals != Literals.Rounded ? Rounding.Of(v[0]) : 0;
                break;
            case Op.Param:
                point.Slice(points[n.A], v.Length).CopyTo(v);
                break;
            case Op.OneHot:
                v[n.Shape.IsMatrix ? n.A * n.Shape.Columns + n.B : n.A] = 1;
                break;
            case Op.Column:
                rows!.Of(n.A).CopyTo(v);
                break;
        }
    }

    private void Elementwise(in Node n, int to)
    {
        var arity = n.Op.Arity();
        var (a, b, c) = (places[n.A], arity > 1 ? places[n.B] : -1, arity > 2 ? places[n.C] : -1);
        var order = n.Op.HasOrder() ? n.B : 0;
        for (var k = 0; k < n.Shape.Count; k++)
        {
            var (x, ex) = (value[a], error[a]);
            var (y, ey) = b < 0 ? (order, 0) : (value[b], error[b]);
            var (z, ez) = c < 0 ? (0, 0) : (value[c], error[c]);
            var result = Scalar.Apply(n.Op, x, y, z);
            value[to + k] = result;
            error[to + k] = Spread.Of(n.Op, x, ex, y, ey, z, ez, result) + Rounding.Of(n.Op, x, y, result);
            a += Stride(n.A, arity, 1);
            b += Stride(n.B, arity, 2);
            c += Stride(n.C, arity, 3);
        }
    }

    private int Stride(int argument, int arity, int needed) => arity >= needed && !formula.Nodes[argument].Shape.IsScalar ? 1 : 0;

    private void Structural(in Node n, int to)
    {
        var v = Values(n, to);
        var e = Errors(n, to);
        if (n.Op == Op.Array)
        {
            for (var k = 0; k < v.Length; k++)
                (v[k], e[k]) = (value[places[formula.ListOf(n)[k]]], error[places[formula.ListOf(n)[k]]]);
            return;
        }
        var first = formula.Nodes[n.A];
        var x = Values(first, places[n.A]);
        var ex = Errors(first, places[n.A]);
        if (n.Op.Arity() == 2)
        {
            var second = formula.Nodes[n.B];
            var y = Values(second, places[n.B]);
            var ey = Errors(second, places[n.B]);
            if (n.Op == Op.MatMul)
                SpreadProducts.Of(first.Shape, second.Shape, Triangles.Sides(triangles, n, first.Shape.IsMatrix), x, ex, y, ey, v, e);
            else
                SpreadArrays.OfTwo(n.Op, x, ex, y, ey, v, e);
        }
        else
            SpreadArrays.OfOne(n, first.Shape, x, ex, v, e);
    }

    private Span<double> Values(in Node n, int at) => value.AsSpan(at, n.Shape.Count);

    private Span<double> Errors(in Node n, int at) => error.AsSpan(at, n.Shape.Count);
}
