using System.ComponentModel;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// What LINQ has only for doubles, over recording numbers: in the order in which System.Linq computes, element by element from the
/// left, so that the bits agree. The rest of LINQ is generic and works on recording numbers as it is.
/// </summary>
/// <remarks>
/// Max and Min are the operations max and min where no element is NaN at the point of the recording (a guard says so); of
/// -0 and +0 they may give the other one than LINQ.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScalarLinq
{
    public static Scalar Sum(this IEnumerable<Scalar> source)
    {
        if (Reduced(Op.RowSum, source) is { } reduced)
            return reduced;
        Scalar sum = 0.0;
        foreach (var x in source)
            sum += x;
        return sum;
    }

    public static Scalar Sum<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => Mapped(source, selector).Sum();

    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public static Scalar Average(this IEnumerable<Scalar> source)
    {
        if (Reduced(Op.RowMean, source) is { } reduced)
            return reduced;
        Scalar sum = 0.0;
        var count = 0L;
        foreach (var x in source)
        {
            sum += x;
            count++;
        }
        return count > 0 ? sum / (double)count : throw NoElements();
    }

    public static Scalar Average<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => Mapped(source, selector).Average();

    /// <inheritdoc cref="Average(IEnumerable{Scalar})"/>
    public static Scalar Max(this IEnumerable<Scalar> source)
    {
        if (Reduced(Op.RowMax, source) is { } reduced)
            return reduced;
        var numbers = source.Where(x => !Recorder.Branch(Scalar.IsNaN(x), silent: true));
        return Extreme(source, numbers, ScalarMath.Max);
    }

    public static Scalar Max<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => Mapped(source, selector).Max();

    /// <inheritdoc cref="Average(IEnumerable{Scalar})"/>
    public static Scalar Min(this IEnumerable<Scalar> source) => Reduced(Op.RowMin, source) ?? Extreme(source, source, ScalarMath.Min);

    public static Scalar Min<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => Mapped(source, selector).Min();

    // Arrays and lists of rows: the query is kept, so that a reduction at its end can be one formula for all rows.

    public static IEnumerable<R> Select<T, R>(this T[] source, Func<T, R> selector) => Mapped(source, selector);

    public static IEnumerable<R> Select<T, R>(this List<T> source, Func<T, R> selector) => Mapped(source, selector);

    public static IEnumerable<T> Where<T>(this T[] source, Func<T, bool> predicate) =>
        Filtered(source, row => predicate(row), predicate) ?? Enumerable.Where(source, predicate);

    public static IEnumerable<T> Where<T>(this T[] source, Func<T, Cond> predicate) =>
        Filtered(source, predicate, predicate) ?? Enumerable.Where(source, row => predicate(row));

    public static IEnumerable<T> Where<T>(this List<T> source, Func<T, bool> predicate) =>
        Filtered(source, row => predicate(row), predicate) ?? Enumerable.Where(source, predicate);

    public static IEnumerable<T> Where<T>(this List<T> source, Func<T, Cond> predicate) =>
        Filtered(source, predicate, predicate) ?? Enumerable.Where(source, row => predicate(row));

    // Further along a query, where the type says only that it is a sequence. Other names than LINQ's, so that neither hides the other.

    public static IEnumerable<R> SelectRows<T, R>(this IEnumerable<T> source, Func<T, R> selector) => Mapped(source, selector);

    public static IEnumerable<T> WhereRows<T>(this IEnumerable<T> source, Func<T, Cond> predicate) =>
        Filtered(source, predicate, predicate) ?? Enumerable.Where(source, row => predicate(row));

    public static IEnumerable<T> WhereRows<T>(this IEnumerable<T> source, Func<T, bool> predicate) =>
        Filtered(source, row => predicate(row), predicate) ?? Enumerable.Where(source, predicate);

    /// <summary>The rows of a query expression.</summary>
    public static RowSequence<T> Rows<T>(IEnumerable<T> source) => new(source);

    /// <summary>The same elements, to be gone through one by one: for functions that change what is around them.</summary>
    public static IEnumerable<T> OneByOne<T>(this IEnumerable<T> source)
    {
        foreach (var element in source)
            yield return element;
    }

    /// <summary>
    /// A <c>foreach</c> whose body changes these outer numbers and nothing else: over rows of constants it becomes reductions
    /// when it adds to them or keeps the largest or smallest, else it is done row by row.
    /// </summary>
    /// <param name="source">What is gone through.</param>
    /// <param name="outer">How to read and write each of the outer variables.</param>
    /// <param name="body">The body, without break, continue or return.</param>
    public static void Fold<T>(this IEnumerable<T> source, (Func<Scalar> Get, Action<Scalar> Set)[] outer, Action<T> body)
    {
        if (RowQuery.Of(source) is { } rows && RowFold.TryRun(rows, outer, body))
            return;
        foreach (var row in source)
            body(row);
    }

    private static IEnumerable<R> Mapped<T, R>(IEnumerable<T> source, Func<T, R> selector) =>
        RowQuery.Of(source) is { } rows ? new RowQuery.Selected<T, R>(rows, selector) : Enumerable.Select(source, selector);

    private static RowQuery.Filtered<T>? Filtered<T>(IEnumerable<T> source, Func<T, Cond> predicate, Delegate written) =>
        RowQuery.Of(source) is { } rows ? new(rows, predicate, written) : null;

    private static Scalar? Reduced(Op op, IEnumerable<Scalar> source) =>
        Recorder.MayReduceRows && RowQuery.Of(source) is { } rows ? RowReduction.Of(op, rows) : null;

    private static Scalar Extreme(IEnumerable<Scalar> source, IEnumerable<Scalar> numbers, Func<Scalar, Scalar, Scalar> better)
    {
        Scalar? best = null;
        foreach (var x in numbers)
            best = best is { } b ? better(b, x) : x;
        return best ?? (source.Any() ? double.NaN : throw NoElements());
    }

    private static InvalidOperationException NoElements() => new("Sequence contains no elements");
}
