using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A <c>foreach</c> over rows that adds to outer numbers or keeps the largest or smallest, as reductions: the body is run once with
/// placeholders for the outer numbers, and what comes out for each is read as "it plus something of the row", "the larger of it and
/// something of the row" and so on. Any other body is gone through row by row.
/// </summary>
internal static class RowFold
{
    /// <summary>How a number is carried on.</summary>
    private enum Carry
    {
        Sum,
        Max,
        Min,
    }

    /// <summary>Does the loop; false, with everything as it was, when it has to be done row by row.</summary>
    public static bool TryRun<T>(RowQuery<T> rows, (Func<Scalar> Get, Action<Scalar> Set)[] outer, Action<T> body)
    {
        var r = Recorder.Current;
        if (!rows.KeepsAll || r.RowsOf(rows.Source) is not { } data)
            return false;
        var before = Array.ConvertAll(outer, o => o.Get());
        Carry[]? carries = null;
        var deltas = RowReduction.Bodies(
            r,
            data,
            rows.Functions.Append(body),
            row =>
            {
                var read = Once(r, rows, outer, body, row, before);
                var how = Array.ConvertAll(read, it => it.Carry);
                carries ??= how;
                return carries.SequenceEqual(how) ? Array.ConvertAll(read, it => it.Delta) : throw new RowBranch();
            }
        );
        Put(outer, before);
        if (deltas is null)
            return false;
        var after = r.InNumbers(() => Plainly(rows, outer, body));
        for (var k = 0; k < outer.Length; k++)
            outer[k].Set(Carried(r, carries![k], before[k], deltas[k], data.Table, after[k]));
        return true;
    }

    private static double[] Plainly<T>(RowQuery<T> rows, (Func<Scalar> Get, Action<Scalar> Set)[] outer, Action<T> body)
    {
        foreach (var row in rows)
            body(row);
        return Array.ConvertAll(outer, o => o.Get().Value);
    }

    private static (Carry Carry, Scalar Delta)[] Once<T>(
        Recorder r,
        RowQuery<T> rows,
        (Func<Scalar> Get, Action<Scalar> Set)[] outer,
        Action<T> body,
        object? row,
        Scalar[] before
    )
    {
        var held = Array.ConvertAll(before, b => r.Placeholder(b.Value));
        Put(outer, held);
        body(rows.Through(row).Value);
        var read = new (Carry, Scalar)[outer.Length];
        for (var k = 0; k < read.Length; k++)
            read[k] = Read(r, outer[k].Get(), held[k]);
        Put(outer, before);
        return read;
    }

    private static void Put((Func<Scalar> Get, Action<Scalar> Set)[] outer, Scalar[] values)
    {
        for (var k = 0; k < outer.Length; k++)
            outer[k].Set(values[k]);
    }

    private static Scalar Carried(Recorder r, Carry carry, Scalar before, Scalar delta, int table, double after)
    {
        Scalar Reduced(Op op) => r.Reduced(op, delta, table, after - (op == Op.RowSum ? before.Value : 0));
        var carried = carry switch
        {
            Carry.Sum => delta.IsKnown && delta.Value == 0 ? before
            : before.IsKnown && before.Value == 0 ? Reduced(Op.RowSum)
            : before + Reduced(Op.RowSum),
            Carry.Max => ScalarMath.Max(before, Reduced(Op.RowMax)),
            Carry.Min => ScalarMath.Min(before, Reduced(Op.RowMin)),
        };
        return carried.IsKnown ? after : new Scalar(after, carried.Node, carried.Stamp);
    }

    /// <summary>What one row does to a carried number.</summary>
    private static (Carry, Scalar) Read(Recorder r, Scalar result, Scalar held)
    {
        var acc = held.Node - 1;
        if (result.IsKnown)
            throw new RowBranch();
        if (Added(r, result.Node - 1, acc) is { } delta)
            return (Carry.Sum, delta);
        var top = r.At(result.Node - 1);
        if (top.Op is Op.Max or Op.Min && Other(r, top.A, top.B, acc) is { } kept)
            return (top.Op == Op.Max ? Carry.Max : Carry.Min, Of(r, kept));
        if (top.Op == Op.Where && top.C == acc && !IsCarried(r, top.B) && Larger(r.At(top.A), top.B, acc) is { } larger)
            return (larger ? Carry.Max : Carry.Min, Of(r, top.B));
        throw new RowBranch();
    }

    /// <summary>What is added to the carried number; null when the node is no such sum.</summary>
    private static Scalar? Added(Recorder r, int node, int acc)
    {
        if (node == acc)
            return 0.0;
        var it = r.At(node);
        switch (it.Op)
        {
            case Op.Add when IsCarried(r, it.A) != IsCarried(r, it.B):
                var (carried, added) = IsCarried(r, it.A) ? (it.A, it.B) : (it.B, it.A);
                return Added(r, carried, acc) is { } rest ? Plus(rest, Of(r, added)) : null;
            case Op.Sub when IsCarried(r, it.A) && !IsCarried(r, it.B):
                return Added(r, it.A, acc) is { } less
                    ? less.IsKnown && less.Value == 0
                        ? -Of(r, it.B)
                        : less - Of(r, it.B)
                    : null;
            case Op.Where when !IsCarried(r, it.A):
                return Added(r, it.B, acc) is { } then && Added(r, it.C, acc) is { } other
                    ? Scalar.Select(new Cond(true, Of(r, it.A)), then, other)
                    : null;
            default:
                return null;
        }
    }

    private static Scalar Plus(Scalar rest, Scalar added) => rest.IsKnown && rest.Value == 0 ? added : rest + added;

    /// <summary>Of two nodes the one that is not the carried number, when the other is.</summary>
    private static int? Other(Recorder r, int a, int b, int acc) =>
        a == acc && !IsCarried(r, b) ? b
        : b == acc && !IsCarried(r, a) ? a
        : null;

    /// <summary>True for "other is larger than the carried number", false for smaller, null for anything else.</summary>
    private static bool? Larger(Node condition, int other, int acc) =>
        condition.Op switch
        {
            Op.Gt or Op.Ge when condition.A == other && condition.B == acc => true,
            Op.Lt or Op.Le when condition.A == acc && condition.B == other => true,
            Op.Lt or Op.Le when condition.A == other && condition.B == acc => false,
            Op.Gt or Op.Ge when condition.A == acc && condition.B == other => false,
            var _ => null,
        };

    private static bool IsCarried(Recorder r, int node) => (r.ReadsOf(node) & Recorder.Reads.Carried) != 0;

    private static Scalar Of(Recorder r, int node) => new(0, 1 + node, r.Stamp);
}
