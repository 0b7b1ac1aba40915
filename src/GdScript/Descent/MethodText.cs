using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>
/// The one small language of methods: links joined by <c>|</c>, options by name or position, schedules nested where a rate
/// stands. <c>gd(0.1)</c>, <c>normalize | gd(lr=constant(0.1))</c>. What it knows is <see cref="MethodTable"/>.
/// </summary>
public static partial class MethodText
{
    internal const string SyntaxId = "GDS7001";
    internal const string NameId = "GDS7002";
    internal const string OptionId = "GDS7003";
    internal const string ValueId = "GDS7004";
    internal const string ChainId = "GDS7005";

    /// <summary>The method a text names, or the first thing in it that cannot be meant, with its place.</summary>
    /// <param name="text">The method.</param>
    /// <param name="parameters">The parameters of the loss, for methods that treat them differently.</param>
    public static Result<Method> Parse(string text, IReadOnlyList<Parameter>? parameters = null) =>
        MethodSyntax.Read(text).SelectMany(words => Chain(text, words, parameters));

    private static Result<Method> Chain(string text, ImmutableArray<Term.Word> words, IReadOnlyList<Parameter>? parameters)
    {
        var links = new List<Linked>();
        foreach (var word in words)
        {
            if (!Link(text, word, parameters).Is(out var link, out var problem))
                return problem;
            links.Add(link);
        }
        return Joined(text, links);
    }

    /// <summary>Every method, link and schedule as help shows it, one per line with what it does.</summary>
    public static IEnumerable<(string Text, string About)> Known =>
        [
            .. MethodTable.Methods.Select(m => (m.Text, m.About)),
            (Groups.Help, "every parameter its own method"),
            .. ScheduleTable.Rows.Select(s => (s.Text, s.About)),
            .. SearchTable.Rows.Select(s => (s.Text, s.About)),
        ];

    /// <summary>A link with its meaning: a method, or a rule before or behind one.</summary>
    private sealed record Linked(Mark Mark, string Name, Method? Method, Rule? Rule);

    private static Result<Linked> Link(string text, Term.Word word, IReadOnlyList<Parameter>? parameters)
    {
        if (word.Name == Groups.Name)
            return Groups
                .Of(text, word, parameters, chain => Chain(text, chain, null))
                .Select(method => new Linked(word.Mark, word.Name, method, null));
        if (MethodTable.Methods.FirstOrDefault(m => m.Name == word.Name) is { } row)
            return Bind(text, word, row.Options).SelectMany(arguments => Made(text, word, row, arguments));
        return ScheduleTable.Rows.Any(s => s.Name == word.Name)
            ? Wrong(NameId, text, word.Mark, $"'{word.Name}' is a schedule, not a method", $"a schedule is a rate: gd(lr={word.Name}(...))")
            : Unknown(NameId, text, word.Mark, "method", word.Name, [.. MethodTable.Methods.Select(m => m.Name), Groups.Name]);
    }

    private static Result<Linked> Made(string text, Term.Word word, MethodRow row, Arguments arguments)
    {
        try
        {
            return row.Walks
                ? new Linked(word.Mark, row.Name, Call.Method(row, arguments), null)
                : new Linked(word.Mark, row.Name, null, row.Called(arguments));
        }
        catch (MethodMistake mistake)
        {
            return Misfit(text, word, mistake);
        }
    }

    private static Problem Misfit(string text, Term.Word word, MethodMistake mistake)
    {
        var mark = word.Arguments.FirstOrDefault(a => a.Name == mistake.Option)?.NameMark ?? word.Mark;
        return Wrong(ValueId, text, mark, mistake.Message, "");
    }

    private static Result<Method> Joined(string text, List<Linked> links)
    {
        var walking = links.FindIndex(l => l.Method is not null);
        if (walking < 0)
            return Wrong(
                ChainId,
                text,
                links[^1].Mark,
                $"no link of '{text.Trim()}' follows a rate",
                $"end it with one that does: {text.Trim()} | gd(lr=0.01)"
            );
        if (links.FindIndex(walking + 1, l => l.Method is not null) is var second and >= 0)
            return Wrong(
                ChainId,
                text,
                links[second].Mark,
                $"'{links[walking].Name}' already walks; a second one would turn uphill again",
                $"keep one of '{links[walking].Name}' and '{links[second].Name}'"
            );
        if (links[..walking].Find(l => MethodTable.Methods.Any(m => m.Follows && m.Name == l.Name)) is { } early)
            return Wrong(
                ChainId,
                text,
                early.Mark,
                $"'{early.Name}' looks at steps, and stands before them",
                $"put it behind: {links[walking].Name} | {early.Name}"
            );
        var method = links[walking].Method!;
        foreach (var link in Enumerable.Reverse(links[..walking]))
            method = link.Rule! | method;
        foreach (var link in links[(walking + 1)..])
            method |= link.Rule!;
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
            if ((values[i] ?? options[i].Default) is null)
                return Wrong(
                    OptionId,
                    text,
                    call.Mark,
                    $"'{call.Name}' needs '{options[i].Name}'",
                    $"{Call.Text(call.Name, options)} has no default for it"
                );
        return new Arguments(options, values);
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

    private static string Count(int options) =>
        options switch
        {
            0 => "no options",
            1 => "one option",
            _ => $"{Digits.Of(options)} options",
        };

    internal static Problem Unknown(string id, string text, Mark mark, string what, string word, IEnumerable<string> known)
    {
        var near = Suggest.Nearest(word, known);
        return Wrong(
            id,
            text,
            mark,
            $"unknown {what} '{word}'",
            near is null ? $"known: {string.Join(", ", known)}" : $"did you mean '{near}'?"
        );
    }

    internal static Problem Wrong(string id, string text, Mark mark, string what, string hint) =>
        Problem.Input(id, what, hint).In(text, mark.At, mark.Length);
}
