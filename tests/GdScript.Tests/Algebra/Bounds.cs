using GdScript.Graphs;
using GdScript.Tests.Laws;

namespace GdScript.Tests.Algebra;

/// <summary>
/// A formula evaluated with a running bound of its rounding error (Higham, Accuracy and Stability of Numerical Algorithms,
/// 2nd ed., 3.3): every step adds its own rounding to what its arguments' errors can do, measured by moving each by its error.
/// A step near a jump or a pole has an infinite bound.
/// </summary>
public static class Bounds
{
    private const double Unit = 1.2e-16;

    /// <summary>The roots' elements, how wrong each may be, and whether every step on the way was finite.</summary>
    public static (double[] Values, double[] Errors, bool AllFinite) At(Formula f, double[] point)
    {
        var (values, errors) = (new double[f.Nodes.Length][], new double[f.Nodes.Length][]);
        for (var i = 0; i < values.Length; i++)
        {
            if (f.TableOf(i) >= 0)
                (values[i], errors[i]) = ([], []);
            else if (f.Nodes[i].Op.Family() == Family.Rows)
                (values[i], errors[i]) = Reduced(f, f.Nodes[i], values, errors, point);
            else
                (values[i], errors[i]) = Alone(f, i, values, errors, point);
        }
        return ([.. f.Roots.SelectMany(r => values[r])], [.. f.Roots.SelectMany(r => errors[r])], AllFinite(f, values));
    }

    private static (double[], double[]) Alone(Formula f, int i, double[][] values, double[][] errors, double[] point)
    {
        values[i] = Step(f, i, values, point);
        return (values[i], Errors(f, i, values, errors, point));
    }

    /// <summary>All that a reduction reads, once more for every row; errors add up as the rows do.</summary>
    private static (double[], double[]) Reduced(Formula f, Node n, double[][] values, double[][] errors, double[] point)
    {
        var rows = new List<(double[] Values, double[] Errors)>();
        for (var row = 0; row < f.Data[n.B].Count; row++)
        {
            var (v, e) = ((double[][])values.Clone(), (double[][])errors.Clone());
            for (var i = 0; i <= n.A; i++)
                if (f.TableOf(i) == n.B)
                    (v[i], e[i]) =
                        f.Nodes[i].Op == Op.Column ? ([f.Data[n.B][f.Columns[f.Nodes[i].A].Name][row]], [0]) : Alone(f, i, v, e, point);
            rows.Add((v[n.A], e[n.A]));
        }
        var divided = n.Op == Op.RowMean ? rows.Count : 1;
        double[] Each(Func<int, double> element) => [.. Enumerable.Range(0, n.Shape.Count).Select(element)];
        return n.Op is Op.RowSum or Op.RowMean
            ? (
                Each(k => rows.Sum(r => r.Values[k]) / divided),
                Each(k => rows.Sum(r => r.Errors[k] + (rows.Count + 1) * Unit * Math.Abs(r.Values[k])) / divided + double.Epsilon)
            )
            : (
                Each(k => n.Op == Op.RowMax ? rows.Max(r => r.Values[k]) : rows.Min(r => r.Values[k])),
                Each(k => rows.Max(r => r.Errors[k]))
            );
    }

    /// <summary>True when every step the roots' values come from is finite; a side not chosen does not count.</summary>
    private static bool AllFinite(Formula f, double[][] values)
    {
        var live = new bool[values.Length];
        foreach (var root in f.Roots)
            live[root] = true;
        for (var i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i])
                continue;
            if (!values[i].All(double.IsFinite))
                return false;
            var n = f.Nodes[i];
            var taken = n.Op == Op.Where && values[n.A].Length == 1 ? (values[n.A][0] != 0 ? n.B : n.C) : -1;
            foreach (var argument in f.Arguments(i))
                live[argument] |= taken < 0 || argument == taken || argument == n.A;
        }
        return true;
    }

    /// <summary>The plain value; polygamma far below zero, where the plain recurrence takes forever, counts as undefined.</summary>
    private static double[] Step(Formula f, int node, double[][] values, double[] point)
    {
        var n = f.Nodes[node];
        return n.Op is Op.Polygamma or Op.Lgamma or Op.Gamma && values[n.A].Any(a => a < -50)
            ? [.. values[n.A].Select(_ => double.NaN)]
            : Plain.Node(f, n, values, point);
    }

    private static double[] Errors(Formula f, int node, double[][] values, double[][] errors, double[] point)
    {
        var n = f.Nodes[node];
        var error = new double[values[node].Length];
        for (var i = 0; i < error.Length; i++)
            error[i] = Own(n.Op, values[node][i]);
        if (n.Op is Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne)
            for (var i = 0; i < error.Length; i++)
            {
                var (a, b) = (Spread(errors[n.A], i), Spread(errors[n.B], i));
                if (a + b > 0 && Math.Abs(Spread(values[n.A], i) - Spread(values[n.B], i)) <= a + b)
                    error[i] = double.PositiveInfinity;
            }
        // An index that rounding moves names another place or none.
        if (n.Op is Op.Gather or Op.Scatter && errors[n.B][0] > 0)
            Array.Fill(error, double.PositiveInfinity);
        // The branch cut of atan2, where the sign of a zero decides.
        if (n.Op == Op.Atan2)
            for (var i = 0; i < error.Length; i++)
                if (Math.Abs(Spread(values[n.A], i)) <= Spread(errors[n.A], i) && Spread(values[n.B], i) <= Spread(errors[n.B], i))
                    error[i] = double.PositiveInfinity;
        // A truth that rounding decides, and a division by what may be zero.
        var zero =
            n.Op is Op.Not or Op.Where ? n.A
            : n.Op == Op.Div ? n.B
            : -1;
        foreach (
            var argument in n.Op is Op.And or Op.Or ? [n.A, n.B]
            : zero >= 0 ? new[] { zero }
            : []
        )
            for (var i = 0; i < error.Length; i++)
                if (Spread(errors[argument], i) > 0 && Math.Abs(Spread(values[argument], i)) <= Spread(errors[argument], i))
                    error[i] = double.PositiveInfinity;
        foreach (var argument in f.Arguments(node).Distinct())
            for (var j = 0; j < values[argument].Length; j++)
                if (errors[argument][j] > 0)
                    Spread(f, node, argument, j, values, errors, point, error);
        return error;
    }

    private static double Spread(double[] a, int i) => a[a.Length == 1 ? 0 : i];

    /// <summary>What the error of one element of one argument does to every element of the result.</summary>
    private static void Spread(Formula f, int node, int argument, int j, double[][] v, double[][] errors, double[] point, double[] error)
    {
        var (kept, e) = (v[argument][j], errors[argument][j]);
        var pole =
            !(e < 1e30)
            || (Math.Abs(kept) <= e && f.Nodes[node].Op is Op.Div or Op.Pow or Op.Lgamma or Op.Polygamma or Op.Gamma or Op.Bessel);
        var worst = new double[error.Length];
        foreach (var moved in (double[])[kept - e, kept + e])
        {
            v[argument][j] = moved;
            var result = Step(f, node, v, point);
            for (var i = 0; i < worst.Length; i++)
                worst[i] = Math.Max(worst[i], Math.Abs(result[i] - v[node][i]) is var d && double.IsNaN(d) ? double.PositiveInfinity : d);
        }
        v[argument][j] = kept;
        for (var i = 0; i < worst.Length; i++)
            error[i] += pole && worst[i] > 0 ? double.PositiveInfinity : 2 * worst[i];
    }

    private static double Own(Op op, double value) =>
        op switch
        {
            Op.Param or Op.OneHot or Op.Neg or Op.At or Op.Array or Op.Fill or Op.Transpose or Op.Abs or Op.Sign or Op.Relu => 0,
            Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max or Op.Where or Op.Argmax or Op.Gather or Op.Scatter => 0,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => 0,
            Op.Const or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Sqrt or Op.Pi or Op.E => Math.Abs(value) * Unit,
            Op.Polygamma or Op.Lgamma or Op.Gamma or Op.Bessel => 1e-11 * (1 + Math.Abs(value)),
            _ => 64 * Unit * (1 + Math.Abs(value)),
        };

    private static int[] Distinct(this ArgumentList arguments)
    {
        var all = new List<int>();
        foreach (var argument in arguments)
            if (!all.Contains(argument))
                all.Add(argument);
        return [.. all];
    }
}
