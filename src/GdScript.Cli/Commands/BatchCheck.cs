using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>A check, asked for by a request.</summary>
internal sealed class BatchCheck(BatchMembers members, BatchLoss loss, string? mathNet)
{
    /// <summary>The members that only a check has.</summary>
    public static string[] Members { get; } = ["points", "more", "rtol", "prove", "curves"];

    /// <summary>The report as an answer.</summary>
    public Result<Reply> Answer() =>
        from points in Points()
        from question in loss.Ask(points is { IsEmpty: false } ? points.Value[0] : null, "points")
        from claim in Claimed(question.Loss)
        from flat in Flat(question, points)
        from more in members.Count("more")
        from seed in members.Count("seed")
        from prove in members.Truth("prove", otherwise: false)
        from curves in members.Truth("curves", otherwise: false)
        from bar in members.Positive("rtol", CheckOptions.Plain.Rtol)
        from rivals in CheckCommand.Rivals(question, mathNet, _ => { })
        let options = CheckCommand.Options(more, seed, prove) with
        {
            Rtol = bar,
            Rivals = rivals,
        }
        from judged in claim is null && ScriptCheck.Written(question) is null ? BatchLoss.Derivable(question) : question
        from report in CheckCommand.Report(question, claim, flat, options).Else(BatchWords.Unhyphened)
        select new Reply(json => CheckJson.Write(json, question.Loss, report, curves ? CheckCommand.Curves(question) : null));

    /// <summary>The points of a check, from <c>points</c> (a list) or <c>at</c> (one); null where neither is given.</summary>
    private Result<ImmutableArray<ImmutableArray<Given>>?> Points()
    {
        if (!members.All.TryGetProperty("points", out var list))
            return members.Givens("at").Select(at => at is { } one ? [one] : (ImmutableArray<ImmutableArray<Given>>?)null);
        if (list.ValueKind != JsonValueKind.Array)
            return Problem.Input(
                "GDS0055",
                "\"points\" is not an array",
                "give [{\"x\":3,\"y\":4}]; how many further points are searched is \"more\""
            );
        var points = ImmutableArray.CreateBuilder<ImmutableArray<Given>>();
        foreach (var member in list.EnumerateArray())
        {
            if (!PointText.Json(member.GetRawText()).Is(out var point, out var problem))
                return problem with { File = "points" };
            points.Add(point);
        }
        return points.Count == 0 ? (ImmutableArray<ImmutableArray<Given>>?)null : points.ToImmutable();
    }

    private static Result<ImmutableArray<double[]>?> Flat(Question question, ImmutableArray<ImmutableArray<Given>>? points)
    {
        if (points is not { } all)
            return (ImmutableArray<double[]>?)null;
        var flat = ImmutableArray.CreateBuilder<double[]>();
        foreach (var point in all)
        {
            if (!PointText.Flatten(question.Loss, point).Is(out var numbers, out var problem))
                return problem with { File = "points" };
            flat.Add(numbers);
        }
        return flat.ToImmutable();
    }

    /// <summary>The member <c>claimed</c>: a formula per parameter, or all numbers.</summary>
    public Result<Claim?> Claimed(Formula of)
    {
        if (!members.All.TryGetProperty("claimed", out var claimed) || claimed.ValueKind == JsonValueKind.Null)
            return (Claim?)null;
        if (claimed.ValueKind == JsonValueKind.Array)
            return ClaimNumbers.Of(claimed.GetRawText(), of).Else(p => p with { File = "claimed" });
        if (claimed.ValueKind != JsonValueKind.Object)
            return Problem.Input("GDS0055", "\"claimed\" is not an object", "give {\"x\":\"2*x\"}");
        var partials = claimed.EnumerateObject().ToArray();
        if (partials.Length > 0 && partials.All(m => m.Value.ValueKind != JsonValueKind.String))
            return ClaimNumbers.Of(claimed.GetRawText(), of).Else(p => p with { File = "claimed" });
        return ClaimText
            .Of(
                partials.Select(m =>
                    KeyValuePair.Create(m.Name, m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText())
                ),
                of
            )
            .Else(p => p with { File = p.File ?? "claimed" })
            .Select(c => (Claim?)c);
    }
}
