using System.Text.Json;
using System.Text.RegularExpressions;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Walking;

/// <summary>
/// The members of a request of <c>gds batch</c> as the words of a walk: a member is named as the option of the same meaning, without
/// its hyphens (<c>maxEvaluations</c> is <c>--max-evaluations</c>).
/// </summary>
internal static partial class BatchWords
{
    private enum Kind
    {
        Whole,
        Above,
        FromZero,
        Number,
        Text,
        Rate,
        List,
        Yes,
        No,
    }

    private static readonly (string Member, string Option, Kind Kind)[] Table =
    [
        ("method", "--method", Kind.Text),
        ("lr", "--lr", Kind.Rate),
        ("steps", "--steps", Kind.Whole),
        ("stop", "--stop", Kind.Text),
        ("gtol", "--gtol", Kind.FromZero),
        ("gradient", "--gradient", Kind.Text),
        ("difference", "--difference", Kind.Text),
        ("h", "--h", Kind.Above),
        ("trace", "--detail", Kind.Text),
        ("grtol", "--grtol", Kind.FromZero),
        ("xtol", "--xtol", Kind.FromZero),
        ("xrtol", "--xrtol", Kind.FromZero),
        ("ftol", "--ftol", Kind.FromZero),
        ("frtol", "--frtol", Kind.FromZero),
        ("target", "--target", Kind.Number),
        ("patience", "--patience", Kind.Whole),
        ("maxEvaluations", "--max-evaluations", Kind.Whole),
        ("time", "--time", Kind.FromZero),
        ("minLr", "--min-lr", Kind.FromZero),
        ("bounds", "--bounds", Kind.Text),
        ("maximize", "--maximize", Kind.Yes),
        ("batch", "--batch", Kind.Whole),
        ("epochs", "--epochs", Kind.Whole),
        ("holdOut", "--hold-out", Kind.Number),
        ("seed", "--seed", Kind.Whole),
        ("compare", "--compare", Kind.List),
        ("starts", "--starts", Kind.Whole),
        ("spread", "--spread", Kind.Above),
        ("kernel", "--kernel", Kind.Text),
        ("threads", "--threads", Kind.Whole),
        ("check", "--no-check", Kind.No),
        ("checkEvery", "--check-every", Kind.Whole),
        ("explain", "--explain", Kind.Yes),
    ];

    /// <summary>The members of a walk, beside its loss, start and claim.</summary>
    public static IEnumerable<string> Members => Table.Select(row => row.Member);

    /// <summary>The words of a request; a member of another kind is a problem.</summary>
    public static Result<Words> Of(JsonElement request)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["--detail"] = "none" };
        foreach (var (member, option, kind) in Table)
        {
            if (!request.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            if (Mistaken(value, kind) is { } said)
                return Problem.Input("GDS0055", $"\"{member}\" is {said}", $"found {Complaint.Clipped(value.GetRawText())}");
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                words[option] = Word(value);
            else if (value.GetBoolean() == (kind == Kind.Yes))
                words[option] = "";
        }
        return new Words(words);
    }

    /// <summary>A problem of an option, told of the member of the same meaning.</summary>
    public static Problem Unhyphened(Problem problem) =>
        problem with
        {
            What = Named(problem.What, "\""),
            File = problem.File is { } file ? Named(file, "") : null,
            Hint = Named(problem.Hint, "\""),
        };

    /// <summary>An option with its value becomes a member with it: <c>--batch 16</c> is <c>"batch":16</c>.</summary>
    private static string Named(string text, string quote) =>
        Hyphened()
            .Replace(
                text,
                match =>
                {
                    var option = match.Groups["option"].Value;
                    var value = match.Groups["value"];
                    var member = Table.FirstOrDefault(row => row.Option == option).Member ?? option[2..];
                    return quote + member + quote + (value.Success ? ":" + value.Value : "");
                }
            );

    private static string Word(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(item => item.GetString())),
            _ => value.GetRawText(),
        };

    /// <summary>What a value is not; null where it is of its kind.</summary>
    private static string? Mistaken(JsonElement value, Kind kind) =>
        kind switch
        {
            Kind.Text => value.ValueKind == JsonValueKind.String ? null : "not a string",
            Kind.Rate => value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? null : "not a number or a schedule",
            Kind.List => value.ValueKind == JsonValueKind.String || IsTexts(value) ? null : "not a list of methods",
            Kind.Yes or Kind.No => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "neither true nor false",
            Kind.Whole => Number(value, _ => value.TryGetInt64(out var n) && n >= 0, "a whole number from 0 up"),
            Kind.Above => Number(value, x => x > 0, "a number above zero"),
            Kind.FromZero => Number(value, x => x >= 0, "a number from 0 up"),
            Kind.Number => Number(value, _ => true, "a finite number"),
        };

    private static string? Number(JsonElement value, Func<double, bool> fits, string said) =>
        value.ValueKind != JsonValueKind.Number ? "not a number"
        : value.TryGetDouble(out var x) && double.IsFinite(x) && fits(x) ? null
        : "not " + said;

    private static bool IsTexts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    [GeneratedRegex("(?<option>--[a-z]+(?:-[a-z]+)*)(?: (?<value>[0-9][0-9.e-]*|\".*\"))?")]
    private static partial Regex Hyphened();
}
