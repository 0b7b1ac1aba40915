using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Plots;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>Which plane a map of more than two numbers is of.</summary>
internal enum PlaneKind
{
    /// <summary>Through the start, the end and the best point of the walk.</summary>
    Ends,

    /// <summary>The two main directions of the walk.</summary>
    Main,

    /// <summary>Two random directions, filter by filter as long as the point.</summary>
    Random,
}

/// <summary>A plane through a loss of many numbers, as a map sees it.</summary>
/// <param name="Origin">Where both numbers of the map are 0.</param>
/// <param name="First">How far the first number leads.</param>
/// <param name="Second">How far the second leads.</param>
/// <param name="Across">What the first number is, and its range.</param>
/// <param name="Up">The same for the second.</param>
/// <param name="Walks">What walks look like from right above.</param>
/// <param name="Center">The point in the middle that is pointed out; null where walks say enough.</param>
internal sealed record PlaneView(
    ImmutableArray<double> Origin,
    ImmutableArray<double> First,
    ImmutableArray<double> Second,
    Axis Across,
    Axis Up,
    ImmutableArray<(string Name, ImmutableArray<Vertex> Points)> Walks,
    string? Center
)
{
    /// <summary>The plane that was asked for; walks are needed for all but a random one.</summary>
    public static PlaneView Of(Question question, PlotWords words, ImmutableArray<(string Name, Trace Trace)> walks) =>
        words.Plane switch
        {
            PlaneKind.Ends => Ends(walks),
            PlaneKind.Main => MainDirections(walks),
            PlaneKind.Random => Random(question, words, walks),
        };

    /// <summary>The point of the loss at a place of the map.</summary>
    public double[] At(double x, double y)
    {
        var point = new double[Origin.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = Origin[i] + x * First[i] + y * Second[i];
        return point;
    }

    /// <summary>The slopes of the map, from those of the loss.</summary>
    public Slope Slopes(DrawnLoss loss)
    {
        var slopes = new double[Origin.Length];
        return (x, y) =>
        {
            loss.Gradient(At(x, y), slopes);
            return (slopes.Zip(First, (s, d) => s * d).Sum(), slopes.Zip(Second, (s, d) => s * d).Sum());
        };
    }

    private static ImmutableArray<double>[] Points(Trace walk) => [.. walk.Rows.Select(r => r.Point).Where(p => p.All(double.IsFinite))];

    private static PlaneView Ends(ImmutableArray<(string Name, Trace Trace)> walks) =>
        Under(
            Plane.Of(Points(walks[0].Trace), walks[0].Trace.End.Best.Point),
            walks,
            "distance from the start, toward the end",
            "at right angles to that",
            far => $" (the walk is seen from above; it is up to {far} away from this plane)"
        );

    private static PlaneView MainDirections(ImmutableArray<(string Name, Trace Trace)> walks)
    {
        var main = MainPlane.Of(Points(walks[0].Trace));
        return Under(
            main.Plane,
            walks,
            $"1st main direction of the walk ({Percent(main.First)})",
            $"2nd main direction ({Percent(main.Second)})",
            far => $"; the walk is up to {far} away from this plane"
        );
    }

    private static PlaneView Under(
        Plane plane,
        ImmutableArray<(string Name, Trace Trace)> walks,
        string across,
        string up,
        Func<string, string> away
    )
    {
        var seen = walks.Select(w => (w.Name, Places: w.Trace.Rows.Select(r => plane.Under(r.Point)).ToArray())).ToArray();
        var far = seen.SelectMany(w => w.Places).Select(p => p.Distance).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var ranges = Surroundings.Of(
            2,
            [.. Drawer.Downward(walks).Select(p => plane.Under(p).Place).Select(v => ImmutableArray.Create(v.X, v.Y))]
        );
        return new(
            plane.Origin,
            plane.First,
            plane.Second,
            new(across, ranges[0]),
            new(up + (far > 1e-9 ? away(Digits.Text(far)) : ""), ranges[1]),
            [.. seen.Select(w => (w.Name, w.Places.Select(p => p.Place).ToImmutableArray()))],
            null
        );
    }

    /// <summary>Around the end of the walk, else around the point.</summary>
    private static PlaneView Random(Question question, PlotWords words, ImmutableArray<(string Name, Trace Trace)> walks)
    {
        var (center, parameters) = (walks.IsEmpty ? [.. question.Point!] : walks[0].Trace.End.Last.Point, question.Loss.Parameters);
        var across = words.Ranges.GetValueOrDefault("", new Extent(-1, 1));
        return new(
            center,
            FilterSlice.Direction(parameters, center.AsSpan(), words.Seed, 0),
            FilterSlice.Direction(parameters, center.AsSpan(), words.Seed, 1),
            new($"1st random direction, filter by filter (seed {NumberText.Of((double)words.Seed)})", across),
            new("2nd random direction", across),
            [],
            walks.IsEmpty ? "the point" : "end of the walk"
        );
    }

    private static string Percent(double part) => Digits.Text(100 * part) + " %";
}
