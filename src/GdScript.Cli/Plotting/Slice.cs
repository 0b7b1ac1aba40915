using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Plots;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>A straight line through a loss of any number of parameters: the point at t is <c>Origin + t*Way</c>.</summary>
/// <param name="Origin">Where t is 0.</param>
/// <param name="Way">How far t = 1 leads.</param>
/// <param name="Name">What t is.</param>
/// <param name="Range">From where to where t goes, unless it was asked for otherwise.</param>
/// <param name="Spots">Places to point out.</param>
internal sealed record Slice(
    ImmutableArray<double> Origin,
    ImmutableArray<double> Way,
    string Name,
    Extent Range,
    ImmutableArray<(string Name, double T)> Spots
)
{
    /// <summary>The line that was asked for: between two points, along a direction, or from the start of a walk to its end.</summary>
    public static Result<Slice> Of(Question question, DrawnLoss loss, PlotWords words, Trace? walk) =>
        (words.To, words.Along) switch
        {
            ({ }, { }) => Misfit("a slice leads to a point or along a direction", "leave out --to or --along"),
            _ when question.Point is null => Misfit("a slice goes through a point", "add --at " + Some(loss.Names)),
            ({ } to, _) => Between(question, to),
            (_, { } along) => Along(question, loss, along, words.Seed, walk),
            _ when walk is not null => From(question, [.. question.Point!], walk.End.Last.Point, "start", "end"),
            _ => Misfit("a slice needs a direction", "add --along gradient, --along 1,2, --along random or --to POINT"),
        };

    /// <summary>The loss along the line.</summary>
    public Figure? Figure(DrawnLoss loss, PlotWords words)
    {
        var slopes = new double[Way.Length];
        var (touched, range) = (words.Tangents, words.Ranges.GetValueOrDefault("", Range));
        return CurveFigure.Of(
            loss.Title,
            t => loss.Value(At(t)),
            t => double.IsFinite(loss.Gradient(At(t), slopes)) ? slopes.Zip(Way, (s, w) => s * w).Sum() : double.NaN,
            new(Name, range),
            tangents: touched,
            spots: Spots
        );
    }

    private double[] At(double t) => [.. Origin.Zip(Way, (o, w) => o + t * w)];

    private static Result<Slice> Between(Question question, string to) =>
        from givens in PointText.Parse(to).Else(p => p with { File = "--to" })
        from flat in PointText.Flatten(question.Loss, givens).Else(p => p with { File = "--to" })
        from slice in From(question, [.. question.Point!], [.. flat], Text(question, question.Point!), Text(question, flat))
        select slice;

    private static Result<Slice> From(
        Question question,
        ImmutableArray<double> one,
        ImmutableArray<double> other,
        string first,
        string second
    )
    {
        ImmutableArray<double> way = [.. other.Zip(one, (b, a) => b - a)];
        return way.All(w => w == 0) || !way.All(double.IsFinite)
            ? Misfit("the two ends of the slice are one point, or one of them is not finite", "name another point with --to")
            : new Slice(one, way, "part of the way", new(-0.25, 1.25), [(first, 0), (second, 1)]);
    }

    private static Result<Slice> Along(Question question, DrawnLoss loss, string along, long seed, Trace? walk)
    {
        var point = question.Point!;
        var here = Text(question, point);
        if (along == "random")
        {
            // Around the end of a walk, where there is one: its valley is what a random slice shows.
            var center = walk?.End.Last.Point ?? [.. point];
            var random = FilterSlice.Direction(question.Loss.Parameters, center.AsSpan(), seed);
            return new Slice(
                center,
                random,
                $"step in a random direction, filter by filter (seed {NumberText.Of((double)seed)})",
                new(-1, 1),
                [(walk is null ? here : "end of the walk", 0)]
            );
        }
        if (along == "gradient")
        {
            var slopes = new double[point.Length];
            loss.Gradient(point, slopes);
            return Unit([.. slopes.Select(s => -s)]) is { } down
                ? new Slice([.. point], down, "distance along the negative gradient", Around(point), [(here, 0)])
                : Misfit("the gradient is zero or not finite there, so it points nowhere", "give a direction: --along 1,2");
        }
        return from givens in PointText.Parse(along).Else(p => p with { File = "--along" })
            from flat in PointText.Flatten(question.Loss, givens).Else(p => p with { File = "--along" })
            from way in Unit(flat) is { } unit
                ? (Result<ImmutableArray<double>>)unit
                : Problem.Input("GDS0023", "a direction of length 0 points nowhere", "give at least one number that is not 0") with
                {
                    File = "--along",
                }
            select new Slice([.. point], way, $"distance along ({Complaint.Clipped(along)})", Around(point), [(here, 0)]);
    }

    /// <summary>As far as the point is from zero and half as far again: what a loss does there is of its own size.</summary>
    private static Extent Around(double[] point)
    {
        var reach = 1.5 * Math.Max(1, Length(point));
        return new(-reach, reach);
    }

    private static double Length(double[] way)
    {
        var largest = way.Length == 0 ? 0 : way.Max(Math.Abs);
        return largest == 0 ? 0 : largest * Math.Sqrt(way.Sum(x => x / largest * (x / largest)));
    }

    private static ImmutableArray<double>? Unit(double[] way) =>
        Length(way) is > 0 and < double.PositiveInfinity and var length ? [.. way.Select(w => w / length)] : null;

    private static string Text(Question question, double[] point) =>
        point.Length <= 6 ? Values.Point(question.Loss.Parameters, point) : "the point";

    private static string Some(ImmutableArray<string> names) => string.Join(",", names.Take(4).Select(n => n + "=…"));

    private static Problem Misfit(string what, string hint) => Problem.Input("GDS0151", what, hint);
}
