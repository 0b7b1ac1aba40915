using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Plots;

/// <summary>
/// Random directions in which slices of different models can be compared: each filter of the direction is as long as the same filter of
/// the point, so that a step of 1 changes all of them as much as they are large (Li, Xu, Taylor, Studer, Goldstein 2018, arXiv
/// 1712.09913, section 4). A row of a matrix is a filter, a vector is one, and all single numbers together are one.
/// </summary>
public static class FilterSlice
{
    /// <summary>A direction; the same numbers for the same seed on every machine.</summary>
    /// <param name="parameters">What the numbers of the point belong to.</param>
    /// <param name="point">The flat point; where it is 0 altogether, the direction has length 1 instead.</param>
    /// <param name="seed">The luck.</param>
    /// <param name="number">Which of several directions, from 0.</param>
    public static ImmutableArray<double> Direction(
        IReadOnlyList<Parameter> parameters,
        ReadOnlySpan<double> point,
        long seed,
        int number = 0
    )
    {
        var direction = new double[point.Length];
        for (var i = 0; i < direction.Length; i++)
            direction[i] = Chance.Normal(seed, number, i);
        var (values, isZero) = (point.ToArray(), !point.ContainsAnyExcept(0.0));
        foreach (var filter in Filters(parameters))
        {
            var (length, wanted) = (Length(direction, filter), isZero ? 1 : Length(values, filter));
            foreach (var i in filter)
                direction[i] = length > 0 ? direction[i] * (wanted / length) : 0;
        }
        return [.. direction];
    }

    /// <summary>The places in the flat point that belong together.</summary>
    private static IEnumerable<int[]> Filters(IReadOnlyList<Parameter> parameters)
    {
        var (offset, alone) = (0, new List<int>());
        foreach (var parameter in parameters)
        {
            var (shape, start) = (parameter.Shape, offset);
            offset += shape.Count;
            if (shape.IsScalar)
                alone.Add(start);
            else if (shape.IsMatrix)
                foreach (var row in Enumerable.Range(0, shape.Rows))
                    yield return [.. Enumerable.Range(start + row * shape.Columns, shape.Columns)];
            else
                yield return [.. Enumerable.Range(start, shape.Count)];
        }
        yield return [.. alone];
    }

    private static double Length(double[] numbers, int[] filter)
    {
        var largest = filter.Length == 0 ? 0 : filter.Max(i => Math.Abs(numbers[i]));
        return largest == 0 ? 0 : largest * Math.Sqrt(filter.Sum(i => numbers[i] / largest * (numbers[i] / largest)));
    }
}
