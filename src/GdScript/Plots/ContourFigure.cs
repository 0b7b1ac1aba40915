using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>Writes the gradient at a place of the plane; not finite where there is none.</summary>
public delegate (double X, double Y) Slope(double x, double y);

/// <summary>A loss of two numbers as a map: bands of height with lines between them, arrows that say which way is down, and walks.</summary>
public static class ContourFigure
{
    private const int Columns = 60;
    private const int Rows = 48;
    private const int ArrowsAcross = 18;
    private const int ArrowsUp = 14;

    /// <summary>How often a function is asked before a map is fine enough, if it is not told otherwise.</summary>
    public const int UsualBudget = 120_000;

    /// <summary>The figure; null where the function has no finite value on the map.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="f">The loss; where it is not finite the map has a hole.</param>
    /// <param name="across">The first parameter's name and range.</param>
    /// <param name="up">The second one's.</param>
    /// <param name="walks">Names and points of walks.</param>
    /// <param name="slope">The gradient, to draw arrows against it; null for none.</param>
    /// <param name="budget">How often the function may be asked before finer detail is given up; lines cost some more.</param>
    public static Figure? Of(
        string title,
        Func<double, double, double> f,
        Axis across,
        Axis up,
        IReadOnlyList<(string Name, ImmutableArray<Vertex> Points)>? walks = null,
        Slope? slope = null,
        int budget = UsualBudget
    )
    {
        var (columns, rows) = Coarse(budget);
        var field = new Field(f, across.Range, up.Range, columns, rows, columns == Columns ? 8 : 4, budget);
        if (!field.Coarse().Any(double.IsFinite))
            return null;
        var marks = ImmutableArray.CreateBuilder<Mark>();
        // Arrows are dark on light bands.
        marks.AddRange(Bands(field, slope is null ? 0 : 0.45));
        if (slope is not null)
            marks.Add(Downhill(f, slope, across.Range, up.Range));
        foreach (var (name, points) in walks ?? [])
            marks.Add(new Mark.Walk(name, points, marks.OfType<Mark.Walk>().Count()));
        return new Figure(title, [new Panel(across, up, marks.DrainToImmutable())]);
    }

    /// <summary>
    /// The cells that are asked for first. Lines cost a few questions for each of them: of an expensive loss they are fewer and larger.
    /// </summary>
    internal static (int Columns, int Rows) Coarse(int budget) => budget >= Columns * Rows * 8 ? (Columns, Rows) : (Columns / 2, Rows / 2);

    /// <summary>Everywhere the function is finite, and on it the places not below each level.</summary>
    private static IEnumerable<Mark.Band> Bands(Field field, double lowest)
    {
        var (least, isValley) = field.Lowest();
        var levels = Levels.Of(field.Coarse(), least, isValley);
        field.Refine(levels);
        var rings = new Rings(field);
        double[] all = [double.NegativeInfinity, .. levels];
        for (var k = 0; k < all.Length; k++)
            yield return new Mark.Band(all[k], rings.At(all[k]), all.Length > 1 ? lowest + (1 - lowest) * k / (all.Length - 1) : 0.5);
    }

    /// <summary>Arrows against the gradient where there is a loss, as a step of descent would go; the steeper, the longer.</summary>
    private static Mark.Arrows Downhill(Func<double, double, double> f, Slope slope, Extent across, Extent up)
    {
        var (each, tall) = ((across.High - across.Low) / ArrowsAcross, (up.High - up.Low) / ArrowsUp);
        var feet = new List<(double X, double Y, double Right, double Up, double Size)>();
        for (var j = 0; j < ArrowsUp; j++)
        for (var i = 0; i < ArrowsAcross; i++)
        {
            var (x, y) = (across.Low + (i + 0.5) * each, up.Low + (j + 0.5) * tall);
            var (dx, dy) = slope(x, y);
            // In parts of an arrow's room, so that the picture's own shape does not turn the arrows.
            var (right, above) = (-dx / each, -dy / tall);
            var size = Math.Sqrt(right * right + above * above);
            if (size > 0 && double.IsFinite(size) && double.IsFinite(f(x, y)))
                feet.Add((x, y, right / size, above / size, Math.Sqrt(dx * dx + dy * dy)));
        }
        double[] sizes = [.. feet.Select(a => a.Size).Order()];
        return new Mark.Arrows(
            "the way down",
            [
                .. from a in feet
                let rank = sizes.Length < 2 ? 1 : (double)Array.BinarySearch(sizes, a.Size) / (sizes.Length - 1)
                let reach = 0.22 + 0.22 * rank
                let to = (Right: a.Right * reach * each, Up: a.Up * reach * tall)
                select (new Vertex(a.X - to.Right, a.Y - to.Up), new Vertex(a.X + to.Right, a.Y + to.Up)),
            ]
        );
    }
}
