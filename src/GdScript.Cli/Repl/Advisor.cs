using System.Collections.Immutable;
using GdScript.Cli.Editing;
using GdScript.Descent;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What the editor of a session is told: the mathematics, the commands of the session, and C# where the text is C#.</summary>
internal sealed class Advisor(Conversation conversation) : IAdvisor
{
    private static readonly string[] ClauseWords = ["at", "from", "with", "for"];

    public bool IsComplete(string text) => Safely(() => conversation.IsComplete(text), true);

    public Suggestions Suggest(string text, int caret, CancellationToken stop) =>
        Safely(() => Suggested(text, caret, stop), Suggestions.None);

    public SignatureHelp? Signature(string text, int caret, CancellationToken stop) => Safely(() => Signed(text, caret, stop), null);

    public IReadOnlyList<Coloured> Colour(string text, CancellationToken stop) => Safely(() => Coloured(text, stop), []);

    /// <summary>Whoever types is not to hear of a mistake of ours; the text is told of it when it is entered.</summary>
    private static T Safely<T>(Func<T> ask, T nothing)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return nothing;
        }
    }

    private Suggestions Suggested(string text, int caret, CancellationToken stop)
    {
        if (text.AsSpan().TrimStart() is ['#', ..])
            return DirectiveAdvice.Suggest(text, caret, Names());
        if (Quoted(text, caret) is { } quoted)
            return Mapping.Of(MethodAssist.Complete(text[quoted.Start..quoted.End], caret - quoted.Start).Shifted(quoted.Start));
        if (conversation.IsCode(text))
            return CodeAdvice.Suggest(conversation.Code, text, caret, stop);
        if (Point(text, caret) is { } point)
            return Mapping.Of(FormulaAssist.CompletePoint(text[point.Start..caret], caret - point.Start, point.Names).Shifted(point.Start));
        return Both(Mapping.Of(FormulaAssist.Complete(text, caret, Known(text, caret))), text, caret, stop);
    }

    /// <summary>A name that is being typed may become one of C#: what the mathematics knows comes first.</summary>
    private Suggestions Both(Suggestions formal, string text, int caret, CancellationToken stop)
    {
        if (caret - formal.Start < 2 && !(formal.Start < caret && char.IsUpper(text[formal.Start])))
            return formal;
        var code = CodeAdvice.Suggest(conversation.Code, text, caret, stop);
        if (code.Start != formal.Start && formal.Items.Count > 0)
            return formal;
        var known = formal.Items.Select(i => i.Text).ToHashSet(StringComparer.Ordinal);
        return code with { Items = [.. formal.Items, .. code.Items.Where(i => !known.Contains(i.Text))] };
    }

    private SignatureHelp? Signed(string text, int caret, CancellationToken stop)
    {
        if (text.AsSpan().TrimStart() is ['#', ..])
            return null;
        if (Quoted(text, caret) is { } quoted)
            return Mapping.Of(MethodAssist.Call(text[quoted.Start..quoted.End], caret - quoted.Start));
        return conversation.IsCode(text)
            ? CodeAdvice.Signature(conversation.Code, text, caret, stop)
            : Mapping.Of(FormulaAssist.Call(text, caret, Names()));
    }

    private IReadOnlyList<Coloured> Coloured(string text, CancellationToken stop)
    {
        if (text.AsSpan().TrimStart() is ['#', ..])
            return DirectiveAdvice.Colour(text);
        if (conversation.IsCode(text))
            return CodeAdvice.Colour(conversation.Code, text, stop);
        Word[] quoted = [.. Words.Of(text).Where(w => w.Kind == WordKind.Text)];
        var parts = new List<Coloured>();
        foreach (var part in FormulaAssist.Colours(text, Names()))
            if (!quoted.Any(w => part.Start >= w.Start && part.Start < w.End))
                parts.Add(new(part.Start, part.Length, Role(text, part)));
        foreach (var word in quoted)
            parts.AddRange(Inside(text, word));
        parts.Sort((a, b) => a.Start.CompareTo(b.Start));
        return parts;
    }

    /// <summary>The method in quotes.</summary>
    private static IEnumerable<Coloured> Inside(string text, Word word)
    {
        var (start, end) = (word.Start + 1, text[word.End - 1] == text[word.Start] && word.Length > 1 ? word.End - 1 : word.End);
        yield return new(word.Start, 1, ColourRole.Text);
        foreach (var part in MethodAssist.Colours(text[start..end]))
            yield return new(part.Start + start, part.Length, part.Role);
        if (end < word.End)
            yield return new(end, 1, ColourRole.Text);
    }

    private static ColourRole Role(string text, Coloured part)
    {
        var word = text.Substring(part.Start, part.Length);
        var isVerb =
            Sentence.Verbs.Any(v => v.Verb == word)
            && (text.AsSpan(0, part.Start).IsWhiteSpace() || text.AsSpan(0, part.Start).TrimEnd().EndsWith("="));
        var isClause = ClauseWords.Contains(word) && part.Start > 0 && part.Start + part.Length < text.Length;
        return isVerb || isClause ? ColourRole.Keyword : part.Role;
    }

    /// <summary>The string that the caret stands in, after <c>with</c>.</summary>
    private static (int Start, int End)? Quoted(string text, int caret)
    {
        foreach (var word in Words.Of(text))
            if (word.Kind == WordKind.Text && caret > word.Start && caret <= word.End && text[word.Start] == '"')
            {
                var closed = word.Length > 1 && text[word.End - 1] == '"';
                if ((closed && caret == word.End) || !text.AsSpan(0, word.Start).TrimEnd().EndsWith("with"))
                    return null;
                return (word.Start + 1, closed ? word.End - 1 : word.End);
            }
        return null;
    }

    /// <summary>The clause that gives a point, up to the caret, and the names that it can give.</summary>
    private (int Start, ImmutableArray<string> Names)? Point(string text, int caret)
    {
        if (!Sentence.Of(Passage.All(text[..caret]), _ => false).Is(out var sentence, out _))
            return null;
        var clause = sentence.Clauses.LastOrDefault();
        if (clause?.Key is not ("at" or "from") || clause.Value.End < caret)
            return null;
        var said = clause.Value.Text[clause.Value.Start..clause.Value.End];
        var start = clause.Value.Start + said.Length - said.TrimStart().Length;
        if (said.Split(',')[^1].Contains('=', StringComparison.Ordinal))
            return null;
        return Reading.Of(sentence.Target, conversation.Bench).Is(out var formula, out _) ? (start, formula.Names) : null;
    }

    private List<KnownName> Known(string text, int caret)
    {
        var names = Names();
        var words = Words.Of(text[..caret]);
        var typing = words.Length > 0 && words[^1].End == caret ? words[..^1] : words;
        if (typing.Length == 0 || (typing.Length == 2 && typing[1].Is(text, "=")))
            names.AddRange(Sentence.Verbs.Select(v => new KnownName(v.Verb, v.Example, CompletionKind.Keyword)));
        return names;
    }

    /// <summary>The names of the session, for completion and colours.</summary>
    private List<KnownName> Names()
    {
        var names = new List<KnownName>();
        foreach (var (name, thing) in conversation.Bench.Names)
            names.Add(
                new(
                    name,
                    Inspecting.Kind(thing),
                    thing is Thing.Formal { What.IsNumber: false } ? CompletionKind.Formula : CompletionKind.Variable
                )
                {
                    Signature = thing is Thing.Formal { What: { IsNumber: false } what }
                        ? $"{name}({string.Join(", ", what.Names)})"
                        : null,
                }
            );
        foreach (var variable in conversation.Code.Variables)
            names.Add(new(variable.Name, variable.Type, CompletionKind.Variable));
        names.Add(new("ans", "the last result", CompletionKind.Variable));
        names.Add(
            new("D", "the derivative of a formula", CompletionKind.Function) { Signature = "D(f, x)", About = "the derivative toward x" }
        );
        return names;
    }
}
