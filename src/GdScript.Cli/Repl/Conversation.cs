using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Cli.Editing;
using GdScript.Scripting;

namespace GdScript.Cli.Repl;

/// <summary>A submission that did something: what was typed, what it gave, and what was known before it.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Before">The bench before it.</param>
internal sealed record Entry(string Text, Bench Before)
{
    /// <summary>What its names stood for, the variables of C# among them.</summary>
    public Bench Seen { get; init; } = Before;

    /// <summary>Its sentences, where it was mathematics.</summary>
    public ImmutableArray<Sentence> Sentences { get; init; } = [];

    /// <summary>The names it defined in the mathematics.</summary>
    public ImmutableArray<(string Name, Thing Thing)> Named { get; init; } = [];

    /// <summary>The result.</summary>
    public Thing? Result { get; init; }

    /// <summary>The C# it was; null for mathematics.</summary>
    public string? Code { get; init; }

    /// <summary>Its result was not shown.</summary>
    public bool IsHidden => Text.AsSpan().TrimEnd().EndsWith(";");

    /// <summary>Who derived in it.</summary>
    public IDerivativeEngine Engine { get; set; } = Engines.Own;

    /// <summary>How many steps the C# side takes to undo it.</summary>
    public int Steps { get; set; }
}

/// <summary>
/// A session: submissions in, outcomes out. It knows no terminal; the mathematics loads no compiler.
/// </summary>
internal sealed class Conversation(Code code)
{
    private readonly Lock taking = new();
    private readonly Stack<Entry> entries = [];
    private Bench bench = Bench.Empty;

    /// <summary>What names stand for; those of C# variables too.</summary>
    public Bench Bench => bench with { Beyond = code.Find, Losses = code.LossOf, Engine = Engine };

    /// <summary>Who derives, as <c>#engine</c> says.</summary>
    public IDerivativeEngine Engine { get; set; } = Engines.Own;

    public Code Code => code;

    /// <summary>True once the person has asked to leave.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The submissions so far, the first first.</summary>
    public IEnumerable<Entry> Entries => entries.Reverse();

    public void Leave() => IsOver = true;

    /// <summary>What was entered, in this session and before it.</summary>
    public History History { get; init; } = History.InMemory();

    /// <summary>True where a text is C#.</summary>
    public bool IsCode(string text) =>
        text.AsSpan().TrimStart() is not ['?', ..] && (Directives.IsCode(text.AsSpan().TrimStart()) || Tongue.Speaks(text));

    /// <summary>The rule for which language a text is in.</summary>
    public Tongue Tongue => new(bench.Find, code.Knows);

    /// <summary>Whether a text can be submitted as it stands, or goes on in the next line.</summary>
    public bool IsComplete(string text)
    {
        if (text.AsSpan().TrimStart() is ['#' or '?', ..] || Words.Of(text).IsEmpty)
            return true;
        if (Directives.Plain(text) is not null)
            return true;
        return Tongue.Speaks(text) ? Ending.IsThere(text) || Code.IsComplete(text) : Text.FormulaAssist.IsComplete(Unquoted(text));
    }

    /// <summary>Does what was typed. An evaluation that nobody waits for any more changes nothing later.</summary>
    public Outcome Submit(string text, Setting setting)
    {
        try
        {
            lock (taking)
                setting.Gone.ThrowIfCancellationRequested();
            return Interrupt.Within(() => Done(text, setting), setting.Stop).Is(out var outcome, out var problem)
                ? outcome
                : Outcome.Failed(problem);
        }
        catch (ScriptStopped)
        {
            return Evaluations.Interrupted(abandoned: false);
        }
        catch (ProblemException e)
        {
            return Outcome.Failed(e.Problem);
        }
        catch (OperationCanceledException)
        {
            return Evaluations.Interrupted(abandoned: false);
        }
        catch (Exception e) when (e is not IOException)
        {
            var bug = Problem.Input(
                "GDS9001",
                $"a mistake of ours: {e.Message}",
                "please report it with what you typed; the session goes on"
            );
            return Outcome.Failed(bug) with { Exit = Exit.OurBug };
        }
    }

    /// <summary>Takes the last submission back; null where there is none.</summary>
    public Entry? Undo()
    {
        if (!entries.TryPop(out var last))
            return null;
        bench = last.Before;
        code.Undo(last.Steps);
        return last;
    }

    public void Reset()
    {
        entries.Clear();
        (bench, Engine) = (Bench.Empty, Engines.Own);
        code.Reset();
    }

    /// <summary>Defines a formula from the text of a file.</summary>
    public Result<Outcome> Define(string name, string text, string file, Setting setting) =>
        Reading
            .Of(Passage.All(text), Bench)
            .Else(p => p with { File = file })
            .Select(read =>
            {
                var thing = new Thing.Formal(read);
                Took(setting, new($"#load {file}", bench) { Named = [(name, thing)], Result = thing }, bench.With(name, thing));
                return Statements.Told(thing, $"{name} = ");
            });

    private Result<Outcome> Done(string text, Setting setting)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed is ['?', ..] || (trimmed is ['#', not (' ' or '!' or '#' or '\t'), ..] && !Directives.IsCode(trimmed)))
            return Directives.Do(this, text.Trim(), setting);
        if (Words.Of(text).IsEmpty && !Directives.IsCode(trimmed))
            return Outcome.Nothing;
        if (Directives.Plain(text) is { } plain && !code.Knows(text.Trim()))
            return Directives.Do(this, plain, setting);
        return Directives.IsCode(trimmed) || Tongue.Speaks(text) ? Coded(text, setting) : Formal(text, setting);
    }

    /// <summary>Sentences separated by semicolons; what a semicolon ends is not shown.</summary>
    private Result<Outcome> Formal(string text, Setting setting)
    {
        var (known, whole, sentences, names) = (Bench, Outcome.Nothing, new List<Sentence>(), new List<(string, Thing)>());
        foreach (var (passage, hidden) in Split(text))
        {
            var now = known;
            var done =
                from sentence in Sentence.Of(passage, name => now.Find(name) is not null || code.Knows(name))
                from step in Statements.Do(sentence, now, setting)
                select (sentence, step);
            if (!done.Is(out var one, out var problem))
                return problem;
            known = one.step.Bench;
            sentences.Add(one.sentence);
            if (one.step.Outcome is { Name: { } name, Thing: { } thing })
                names.Add((name, thing));
            whole = Joined(whole, one.step.Outcome, hidden);
        }
        Took(
            setting,
            new(text, bench)
            {
                Seen = Seen(text),
                Sentences = [.. sentences],
                Named = [.. names],
                Result = whole.Thing,
            },
            known
        );
        return whole;
    }

    /// <summary>The bench with the values that the text's C# variables have now.</summary>
    private Bench Seen(string text)
    {
        var seen = bench;
        foreach (var word in Words.Of(text))
            if (
                word.Kind == WordKind.Name
                && word.In(text).ToString() is var name
                && bench.Find(name) is null
                && code.Find(name) is { } thing
            )
                seen = seen.With(name, thing);
        return seen;
    }

    private void Took(Setting setting, Entry entry, Bench after)
    {
        lock (taking)
        {
            setting.Gone.ThrowIfCancellationRequested();
            entry.Steps = entry.Code is null ? code.Tell(entry.Named, entry.Result, Entries) : 1;
            entry.Engine = entry.Code is null ? Engine : Engines.Own;
            entries.Push(entry);
            bench = (after with { Beyond = null, Losses = null }).Then(entry.Result);
        }
    }

    /// <summary>C#. What it declares takes the place of formulas of the same name.</summary>
    private Result<Outcome> Coded(string text, Setting setting)
    {
        var told = Evaluations.Of(code, text, Entries, setting);
        if (told.Refused && told.Outcome.Troubles is [{ Id: "CS1002" }] && Ending.IsThere(text))
            (told, text) = (Evaluations.Of(code, text + ";", Entries, setting), text + ";");
        if (told.Refused && Evaluations.IsNaming(told.Outcome) && Formal(text, setting) is var instead)
            if (instead.Problem is not { } problem || problem.Id.StartsWith("GDS51", StringComparison.Ordinal))
                return instead;
        if (told.Refused)
            return (Sentence.Misspelt(Passage.All(text)) ?? Bare(text)) is { } slip ? slip : told.Outcome;
        var names = code.Variables.Select(v => v.Name).Where(bench.Names.ContainsKey).ToArray();
        var lost = Evaluations.Lost(text, bench);
        Took(setting, new(text, bench) { Code = text, Result = told.Outcome.Thing }, bench with { Names = bench.Names.RemoveRange(names) });
        return told.Outcome.Noting(lost, "note");
    }

    /// <summary><c>sin x</c>, which is no C#: what the formula language says of it; null for anything else.</summary>
    private Problem? Bare(string text) =>
        Words.Of(text) is [{ Kind: WordKind.Name } name, { Kind: WordKind.Name or WordKind.Number }, ..]
        && Text.Functions.Find(name.In(text).ToString()) is not null
        && Reading.Of(Passage.All(text), Bench).Problem is { Id: "GDS5103" } bare
            ? bare
            : null;

    private static Outcome Joined(Outcome before, Outcome next, bool hidden) =>
        next with
        {
            Text = before.Text + (hidden ? "" : next.Text),
            Thing = next.Thing ?? before.Thing,
            Remarks = [.. before.Remarks, .. next.Remarks],
            Troubles = [.. before.Troubles, .. next.Troubles],
            Exit = before.Exit != Exit.Ok ? before.Exit : next.Exit,
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

    /// <summary>The text with blanks for what is in quotes: a formula has no strings.</summary>
    private static string Unquoted(string text)
    {
        var plain = text.ToCharArray();
        foreach (var word in Words.Of(text))
            if (word.Kind == WordKind.Text)
                Array.Fill(plain, '1', word.Start, word.Length);
        return new string(plain);
    }
}
