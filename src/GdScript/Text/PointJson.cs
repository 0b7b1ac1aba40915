using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>A point as a JSON object of numbers and arrays of numbers, read number by number.</summary>
internal static class PointJson
{
    private const string Looks = "write {\"x\": 3, \"W\": [[1, 2], [3, 4]]}";

    public static Result<ImmutableArray<Given>> Read(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        try
        {
            var problem = Object(ref reader, out var givens);
            if (problem is null && reader.Read())
                problem = Bad("there is text after the object");
            return problem is null ? givens.ToImmutableArray() : problem.In(json, CharacterAt(bytes, reader.TokenStartIndex));
        }
        catch (JsonException e)
        {
            return Bad("this is not JSON").In(json, Offset(json, e.LineNumber ?? 0, e.BytePositionInLine ?? 0));
        }
    }

    private static Problem? Object(ref Utf8JsonReader reader, out List<Given> givens)
    {
        givens = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            return Bad("a point in JSON is an object with the names in it");
        if (reader.TokenType != JsonTokenType.StartObject)
            return Bad("a point in JSON is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                return Problem.Input(TextProblems.Id.PointTwice, $"'{Lexer.Shorten(name)}' is given twice", "give each name one value");
            reader.Read();
            if (Value(ref reader, out var value) is { } problem)
                return problem;
            givens.Add(new(name, value!));
        }
        return null;
    }

    private static Problem? Value(ref Utf8JsonReader reader, out Tensor? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.StartArray)
            return Array(ref reader, out value);
        var problem = Number(ref reader, out var number);
        value = Tensor.Of(number);
        return problem;
    }

    private static Problem? Array(ref Utf8JsonReader reader, out Tensor? value)
    {
        value = null;
        var numbers = ImmutableArray.CreateBuilder<double>();
        var (rows, columns, start) = (0, -1, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                if (rows > 0)
                    return Ragged("an array holds numbers or rows, not both");
                if (Number(ref reader, out var number) is { } problem)
                    return problem;
                numbers.Add(number);
                continue;
            }
            if (numbers.Count > 0 && rows == 0)
                return Ragged("an array holds numbers or rows, not both");
            start = numbers.Count;
            if (Row(ref reader, numbers) is { } bad)
                return bad;
            columns = columns < 0 ? numbers.Count : columns;
            if (numbers.Count - start != columns)
                return Ragged(FormattableString.Invariant($"row {rows} has {numbers.Count - start} numbers and row 0 has {columns}"));
            rows++;
        }
        if (numbers.Count == 0)
            return Ragged("the array is empty");
        value = new(rows > 0 ? Shape.Matrix(rows, columns) : Shape.Vector(numbers.Count), numbers.DrainToImmutable());
        return null;
    }

    private static Problem? Row(ref Utf8JsonReader reader, ImmutableArray<double>.Builder numbers)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
                return Ragged("an array has at most two levels of brackets");
            if (Number(ref reader, out var number) is { } problem)
                return problem;
            numbers.Add(number);
        }
        return null;
    }

    private static Problem? Number(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number)
            return Number(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan), out value);
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text)
            return text is "NaN" or "Infinity" or "-Infinity"
                ? Problem.Input(
                    TextProblems.Id.PointNotFinite,
                    $"'{text}' is not finite: a point must be finite",
                    "write a number, as in 1e300"
                )
                : Problem.Input(
                    TextProblems.Id.PointNotNumber,
                    $"'{Lexer.Shorten(text)}' is text, not a number",
                    "write the number without quotes"
                );
        return Problem.Input(TextProblems.Id.PointNotNumber, $"{Said(reader.TokenType)} is not a number", Looks);
    }

    private static Problem? Number(string text, out double value)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        var state = Literal.Read(digits, out var exact);
        value = text[0] == '-' ? -exact.ToDouble() : exact.ToDouble();
        return state is LiteralState.TooLarge or LiteralState.TooSmall or LiteralState.TooLong ? Literal.Remark(state, text, exact) : null;
    }

    private static string Said(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Null => "null",
            _ => "an object",
        };

    private static Problem Bad(string what) => Problem.Input(TextProblems.Id.PointJson, what, Looks);

    private static Problem Ragged(string what) =>
        Problem.Input(TextProblems.Id.PointRagged, what, "an array is a list of numbers or a list of rows of one length");

    private static int CharacterAt(byte[] bytes, long at) => Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)Math.Min(at, bytes.Length)));

    private static int Offset(string json, long line, long position)
    {
        var at = 0;
        for (; line > 0 && json.IndexOf('\n', at) is var next and >= 0; line--)
            at = next + 1;
        var rest = Encoding.UTF8.GetBytes(json[at..]);
        return at + CharacterAt(rest, position);
    }
}
