using System.Collections.Immutable;

namespace GdScript.Text;

/// <summary>
/// What a person who is typing a formula is told: what could come next, how the function at hand is called, what each word is, and
/// whether the formula is finished. The text may stop anywhere and hold anything.
/// </summary>
public static partial class FormulaAssist
{
    private static readonly ImmutableArray<KnownName> Constants =
    [
        new("pi", "3.141592653589793", CompletionKind.Field),
        new("e", "2.718281828459045", CompletionKind.Field),
    ];

    private static readonly ImmutableArray<KnownName> Declarations =
    [
        new("param", "param x, W[2,3]", CompletionKind.Keyword),
        new("column", "column x, y", CompletionKind.Keyword),
    ];

    /// <summary>The functions, constants and names that could stand at the caret: the names of the text itself first.</summary>
    /// <param name="text">A formula, finished or not.</param>
    /// <param name="caret">Where the next character would go.</param>
    /// <param name="known">What else has a name: formulas of the session, further functions.</param>
    public static Completions Complete(string text, int caret, IReadOnlyList<KnownName>? known = null)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        if (Hand.At(text, caret) is not { } hand || !hand.WantsValue)
            return Completions.None;
        var (start, typed) = (hand.Start, text[hand.Start..caret]);
        var called = NextIsOpen(text, caret);
        KnownName[] all =
        [
            .. NamesOf(text, start, caret),
            .. known ?? [],
            .. hand.BeginsLine ? Declarations : [],
            .. Constants,
            .. Functions.All.Select(f => new KnownName(f.Name, f.Signature, CompletionKind.Function)),
        ];
        return new(
            start,
            caret - start,
            [
                .. Ranked(typed, all.DistinctBy(n => n.Name))
                    .Select(n => new Completion(n.Kind == CompletionKind.Function && !called ? n.Name + "(" : n.Name, n.Detail, n.Kind)),
            ]
        );
    }

    /// <summary>
    /// The values of a point, <c>x=3, y=</c>: names that it does not give yet, with their equals signs.
    /// </summary>
    /// <param name="text">The point, finished or not.</param>
    /// <param name="caret">Where the next character would go.</param>
    /// <param name="parameters">The parameters of the formula, as far as they are known.</param>
    public static Completions CompletePoint(string text, int caret, IReadOnlyList<string> parameters)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        if (Hand.At(text, caret) is not { } hand || hand.Depth > 0 || hand.Before is not (Token.End or Token.Comma or Token.NewLine))
            return Completions.None;
        var given = Given(text, hand.Start);
        var names = parameters.Where(p => !given.Contains(p)).Select(p => new KnownName(p, "", CompletionKind.Variable));
        return new(
            hand.Start,
            caret - hand.Start,
            [.. Ranked(text[hand.Start..caret], names).Select(n => new Completion(n.Name + "=", n.Detail, n.Kind))]
        );
    }

    /// <summary>Those that fit what is typed, best first; equal ones in the order they came, shorter before longer where a part of the name was typed.</summary>
    internal static IEnumerable<KnownName> Ranked(string typed, IEnumerable<KnownName> names) =>
        from name in names
        let grade = Likeness.Of(typed, name.Name)
        where grade != Likeness.None
        orderby grade
        select name;

    /// <summary>The names the text uses or defines elsewhere than at the caret.</summary>
    private static IEnumerable<KnownName> NamesOf(string text, int start, int caret)
    {
        var lexer = new Lexer(text);
        for (var token = lexer.Next(); token != Token.End; token = lexer.Next())
            if (token == Token.Name && (lexer.Start < start || lexer.Start > caret) && IsValue(lexer))
                yield return new(lexer.Span.ToString(), "", CompletionKind.Variable);
    }

    private static bool IsValue(Lexer lexer) =>
        Functions.Find(lexer.Span) is null or { IsName: true }
        && lexer.Peek() != '('
        && lexer.Span is not ("param" or "column" or "pi" or "e");

    private static HashSet<string> Given(string text, int caret)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var lexer = new Lexer(text);
        for (var token = lexer.Next(); token != Token.End && lexer.Start < caret; token = lexer.Next())
            if (token == Token.Name && lexer.PeekAssign())
                given.Add(lexer.Span.ToString());
        return given;
    }

    private static bool NextIsOpen(string text, int caret)
    {
        var rest = text.AsSpan(caret);
        return rest[Letters.NameLength(rest)..].TrimStart() is ['(', ..];
    }
}
