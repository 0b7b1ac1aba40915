using System.Collections.Immutable;

namespace GdScript.Plots.Space;

/// <summary>
/// A panel's surface in a box of its own: 2 wide and 2 deep with the middle at 0, the floor at height 0, and the surface between
/// <see cref="Low"/> and <see cref="High"/>. Below it there is room to see the floor.
/// </summary>
internal sealed class Relief
{
    public const double Low = 0.45;
    public const double High = 1.75;

    private readonly double[] heights;
    private readonly Panel panel;
    private readonly Scale upright;

    private Relief(Panel panel, Mark.Surface surface)
    {
        (this.panel, Columns, Rows) = (panel, surface.Columns, surface.Rows);
        upright = new Scale(panel.Height!, Low, High);
        heights = [.. surface.Heights.Select(Upright)];
        Levels = [.. surface.Levels.Select(Upright)];
    }

    /// <summary>The relief of a panel that has a height; with fewer lines of the grid where asked for.</summary>
    /// <param name="panel">The panel; it has a surface.</param>
    /// <param name="stride">1 for every line of the grid, 2 for every other one.</param>
    public static Relief Of(Panel panel, int stride = 1)
    {
        var surface = panel.Marks.OfType<Mark.Surface>().First();
        return new(panel, stride > 1 ? Thinned(surface, stride) : surface);
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The heights at which colours change.</summary>
    public ImmutableArray<double> Levels { get; }

    /// <summary>The height at a place of the grid; NaN in a hole.</summary>
    public double this[int i, int j] => heights[j * Columns + i];

    /// <summary>Where a line of the grid stands, from -1 to 1.</summary>
    public double Across(int i) => -1 + 2.0 * i / (Columns - 1);

    /// <summary>The same for the other lines.</summary>
    public double Up(int j) => -1 + 2.0 * j / (Rows - 1);

    /// <summary>A place of the panel's axes, on the floor of the box.</summary>
    public Vertex3 Floor(Vertex place) => new(Side(panel.Across.Range, place.X), Side(panel.Up.Range, place.Y), 0);

    /// <summary>A place of the panel's axes, in the box.</summary>
    public Vertex3 At(Vertex3 place) => Floor(place.Floor) with { Z = Upright(place.Z) };

    /// <summary>The same for a plane, which may go on beyond the box.</summary>
    public Vertex3 Beyond(Vertex3 place) => Floor(place.Floor) with { Z = upright.At(place.Z) };

    /// <summary>The height of the surface over a place of the floor; NaN beside it and in a hole.</summary>
    public double Over(double u, double v)
    {
        var (x, y) = ((u + 1) / 2 * (Columns - 1), (v + 1) / 2 * (Rows - 1));
        if (!(x >= 0 && y >= 0 && x <= Columns - 1 && y <= Rows - 1))
            return double.NaN;
        var (i, j) = (Math.Min((int)x, Columns - 2), Math.Min((int)y, Rows - 2));
        (x, y) = (x - i, y - j);
        return (this[i, j] * (1 - x) + this[i + 1, j] * x) * (1 - y) + (this[i, j + 1] * (1 - x) + this[i + 1, j + 1] * x) * y;
    }

    /// <summary>The cell that a place of the floor lies in.</summary>
    public (int I, int J) Cell(Vertex3 place) =>
        (
            Math.Clamp((int)((place.X + 1) / 2 * (Columns - 1)), 0, Columns - 2),
            Math.Clamp((int)((place.Y + 1) / 2 * (Rows - 1)), 0, Rows - 2)
        );

    /// <summary>Below a logarithmic axis there is nothing: there the surface lies at its low end.</summary>
    private double Upright(double z) =>
        !double.IsFinite(z) ? double.NaN
        : panel.Height!.IsLog ? Math.Max(Low, upright.At(Math.Max(z, panel.Height.Range.Low)))
        : upright.At(z);

    private static double Side(Extent range, double x) => -1 + 2 * range.PartOf(x);

    private static Mark.Surface Thinned(Mark.Surface surface, int stride)
    {
        var (columns, rows) = ((surface.Columns - 1) / stride + 1, (surface.Rows - 1) / stride + 1);
        var kept =
            from j in Enumerable.Range(0, rows)
            from i in Enumerable.Range(0, columns)
            select surface.Heights[j * stride * surface.Columns + i * stride];
        return new(columns, rows, [.. kept], surface.Levels);
    }
}
