using System.Collections.Immutable;

namespace GdScript.Cli.Repl;

/// <summary>A submission that went well: what was typed, what it gave, and what was known before it.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Sentences">Its sentences, where it was mathematics.</param>
/// <param name="Before">The bench before it.</param>
internal sealed record Entry(string Text, ImmutableArray<Sentence> Sentences, Bench Before);

/// <summary>
/// A session: submissions in, outcomes out. It knows no terminal and no files; the mathematics loads no compiler.
/// </summary>
internal sealed class Conversation
{
    private readonly Stack<Entry> entries = [];

    public Bench Bench { get; private set; } = Bench.Empty;

    /// <summary>True once the person has asked to leave.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The submissions so far, the first first.</summary>
    public IEnumerable<Entry> Entries => entries.Reverse();

    public void Leave() => IsOver = true;

    /// <summary>Whether a text can be submitted as it stands, or goes on in the next line.</summary>
    public static bool IsComplete(string text)
    {
        var words = Words.Of(text);
        if (text.AsSpan().TrimStart() is ['#' or '?', ..] || words.IsEmpty)
            return true;
        var open = words.Count(w => w.Kind == WordKind.Sign && w.In(text) is "(" or "[" or "{");
        var closed = words.Count(w => w.Kind == WordKind.Sign && w.In(text) is ")" or "]" or "}");
        return open <= closed
            && !(words[^1].Kind == WordKind.Sign && words[^1].In(text) is "+" or "-" or "*" or "/" or "^" or "," or "=" or "&&" or "||");
    }

    /// <summary>Does what was typed.</summary>
    public Result<Outcome> Submit(string text, Setting setting)
    {
        if (text.AsSpan().TrimStart() is ['#', not (' ' or '!' or '#'), ..] or ['?', ..])
            return Directives.Do(this, text.Trim(), setting);
        if (Words.Of(text).IsEmpty)
            return Outcome.Nothing;
        if (Directives.Plain(text) is { } plain)
            return Directives.Do(this, plain, setting);
        return Formal(text, setting);
    }

    /// <summary>The same, leaving nothing behind: neither names nor results.</summary>
    public Result<Outcome> Try(string text, Setting setting)
    {
        var before = Bench;
        var count = entries.Count;
        var outcome = Submit(text, setting);
        Bench = before;
        while (entries.Count > count)
            entries.Pop();
        return outcome;
    }

    /// <summary>Takes the last submission back; false where there is none.</summary>
    public Entry? Undo()
    {
        if (!entries.TryPop(out var last))
            return null;
        Bench = last.Before;
        return last;
    }

    public void Reset()
    {
        entries.Clear();
        Bench = Bench.Empty;
    }

    /// <summary>Sentences separated by semicolons; what a semicolon ends is not shown.</summary>
    private Result<Outcome> Formal(string text, Setting setting)
    {
        var (bench, whole, sentences) = (Bench, Outcome.Nothing, ImmutableArray.CreateBuilder<Sentence>());
        foreach (var (passage, hidden) in Split(text))
        {
            var known = bench;
            var done =
                from sentence in Sentence.Of(passage, name => known.Find(name) is not null)
                from step in Statements.Do(sentence, known, setting)
                select (sentence, step);
            if (!done.Is(out var one, out var problem))
                return problem;
            bench = one.step.Bench;
            sentences.Add(one.sentence);
            whole = Joined(whole, one.step.Outcome, hidden);
        }
        entries.Push(new(text, sentences.ToImmutable(), Bench));
        Bench = bench.Then(whole.Thing);
        return whole;
    }

    private static Outcome Joined(Outcome before, Outcome next, bool hidden) =>
        next with
        {
            Text = before.Text + (hidden ? "" : next.Text),
            Thing = next.Thing ?? before.Thing,
            Remarks = [.. before.Remarks, .. next.Remarks],
            Trouble = before.Trouble ?? next.Trouble,
            Exit = before.Exit != Edge.Exit.Ok ? before.Exit : next.Exit,
        };

    /// <summary>The sentences of a submission, and whether a semicolon hides each.</summary>
    private static IEnumerable<(Passage Passage, bool Hidden)> Split(string text)
    {
        var start = 0;
        foreach (var word in Words.Of(text))
            if (word.Depth == 0 && word.Is(text, ";"))
            {
                var passage = new Passage(text, start, word.Start);
                if (!passage.IsEmpty)
                    yield return (passage, true);
                start = word.End;
            }
        if (!Words.Of(new Passage(text, start, text.Length).Alone).IsEmpty)
            yield return (new Passage(text, start, text.Length), false);
    }
}
