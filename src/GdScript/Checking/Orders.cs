using GdScript.Graphs;
using Suspect = GdScript.Checking.Diagnosing.Suspect;

namespace GdScript.Checking;

/// <summary>Slopes of an array that are all there and in another order: shifted by one, backwards, or columns taken for rows.</summary>
internal static class Orders
{
    /// <param name="formula">The loss.</param>
    /// <param name="i">The component.</param>
    public static IEnumerable<Suspect> Of(Formula formula, int i)
    {
        var offset = 0;
        foreach (var (name, shape) in formula.Parameters)
        {
            if (i < offset + shape.Count)
                return shape.Count < 3 ? [] : Of(name, shape, offset, i);
            offset += shape.Count;
        }
        return [];
    }

    private static IEnumerable<Suspect> Of(string name, Shape shape, int offset, int i)
    {
        var n = shape.Count;
        yield return Ordered(
            "shifted",
            $"the slopes of {name} are shifted by one: each stands where the next belongs",
            k => (k + n - 1) % n
        );
        yield return Ordered(
            "shifted",
            $"the slopes of {name} are shifted by one: each stands where the one before belongs",
            k => (k + 1) % n
        );
        yield return Ordered("reversed", $"the slopes of {name} stand in reverse order", k => n - 1 - k);
        if (shape.IsMatrix && shape is { Rows: > 1, Columns: > 1 } && shape.Rows != shape.Columns)
            yield return Ordered(
                "transposed",
                $"the slopes of {name} are listed column by column, and it is read row by row",
                k => k % shape.Rows * shape.Columns + k / shape.Rows
            );

        Suspect Ordered(string kind, string text, Func<int, int> from) =>
            new(kind, text, (s, _) => IsSo(s, from) ? s.Truth[offset + from(i - offset)] : double.NaN, i);

        bool IsSo(Sample s, Func<int, int> from) =>
            Enumerable.Range(0, n).All(k => Sample.Equal(s.Claims[offset + k], s.Truth[offset + from(k)]))
            && Enumerable.Range(0, n).Count(k => !Sample.Equal(s.Claims[offset + k], s.Truth[offset + k])) > 2;
    }
}
