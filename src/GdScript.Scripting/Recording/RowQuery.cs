using System.Collections;

namespace GdScript.Scripting.Recording;

/// <summary>
/// Rows in memory and what a query does to each of them: enumerated it is LINQ's own query, reduced it becomes one formula for all
/// rows.
/// </summary>
internal abstract class RowQuery<T> : IEnumerable<T>
{
    /// <summary>The rows it starts from.</summary>
    public abstract IList Source { get; }

    /// <summary>The user's functions along the way.</summary>
    public abstract IEnumerable<Delegate> Functions { get; }

    /// <summary>True when nothing is left out.</summary>
    public abstract bool KeepsAll { get; }

    /// <summary>What becomes of a row, and whether it stays. While columns stand for rows, both are worked out for every row.</summary>
    public abstract (T Value, Cond Stays) Through(object? row);

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Source.Count; i++)
            if (Through(Source[i]) is var (value, stays) && Recorder.Branch(stays))
                yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Where a query over rows begins.</summary>
internal static class RowQuery
{
    /// <summary>Fewer rows are recorded one by one, with the bits of a loop.</summary>
    public const int FewestRows = 16;

    /// <summary>The query, when the elements may become a table; null when they are to be gone through one by one.</summary>
    public static RowQuery<T>? Of<T>(IEnumerable<T> source) =>
        source is RowSequence<T> { Rows: var rows }
            ? Of(rows)
            : source as RowQuery<T>
                ?? (
                    source is T[] or List<T>
                    && source is IList { Count: >= FewestRows } list
                    && Recorder.MayReduceRows
                    && HasNumbers(list[0])
                        ? new All<T>(list)
                        : null
                );

    private static bool HasNumbers(object? row) => row is Scalar number ? number.IsKnown : RowPart.Of(row, "value").Names.Any();

    public sealed class All<T>(IList source) : RowQuery<T>
    {
        public override IList Source => source;
        public override IEnumerable<Delegate> Functions => [];
        public override bool KeepsAll => true;

        public override (T Value, Cond Stays) Through(object? row) => ((T)row!, true);
    }

    public sealed class Selected<S, T>(RowQuery<S> inner, Func<S, T> selector) : RowQuery<T>
    {
        public override IList Source => inner.Source;
        public override IEnumerable<Delegate> Functions => inner.Functions.Append(selector);
        public override bool KeepsAll => inner.KeepsAll;

        public override (T Value, Cond Stays) Through(object? row)
        {
            var (value, stays) = inner.Through(row);
            if (Recorder.IsOverColumns)
                return (selector(value), stays);
            return Recorder.Branch(stays) ? (selector(value), true) : (default!, false);
        }
    }

    public sealed class Filtered<T>(RowQuery<T> inner, Func<T, Cond> predicate, Delegate written) : RowQuery<T>
    {
        public override IList Source => inner.Source;
        public override IEnumerable<Delegate> Functions => inner.Functions.Append(written);
        public override bool KeepsAll => false;

        public override (T Value, Cond Stays) Through(object? row)
        {
            var (value, stays) = inner.Through(row);
            if (Recorder.IsOverColumns)
                return (value, stays & predicate(value));
            return Recorder.Branch(stays) ? (value, predicate(value)) : (default!, false);
        }
    }
}
