using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>One walk of a contest.</summary>
internal sealed record Entry(Method Method, int Start, Run Run);

/// <summary>A minimum that walks came to, and how many of them.</summary>
internal sealed record Minimum(Spot Spot, int Walks, bool FromGiven);

/// <summary>What came of a contest: every method with its best walk, ranked, and the different minima.</summary>
internal sealed record Ranking(WalkOrder Order, Contest Contest, ImmutableArray<Entry> Entries, ImmutableArray<Minimum> Minima)
{
    private const double Near = 1e-2;
    private const double SameLoss = 1e-5;

    /// <summary>Lets every method walk from every start. A drawn start where the loss cannot be computed is passed over.</summary>
    public static Result<Ranking> Of(WalkOrder order, Contest contest, CancellationToken cancel)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        for (var start = 0; start < contest.Starts && !cancel.IsCancellationRequested; start++)
            foreach (var method in contest.Methods)
            {
                var walk = order with
                {
                    Method = method,
                    Detail = Detail.None,
                    Watchman = order.Watchman is { Every: var every } ? new Watchman(every) : null,
                    Question = order.Question with { Point = From(order, contest, start) },
                };
                var went = walk.Go(cancel).Is(out var walked, out var problem);
                if ((walk.Watchman?.Found ?? (problem is { Kind: ProblemKind.Check } ? problem : null)) is { } wrong)
                    return wrong;
                if (went)
                    entries.Add(new Entry(method, start, walked.Run));
                else if (start == 0)
                    return problem!;
            }
        return new Ranking(order, contest, entries.ToImmutable(), [.. Apart(entries)]);
    }

    private static double[] From(WalkOrder order, Contest contest, int start) =>
        [.. order.Question.Point!.Select((x, i) => start == 0 ? x : x + contest.Spread * Chance.Normal(contest.Seed, start, i))];

    /// <summary>The different points the walks came to, the lowest first; two are one where they lie as near as walks end beside a minimum.</summary>
    private static List<Minimum> Apart(IEnumerable<Entry> entries)
    {
        var minima = new List<Minimum>();
        foreach (var entry in entries.Where(e => e.Run.Why.Well && double.IsFinite(e.Run.Best.Loss)).OrderBy(e => e.Run.Best.Loss))
        {
            var spot = entry.Run.Best;
            var k = minima.FindIndex(m =>
                Math.Abs(m.Spot.Loss - spot.Loss) <= SameLoss * Math.Max(1, Math.Abs(spot.Loss)) && Close(m.Spot.Point, spot.Point)
            );
            if (k < 0)
                minima.Add(new Minimum(spot, 1, entry.Start == 0));
            else
                minima[k] = minima[k] with { Walks = minima[k].Walks + 1, FromGiven = minima[k].FromGiven || entry.Start == 0 };
        }
        return minima;
    }

    private static bool Close(ImmutableArray<double> a, ImmutableArray<double> b) =>
        a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= Near * (1 + Math.Abs(pair.First)));

    /// <summary>The walk of each method with the lowest loss, the best method first, those that went wrong last.</summary>
    private IEnumerable<(Entry Best, int Reached, long Asked)> Ranked() =>
        from byMethod in Entries.GroupBy(e => e.Method.Text)
        let best = byMethod.MinBy(e => (double.IsFinite(e.Run.Best.Loss) ? 0 : 1, e.Run.Best.Loss))
        let reached = byMethod.Count(e =>
            Minima.Length > 0 && e.Run.Best.Loss <= Minima[0].Spot.Loss + SameLoss * Math.Max(1, Math.Abs(Minima[0].Spot.Loss))
        )
        let asked = byMethod.Sum(e => e.Run.Evaluations.Total)
        orderby best.Run.Why.Well ? 0 : 1, best.Run.Best.Loss, asked
        select (best, reached, asked);

    /// <summary>"local: a lower minimum is at …", where the walk from the given start ended higher than another.</summary>
    public string? Local =>
        Minima.Length > 1 && !Minima[0].FromGiven
            ? $"local: a lower minimum is at {Point(Minima[0].Spot)}, loss {NumberText.Of(Minima[0].Spot.Loss)}"
            : null;

    public int Exit =>
        Entries.Any(e => e.Run.Why is Stop.Interrupted) ? Edge.Exit.Interrupted
        : Entries.Any(e => e.Run.Why.Well) ? Edge.Exit.Ok
        : Edge.Exit.NumericFailure;

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            var many = Contest.Starts > 1;
            if (Contest.Methods.Length > 1 || !many)
            {
                string[] head =
                [
                    "rank",
                    "method",
                    Order.Rows?.Held is null ? "best loss" : "best held-out loss",
                    "steps",
                    "asked",
                    "stop",
                    .. many ? ["lowest from"] : Array.Empty<string>(),
                ];
                text.Append(Values.Table([head, .. Ranked().Select((r, i) => Row(r.Best, r.Reached, r.Asked, i + 1, many))]));
            }
            if (!many)
                return text.Append('\n')
                    .Append("best: ")
                    .Append(Ranked().First().Best is { } b ? Point(b.Run.Best) : "")
                    .Append('\n')
                    .ToString();
            if (text.Length > 0)
                text.Append('\n');
            string[] names = ["minimum", "walks", "where"];
            text.Append(
                Values.Table([names, .. Minima.Take(50).Select(m => new[] { NumberText.Of(m.Spot.Loss), Whole(m.Walks), Point(m.Spot) })])
            );
            if (Entries.Count(e => !e.Run.Why.Well) is > 0 and var lost)
                text.Append('\n').Append(Whole(lost)).Append(" walks did not end well\n");
            if (Local is { } local)
                text.Append('\n').Append(local).Append('\n');
            return text.ToString();
        }
    }

    private string[] Row(Entry best, int reached, long asked, int rank, bool many) =>
        [
            Whole(rank),
            best.Method.Text,
            NumberText.Of(best.Run.Best.Loss),
            Whole(best.Run.Steps),
            Whole(asked),
            best.Run.Why.Name,
            .. many ? [$"{Whole(reached)} of {Whole(Contest.Starts)}"] : Array.Empty<string>(),
        ];

    public void Write(Utf8JsonWriter json)
    {
        var parameters = Order.Question.Loss.Parameters;
        json.WriteStartArray("ranking");
        foreach (var (best, reached, asked) in Ranked())
        {
            json.WriteStartObject();
            json.WriteString("method", best.Method.Text);
            json.Number("loss", best.Run.Best.Loss);
            json.Point("point", parameters, best.Run.Best.Point.AsSpan());
            json.Number("last", best.Run.Last.Loss);
            json.WriteNumber("steps", best.Run.Steps);
            json.WriteNumber("evaluations", asked);
            json.WriteString("stop", best.Run.Why.Name);
            json.WriteNumber("reached", reached);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("minima");
        foreach (var minimum in Minima)
        {
            json.WriteStartObject();
            json.Number("loss", minimum.Spot.Loss);
            json.Point("point", parameters, minimum.Spot.Point.AsSpan());
            json.WriteNumber("walks", minimum.Walks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (Local is { } local)
            json.WriteString("local", local);
    }

    private string Point(Spot spot) => Values.Point(Order.Question.Loss.Parameters, spot.Point.AsSpan());

    private static string Whole(long n) => n.ToString(CultureInfo.InvariantCulture);
}
