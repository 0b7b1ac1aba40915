using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Reads <c>x=3, W=[[1,2],[3,4]]</c> left to right, with the place of every mistake.</summary>
internal sealed class PointReader(string text)
{
    private const int MaxDepth = 2;
    private readonly List<Given> givens = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int at;
    private Problem? problem;

    public static Result<ImmutableArray<Given>> Read(string text)
    {
        var reader = new PointReader(text);
        return reader.Run() ? reader.givens.ToImmutableArray() : reader.problem!;
    }

    private bool Run()
    {
        SkipSpace();
        if (at == text.Length)
            return true;
        while (true)
        {
            if (!Item())
                return false;
            SkipSpace();
            if (at == text.Length)
                return true;
            if (text[at] != ',')
                return Fail(Syntax(), "values are separated by commas, as in x=3, y=4", at, 1);
            at++;
        }
    }

    private string Syntax() => $"{Letters.Shown(text.AsSpan(at))} cannot stand here";

    private bool Item()
    {
        SkipSpace();
        var start = at;
        var length = Letters.NameLength(text.AsSpan(at));
        var name = text.Substring(at, length);
        at += length;
        SkipSpace();
        var named = length > 0 && at < text.Length && text[at] == '=';
        if (named)
        {
            at++;
            SkipSpace();
        }
        else
            at = start;
        return Fits(named, start) && (!named || Fresh(name, start)) && Value(named ? name : "");
    }

    private bool Fits(bool named, int start)
    {
        if (givens.Count == 0 || named == givens[0].Name.Length > 0)
            return true;
        var word = Lexer.Shorten(Word());
        if (named)
            return Fail(
                TextProblems.Id.PointMixed,
                "named and unnamed values cannot be mixed",
                "name every value, as in x=3, y=4, or none, as in 3, 4",
                start,
                1
            );
        var before = givens[^1];
        var comma = before.Value.Shape.IsScalar && word.Length > 0 && !word.AsSpan().ContainsAnyExceptInRange('0', '9');
        return comma
            ? Fail(
                TextProblems.Id.PointMixed,
                $"'{word}' has no name",
                $"the decimal sign is a point: write {Lexer.Shorten(before.Name)}={NumberText.Of(before.Value.Data[0])}.{word}",
                start,
                word.Length
            )
            : Fail(
                TextProblems.Id.PointMixed,
                word.Length == 0 ? "a value is missing after ','" : $"'{word}' has no name",
                "write name=value, as in x=3, y=4",
                start,
                Math.Max(1, word.Length)
            );
    }

    private bool Fresh(string name, int start) =>
        names.Add(name)
        || Fail(TextProblems.Id.PointTwice, $"'{Lexer.Shorten(name)}' is given twice", "give each name one value", start, name.Length);

    private bool Value(string name)
    {
        if (at < text.Length && text[at] == '[')
            return Array(name);
        if (!Number(out var value))
            return false;
        givens.Add(new(name, Tensor.Of(value)));
        return true;
    }

    private bool Array(string name)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        var rows = new List<int>();
        var opens = new Stack<int>();
        var matrix = false;
        do
        {
            SkipSpace();
            var start = at;
            if (at < text.Length && text[at] == '[')
            {
                if (opens.Count == MaxDepth)
                    return Fail(
                        TextProblems.Id.PointRagged,
                        "an array has at most two levels of brackets",
                        "write a matrix as [[1, 2], [3, 4]]",
                        start,
                        1
                    );
                if (opens.Count == 0 ? false : matrix == false && numbers.Count > 0)
                    return Mixed(start);
                matrix |= opens.Count == 1;
                opens.Push(at++);
                rows.Add(numbers.Count);
                continue;
            }
            if (matrix && opens.Count == 1)
                return Mixed(start);
            if (!Number(out var value))
                return false;
            numbers.Add(value);
            if (!CloseAll(opens))
                return false;
        } while (opens.Count > 0);
        return Shaped(name, numbers.DrainToImmutable(), rows, matrix);
    }

    private bool Mixed(int start) =>
        Fail(TextProblems.Id.PointRagged, "an array holds numbers or rows, not both", "write [1, 2] or [[1, 2], [3, 4]]", start, 1);

    /// <summary>After a number: closing brackets, then a comma while one is open.</summary>
    private bool CloseAll(Stack<int> opens)
    {
        SkipSpace();
        while (opens.Count > 0 && at < text.Length && text[at] == ']')
        {
            opens.Pop();
            at++;
            SkipSpace();
        }
        if (opens.Count == 0)
            return true;
        if (at == text.Length)
            return Fail(TextProblems.Id.PointSyntax, "'[' is never closed", "add ']'", opens.Peek(), 1);
        if (text[at] != ',')
            return Fail(TextProblems.Id.PointSyntax, Syntax(), "elements are separated by commas, as in [1, 2]", at, 1);
        at++;
        return true;
    }

    private bool Shaped(string name, ImmutableArray<double> numbers, List<int> rows, bool matrix)
    {
        if (!matrix)
        {
            givens.Add(new(name, new(Shape.Vector(numbers.Length), numbers)));
            return true;
        }
        rows.RemoveAt(0);
        var columns = rows.Count > 1 ? rows[1] - rows[0] : numbers.Length;
        for (var i = 0; i < rows.Count; i++)
        {
            var length = (i + 1 < rows.Count ? rows[i + 1] : numbers.Length) - rows[i];
            if (length != columns)
                return Fail(
                    TextProblems.Id.PointRagged,
                    FormattableString.Invariant($"row {i} has {length} numbers and row 0 has {columns}"),
                    "the rows of a matrix have one length",
                    at - 1,
                    1
                );
        }
        givens.Add(new(name, new(Shape.Matrix(rows.Count, columns), numbers)));
        return true;
    }

    private bool Number(out double value)
    {
        value = 0;
        var start = at;
        var sign = at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        var length = Literal.Length(text.AsSpan(at + sign));
        var word = Word();
        if (length == 0 || sign + length < word.Length)
            return NotANumber(word, start);
        var state = Literal.Read(text.AsSpan(at + sign, length), out var exact);
        if (state is LiteralState.TooLarge or LiteralState.TooSmall or LiteralState.TooLong)
        {
            problem = Literal.Remark(state, word, exact).In(text, start, word.Length);
            return false;
        }
        value = text[at] == '-' ? -exact.ToDouble() : exact.ToDouble();
        at += sign + length;
        return true;
    }

    private bool NotANumber(ReadOnlySpan<char> word, int start)
    {
        if (word.Length == 0)
            return at < text.Length && text[at] == ']' && at > 0 && text[at - 1] == '['
                ? Fail(TextProblems.Id.PointRagged, "the array is empty", "an array holds at least one number, as in [1, 2]", at - 1, 2)
                : Fail(
                    TextProblems.Id.PointNotNumber,
                    at == text.Length ? "a number is missing at the end" : $"a number is missing before '{text[at]}'",
                    "write a number, as in x=1.5",
                    at,
                    1
                );
        var lower = word.TrimStart("+-").ToString().ToLowerInvariant();
        if (lower is "nan" or "inf" or "infinity" or "∞")
            return Fail(
                TextProblems.Id.PointNotFinite,
                $"'{word}' is not finite: a point must be finite",
                "write a number, as in 1e300",
                start,
                word.Length
            );
        var hint =
            lower is "pi" ? "write 3.141592653589793"
            : lower is "e" ? "write 2.718281828459045"
            : word.Contains('/') ? "a point holds numbers, not expressions; write 0.5 for 1/2"
            : word.Contains(';') ? "values are separated by commas, as in x=3, y=4"
            : Assignment(start) is { Length: > 0 } assignment ? $"write {assignment}"
            : word.Contains('=') ? "one name and one value, as in x=3"
            : HintOf(word) is { Length: > 0 } hinted ? hinted
            : "a number looks like 1.5 or 1e-3";
        return Fail(TextProblems.Id.PointNotNumber, $"'{Lexer.Shorten(word)}' is not a number", hint, start, word.Length);
    }

    /// <summary><c>x=3</c> for <c>x:3</c> and <c>x 3</c>; else empty.</summary>
    private string Assignment(int start)
    {
        var rest = text.AsSpan(start);
        var name = rest[..Letters.NameLength(rest)];
        rest = rest[name.Length..].TrimStart().TrimStart(':').TrimStart();
        var value = rest[..Literal.Length(rest)];
        return name.Length > 0 && value.Length > 0 ? $"{Lexer.Shorten(name)}={Lexer.Shorten(value)}" : "";
    }

    private static string HintOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
            if (word[i] >= 128 && Letters.Hint(word[i..]) is { Length: > 0 } hint)
                return hint;
        return "";
    }

    /// <summary>The text from here to the next comma, bracket or space.</summary>
    private ReadOnlySpan<char> Word()
    {
        var end = at;
        while (end < text.Length && text[end] is not (',' or ']' or '[' or '\n' or '\r') && !Letters.IsSpace(text[end]))
            end++;
        return text.AsSpan(at, end - at);
    }

    private void SkipSpace()
    {
        while (at < text.Length && (Letters.IsSpace(text[at]) || text[at] is '\n' or '\r' or '\uFEFF'))
            at++;
    }

    private bool Fail(string id, string what, string hint, int from, int length)
    {
        problem = Problem.Input(id, what, hint).In(text, from, length);
        return false;
    }

    private bool Fail(string what, string hint, int from, int length) => Fail(TextProblems.Id.PointSyntax, what, hint, from, length);
}
