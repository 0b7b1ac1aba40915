namespace GdScript.Plots.Svg;

/// <summary>What a picture is drawn on.</summary>
/// <param name="Width">In pixels; at least 200.</param>
/// <param name="Height">In pixels; at least 150.</param>
/// <param name="Theme">Its colours.</param>
public sealed record Sheet(double Width = 640, double Height = 480, Theme Theme = Theme.Auto)
{
    /// <summary>1 to draw a surface with every line of its grid, 2 with every other one, for a smaller picture.</summary>
    public int Stride { get; init; } = 1;
}
