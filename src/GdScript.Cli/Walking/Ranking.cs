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

    /// <summary>How many walks were not made, because they were interrupted.</summary>
    public int Missing { get; init; }

    /// <summary>Lets every method walk from every start.</summary>
    public static Result<Ranking> Of(WalkOrder order, Contest contest, Io io) =>
        new ContestWalks(order, contest)
            .Made(io)
            .Select(made => new Ranking(order, contest, made.Entries, [.. Apart(made.Entries.Where(e => !IsMoving(order, e)))])
            {
                Missing = made.Missing,
            });

    /// <summary>
    /// True for a walk that ran out of steps where the loss would still fall by more than what tells two minima apart. Of a walk over
    /// batches nobody knows.
    /// </summary>
    private static bool IsMoving(WalkOrder order, Entry entry) =>
        entry.Run is { Why: Stop.Steps or Stop.Asked or Stop.OutOfTime, Last: var last }
        && order.Rows is not { Varies: true }
        && last.GradientNorm * Near * (1 + Norm(last.Point)) > SameLoss * Math.Max(1, Math.Abs(last.Loss));

    private static double Norm(ImmutableArray<double> point) => Math.Sqrt(point.Sum(x => x * x));

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
        Missing > 0 || Entries.Any(e => e.Run.Why is Stop.Interrupted) ? Edge.Exit.Interrupted
        : Entries.Any(e => e.Run.Why.Well) ? Edge.Exit.Ok
        : Edge.Exit.NumericFailure;

    public string Text
    {
        get
        {
            var (many, tables) = (Contest.Starts > 1, new List<string>());
            if (Entries.Length > 0 && (Contest.Methods.Length > 1 || !many))
                tables.Add(Table(many));
            if (!many && Ranked().FirstOrDefault().Best is { } first)
                tables.Add($"best: {Point(first.Run.Best)}\n");
            if (many && Minima.Length > 0)
                tables.Add(Different());
            tables.AddRange(Remarks(many));
            return string.Join('\n', tables);
        }
    }

    private string Table(bool many)
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
        return Values.Table([head, .. Ranked().Select((r, i) => Row(r.Best, r.Reached, r.Asked, i + 1, many))]);
    }

    private string Different()
    {
        string[] head = ["minimum", "walks", "where"];
        return Values.Table([head, .. Minima.Take(50).Select(m => new[] { NumberText.Of(m.Spot.Loss), Whole(m.Walks), Point(m.Spot) })]);
    }

    private IEnumerable<string> Remarks(bool many)
    {
        if (Missing > 0)
            yield return $"interrupted: {Counted(Missing)} missing\n";
        if (many && Entries.Count(e => e.Run.Why is not Stop.Interrupted && !e.Run.Why.Well) is > 0 and var lost)
            yield return $"{Counted(lost)} did not end well\n";
        if (many && Entries.Count(e => IsMoving(Order, e)) is > 0 and var moving)
            yield return $"{Counted(moving)} had still a way to go when the steps were made; with more --steps they may find other minima\n";
        if (Local is { } local)
            yield return local + "\n";
    }

    private static string Counted(int walks) => walks == 1 ? "1 walk" : $"{Whole(walks)} walks";

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
        json.WriteNumber("moving", Entries.Count(e => IsMoving(Order, e)));
        if (Missing > 0)
            json.WriteNumber("missing", Missing);
        if (Local is { } local)
            json.WriteString("local", local);
    }

    private string Point(Spot spot) => Values.Point(Order.Question.Loss.Parameters, spot.Point.AsSpan());

    private static string Whole(long n) => n.ToString(CultureInfo.InvariantCulture);
}
