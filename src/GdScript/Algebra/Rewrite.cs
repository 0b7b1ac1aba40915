namespace GdScript.Algebra;

/// <summary>
/// One change the simplifier may make, as data: what it does and where it is not true, so that nothing is changed quietly.
/// </summary>
/// <param name="Name">A stable short name, <c>zero-times</c>.</param>
/// <param name="Text">Both sides in the formula language, <c>0*x -> 0</c>; simplifying the left side gives the right side.</param>
/// <param name="Where">Where the right side has a value and the left side has none; empty when there is no such place.</param>
public sealed record Rewrite(string Name, string Text, string Where = "")
{
    /// <summary>The place in <see cref="Rewrites.All"/>.</summary>
    internal int Index { get; init; }

    /// <summary>Same real value, same domain.</summary>
    public bool Exact => Where.Length == 0;

    /// <summary>The right side has a value at points where the left side is infinite or not a number.</summary>
    public bool WidensDomain => !Exact;

    /// <summary>The left side of <see cref="Text"/>.</summary>
    public string Left => Text[..Text.IndexOf(" -> ", StringComparison.Ordinal)];

    /// <summary>The right side of <see cref="Text"/>.</summary>
    public string Right => Text[(Text.IndexOf(" -> ", StringComparison.Ordinal) + 4)..];
}
