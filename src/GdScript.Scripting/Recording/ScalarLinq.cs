using System.ComponentModel;

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
        Scalar sum = 0.0;
        foreach (var x in source)
            sum += x;
        return sum;
    }

    public static Scalar Sum<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => source.Select(selector).Sum();

    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public static Scalar Average(this IEnumerable<Scalar> source)
    {
        Scalar sum = 0.0;
        var count = 0L;
        foreach (var x in source)
        {
            sum += x;
            count++;
        }
        return count > 0 ? sum / (double)count : throw NoElements();
    }

    public static Scalar Average<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => source.Select(selector).Average();

    /// <inheritdoc cref="Average(IEnumerable{Scalar})"/>
    public static Scalar Max(this IEnumerable<Scalar> source)
    {
        var numbers = source.Where(x => !Recorder.Branch(Scalar.IsNaN(x), silent: true));
        return Extreme(source, numbers, ScalarMath.Max);
    }

    public static Scalar Max<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => source.Select(selector).Max();

    /// <inheritdoc cref="Average(IEnumerable{Scalar})"/>
    public static Scalar Min(this IEnumerable<Scalar> source) => Extreme(source, source, ScalarMath.Min);

    public static Scalar Min<T>(this IEnumerable<T> source, Func<T, Scalar> selector) => source.Select(selector).Min();

    private static Scalar Extreme(IEnumerable<Scalar> source, IEnumerable<Scalar> numbers, Func<Scalar, Scalar, Scalar> better)
    {
        Scalar? best = null;
        foreach (var x in numbers)
            best = best is { } b ? better(b, x) : x;
        return best ?? (source.Any() ? double.NaN : throw NoElements());
    }

    private static InvalidOperationException NoElements() => new("Sequence contains no elements");
}
