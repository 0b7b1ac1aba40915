using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>
/// What a person who is typing a method is told: <c>normalize | sgd(lr=cosine(0.1, ste</c>. Everything comes from the tables of
/// methods, schedules and line searches; the text may stop anywhere.
/// </summary>
public static class MethodAssist
{
    /// <summary>Names of methods, their options, or the values of an option: whatever the caret asks for.</summary>
    /// <param name="text">A method text, finished or not.</param>
    /// <param name="caret">Where the next character would go.</param>
    public static Completions Complete(string text, int caret)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        var hand = MethodHand.At(text, caret);
        if (hand.InNumber)
            return Completions.None;
        var choices = hand.Call is not { } call
            ? hand.InCall || hand.NeedsLink
                ? []
                : Names
            : InCall(call, hand.Option);
        return new(
            hand.Start,
            caret - hand.Start,
            [
                .. FormulaAssist
                    .Ranked(text[hand.Start..caret], choices)
                    .Select(n => new Completion(n.Kind == CompletionKind.Option ? n.Name + "=" : n.Name, n.Detail, n.Kind)),
            ]
        );
    }

    /// <summary>The options of the call that the caret stands in, and which of them is being set; null outside of a call.</summary>
    public static CallHelp? Call(string text, int caret)
    {
        var hand = MethodHand.At(text, Math.Clamp(caret, 0, text.Length));
        if (hand.Call is not { } call)
            return null;
        var options = call.Options;
        var form = FormulaAssist.Forms(Descent.Call.Text(call.Name, options), call.About)[0];
        var option = hand.Option is { } set ? Option.At(options, set) : call.Position;
        return new([form], 0, option < options.Length ? option : -1);
    }

    /// <summary>What each word of a method text is; a name that no table has is an error.</summary>
    public static ImmutableArray<Coloured> Colours(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Coloured>();
        for (var at = 0; at < text.Length; )
        {
            var length = MethodHand.WordLength(text, at);
            var role =
                length > 0 ? RoleOf(text, at, length)
                : text[at] is '|' or '=' ? ColourRole.Operator
                : ColourRole.Plain;
            if (role != ColourRole.Plain)
                parts.Add(new(at, Math.Max(1, length), role));
            at += Math.Max(1, length);
        }
        return parts.ToImmutable();
    }

    private static ColourRole RoleOf(string text, int at, int length)
    {
        var word = text.AsSpan(at, length);
        if (char.IsAsciiDigit(word[0]) || word[0] is '.' or '+' or '-')
            return ColourRole.Number;
        var hand = MethodHand.At(text, at);
        var name = word.ToString();
        if (text.AsSpan(at + length).TrimStart() is ['=', ..] && hand.Call is { } call)
            return Option.At(call.Options, name) >= 0 ? ColourRole.Parameter : ColourRole.Error;
        if (hand.InCall && hand.Call is null)
            return ColourRole.Plain;
        var choices = hand.Call is { } outer ? InCall(outer, hand.Option) : Names;
        return choices.FirstOrDefault(n => n.Name == name) is not { } known ? ColourRole.Error
            : known.Kind == CompletionKind.Function ? ColourRole.Function
            : ColourRole.Keyword;
    }

    private static ImmutableArray<KnownName> Names { get; } =
    [.. MethodTable.Methods.Select(m => new KnownName(m.Name, m.About, CompletionKind.Function))];

    private static IEnumerable<KnownName> InCall(MethodHand.Frame call, string? option)
    {
        if (option is not null)
            return Option.At(call.Options, option) is var at and >= 0 ? Values(call.Options[at]) : [];
        var left = call.Options.Where(o => !call.Given.Contains(o.Name));
        var here = call.Position < call.Options.Length && call.Given.Count == 0 ? Values(call.Options[call.Position]) : [];
        return left.Skip(call.Given.Count == 0 ? call.Position : 0)
            .Select(o => new KnownName(o.Name, Detail(o), CompletionKind.Option))
            .Concat(here);
    }

    private static string Detail(Option option) =>
        option.Kind switch
        {
            OptionKind.Word => string.Join(" or ", option.Words),
            OptionKind.Switch => "true or false",
            OptionKind.Number or OptionKind.Rate or OptionKind.Varying => option.Default is null
                ? option.Bounds.Text
                : $"default {option.Default.Text}",
            OptionKind.Numbers => "[…, …]",
            OptionKind.Schedules => "[schedule, …]",
            OptionKind.Search => option.Default is { Text: { Length: > 0 } text } ? $"default {text}" : "a line search",
        };

    /// <summary>The words an option can be set to.</summary>
    private static IEnumerable<KnownName> Values(Option option) =>
        option.Kind switch
        {
            OptionKind.Switch => [new("true", "", CompletionKind.Keyword), new("false", "", CompletionKind.Keyword)],
            OptionKind.Word => option.Words.Select(w => new KnownName(w, "", CompletionKind.Keyword)),
            OptionKind.Rate or OptionKind.Varying or OptionKind.Schedules => ScheduleTable.Rows.Select(r => new KnownName(
                r.Name,
                r.About,
                CompletionKind.Function
            )),
            OptionKind.Search => SearchTable.Rows.Select(r => new KnownName(r.Name, r.About, CompletionKind.Function)),
            OptionKind.Number or OptionKind.Numbers => [],
        };
}
