using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>
/// A value of C# as a session shows it: mathematics first, then tables, then members. It asks no unknown type to describe itself
/// where its members do, ends at depth, length and circles, and is the same in every culture.
/// </summary>
internal sealed class Display
{
    private const int Deepest = 5;
    private const int MostItems = 100;
    private const int MostCharacters = 20_000;
    private const int LongestString = 2_000;

    private readonly HashSet<object> around = new(ReferenceEqualityComparer.Instance);
    private int left = MostCharacters;

    /// <summary>The lines of a value, without a line end.</summary>
    public static string Of(object? value) => new Display().Whole(value);

    private string Whole(object? value) =>
        value switch
        {
            null => "null",
            double[,] { Length: > 0 } matrix => Speaking.Of(
                new Tensor(Shape.Matrix(matrix.GetLength(0), matrix.GetLength(1)), [.. matrix.Cast<double>()])
            ),
            double[][] { Length: > 1 } rows when rows[0] is { Length: > 0 } first && rows.All(r => r?.Length == first.Length) =>
                Speaking.Of(new Tensor(Shape.Matrix(rows.Length, first.Length), [.. rows.SelectMany(r => r)])),
            IDictionary dictionary when Tables.Of(dictionary, this) is { } table => table,
            string => Inline(value, 0),
            IEnumerable items when Tables.Of(items, this) is { } table => table,
            _ => Inline(value, 0),
        };

    /// <summary>A value on one line, as a part of another.</summary>
    public string Inline(object? value, int depth)
    {
        if (left <= 0)
            return "…";
        var text = Simple(value) ?? Compound(value!, depth);
        left -= text.Length;
        return text;
    }

    /// <summary>What is said in one word; null for what has parts.</summary>
    private static string? Simple(object? value) =>
        value switch
        {
            null => "null",
            string text => Quoted(text),
            char c => $"'{Escaped(c, '\'')}'",
            bool truth => truth ? "true" : "false",
            double number => NumberText.Of(number),
            Formula formula => Speaking.Of(formula),
            Number number => NumberText.Of(number),
            Type type => TypeText.Of(type),
            Enum word => word.ToString(),
            DateTime time => time.ToString(
                time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF",
                CultureInfo.InvariantCulture
            ),
            DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            Complex z => $"{NumberText.Of(z.Real)} {(z.Imaginary < 0 ? '-' : '+')} {NumberText.Of(Math.Abs(z.Imaginary))}i",
            Delegate call => Signature(call),
            Exception e => Visible.Lines($"{TypeText.Of(e.GetType())}: {e.Message}"),
            IFormattable formattable when value.GetType().Assembly == typeof(object).Assembly || value is BigInteger => Visible.Lines(
                formattable.ToString(null, CultureInfo.InvariantCulture)
            ),
            _ => null,
        };

    private string Compound(object value, int depth)
    {
        if (depth >= Deepest)
            return "…";
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!value.GetType().IsValueType && !around.Add(value))
            return "<itself>";
        try
        {
            return value switch
            {
                ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Inline(tuple[i], depth + 1)))})",
                IDictionary dictionary => Pairs(dictionary, depth),
                Array { Rank: > 1 } array => $"{TypeText.Of(array.GetType().GetElementType()!)}[{Sizes(array)}] {List(array, depth)}",
                IEnumerable items when !Speaks(value.GetType()) => List(items, depth),
                Task task => Said(task, depth),
                _ => Speaks(value.GetType()) ? Own(value) : Members(value, depth),
            };
        }
        finally
        {
            around.Remove(value);
        }
    }

    private static string Sizes(Array array) =>
        string.Join(", ", Enumerable.Range(0, array.Rank).Select(r => array.GetLength(r).ToString(CultureInfo.InvariantCulture)));

    private string List(IEnumerable items, int depth)
    {
        var (parts, count) = (new List<string>(), Shown.CountOf(items));
        try
        {
            foreach (var item in items)
            {
                if (parts.Count == MostItems || left <= 0)
                {
                    parts.Add(count is { } all ? Speaking.More(all - parts.Count) : "…");
                    break;
                }
                parts.Add(Inline(item, depth + 1));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            parts.Add(Threw(e));
        }
        return $"[{string.Join(", ", parts)}]";
    }

    private string Pairs(IDictionary dictionary, int depth)
    {
        var parts = new List<string>();
        foreach (DictionaryEntry pair in dictionary)
        {
            if (parts.Count == MostItems)
            {
                parts.Add(Speaking.More(dictionary.Count - parts.Count));
                break;
            }
            parts.Add($"{Inline(pair.Key, depth + 1)}: {Inline(pair.Value, depth + 1)}");
        }
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Said(Task task, int depth) =>
        !task.IsCompleted ? $"{TypeText.Of(task.GetType())} (running)"
        : task.Exception is { } e ? Threw(e.InnerException ?? e)
        : task.GetType().GetProperty("Result") is { } result && task.IsCompletedSuccessfully && result.PropertyType.Name != "VoidTaskResult"
            ? $"Task ({Inline(result.GetValue(task), depth + 1)})"
        : "Task (done)";

    private string Members(object value, int depth)
    {
        var members = Shown.Of(value.GetType());
        var name = TypeText.Of(value.GetType());
        return members.Count == 0
            ? name.Length == 0
                ? "{ }"
                : name
            : $"{(name.Length == 0 ? "" : name + " ")}{{ {string.Join(", ", members.Take(MostItems).Select(m => $"{m.Name} = {Part(m, value, depth)}"))} }}";
    }

    private string Part(Shown member, object value, int depth) =>
        member.Get(value, out var got, out var e) ? Inline(got, depth + 1) : Threw(e!);

    /// <summary>What a type of somebody else, or one of ours, says about itself; a record's own text is made of its members, which are asked instead.</summary>
    private static bool Speaks(Type type) =>
        type.GetMethod("ToString", Type.EmptyTypes) is { } own
        && own.DeclaringType != typeof(object)
        && own.DeclaringType != typeof(ValueType)
        && !own.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && !type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal)
        && !(typeof(IEnumerable).IsAssignableFrom(type) && own.DeclaringType!.Assembly == typeof(object).Assembly);

    private static string Own(object value)
    {
        try
        {
            return Visible.Lines((value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value.ToString()) ?? "null");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Threw(e);
        }
    }

    private static string Threw(Exception e) => $"<{TypeText.Of(e.GetType())}>";

    private static string Signature(Delegate call)
    {
        var method = call.Method;
        return $"({string.Join(", ", method.GetParameters().Select(p => $"{TypeText.Of(p.ParameterType)} {p.Name}".TrimEnd()))}) => {TypeText.Of(method.ReturnType)}";
    }

    private static string Quoted(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, LongestString)))
            shown.Append(Escaped(c, '"'));
        shown.Append('"');
        return text.Length > LongestString
            ? shown.Append(' ').Append(Speaking.More(text.Length - LongestString)).ToString()
            : shown.ToString();
    }

    private static string Escaped(char c, char quote) =>
        c switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\0' => "\\0",
            '\\' => "\\\\",
            _ when c == quote => "\\" + c,
            _ when Visible.Steers(c) => Visible.Code(c),
            _ => c.ToString(),
        };
}
