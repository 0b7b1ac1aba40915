namespace GdScript.Descent;

/// <summary>
/// A walk without an end: every point it reaches, the start first. It goes on through anything, even through NaN; the
/// reader stops it, or <see cref="Descend"/> does with reasons. Lazy, and walked anew each time it is read.
/// </summary>
public static class Walk
{
    /// <summary><c>Walk.From(oracle, start, Rules.Gd(0.1)).Take(101)</c>.</summary>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="start">The point the walk begins at; as many numbers as the oracle takes.</param>
    /// <param name="method">How to walk.</param>
    public static IEnumerable<Frame> From(Oracle oracle, ReadOnlySpan<double> start, Method method)
    {
        var copy = start.ToArray();
        return Frames(() => new Walker(oracle, copy, method));
    }

    /// <summary>The frames after <paramref name="frame"/>, the same bit for bit as if the walk had not been interrupted.</summary>
    public static IEnumerable<Frame> On(Oracle oracle, Frame frame, Method method) =>
        Frames(() => new Walker(oracle, frame, default, method)).Skip(1);

    private static IEnumerable<Frame> Frames(Func<Walker> begin)
    {
        for (var walker = begin(); ; walker.Advance())
            yield return walker.Frame();
    }
}
