using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>
/// The heights of a map on a fine grid. The function is asked at few places where it is smooth and at many where it is not, or where
/// a line goes through: so narrow valleys are whole, and an expensive loss is not asked half a million times.
/// </summary>
internal sealed class Field
{
    /// <summary>How far a height may be from what its neighbours say, in distances between levels.</summary>
    private const double Smooth = 0.12;

    private const int LinesToHeights = 4;

    private readonly Func<double, double, double> f;
    private readonly double[] heights;
    private readonly bool[] isExact;
    private readonly double[] lowest;
    private readonly double[] highest;
    private readonly int fine;
    private readonly int budget;
    private int asked;

    /// <param name="f">The function.</param>
    /// <param name="across">The range of its first number.</param>
    /// <param name="up">The range of its second number.</param>
    /// <param name="columns">Coarse cells from left to right.</param>
    /// <param name="rows">Coarse cells from the bottom to the top.</param>
    /// <param name="fine">Fine cells along the side of a coarse one; a power of 2.</param>
    /// <param name="budget">How often the function may be asked before finer cells are no longer looked for.</param>
    public Field(Func<double, double, double> f, Extent across, Extent up, int columns, int rows, int fine, int budget)
    {
        (this.f, this.fine, this.budget, Across, Up) = (f, fine, budget, across, up);
        (Columns, Rows) = (columns * fine + 1, rows * fine + 1);
        heights = new double[Columns * Rows];
        isExact = new bool[Columns * Rows];
        (lowest, highest) = (new double[columns * rows], new double[columns * rows]);
        for (var j = 0; j < Rows; j += fine)
        for (var i = 0; i < Columns; i += fine)
            Ask(i, j);
    }

    public Extent Across { get; }

    public Extent Up { get; }

    /// <summary>How many places the fine grid has from left to right.</summary>
    public int Columns { get; }

    /// <summary>How many places it has from the bottom to the top.</summary>
    public int Rows { get; }

    /// <summary>The height at a place of the grid, measured or between its neighbours.</summary>
    public double this[int i, int j] => heights[j * Columns + i];

    /// <summary>True when lines, too, must do with what is known: they may cost a few times what the heights may.</summary>
    public bool IsSpent => asked / LinesToHeights >= budget;

    public bool IsExact(int i, int j) => isExact[j * Columns + i];

    /// <summary>A place of the grid, or between its places, in the numbers of the axes.</summary>
    public Vertex Place(double i, double j) => new(Across.At(i / (Columns - 1)), Up.At(j / (Rows - 1)));

    /// <summary>The function between the places of the grid.</summary>
    public double Height(double i, double j)
    {
        var place = Place(i, j);
        asked++;
        return f(place.X, place.Y);
    }

    /// <summary>Measures the height at a place of the grid.</summary>
    public double Ask(int i, int j)
    {
        var at = j * Columns + i;
        if (isExact[at])
            return heights[at];
        (heights[at], isExact[at]) = (Height(i, j), true);
        for (var v = Math.Max(0, (j - 1) / fine); v <= Math.Min(j / fine, Blocks.Up - 1); v++)
        for (var u = Math.Max(0, (i - 1) / fine); u <= Math.Min(i / fine, Blocks.Across - 1); u++)
            Widen(v * Blocks.Across + u, heights[at]);
        return heights[at];
    }

    private (int Across, int Up) Blocks => ((Columns - 1) / fine, (Rows - 1) / fine);

    /// <summary>What a coarse cell reaches from and to; without a finite height, from negative infinity.</summary>
    private void Widen(int block, double height)
    {
        var known = double.IsFinite(height) ? height : double.NegativeInfinity;
        (lowest[block], highest[block]) = (Math.Min(lowest[block], known), Math.Max(highest[block], known));
    }

    private void Bound()
    {
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
        for (var block = 0; block < lowest.Length; block++)
        for (var j = 0; j <= fine; j++)
        for (var i = 0; i <= fine; i++)
            Widen(block, this[block % Blocks.Across * fine + i, block / Blocks.Across * fine + j]);
    }

    /// <summary>The fine cells that a line may go through, and with <paramref name="around"/> those just beyond the map.</summary>
    public IEnumerable<(int I, int J)> Cells(double level, bool around)
    {
        for (var block = 0; block < lowest.Length; block++)
            if (double.IsFinite(level) ? lowest[block] < level && highest[block] >= level : double.IsInfinity(lowest[block]))
                for (var cell = 0; cell < fine * fine; cell++)
                    yield return (block % Blocks.Across * fine + cell % fine, block / Blocks.Across * fine + cell / fine);
        for (var i = -1; i < Columns && around; i++)
            foreach (var j in (int[])[-1, Rows - 1])
                yield return (i, j);
        for (var j = 0; j < Rows - 1 && around; j++)
            foreach (var i in (int[])[-1, Columns - 1])
                yield return (i, j);
    }

    /// <summary>The heights of the coarse grid.</summary>
    public IEnumerable<double> Coarse()
    {
        for (var j = 0; j < Rows; j += fine)
        for (var i = 0; i < Columns; i += fine)
            yield return this[i, j];
    }

    /// <summary>
    /// The lowest height: from the lowest of the coarse grid on, ever smaller steps to where it is lower still. It is a valley where it
    /// lies inside the map, and the highest of all does not: waves have no ground to count from.
    /// </summary>
    public (double Height, bool IsValley) Lowest()
    {
        var (x, y, least) = (0.0, 0.0, double.PositiveInfinity);
        for (var j = 0; j < Rows; j += fine)
        for (var i = 0; i < Columns; i += fine)
            if (this[i, j] < least && double.IsFinite(this[i, j]))
                (x, y, least) = (i, j, this[i, j]);
        for (var step = fine / 2.0; step > 0.01 && double.IsFinite(least); step /= 2)
        for (var moved = 0; moved < 24 && Lower(ref x, ref y, ref least, step); moved++) { }
        return (least, x > 0.5 && y > 0.5 && x < Columns - 1.5 && y < Rows - 1.5 && !IsHighestInside());
    }

    private bool IsHighestInside()
    {
        var (inside, around) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var j = 0; j < Rows; j += fine)
        for (var i = 0; i < Columns; i += fine)
            if (!double.IsFinite(this[i, j]))
                continue;
            else if (i == 0 || j == 0 || i == Columns - 1 || j == Rows - 1)
                around = Math.Max(around, this[i, j]);
            else
                inside = Math.Max(inside, this[i, j]);
        return inside > around;
    }

    private bool Lower(ref double x, ref double y, ref double least, double step)
    {
        foreach (var (dx, dy) in ((double, double)[])[(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)])
        {
            var (i, j) = (x + dx * step, y + dy * step);
            if (
                i < 0
                || j < 0
                || i > Columns - 1
                || j > Rows - 1
                || !(Height(i, j) is var height && double.IsFinite(height) && height < least)
            )
                continue;
            (x, y, least) = (i, j, height);
            return true;
        }
        return false;
    }

    /// <summary>Measures more heights where the levels need them, and fills the rest in between.</summary>
    public void Refine(ImmutableArray<double> levels)
    {
        var cells = new List<(int I, int J)>();
        for (var j = 0; j < Rows - 1; j += fine)
        for (var i = 0; i < Columns - 1; i += fine)
            cells.Add((i, j));
        for (var size = fine; size > 1; size /= 2)
        {
            var (half, finer) = (size / 2, new List<(int, int)>());
            foreach (var (i, j) in cells)
                if (asked < budget && IsRough(i, j, size, levels))
                    finer.AddRange([(i, j), (i + half, j), (i, j + half), (i + half, j + half)]);
                else
                    Fill(i, j, size);
            cells = finer;
        }
        Bound();
    }

    /// <summary>Measures the middles of a cell's sides and its own, and compares them with what the corners say.</summary>
    private bool IsRough(int i, int j, int size, ImmutableArray<double> levels)
    {
        var half = size / 2;
        Span<double> corners = [this[i, j], this[i + size, j], this[i, j + size], this[i + size, j + size]];
        Span<double> middles =
        [
            Ask(i + half, j),
            Ask(i, j + half),
            Ask(i + size, j + half),
            Ask(i + half, j + size),
            Ask(i + half, j + half),
        ];
        Span<double> said =
        [
            (corners[0] + corners[1]) / 2,
            (corners[0] + corners[2]) / 2,
            (corners[1] + corners[3]) / 2,
            (corners[2] + corners[3]) / 2,
            (corners[0] + corners[1] + corners[2] + corners[3]) / 4,
        ];
        var finite = 0;
        foreach (var height in (ReadOnlySpan<double>)[.. corners, .. middles])
            finite += double.IsFinite(height) ? 1 : 0;
        if (finite is > 0 and < 9)
            return true;
        for (var k = 0; k < middles.Length && finite > 0; k++)
            if (Math.Abs(Band(middles[k], levels) - Band(said[k], levels)) > Smooth)
                return true;
        return false;
    }

    /// <summary>Between which levels a height lies, with parts: 1.5 is halfway from the second to the third.</summary>
    private static double Band(double height, ImmutableArray<double> levels)
    {
        var above = levels.BinarySearch(height) is var found && found < 0 ? ~found : found;
        if (levels.Length < 2 || above == 0)
            return levels.Length > 1 ? Math.Max(-1, (height - levels[0]) / (levels[1] - levels[0])) : above;
        return above == levels.Length
            ? above - 1 + Math.Min(1, (height - levels[^1]) / (levels[^1] - levels[^2]))
            : above - 1 + (height - levels[above - 1]) / (levels[above] - levels[above - 1]);
    }

    /// <summary>Fills a cell from the nine heights known of it; when no more may be asked, from its corners.</summary>
    private void Fill(int i, int j, int size)
    {
        var half = size / 2;
        if (asked >= budget)
            Patch(i, j, size);
        else
            foreach (var (x, y) in ((int, int)[])[(i, j), (i + half, j), (i, j + half), (i + half, j + half)])
                Patch(x, y, half);
    }

    private void Patch(int i, int j, int size)
    {
        var (a, b, c, d) = (Ask(i, j), Ask(i + size, j), Ask(i, j + size), Ask(i + size, j + size));
        for (var v = 0; v <= size; v++)
        for (var u = 0; u <= size; u++)
        {
            var (at, s, t) = ((j + v) * Columns + i + u, (double)u / size, (double)v / size);
            if (!isExact[at])
                heights[at] = (a * (1 - s) + b * s) * (1 - t) + (c * (1 - s) + d * s) * t;
        }
    }
}
