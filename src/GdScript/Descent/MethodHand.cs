using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>What stands at the caret of a method text that is being typed: the calls that are open there.</summary>
internal sealed class MethodHand
{
    /// <summary>An open call.</summary>
    /// <param name="Name">The method, schedule or line search.</param>
    /// <param name="About">What it does.</param>
    /// <param name="Options">What it can be told.</param>
    public sealed record Frame(string Name, string About, ImmutableArray<Option> Options)
    {
        /// <summary>The options given by name so far.</summary>
        public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

        /// <summary>How many commas have been typed in it.</summary>
        public int Position { get; set; }

        /// <summary>The option whose value is being typed; null at the beginning of an argument.</summary>
        public string? Setting { get; set; }
    }

    /// <summary>A bracket: a call of the tables, or (null) one that nothing is known of; a list belongs to the call around it.</summary>
    private readonly record struct Bracket(Frame? Frame, bool IsList);

    private readonly Stack<Bracket> open = new();
    private string word = "";

    /// <summary>Where the word begins whose end the caret is.</summary>
    public int Start { get; private set; }

    public bool InNumber { get; private set; }

    /// <summary>A method stands before the caret, and only '|' can follow.</summary>
    public bool NeedsLink { get; private set; }

    public bool InCall => open.Count > 0;

    public Frame? Call => open.TryPeek(out var top) ? top.Frame : null;

    public string? Option => Call?.Setting;

    /// <summary>Reads up to the caret.</summary>
    public static MethodHand At(string text, int caret)
    {
        var hand = new MethodHand();
        var at = 0;
        while (at < caret)
        {
            var length = Math.Min(WordLength(text, at), caret - at);
            if (length > 0 && at + length == caret)
                return hand.Ends(text[at..caret], at);
            if (length > 0)
                (hand.word, hand.NeedsLink) = (text.Substring(at, length), true);
            else
                hand.Take(text[at]);
            at += Math.Max(1, length);
        }
        hand.Start = caret;
        return hand;
    }

    /// <summary>A word of letters, digits and underscores, or a number.</summary>
    public static int WordLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.' || IsSign(text, at, end)))
            end++;
        return end - at;
    }

    private static bool IsSign(string text, int start, int at) =>
        text[at] is '+' or '-'
        && (at == start || (text[at - 1] is 'e' or 'E' && (char.IsAsciiDigit(text[start]) || text[start] is '.' or '+' or '-')));

    private MethodHand Ends(string typed, int at)
    {
        Start = at;
        InNumber = char.IsAsciiDigit(typed[0]) || typed[0] is '.' or '+' or '-';
        return this;
    }

    private void Take(char c)
    {
        switch (c)
        {
            case '(':
                open.Push(new(Opened(), IsList: false));
                break;
            case '[':
                open.Push(new(Call, IsList: true));
                break;
            case ')' or ']' when open.Count > 0:
                open.Pop();
                break;
            case '=' when Call is { } call:
                call.Setting = word;
                call.Given.Add(word);
                break;
            case ',' when open.TryPeek(out var top) && top is { IsList: false, Frame: { } call }:
                call.Position++;
                call.Setting = null;
                break;
        }
        NeedsLink = NeedsLink && c is not '|' && (char.IsWhiteSpace(c) || c is ')' or ']');
        word = char.IsWhiteSpace(c) ? word : "";
    }

    /// <summary>The row that the word before the parenthesis names, in the table that its place asks for.</summary>
    private Frame? Opened()
    {
        if (open.Count == 0)
            return MethodTable.Methods.FirstOrDefault(m => m.Name == word) is { } method
                ? new(method.Name, method.About, method.Options)
                : null;
        if (Call is not { } call)
            return null;
        var at = call.Setting is { } set ? Descent.Option.At(call.Options, set) : call.Position;
        if (at < 0 || at >= call.Options.Length)
            return null;
        return call.Options[at].Kind == OptionKind.Search
            ? SearchTable.Rows.FirstOrDefault(r => r.Name == word) is { } search
                ? new(search.Name, search.About, search.Options)
                : null
            : ScheduleTable.Rows.FirstOrDefault(r => r.Name == word) is { } schedule
                ? new(schedule.Name, schedule.About, schedule.Options)
                : null;
    }
}
