using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>
/// The one small language of methods: links joined by <c>|</c>, options by name or position, schedules nested where a rate
/// stands. <c>gd(0.1)</c>, <c>normalize | gd(lr=constant(0.1))</c>. What it knows is <see cref="MethodTable"/>.
/// </summary>
public static class MethodText
{
    internal const string SyntaxId = "GDS7001";
    internal const string NameId = "GDS7002";
    internal const string OptionId = "GDS7003";
    internal const string ValueId = "GDS7004";
    internal const string ChainId = "GDS7005";

    /// <summary>The method a text names, or the first thing in it that cannot be meant, with its place.</summary>
    public static Result<Method> Parse(string text)
    {
        if (!MethodSyntax.Read(text).Is(out var words, out var problem))
            return problem;
        var links = new List<Linked>();
        foreach (var word in words)
        {
            if (!Link(text, word).Is(out var link, out problem))
                return problem;
            links.Add(link);
        }
        return Joined(text, links);
    }

    /// <summary>Every method, link and schedule as help shows it, one per line with what it does.</summary>
    public static IEnumerable<(string Text, string About)> Known =>
        [.. MethodTable.Methods.Select(m => (m.Text, m.About)), .. MethodTable.Schedules.Select(s => (s.Text, s.About))];

    /// <summary>A link with its meaning: the row and the options it was given.</summary>
    private sealed record Linked(MethodRow Row, Arguments Arguments, Mark Mark);

    private static Result<Linked> Link(string text, Term.Word word)
    {
        if (MethodTable.Methods.FirstOrDefault(m => m.Name == word.Name) is { } row)
            return Bind(text, word, row.Options).Select(arguments => new Linked(row, arguments, word.Mark));
        return MethodTable.Schedules.Any(s => s.Name == word.Name)
            ? Wrong(NameId, text, word.Mark, $"'{word.Name}' is a schedule, not a method", $"a schedule is a rate: gd(lr={word.Name}(...))")
            : Unknown(NameId, text, word.Mark, "method", word.Name, MethodTable.Methods.Select(m => m.Name));
    }

    private static Result<Method> Joined(string text, List<Linked> links)
    {
        var walking = links.FindIndex(l => l.Row.Walks);
        if (walking < 0)
            return Wrong(
                ChainId,
                text,
                links[^1].Mark,
                $"no link of '{text.Trim()}' follows a rate",
                $"end it with one that does: {text.Trim()} | gd(lr=0.01)"
            );
        if (links.FindIndex(walking + 1, l => l.Row.Walks) is var second and >= 0)
            return Wrong(
                ChainId,
                text,
                links[second].Mark,
                $"'{links[walking].Row.Name}' already walks; a second one would turn uphill again",
                $"keep one of '{links[walking].Row.Name}' and '{links[second].Row.Name}'"
            );
        var method = Call.Method(links[walking].Row, links[walking].Arguments);
        foreach (var link in Enumerable.Reverse(links[..walking]))
            method = link.Row.Build(link.Arguments) | method;
        foreach (var link in links[(walking + 1)..])
            method |= link.Row.Build(link.Arguments);
        return method;
    }

    private static Result<Arguments> Bind(string text, Term.Word call, ImmutableArray<Option> options)
    {
        var values = new Setting?[options.Length];
        var named = false;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            if (argument.Name is null && named)
                return Wrong(
                    OptionId,
                    text,
                    argument.NameMark,
                    "a value without a name follows a named one",
                    "name it; a decimal is written 0.1"
                );
            named |= argument.Name is not null;
            if (!Which(text, call, argument, i, options).Is(out var at, out var problem))
                return problem;
            if (values[at] is not null)
                return Wrong(OptionId, text, argument.NameMark, $"'{options[at].Name}' is given twice", "keep one of them");
            if (!Meaning(text, argument.Value, options[at]).Is(out values[at], out problem))
                return problem;
        }
        for (var i = 0; i < values.Length; i++)
            if ((values[i] ??= options[i].Default) is null)
                return Wrong(
                    OptionId,
                    text,
                    call.Mark,
                    $"'{call.Name}' needs '{options[i].Name}'",
                    $"{Call.Text(call.Name, options)} has no default for it"
                );
        return new Arguments(options, values!);
    }

    private static Result<int> Which(string text, Term.Word call, TermArgument argument, int position, ImmutableArray<Option> options)
    {
        if (argument.Name is null)
            return position < options.Length
                ? position
                : Wrong(
                    OptionId,
                    text,
                    argument.NameMark,
                    $"'{call.Name}' takes {Count(options.Length)}",
                    $"it reads {Call.Text(call.Name, options)}"
                );
        if (Option.At(options, argument.Name) is var at and >= 0)
            return at;
        return options.IsEmpty
            ? Wrong(OptionId, text, argument.NameMark, $"'{call.Name}' takes no options", $"write {call.Name}")
            : Unknown(OptionId, text, argument.NameMark, $"option of '{call.Name}'", argument.Name, options.Select(o => o.Name));
    }

    private static Result<Setting> Meaning(string text, Term value, Option option) =>
        option.Kind switch
        {
            OptionKind.Number => Number(text, value, option).Select(x => (Setting)x),
            OptionKind.Switch => Switch(text, value, option),
            OptionKind.Rate => Rate(text, value, option).Select(r => (Setting)r),
        };

    private static Result<double> Number(string text, Term value, Option option)
    {
        if (value is Term.Number { Amount: var x } && option.Bounds.Hold(x))
            return x;
        var said = text.Substring(value.Mark.At, value.Mark.Length);
        return Wrong(ValueId, text, value.Mark, $"'{option.Name}' must be {option.Bounds.Text}; {said} is not", Try(option));
    }

    private static Result<Setting> Switch(string text, Term value, Option option) =>
        value is Term.Word { Arguments.IsEmpty: true, Name: "true" or "false" } word
            ? (Setting)(word.Name == "true")
            : Wrong(ValueId, text, value.Mark, $"'{option.Name}' is true or false", $"write {option.Name}=true or {option.Name}=false");

    private static Result<Schedule> Rate(string text, Term value, Option option)
    {
        if (value is not Term.Word word)
            return Number(text, value, option).Select(x => (Schedule)x);
        if (MethodTable.Schedules.FirstOrDefault(s => s.Name == word.Name) is { } row)
            return Bind(text, word, row.Options).Select(row.Build);
        return Unknown(NameId, text, word.Mark, "schedule", word.Name, MethodTable.Schedules.Select(s => s.Name));
    }

    private static string Try(Option option) => option.Default is null ? "" : $"the default is {option.Text}";

    private static string Count(int options) =>
        options switch
        {
            0 => "no options",
            1 => "one option",
            _ => $"{Digits.Of(options)} options",
        };

    private static Problem Unknown(string id, string text, Mark mark, string what, string word, IEnumerable<string> known)
    {
        var near = Suggest.Nearest(word, known);
        return Wrong(
            id,
            text,
            mark,
            $"unknown {what} '{word}'",
            $"{(near is null ? "" : $"did you mean '{near}'? ")}known: {string.Join(", ", known)}"
        );
    }

    internal static Problem Wrong(string id, string text, Mark mark, string what, string hint) =>
        Problem.Input(id, what, hint).In(text, mark.At, mark.Length);
}
