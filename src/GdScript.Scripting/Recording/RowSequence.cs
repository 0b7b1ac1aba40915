using System.Collections;
using System.ComponentModel;

namespace GdScript.Scripting.Recording;

/// <summary>
/// Rows at the start of a query expression (<c>from r in data where … let … select …</c>): the compiler finds these two methods before LINQ's, so
/// that the whole query is kept and its sum can be one formula for all rows.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowSequence<T> : IEnumerable<T>
{
    internal RowSequence(IEnumerable<T> rows) => Rows = rows;

    internal IEnumerable<T> Rows { get; }

    public RowSequence<R> Select<R>(Func<T, R> selector) => new(Rows.SelectRows(selector));

    public RowSequence<T> Where(Func<T, Cond> predicate) => new(Rows.WhereRows(predicate));

    public RowSequence<T> Where(Func<T, bool> predicate) => new(Rows.WhereRows(predicate));

    public IEnumerator<T> GetEnumerator() => Rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
