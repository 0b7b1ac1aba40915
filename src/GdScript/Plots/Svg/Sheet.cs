namespace GdScript.Plots.Svg;

/// <summary>What a picture is drawn on.</summary>
/// <param name="Width">In pixels; at least 200.</param>
/// <param name="Height">In pixels; at least 150.</param>
/// <param name="Theme">Its colours.</param>
public sealed record Sheet(double Width = 640, double Height = 480, Theme Theme = Theme.Auto)
{
    /// <summary>1 to draw a surface with every line of its grid, 2 with every other one, for a smaller picture.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>What names within the picture begin with, so that they are others than those of the pictures beside it in a page.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary>True to put what belongs to a walk into a group, which a page can hide: <c>run0</c>, <c>run1</c>, …, and <c>arrows</c>.</summary>
    internal bool HasRuns { get; init; }
}
