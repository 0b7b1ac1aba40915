using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Operations on the small arrays of a row, written out number by number in exactly the order that <see cref="Arrays"/> and
/// <see cref="Sums"/> have, so that a fused loop keeps them in registers.
/// </summary>
internal sealed class SmallArrays(Schedule schedule)
{
    /// <summary>Functions of more elements than this are done on strips.</summary>
    public const int MostElements = 16;

    /// <summary>Products of more factors than this are done on strips.</summary>
    private const int MostProducts = 512;

    /// <summary>Arithmetic on more elements than this is done on strips.</summary>
    private const int MostSums = 256;

    internal static readonly bool[] HasLanes = [.. Enum.GetValues<Op>().Select(op => op.Family() == Family.Elementwise && Knows(op))];

    /// <summary>True for nodes that are written out.</summary>
    public bool Unrolls(in Node n)
    {
        var from = Schedule.ArgumentCount(n) > 0 && n.Op != Op.Array ? schedule.Nodes[n.A].Shape : default;
        return n.Op switch
        {
            Op.Sum or Op.Mean => from.Count <= 4 * MostElements,
            Op.LogSumExp or Op.Softmax or Op.Argmax or Op.Norm or Op.Gather => from.Count <= MostElements,
            Op.Scatter => n.Shape.Count <= MostElements,
            Op.Dot => from.Count <= 4 * MostElements,
            Op.Outer => n.Shape.Count <= MostSums,
            Op.MatMul => Wide.Sides(from, schedule.Nodes[n.B].Shape) is var (m, k, p) && (long)m * k * p <= MostProducts,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Fma => n.Shape.Count <= MostSums,
            _ => HasLanes[(int)n.Op] && n.Shape.Count <= MostElements,
        };
    }

    /// <summary>The steps of every number of a node's value, from those of its arguments.</summary>
    public int[] Steps(LaneCode code, in Node n, int[][] arguments)
    {
        var (a, b) = (arguments[0], arguments.Length > 1 ? arguments[1] : []);
        switch (n.Op)
        {
            case Op.Sum:
                return [Sum(code, a)];
            case Op.Mean:
                return [code.Div(Sum(code, a), code.Number(a.Length))];
            case Op.Dot:
                return [Dot(code, a, b)];
            case Op.Norm:
                return [Norm(code, a)];
            case Op.LogSumExp:
                return [LogSumExp(code, a)];
            case Op.Argmax:
                return [Argmax(code, a)];
            case Op.Softmax:
                return Softmax(code, a);
            case Op.Gather:
                return Gather(code, a, b[0], n.Shape.Count);
            case Op.Scatter:
                return
                [
                    .. Enumerable.Range(0, n.Shape.Count).Select(k => Named(code, b[0], k / a.Length, a[k % a.Length], code.Number(0))),
                ];
            case Op.Outer:
                return [.. a.SelectMany(x => b.Select(y => code.Mul(x, y)))];
            case Op.MatMul:
                return Product(code, n, a, b);
            default:
                var (op, c) = (n.Op, arguments.Length > 2 ? arguments[2] : []);
                return [.. Enumerable.Range(0, n.Shape.Count).Select(k => code.Of(op, At(a, k), At(b, k), At(c, k)))];
        }
    }

    private static bool Knows(Op op)
    {
        var code = new LaneCode();
        return code.Of(op, code.Column(0), code.Column(1), code.Column(2)) >= 0;
    }

    /// <summary>Element k; a scalar is every element of itself.</summary>
    private static int At(int[] argument, int k) => argument.Length == 0 ? -1 : argument[argument.Length == 1 ? 0 : k];

    /// <summary>Lanes, then lanes in halves, as <see cref="Sums"/>; the +0 that lanes start from is added once, in the end.</summary>
    private static int Sum(LaneCode code, int[] terms)
    {
        List<int> lanes = [.. terms.Take(Sums.Lanes)];
        for (var i = Sums.Lanes; i < terms.Length; i++)
            lanes[i % Sums.Lanes] = code.Add(lanes[i % Sums.Lanes], terms[i]);
        for (var half = Sums.Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = half; lane < lanes.Count; lane++)
                lanes[lane - half] = code.Add(lanes[lane - half], lanes[lane]);
            if (lanes.Count > half)
                lanes.RemoveRange(half, lanes.Count - half);
        }
        return code.Add(lanes[0], code.Number(0));
    }

    /// <summary>A choice for each element that the index may name.</summary>
    private static int[] Gather(LaneCode code, int[] a, int index, int width)
    {
        int[] named = [.. Enumerable.Repeat(code.Number(double.NaN), width)];
        for (var k = 0; k < a.Length; k++)
            named[k % width] = Named(code, index, k / width, a[k], named[k % width]);
        return named;
    }

    private static int Named(LaneCode code, int index, int place, int yes, int no) => code.IfEqual(index, code.Number(place), yes, no);

    /// <summary>As <see cref="Sums.Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    private static int Dot(LaneCode code, int[] a, int[] b) =>
        a.Length <= Sums.FewProducts ? Element(code, [.. a.Zip(b)]) : Sum(code, [.. a.Zip(b, code.Mul)]);

    private int[] Product(LaneCode code, in Node n, int[] a, int[] b)
    {
        var (m, k, p) = Wide.Sides(schedule.Nodes[n.A].Shape, schedule.Nodes[n.B].Shape);
        var (lower, upper) = Triangles.Sides(schedule, n);
        var results = new int[m * p];
        for (var i = 0; i < m; i++)
        for (var j = 0; j < p; j++)
        {
            var (first, end) = (upper ? j : 0, lower ? i + 1 : k);
            var products = Enumerable.Range(first, end - first).Select(l => (a[i * k + l], b[l * p + j]));
            results[i * p + j] = lower || upper ? Chain(code, products) : Element(code, [.. products]);
        }
        return results;
    }

    /// <summary>One chain, as <see cref="Triangles"/>.</summary>
    private static int Chain(LaneCode code, IEnumerable<(int A, int B)> products) =>
        products.Aggregate(code.Number(0), (sum, product) => code.Fused(product.A, product.B, sum));

    /// <summary>Blocks of four lanes, as <see cref="Products"/>.</summary>
    private static int Element(LaneCode code, (int A, int B)[] products)
    {
        var total = -1;
        foreach (var block in products.Chunk(Products.BlockLength))
        {
            int[] lanes = [.. Enumerable.Repeat(code.Number(0), Products.Lanes)];
            for (var i = 0; i < block.Length; i++)
                lanes[i % Products.Lanes] = code.Fused(block[i].A, block[i].B, lanes[i % Products.Lanes]);
            var sum = code.Add(code.Add(lanes[0], lanes[2]), code.Add(lanes[1], lanes[3]));
            total = total < 0 ? sum : code.Add(total, sum);
        }
        return total;
    }

    /// <summary>The plain root of the sum of squares; where that sum leaves the safe range, the rows are done again with scaling.</summary>
    private static int Norm(LaneCode code, int[] a)
    {
        var squares = Sum(code, [.. a.Select(x => code.Mul(x, x))]);
        var (one, zero) = (code.Number(1), code.Number(0));
        var unsafeToo = code.IfEqual(squares, squares, one, zero);
        var bad = code.IfLess(
            code.Number(1e-280),
            squares,
            code.IfLess(squares, code.Number(double.PositiveInfinity), zero, one),
            unsafeToo
        );
        code.End(LaneOp.Watch, bad, BitConverter.DoubleToInt64Bits(0.5));
        return code.Of(Op.Sqrt, squares, -1, -1);
    }

    /// <summary>The largest by pairs: in whatever order, it is the same, and one comparison does not wait for all before it.</summary>
    private static int Largest(LaneCode code, int[] a)
    {
        while (a.Length > 1)
            a = [.. a.Chunk(2).Select(pair => pair.Length == 2 ? code.Max(pair[0], pair[1]) : pair[0])];
        return a[0];
    }

    private static int[] Softmax(LaneCode code, int[] a)
    {
        var largest = Largest(code, a);
        int[] powers = [.. a.Select(x => code.Of(Op.Exp, code.Sub(x, largest), -1, -1))];
        var sum = Sum(code, powers);
        return [.. powers.Select(p => code.Div(p, sum))];
    }

    private static int LogSumExp(LaneCode code, int[] a)
    {
        var largest = Largest(code, a);
        var sum = Sum(code, [.. a.Select(x => code.Of(Op.Exp, code.Sub(x, largest), -1, -1))]);
        var finite = code.Add(largest, code.Of(Op.Log, sum, -1, -1));
        return code.IfLess(code.Of(Op.Abs, largest, -1, -1), code.Number(double.PositiveInfinity), finite, largest);
    }

    private static int Argmax(LaneCode code, int[] a)
    {
        var (best, at) = (a[0], code.Number(0));
        for (var i = 1; i < a.Length; i++)
        {
            at = code.IfLess(best, a[i], code.Number(i), at);
            best = code.IfLess(best, a[i], a[i], best);
        }
        return a.Aggregate(at, (found, x) => code.IfEqual(x, x, found, x));
    }
}
