using System.Collections.Immutable;
using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Descent;
using GdScript.Plots;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>From a loss, walks on it and what was asked to the figure.</summary>
/// <param name="Question">The loss.</param>
/// <param name="Loss">The same to be asked.</param>
/// <param name="Words">What was asked of the picture.</param>
/// <param name="Walks">Names and traces; may be none.</param>
internal sealed record Drawer(Question Question, DrawnLoss Loss, PlotWords Words, ImmutableArray<(string Name, Trace Trace)> Walks)
{
    public Result<Figure> Figure() =>
        from known in Known()
        from figure in Kind switch
        {
            PlotKind.Loss => LossFigure(),
            PlotKind.Curve => Curve(),
            PlotKind.Contour or PlotKind.Field => Loss.Names.Length == 2 ? Map() : PlaneMap(),
            PlotKind.Auto => throw new System.Diagnostics.UnreachableException(),
        }
            is { } drawn
            ? drawn
            : (Result<Figure>)
                Problem.Numeric("GDS0153", "the loss has no finite value in the picture", "choose other ranges: --range x=0.1..5")
        select figure;

    /// <summary>What is drawn where nobody asked for anything else.</summary>
    public PlotKind Kind =>
        Words.Kind != PlotKind.Auto ? Words.Kind
        : Loss.Names.Length == 1 ? PlotKind.Curve
        : PlotKind.Contour;

    private Result<bool> Known()
    {
        var names = Loss.Names;
        var isPlane = Kind is PlotKind.Contour or PlotKind.Field && names.Length > 2;
        if (Kind == PlotKind.Loss && !(Words.Tangents.IsEmpty && Words.Ranges.IsEmpty))
            return Misfit("losses over steps show the whole walk", "leave out --range and --tangent");
        if (Kind == PlotKind.Loss)
            return Walks.IsEmpty ? Misfit("losses over steps are those of a walk", "add --from " + Start()) : true;
        if (names.IsEmpty)
            return Misfit("a number has no picture", "leave a name open: gds plot \"x^2\"");
        if (names.Length != 1 && Kind == PlotKind.Curve)
            return Misfit($"a curve has one open name, and here are {Some(names)}", $"fix the others: --set {names[1]}=0");
        if (names.Length == 1 && Kind != PlotKind.Curve)
            return Misfit("a map has two open names, and here is one", "leave out --kind");
        if (isPlane && Walks.IsEmpty)
            return Misfit(
                $"a map has two open names, and here are {Some(names)}",
                "fix the others with --set, or give --from: then it is the plane of the walk"
            );
        if (Words.Log != "auto")
            return Misfit("only losses over steps have logarithmic axes", "add --kind loss, or leave out --log");
        if (!Words.Tangents.IsEmpty && Kind != PlotKind.Curve)
            return Misfit("tangents touch a curve", "leave out --tangent");
        if (Words.Ranges.Keys.FirstOrDefault(n => isPlane || (n.Length > 0 && !names.Contains(n))) is { } other)
            return isPlane
                ? Misfit("the plane of a walk is as large as the walk", "leave out --range")
                : DiffCommand.Unknown(other, names) with
                {
                    File = "--range",
                };
        return true;
    }

    private static Problem Misfit(string what, string hint) => Problem.Input("GDS0151", what, hint);

    private static string Some(ImmutableArray<string> names) => string.Join(", ", names.Take(6)) + (names.Length > 6 ? ", …" : "");

    private string Start() => string.Join(",", Loss.Names.Take(4).Select(n => n + "=…"));

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
        return ContourFigure.Of(
            Loss.Title,
            (x, y) => Loss.Value([x, y]),
            new(Loss.Names[0], ranges[0]),
            new(Loss.Names[1], ranges[1]),
            [.. Walks.Select(w => (w.Name, Points: w.Trace.Rows.Select(r => new Vertex(r.Point[0], r.Point[1])).ToImmutableArray()))],
            Kind == PlotKind.Field ? Slopes((x, y) => [x, y], [1, 0], [0, 1]) : null,
            Loss.Budget
        );
    }

    /// <summary>The plane through start, end and best point of the first walk, and what every walk looks like from right above it.</summary>
    private Figure? PlaneMap()
    {
        var end = Walks[0].Trace.End;
        ImmutableArray<double>[] points = [.. Walks[0].Trace.Rows.Select(r => r.Point).Where(p => p.All(double.IsFinite))];
        var plane = Plane.Of(points, end.Best.Point);
        double[] At(double x, double y)
        {
            var point = new double[Loss.Names.Length];
            plane.At(x, y, point);
            return point;
        }
        var seen = Walks.Select(w => (w.Name, Places: w.Trace.Rows.Select(r => plane.Under(r.Point)).ToArray())).ToArray();
        var away = seen.SelectMany(w => w.Places).Select(p => p.Distance).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var ranges = Surroundings.Of(
            2,
            [.. Downward(Walks).Select(p => plane.Under(p).Place).Select(v => ImmutableArray.Create(v.X, v.Y))]
        );
        return ContourFigure.Of(
            Loss.Title,
            (x, y) => Loss.Value(At(x, y)),
            new("distance from the start, toward the end", ranges[0]),
            new("at right angles to that" + Away(away), ranges[1]),
            [.. seen.Select(w => (w.Name, w.Places.Select(p => p.Place).ToImmutableArray()))],
            Kind == PlotKind.Field ? Slopes(At, plane.First, plane.Second) : null,
            Loss.Budget
        );
    }

    private static string Away(double distance) =>
        distance > 1e-9 ? $" (the walk is seen from above; it is up to {Rounded(distance)} away from this plane)" : "";

    private static string Rounded(double x) =>
        NumberText.Of(double.Parse(x.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>The slopes along two directions.</summary>
    private Slope Slopes(Func<double, double, double[]> at, ImmutableArray<double> first, ImmutableArray<double> second)
    {
        var slopes = new double[Loss.Names.Length];
        return (x, y) =>
        {
            Loss.Gradient(at(x, y), slopes);
            return (slopes.Zip(first, (s, d) => s * d).Sum(), slopes.Zip(second, (s, d) => s * d).Sum());
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
            .. Words.Tangents.Where(_ => Loss.Names.Length == 1).Select(x => ImmutableArray.Create(x)),
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
    private static IEnumerable<ImmutableArray<double>> Downward(ImmutableArray<(string Name, Trace Trace)> walks) =>
        walks.SelectMany(w => w.Trace.Rows.Where(r => r.Loss <= w.Trace.Rows[0].Loss)).Select(r => r.Point);
}
