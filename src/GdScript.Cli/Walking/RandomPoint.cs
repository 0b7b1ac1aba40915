using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Walking;

/// <summary>
/// Starts that are drawn: <c>W=normal(2,3; scale=1, seed=7), b=uniform(3; low=-1, high=1)</c>, and for layers
/// <c>glorot(2,3)</c> (Glorot, Bengio 2010), <c>he(2,3)</c> (He, Zhang, Ren, Sun 2015) and <c>zeros(3)</c>. The same text draws the same numbers
/// on every machine; the second array of a text has other luck than the first.
/// </summary>
internal static partial class RandomPoint
{
    private const int Most = 10_000_000;

    /// <summary>The text with every drawn array written out.</summary>
    public static Result<string?> Expanded(string? text)
    {
        if (text is null || !Drawn().IsMatch(text))
            return text;
        Problem? first = null;
        var stream = 0;
        var written = Drawn()
            .Replace(
                text,
                match =>
                {
                    if (Draw(text, match, stream++).Is(out var array, out var problem))
                        return array;
                    first ??= problem;
                    return match.Value;
                }
            );
        return first is null ? written : first with { File = "--from" };
    }

    /// <summary>The JSON of a point, with every member that is a text such as <c>"normal(2,3; seed=7)"</c> drawn and written out.</summary>
    public static Result<string> Written(JsonElement point)
    {
        if (point.ValueKind != JsonValueKind.Object || !point.EnumerateObject().Any(m => m.Value.ValueKind == JsonValueKind.String))
            return point.GetRawText();
        var members = new List<string>();
        foreach (var (member, stream) in point.EnumerateObject().Select((m, i) => (m, i)))
        {
            var raw = member.Value.GetRawText();
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()!.Trim() : "";
            if (Drawn().Match(text) is { Success: true } match && match.Length == text.Length)
                if (!Draw(text, match, stream).Is(out raw, out var problem))
                    return problem with { File = "from" };
            members.Add(JsonSerializer.Serialize(member.Name) + ":" + raw);
        }
        return "{" + string.Join(',', members) + "}";
    }

    /// <summary>An example of a start that is missing: a number for a number, drawn weights for a matrix, zeros for a vector; four names at most.</summary>
    public static string Example(ImmutableArray<Parameter> open) =>
        string.Join(
            ",",
            open.Take(4)
                .Select(p =>
                    p.Shape.IsMatrix ? FormattableString.Invariant($"{p.Name}=glorot({p.Shape.Rows},{p.Shape.Columns})")
                    : p.Shape.IsVector ? FormattableString.Invariant($"{p.Name}=zeros({p.Shape.Rows})")
                    : p.Name + "=…"
                )
        ) + (open.Length > 4 ? ",…" : "");

    private static Result<string> Draw(string text, Match match, int stream)
    {
        var (kind, parts) = (match.Groups["kind"].Value, match.Groups["inside"].Value.Split(';'));
        if (parts.Length > 2)
            return Wrong(text, match, "has more than one ';'");
        if (!Shaped(parts[0]).Is(out var shape, out _))
            return Wrong(text, match, $"'{parts[0].Trim()}' is no shape");
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var option in parts.Skip(1).SelectMany(p => p.Split(',')).Where(o => o.Trim().Length > 0))
        {
            if (option.Split('=') is not [var name, var value] || !Known(kind).Contains(name.Trim()))
                return Wrong(
                    text,
                    match,
                    Known(kind) is { Length: > 0 } known
                        ? $"'{option.Trim()}' is not one of its options, {string.Join(", ", known)}"
                        : $"'{option.Trim()}' is an option, and it has none"
                );
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return Wrong(text, match, $"'{value.Trim()}' is not a number");
            if (name.Trim() == "scale" && number < 0)
                return Wrong(text, match, $"the scale {value.Trim()} is below 0");
            given[name.Trim()] = number;
        }
        if (given.GetValueOrDefault("low", -1) > given.GetValueOrDefault("high", 1))
            return Wrong(text, match, "low is above high");
        var seed = (long)given.GetValueOrDefault("seed", 1);
        return Values.Of(shape, [.. Enumerable.Range(0, shape.Count).Select(i => Number(kind, shape, given, seed, stream, i))]);
    }

    private static string[] Known(string kind) =>
        kind switch
        {
            "normal" => ["scale", "mean", "seed"],
            "uniform" => ["low", "high", "seed"],
            "zeros" => [],
            _ => ["seed"],
        };

    private static double Number(string kind, Shape shape, Dictionary<string, double> given, long seed, int stream, int i)
    {
        double into = shape.IsMatrix ? shape.Columns : Math.Max(shape.Rows, 1);
        double outOf = shape.IsMatrix ? shape.Rows : 1;
        var edge = Math.Sqrt(6 / (into + outOf));
        return kind switch
        {
            "normal" => given.GetValueOrDefault("mean") + given.GetValueOrDefault("scale", 1) * Chance.Normal(seed, stream, i),
            "uniform" => Between(given.GetValueOrDefault("low", -1), given.GetValueOrDefault("high", 1)),
            "glorot" => Between(-edge, edge),
            "zeros" => 0,
            _ => Math.Sqrt(2 / into) * Chance.Normal(seed, stream, i),
        };

        double Between(double low, double high) => low + (high - low) * Chance.Uniform(seed, stream, i);
    }

    private static Result<Shape> Shaped(string text)
    {
        var sizes = text.Split(',').Select(s => s.Trim()).Where(s => s.Length > 0).ToArray();
        var numbers = sizes.Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        return numbers switch
        {
            [] => Shape.Scalar,
            [> 0 and <= Most] => Shape.Vector(numbers[0]),
            [> 0, > 0] when (long)numbers[0] * numbers[1] <= Most => Shape.Matrix(numbers[0], numbers[1]),
            _ => Problem.Input("GDS0142", "no shape"),
        };
    }

    private static Problem Wrong(string text, Match match, string what) =>
        Problem
            .Input("GDS0142", $"{match.Groups["kind"].Value}(...): {what}", "write W=normal(2,3; scale=1, seed=7)")
            .In(text, match.Index, match.Length);

    [GeneratedRegex(@"(?<=^|[=:\s])(?<kind>normal|uniform|glorot|he|zeros)\s*\((?<inside>[^()]*)\)")]
    private static partial Regex Drawn();
}
