using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>The members of a request of <c>gds batch</c>, read with care: one of another kind than expected is a problem that shows it.</summary>
internal sealed class BatchMembers(JsonElement request)
{
    /// <summary>The whole object.</summary>
    public JsonElement All => request;

    public Result<ImmutableArray<Given>?> Givens(string name)
    {
        if (!request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return (ImmutableArray<Given>?)null;
        var givens =
            member.ValueKind == JsonValueKind.String
                ? RandomPoint.Expanded(member.GetString()).SelectMany(text => PointText.Parse(text!))
                : RandomPoint.Written(member).SelectMany(PointText.Json);
        return givens.Else(p => p with { File = name }).Select(g => (ImmutableArray<Given>?)g);
    }

    /// <summary>Names, as one text with commas or as a list of texts.</summary>
    public Result<string?> Names(string member)
    {
        if (!request.TryGetProperty(member, out var given) || given.ValueKind != JsonValueKind.Array)
            return Text(member);
        var names = given.EnumerateArray().ToArray();
        return names.All(n => n.ValueKind == JsonValueKind.String)
            ? string.Join(',', names.Select(n => n.GetString()))
            : Problem.Input("GDS0055", $"\"{member}\" is not a list of names", $"give \"{member}\":[\"x\",\"y\"]");
    }

    public Result<bool> Truth(string name, bool otherwise) =>
        !request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? otherwise
        : member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean()
        : Problem.Input("GDS0055", $"\"{name}\" is neither true nor false", $"found {Complaint.Clipped(member.GetRawText())}");

    public Result<JsonElement?> Member(string name, JsonValueKind kind)
    {
        if (!request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return (JsonElement?)null;
        return member.ValueKind == kind
            ? (JsonElement?)member
            : Problem.Input(
                "GDS0055",
                $"\"{name}\" is not a {kind.ToString().ToLowerInvariant()}",
                $"found {Complaint.Clipped(member.GetRawText())}"
            );
    }

    public Result<string?> Text(string name) => Member(name, JsonValueKind.String).Select(m => m?.GetString());

    public Result<double> Positive(string name, double otherwise) =>
        from value in Number(name, x => x > 0, "above zero")
        select value ?? otherwise;

    public Result<double?> FromZero(string name) => Number(name, x => x >= 0, "from 0 up");

    public Result<double?> Number(string name, Func<double, bool> fits, string said) =>
        from member in Member(name, JsonValueKind.Number)
        from value in member is not { } given ? (double?)null
        : given.TryGetDouble(out var number) && double.IsFinite(number) && fits(number) ? number
        : (Result<double?>)Problem.Input("GDS0055", $"\"{name}\" is not a number {said}", $"found {Complaint.Clipped(given.GetRawText())}")
        select value;

    public Result<long?> Count(string name) =>
        from member in Member(name, JsonValueKind.Number)
        from value in member is not { } given ? (long?)null
        : given.TryGetInt64(out var number) && number >= 0 ? number
        : (Result<long?>)
            Problem.Input("GDS0055", $"\"{name}\" is not a whole number from 0 up", $"found {Complaint.Clipped(given.GetRawText())}")
        select value;

    public Result<string> Word(string name, params string[] known) => Text(name).SelectMany(text => NumberOption.Choice(name, text, known));

    public static Func<string?, Result<string>> Required(string name) =>
        text => text is null ? Problem.Input("GDS0056", $"the request has no \"{name}\"", $"add \"{name}\":\"…\"") : text;
}
