using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>A place in a picture, in the numbers of its axes. Where one of them is no finite number there is a gap.</summary>
public readonly record struct Vertex(double X, double Y)
{
    internal bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>What is measured along one side of a picture.</summary>
/// <param name="Name">What a reader calls it; a parameter's own name, or a word.</param>
/// <param name="Range">From where to where it reaches; finite, and above 0 where it is logarithmic.</param>
/// <param name="IsLog">True where equal distances are equal factors.</param>
public sealed record Axis(string Name, Extent Range, bool IsLog = false);

/// <summary>
/// A picture as data: what is drawn, in the numbers it is about. <c>Svg.FigureSvg</c> draws it; a program may read it instead.
/// </summary>
/// <param name="Title">Said above it, and to those who cannot see it.</param>
/// <param name="Panels">One below the other, with the same axis across.</param>
public sealed record Figure(string Title, ImmutableArray<Panel> Panels);

/// <summary>How a place is pointed out; the signs are told apart without colour.</summary>
public enum Sign
{
    Ring,

    Disc,

    Cross,
}

/// <summary>One pair of axes and what lies between them, the first mark undermost.</summary>
/// <param name="Across">From left to right.</param>
/// <param name="Up">From the bottom to the top.</param>
/// <param name="Marks">What is drawn.</param>
/// <param name="Share">Its part of the height, beside those of the other panels.</param>
public sealed record Panel(Axis Across, Axis Up, ImmutableArray<Mark> Marks, double Share = 1);

/// <summary>Something drawn. A name stands in the legend; without one the mark has no place there.</summary>
public abstract record Mark(string Name)
{
    /// <summary>The series of what stands alone: an unbroken line in a colour that walks on it do not begin with.</summary>
    public const int Plain = -1;

    /// <summary>The graph of a function, or of numbers over steps; several are told apart by colour and dashes.</summary>
    public sealed record Line(string Name, ImmutableArray<Vertex> Points, int Series = 0) : Mark(Name);

    /// <summary>A thin line that helps to read: a tangent, a limit. Dashes tell several of them apart.</summary>
    public sealed record Aid(string Name, ImmutableArray<Vertex> Points, int Dash = 0) : Mark(Name);

    /// <summary>A walk, from its start to its end, over whatever lies below it; hops join its points on a curve.</summary>
    public sealed record Walk(string Name, ImmutableArray<Vertex> Points, int Series = 0, bool IsHop = false) : Mark(Name);

    /// <summary>Places that are pointed out: the best of a line, those where a walk fled.</summary>
    public sealed record Spots(string Name, ImmutableArray<Vertex> Points, int Series = 0, Sign Sign = Sign.Ring) : Mark(Name);

    /// <summary>Arrows of a field, from their feet to their tips.</summary>
    public sealed record Arrows(string Name, ImmutableArray<(Vertex Foot, Vertex Tip)> Each) : Mark(Name);

    /// <summary>Where a function is finite and not below a level: closed rings, a point being inside an odd number of them.</summary>
    /// <param name="Level">The level; negative infinity for everywhere the function is finite.</param>
    /// <param name="Rings">The last vertex of each is joined to its first.</param>
    /// <param name="Rank">0 for the lowest of all bands, 1 for the highest.</param>
    public sealed record Band(double Level, ImmutableArray<ImmutableArray<Vertex>> Rings, double Rank) : Mark("");
}
