using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds stationary</c>: the points where the gradient is 0, and what each of them is.</summary>
internal static class StationaryCommand
{
    private const int Most = 64;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var box = new Option<string?>("--box") { HelpName = "LOW..HIGH", Description = "where to look: -5..5 for every number" };
        var starts = new Option<string?>("--starts") { HelpName = "N", Description = "from how many points (200)" };
        var seed = new Option<string?>("--seed") { HelpName = "S", Description = "the seed they are drawn with (1)" };
        var command = shared.Command(
            "stationary",
            "Points of zero gradient: minima, maxima and saddles, the lowest first.",
            "gds stationary \"x^4/4 - x^2/2 + y^2\"",
            box,
            starts,
            seed
        );
        shared.Does(
            command,
            io,
            given =>
                from question in shared.Ask(given, io)
                from known in question.SlopeGiven is { } given ? given : (Result<bool>)true
                from count in NumberOption.Count("--starts", given.GetValue(starts))
                from luck in NumberOption.Count("--seed", given.GetValue(seed))
                from answer in Answer(question, given.GetValue(box), count, luck)
                select answer
        );
        return command;
    }

    /// <summary>The points of zero gradient that are found.</summary>
    /// <param name="question">The loss.</param>
    /// <param name="box">Where to look, as in <c>--box</c>; null for the usual place.</param>
    /// <param name="starts">From how many points; null for the usual number.</param>
    /// <param name="seed">The seed they are drawn with; null for the usual one.</param>
    public static Result<Answer> Answer(Question question, string? box = null, long? starts = null, long? seed = null) =>
        from loss in Losses.Scalar(question.Loss).Else(question.Naming)
        from open in Results.When(!loss.Parameters.IsEmpty, loss, () => Plans.NothingToMove(question))
        from small in Results.When(loss.PointSize <= Most, loss, () => TooWide(loss))
        from bounds in Box(box)
        let found = Searched(loss, bounds, (int)Math.Clamp(starts ?? 200, 1, 1_000_000), seed ?? 1, question.Point)
        let own = Recorded(question, box is null ? found : Within(found, bounds))
        select Answered(loss, own, question.IsEverywhere);

    /// <summary>
    /// A script's loss may have another formula elsewhere: only points where the one recorded there has the same loss and no slope are
    /// its own, and nobody knows of others.
    /// </summary>
    private static StationaryPoints Recorded(Question question, StationaryPoints found) =>
        question.IsEverywhere
            ? found
            : found with
            {
                Points = [.. found.Points.Where(p => Holds(question, p))],
                Only = false,
                Lower = null,
            };

    private static bool Holds(Question question, StationaryPoint point)
    {
        if (!question.At([.. point.Point]).Is(out var recorded, out _))
            return false;
        var slopes = new double[point.Point.Length];
        var loss = Kernel.For(Gradient.Of(recorded)).ValueAndGradient(point.Point.AsSpan(), slopes);
        return Math.Abs(loss - point.Loss) <= 1e-9 * Math.Max(1, Math.Abs(loss)) && Norms.Two(slopes) <= 1e-5;
    }

    private static StationaryPoints Searched(Formula loss, (double Low, double High) box, int count, long seed, double[]? at)
    {
        double[] low = [.. Enumerable.Repeat(box.Low, loss.PointSize)];
        double[] high = [.. Enumerable.Repeat(box.High, loss.PointSize)];
        var starts = Stationary.Starts(low, high, count, seed);
        return Stationary.Of(loss, at is null ? starts : starts.Prepend(at));
    }

    /// <summary>Only what lies in a box that was asked for; without one, whatever was come upon.</summary>
    private static StationaryPoints Within(StationaryPoints found, (double Low, double High) box)
    {
        var slack = 1e-9 * (box.High - box.Low);
        var inside = found.Points.Where(p => p.Point.All(x => x >= box.Low - slack && x <= box.High + slack));
        return found with { Points = [.. inside] };
    }

    private static Result<(double Low, double High)> Box(string? text)
    {
        if (text is null)
            return (-5, 5);
        var cut = text.IndexOf("..", StringComparison.Ordinal);
        if (cut < 0)
            return Problem.Input("GDS0140", $"'{Complaint.Clipped(text)}' is no range", "write --box -5..5").In(text, 0, text.Length) with
            {
                File = "--box",
            };
        return from low in NumberOption.Read("--box", text[..cut])
            from high in NumberOption.Read("--box", text[(cut + 2)..])
            from ordered in Results.When(
                low < high,
                (low, high),
                () =>
                    Problem.Input("GDS0140", $"'{Complaint.Clipped(text)}' is an empty range", "write --box -5..5") with
                    {
                        File = "--box",
                    }
            )
            select ordered;
    }

    private static Problem TooWide(Formula loss) =>
        Problem.Input(
            "GDS0141",
            string.Create(CultureInfo.InvariantCulture, $"{loss.PointSize} numbers are too many to search through"),
            "fix some with --set, or walk down with 'gds descend'"
        );

    private static Answer Answered(Formula loss, StationaryPoints found, bool isEverywhere) =>
        new(Text(loss, found) + (isEverywhere ? "" : Elsewhere), json => Write(json, loss, found));

    private const string Elsewhere =
        "only the formula around one point was searched, elsewhere the script has others; choose the point with --at\n";

    private static string Text(Formula loss, StationaryPoints found)
    {
        if (found.Points.IsEmpty)
            return "no point with zero gradient found; try --box with other bounds, or more --starts\n";
        string[] head = ["loss", "what", "curvature", "found", "where"];
        var rows = Told(found).Select(p => Row(loss, p.First, p.Count));
        return Values.Table([head, .. rows]) + Ending(loss, found);
    }

    /// <summary>The points in order; of a family the first one stands for all of them.</summary>
    private static IEnumerable<(StationaryPoint First, int Count)> Told(StationaryPoints found) =>
        from p in found.Points
        group p by p.Family ? Number(Math.Round(p.Loss, 9)) + p.Terrain : string.Join(' ', p.Point) into alike
        select (alike.First(), alike.Count());

    private static string[] Row(Formula loss, StationaryPoint p, int count) =>
        [
            Number(p.Loss),
            p.Terrain.ToString().ToLowerInvariant(),
            p.Spectrum is not { } s ? "-"
            : Number(s.Least) == Number(s.Largest) ? Number(s.Least)
            : $"{Number(s.Least)} to {Number(s.Largest)}",
            p.Exact ? "exactly" : "by Newton",
            Values.Point(loss.Parameters, Rounded(p)) + (p.Family ? Among(count) : ""),
        ];

    private static string Among(int count) =>
        count == 1
            ? ", one of a whole line or surface of them"
            : $", one of a whole line or surface of them ({count.ToString(CultureInfo.InvariantCulture)} came upon)";

    private static string Ending(Formula loss, StationaryPoints found)
    {
        var lowest = found.Points[0];
        if (found.Only)
            return "\nthe gradient is linear: there is no other\n";
        if (found.Lower is { } lower)
            return $"\nnone of them is the lowest: the loss is {Number(lower.Loss)} at {Values.Point(loss.Parameters, [.. lower.Point.Select(Tidy)])}, so it may have no minimum\n";
        var same = found.Points.Count(p => p.Loss <= lowest.Loss + 1e-9 * Math.Max(1, Math.Abs(lowest.Loss)));
        return lowest.Family
                ? $"\nlowest found: loss {Number(lowest.Loss)}, on a whole line or surface of points; others may exist outside the box\n"
            : same > 1
                ? $"\nlowest found: loss {Number(lowest.Loss)}, at {same.ToString(CultureInfo.InvariantCulture)} points; others may exist outside the box\n"
            : $"\nlowest found: loss {Number(lowest.Loss)} at {Values.Point(loss.Parameters, Rounded(lowest))}; others may exist outside the box\n";
    }

    /// <summary>Exact numbers in full, others to the digits that are sure.</summary>
    private static double[] Rounded(StationaryPoint p) => [.. p.Point.Select(x => p.Exact ? x : Tidy(x))];

    private static double Tidy(double x) =>
        Math.Abs(x) < 1e-12 ? 0 : double.Parse(x.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Number(double x) => NumberText.Of(Tidy(x));

    private static void Write(Utf8JsonWriter json, Formula loss, StationaryPoints found)
    {
        json.WriteStartArray("points");
        foreach (var p in found.Points)
        {
            json.WriteStartObject();
            json.Point("point", loss.Parameters, Rounded(p));
            json.Number("loss", Tidy(p.Loss));
            json.WriteString("what", p.Terrain.ToString().ToLowerInvariant());
            if (p.Spectrum is { } s)
            {
                json.WritePropertyName("curvature");
                json.List(s.Values.Select(Tidy).ToArray());
            }
            json.WriteBoolean("exact", p.Exact);
            if (p.Family)
                json.WriteBoolean("family", true);
            json.WriteNumber("starts", p.Starts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("only", found.Only);
        if (found.Lower is not { } lower)
            return;
        json.WriteStartObject("lower");
        json.Number("loss", Tidy(lower.Loss));
        json.Point("point", loss.Parameters, lower.Point.Select(Tidy).ToArray());
        json.WriteEndObject();
    }
}
