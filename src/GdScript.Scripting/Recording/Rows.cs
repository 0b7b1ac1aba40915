using System.Collections;
using System.ComponentModel;

namespace GdScript.Scripting.Recording;

/// <summary>Captured rows of data, as the twin sees them: a list of constants.</summary>
/// <param name="name">The script's variable.</param>
/// <param name="rows">The rows, with their numbers as constants.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Rows<T>(string name, IReadOnlyList<T> rows) : IReadOnlyList<T>
{
    /// <summary>What the script calls them.</summary>
    public string Name => name;

    public int Count => rows.Count;

    /// <summary>As an array says it.</summary>
    public int Length => rows.Count;

    public T this[int index] => rows[index];

    public T this[Index index] => rows[index.GetOffset(rows.Count)];

    public IEnumerator<T> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public Scalar Sum(Func<T, Scalar> selector) => ScalarLinq.Sum(rows, selector);

    public Scalar Average(Func<T, Scalar> selector) => ScalarLinq.Average(rows, selector);

    public Scalar Max(Func<T, Scalar> selector) => ScalarLinq.Max(rows, selector);

    public Scalar Min(Func<T, Scalar> selector) => ScalarLinq.Min(rows, selector);

    /// <summary>A <c>foreach</c> over the rows whose body changes only these outer numbers.</summary>
    /// <param name="accumulators">How to read and write each of the outer variables.</param>
    /// <param name="body">The loop's body.</param>
    public void Fold((Func<Scalar> Get, Action<Scalar> Set)[] accumulators, Action<T> body)
    {
        foreach (var row in rows)
            body(row);
    }
}
