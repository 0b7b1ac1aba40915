using System.Collections;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A sum, mean or extreme over rows of constants as one formula for all of them: the function is run once for each kind of row, with
/// columns for the numbers. What cannot be said so (a branch that depends on the row, more than <see cref="MaxGroups"/>
/// different formulas, a function that changes what is around it) is gone through row by row.
/// </summary>
/// <remarks>
/// The rows are added in the order of the core's sums (16 lanes, blocks of 4,096, a tree of blocks), not from the left: the
/// value agrees with the loop's within the bound of the running error, not in every bit.
/// </remarks>
internal static class RowReduction
{
    private const int MaxGroups = 16;

    /// <summary>The reduction; null when the rows are to be gone through one by one.</summary>
    public static Scalar? Of(Op op, RowQuery<Scalar> query)
    {
        var r = Recorder.Current;
        if (r.RowsOf(query.Source) is not { } data)
            return null;
        var neutral = op switch
        {
            Op.RowMax => double.NegativeInfinity,
            Op.RowMin => double.PositiveInfinity,
            _ => 0.0,
        };
        // a mean over a part of the rows is the sum of the part by its number
        var parted = op == Op.RowMean && !query.KeepsAll;
        var bodies = Bodies(r, data, query.Functions, row => Body(query.Through(row), neutral, parted));
        if (bodies is null)
            return null;
        var (value, count) = Plain(r, op, query);
        if (count == 0 || double.IsNaN(value))
            return null;
        if (!parted)
            return r.Reduced(op, bodies[0], data.Table, value);
        var sum = r.Reduced(Op.RowSum, bodies[0], data.Table, value * count);
        return new Scalar(value, (sum / r.Reduced(Op.RowSum, bodies[1], data.Table, count)).Node, r.Stamp);
    }

    private static Scalar[] Body((Scalar Value, Cond Stays) row, double neutral, bool parted) =>
        parted
            ? [Scalar.Select(row.Stays, row.Value, neutral), Scalar.Select(row.Stays, 1.0, 0.0)]
            : [Scalar.Select(row.Stays, row.Value, neutral)];

    /// <summary>What is reduced, for all rows: one formula, or one for each group of kinds, chosen by a column.</summary>
    /// <param name="r">The recording.</param>
    /// <param name="data">The rows.</param>
    /// <param name="functions">The user's code that is run: what it captures must stay as it is.</param>
    /// <param name="run">The code, for a row of columns.</param>
    public static Scalar[]? Bodies(Recorder r, RowData data, IEnumerable<Delegate> functions, Func<object?, Scalar[]> run)
    {
        var closures = new Closures(functions);
        var (groups, groupOf) = (new List<Scalar[]>(), new int[data.Kinds]);
        var whole = r.OverColumns(() =>
        {
            for (var kind = 0; kind < groupOf.Length; kind++)
            {
                var body = run(r.Symbol(data, kind));
                var group = groups.FindIndex(g => g.Zip(body).All(p => p.First.SameNode(p.Second)));
                if (closures.Restore() || (group < 0 && groups.Count == MaxGroups))
                    return false;
                groupOf[kind] = group < 0 ? groups.Count : group;
                if (group < 0)
                    groups.Add(body);
            }
            return true;
        });
        closures.Restore();
        return !whole ? null
            : groups.Count == 1 ? groups[0]
            : r.Grouped(data, groups, groupOf);
    }

    /// <summary>The reduction as a loop does it, in numbers alone: what the conditions after it see.</summary>
    private static (double Value, int Count) Plain(Recorder r, Op op, RowQuery<Scalar> query) =>
        r.InNumbers(() =>
        {
            var (value, count) = (0.0, 0);
            foreach (var x in query)
            {
                value =
                    count == 0 && op is Op.RowMax or Op.RowMin ? x.Value
                    : op == Op.RowMax ? Math.Max(value, x.Value)
                    : op == Op.RowMin ? Math.Min(value, x.Value)
                    : value + x.Value;
                count++;
            }
            return (op == Op.RowMean ? value / count : value, count);
        });
}

/// <summary>What functions capture, to notice when running them changes it, and to put it back.</summary>
internal sealed class Closures
{
    private readonly List<(object Holder, System.Reflection.FieldInfo Field, object? Value)> captured = [];

    public Closures(IEnumerable<Delegate> functions)
    {
        foreach (var function in functions)
            Note(function.Target, 0);
    }

    /// <summary>Puts everything back as it was; true when something had changed.</summary>
    public bool Restore()
    {
        var changed = false;
        foreach (var (holder, field, value) in captured)
            if (!Same(field.GetValue(holder), value))
            {
                changed = true;
                field.SetValue(holder, value);
            }
        return changed;
    }

    private void Note(object? holder, int depth)
    {
        if (holder is null or ICollection || depth > 4)
            return;
        foreach (var field in holder.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public))
        {
            var value = field.GetValue(holder);
            captured.Add((holder, field, value));
            if (field.Name.StartsWith("CS$<>", StringComparison.Ordinal))
                Note(value, depth + 1);
        }
    }

    private static bool Same(object? a, object? b) =>
        a is Scalar x ? b is Scalar y && x.SameAs(y)
        : a is Cond ? b is Cond
        : a is ValueType ? a.Equals(b)
        : ReferenceEquals(a, b);
}
