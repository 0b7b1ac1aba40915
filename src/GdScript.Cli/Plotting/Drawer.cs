using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Descent;
using GdScript.Plots;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>From a loss, walks on it and what was asked to the figure.</summary>
/// <param name="Question">The loss.</param>
/// <param name="Loss">The same to be asked.</param>
/// <param name="Words">What was asked of the picture.</param>
/// <param name="Walks">Names and traces; may be none.</param>
internal sealed partial record Drawer(Question Question, DrawnLoss Loss, PlotWords Words, ImmutableArray<(string Name, Trace Trace)> Walks)
{
    public Result<Figure> Figure() =>
        from known in Known()
        from drawn in Kind == PlotKind.Slice ? Sliced() : (Result<Figure?>)Drawn()
        from figure in drawn is { } there
            ? there
            : (Result<Figure>)
                Problem.Numeric("GDS0153", "the loss has no finite value in the picture", "choose other ranges: --range x=0.1..5")
        select figure;

    private Result<Figure?> Sliced() =>
        Slice.Of(Question, Loss, Words, Walks.IsEmpty ? null : Walks[0].Trace).Select(slice => slice.Figure(Loss, Words));

    private Figure? Drawn() =>
        Kind switch
        {
            PlotKind.Loss => LossFigure(),
            PlotKind.Curve => Curve(),
            PlotKind.Contour or PlotKind.Field or PlotKind.Surface => IsPlane ? PlaneMap() : Map(),
            PlotKind.Auto or PlotKind.Slice or PlotKind.Rates or PlotKind.Check => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What is drawn where nobody asked for anything else.</summary>
    public PlotKind Kind =>
        Words.Kind != PlotKind.Auto ? Words.Kind
        : (Words.Along ?? Words.To) is not null ? PlotKind.Slice
        : Loss.Names.Length == 1 ? PlotKind.Curve
        : PlotKind.Contour;

    private Figure? LossFigure() =>
        Plots.LossFigure.Of(
            Loss.Title,
            [.. Walks.Select(w => (w.Name, w.Trace.Rows))],
            Words.Log == "auto" ? null : Words.Log is "loss" or "both",
            Words.Log is "steps" or "both"
        );

    private Figure? Curve() =>
        CurveFigure.Of(
            Loss.Title,
            x => Loss.Value([x]),
            Loss.Slope,
            new(Loss.Names[0], Ranges()[0]),
            path: Walks.IsEmpty ? null : [.. Walks[0].Trace.Rows.Select(r => r.Point[0])],
            tangents: [.. Words.Tangents, .. Walks.IsEmpty && Question.Point is { } at ? at : []]
        );

    private Figure? Map()
    {
        var ranges = Ranges();
        return Map(
            (x, y) => Loss.Value([x, y]),
            new(Loss.Names[0], ranges[0]),
            new(Loss.Names[1], ranges[1]),
            [.. Walks.Select(w => (w.Name, w.Trace.Rows.Select(r => new Vertex(r.Point[0], r.Point[1])).ToImmutableArray()))],
            Slopes()
        );
    }

    private Figure? Map(
        Func<double, double, double> height,
        Axis across,
        Axis up,
        ImmutableArray<(string, ImmutableArray<Vertex>)> walks,
        Slope slope
    ) =>
        Kind == PlotKind.Surface
            ? SurfaceFigure.Of(Loss.Title, height, across, up, walks, slope, Touching(), Words.Log == "loss", Loss.Budget)
            : ContourFigure.Of(Loss.Title, height, across, up, walks, Kind == PlotKind.Field ? slope : null, Loss.Budget);

    /// <summary>Where planes touch a surface.</summary>
    private ImmutableArray<Vertex> Touching() =>
        Words.Touching(Loss.Names).Is(out var points, out _) ? [.. points.Select(p => new Vertex(p[0], p[1]))] : [];

    /// <summary>A plane through a loss of more numbers, with every walk as it looks from right above.</summary>
    private Figure? PlaneMap()
    {
        var view = PlaneView.Of(Question, Words, Walks);
        var figure = Map((x, y) => Loss.Value(view.At(x, y)), view.Across, view.Up, view.Walks, view.Slopes(Loss));
        return figure is { Panels: [{ Height: null } map] } && view.Center is { } center
            ? figure with
            {
                Panels = [map with { Marks = [.. map.Marks, new Mark.Spots(center, [new(0, 0)])] }],
            }
            : figure;
    }

    /// <summary>The slopes of a map of two numbers.</summary>
    private Slope Slopes()
    {
        var slopes = new double[2];
        return (x, y) =>
        {
            Loss.Gradient([x, y], slopes);
            return (slopes[0], slopes[1]);
        };
    }

    private ImmutableArray<Extent> Ranges()
    {
        if (Loss.Names.All(n => Words.Ranges.ContainsKey(n)) || Words.Ranges.ContainsKey(""))
            return [.. Loss.Names.Select(n => Words.Ranges.GetValueOrDefault(n, Words.Ranges.GetValueOrDefault("")))];
        var around = Surroundings.Of(Loss.Names.Length, Interesting());
        return [.. Loss.Names.Select((n, i) => Words.Ranges.TryGetValue(n, out var given) ? given : around[i])];
    }

    /// <summary>Walks and places that were named; where that is no more than one point, also those where the gradient is 0.</summary>
    private ImmutableArray<ImmutableArray<double>> Interesting()
    {
        ImmutableArray<ImmutableArray<double>> asked =
        [
            .. Downward(Walks),
            .. Words.Touching(Loss.Names).Is(out var touching, out _) ? touching : [],
        ];
        if (Walks.IsEmpty && Question.Point is { } at)
            asked = asked.Add([.. at]);
        // Of a walk that flew off at once its start is known, and of no walk nothing: then where it should have gone.
        return asked.Distinct(Points).Skip(1).Any() || Loss.Formula is not { } loss ? asked : [.. asked, .. Stationaries(loss)];
    }

    private static readonly EqualityComparer<ImmutableArray<double>> Points = EqualityComparer<ImmutableArray<double>>.Create(
        (a, b) => a.AsSpan().SequenceEqual(b.AsSpan()),
        p => p.IsEmpty ? 0 : p[0].GetHashCode()
    );

    private static ImmutableArray<ImmutableArray<double>> Stationaries(Graphs.Formula loss)
    {
        double[] low = [.. Enumerable.Repeat(-5.0, loss.PointSize)];
        var found = Stationary.Of(loss, Stationary.Starts(low, [.. low.Select(x => -x)], 40, 1));
        return [.. found.Points.Select(p => p.Point).Where(p => p.All(x => Math.Abs(x) <= 10))];
    }

    /// <summary>The points of walks as far as they did not climb above where they began: one that flew off shows where from.</summary>
    internal static IEnumerable<ImmutableArray<double>> Downward(ImmutableArray<(string Name, Trace Trace)> walks) =>
        walks.SelectMany(w => w.Trace.Rows.Where(r => r.Loss <= w.Trace.Rows[0].Loss)).Select(r => r.Point);
}
