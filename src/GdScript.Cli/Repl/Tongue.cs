using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>
/// Which language a submission is in. It is a formula when it reads as one and uses no variable, type or word of C#; a formula may
/// take the value of a C# variable beside names that C# does not know, and '^' is always a power. Everything else is C#.
/// </summary>
/// <param name="Known">What the mathematics knows by a name.</param>
/// <param name="IsCode">Whether C# knows a name: a variable, a method, a type of the session.</param>
internal sealed record Tongue(Func<string, Thing?> Known, Func<string, bool> IsCode)
{
    private static readonly HashSet<string> Keywords = new(
        """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event
        explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null
        object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string
        struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while var await record nameof
        dynamic yield
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> CodeSigns =
    [
        "=>",
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "^=",
        "%=",
        "??",
        "::",
        "{",
        "}",
        "%",
        "?",
        "@",
        "$",
        ":",
        "~",
        "\\",
    ];

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>True for C#.</summary>
    public bool Speaks(string text)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in Sentences(text, Words.Of(text)))
        {
            if ((this with { Known = name => defined.Contains(name) ? Defined : Known(name) }).Speaks(text, sentence))
                return true;
            if (sentence[0].Kind == WordKind.Name)
                defined.Add(sentence[0].In(text).ToString());
        }
        return false;
    }

    /// <summary>What an earlier sentence of the same submission defines.</summary>
    private static readonly Thing Defined = new Thing.Formal(Expression.Of(0));

    private static IEnumerable<ImmutableArray<Word>> Sentences(string text, ImmutableArray<Word> words)
    {
        var begin = 0;
        for (var i = 0; i <= words.Length; i++)
            if (i == words.Length || (words[i].Depth == 0 && words[i].Is(text, ";")))
            {
                if (i > begin)
                    yield return words[begin..i];
                begin = i + 1;
            }
    }

    private bool Speaks(string text, ImmutableArray<Word> words)
    {
        var begin = words.Length > 2 && words[0].Kind == WordKind.Name && words[1].Is(text, "=") ? 2 : 0;
        if (begin < words.Length && IsVerb(text, words, begin))
            return false;
        var clause = Array.FindIndex([.. words], 1, w => w.Depth == 0 && w.Is(text, "at"));
        var plain = clause > 0 ? words[..clause] : words;
        return Looks(text, plain) || (clause < 0 && Means(text, plain));
    }

    /// <summary>A sentence of the mathematics, such as <c>grad f</c>; a C# method or variable of that name is none.</summary>
    private bool IsVerb(string text, ImmutableArray<Word> words, int at)
    {
        var name = words[at].In(text).ToString();
        if (Sentence.Verbs.All(v => v.Verb != name) || IsCode(name) || Known(name) is not null || at + 1 == words.Length)
            return false;
        var next = words[at + 1];
        return next.Kind != WordKind.Sign || next.In(text) is "(" or "[" or "-" or "!";
    }

    /// <summary>No formula looks like this: words of C#, strings, signs, members of what is no result, two names side by side.</summary>
    private bool Looks(string text, ImmutableArray<Word> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Kind == WordKind.Text || (word.Kind == WordKind.Sign && CodeSigns.Contains(word.In(text).ToString())))
                return true;
            if (word.Kind == WordKind.Name && Keywords.Contains(word.In(text).ToString()))
                return true;
            if (i == 0)
                continue;
            if (word.Is(text, ".") && !IsMember(text, words, i))
                return true;
            var beside = word.Kind is WordKind.Name && (words[i - 1].Kind is WordKind.Name || IsSuffixed(text, words[i - 1], word));
            if (beside && !(i == 1 && words[0].In(text) is "param" or "column"))
                return true;
        }
        return false;
    }

    /// <summary><c>r.x</c>, where <c>r</c> is a result of the mathematics; the members that C# sees begin with a capital letter.</summary>
    private bool IsMember(string text, ImmutableArray<Word> words, int dot)
    {
        if (words[dot - 1].Kind != WordKind.Name || dot + 1 == words.Length || Known(words[dot - 1].In(text).ToString()) is not { } thing)
            return false;
        var name = words[dot + 1].In(text).ToString();
        return !char.IsUpper(name[0]) || thing.Members.Any(m => m.Name == name);
    }

    /// <summary>A number of C#: <c>1.5m</c>, <c>3L</c>.</summary>
    private bool IsSuffixed(string text, Word number, Word word) =>
        number.Kind == WordKind.Number
        && word.Start == number.End
        && word.In(text).ToString() is var suffix
        && suffix.ToUpperInvariant() is "M" or "F" or "D" or "L" or "U" or "UL"
        && Known(suffix) is null;

    /// <summary>It reads as a formula, and C# means it all the same: all its names are known there, or it calls what only C# can know.</summary>
    private bool Means(string text, ImmutableArray<Word> words)
    {
        var equals = Array.FindIndex([.. words], w => w.Depth == 0 && w.Is(text, "="));
        if (equals == 1 && IsCode(words[0].In(text).ToString()))
            return true;
        var own = equals > 1 ? words[1..equals].Where(w => w.Kind == WordKind.Name).Select(w => w.In(text).ToString()).ToHashSet() : [];
        var body = equals > 0 ? words[(equals + 1)..] : words;
        var (code, open) = (0, equals > 0);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i].Is(text, "^"))
                open = true;
            if (body[i].Kind != WordKind.Name || own.Contains(body[i].In(text).ToString()) || (i > 0 && body[i - 1].Is(text, ".")))
                continue;
            var (name, called) = (body[i].In(text).ToString(), i + 1 < body.Length && body[i + 1].Is(text, "("));
            if (called && IsCalledInCode(name))
                return true;
            if (!called && IsCode(name))
                code++;
            else
                open = true;
        }
        return code > 0 && !open;
    }

    /// <summary>A name that only C# can know, judging by its looks, where the mathematics has nothing under it.</summary>
    private bool IsCalledInCode(string name) =>
        Functions.Find(name) is null && Derivatives.Find(name) is null && (IsCode(name) || (Known(name) is null && char.IsUpper(name[0])));
}
