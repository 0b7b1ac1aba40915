using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>A place in a picture, in the numbers of its axes. Where one of them is no finite number there is a gap.</summary>
public readonly record struct Vertex(double X, double Y)
{
    internal bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>A place in space, in the numbers of three axes; with a height that is no finite number it is a gap.</summary>
public readonly record struct Vertex3(double X, double Y, double Z)
{
    internal Vertex Floor => new(X, Y);

    internal bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z);
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
public sealed record Panel(Axis Across, Axis Up, ImmutableArray<Mark> Marks, double Share = 1)
{
    /// <summary>What rises from a floor of the other two axes, in a panel that is looked at in space; null for one that lies on paper.</summary>
    public Axis? Height { get; init; }
}

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

    /// <summary>A function over the floor of its panel, on a regular grid from edge to edge: row after row, each from the low end.</summary>
    /// <param name="Columns">How many places a row has.</param>
    /// <param name="Rows">How many rows.</param>
    /// <param name="Heights">The function there; not finite in a hole.</param>
    /// <param name="Levels">Where its colours change; rising.</param>
    public sealed record Surface(int Columns, int Rows, ImmutableArray<double> Heights, ImmutableArray<double> Levels) : Mark("");

    /// <summary>A walk on the floor, lifted to the surface; between its points the line follows the surface.</summary>
    public sealed record Lifted(string Name, ImmutableArray<Vertex3> Points, int Series = 0) : Mark(Name);

    /// <summary>A piece of a plane in space, such as the one that touches a surface at a point.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Corners">Its corners in a ring.</param>
    /// <param name="Touch">Where it touches.</param>
    public sealed record Plate(string Name, ImmutableArray<Vertex3> Corners, Vertex3 Touch) : Mark(Name);
}
