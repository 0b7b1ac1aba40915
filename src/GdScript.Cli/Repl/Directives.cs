using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>A command of the session itself.</summary>
/// <param name="Name">Without its <c>#</c>.</param>
/// <param name="Usage">How it is written.</param>
/// <param name="About">What it does.</param>
internal sealed record Directive(string Name, string Usage, string About, Func<Conversation, Passage, Setting, Result<Outcome>> Do);

/// <summary>The commands that begin with <c>#</c>, and their plain names for those who come from elsewhere.</summary>
internal static class Directives
{
    public static ImmutableArray<Directive> All { get; } =
    [
        new("help", "#help [TOPIC]", "what can be typed here; help and ? do the same", (c, what, _) => Help.About(what.Said)),
        new("vars", "#vars", "the names of the session and what they stand for", (c, _, setting) => Inspecting.Names(c, setting.Width)),
        new("undo", "#undo", "take the last submission back", (c, at, _) => Undone(c, at)),
        new("save", "#save FILE", "the session as a script that gds run runs", (c, file, _) => Storing.Save(c, file)),
        new("load", "#load FILE", "run a script (.csx), define a formula (.loss), go through a text", Storing.Load),
        new("history", "#history [N]", "what was typed last", (c, n, _) => Inspecting.History(c, n)),
        new("dag", "#dag F", "a formula as it is computed, operation by operation", (c, what, _) => Graphing.Of(c, what)),
        new("cd", "#cd [FOLDER]", "where files are looked for", (_, folder, _) => Storing.Go(folder)),
        new("engine", "#engine NAME", "who derives: own, mathnet, or mathnet FOLDER", Deriving),
        new(
            "clear",
            "#clear",
            "clear the screen",
            (_, _, setting) => new Outcome(null, setting.IsPerson ? "\u001b[H\u001b[2J\u001b[3J" : "")
        ),
        new("reset", "#reset", "forget everything", (c, _, _) => Forgotten(c)),
        new("time", "#time EXPR", "how long it takes", Timed),
        new("exit", "#exit", "leave; exit, quit and Ctrl-D do the same", (c, _, _) => Left(c)),
        .. Sentence.Verbs.Where(v => v.Verb is "grad" or "check" or "tex" or "plot").Select(v => Asking(v.Verb, v.Example)),
    ];

    /// <summary>The directive that a plain word is; null for anything else.</summary>
    public static string? Plain(string text) =>
        text.Trim().TrimEnd(';') switch
        {
            "help" or "help()" => "#help",
            "exit" or "exit()" or "quit" or "quit()" => "#exit",
            ['h', 'e', 'l', 'p', ' ', .. var topic] when Help.Has(topic.Trim()) => "#help " + topic.Trim(),
            _ => null,
        };

    /// <summary>Directives of C#: <c>#r</c> and <c>#load "file.csx"</c>.</summary>
    public static bool IsCode(ReadOnlySpan<char> line) =>
        line.StartsWith("#r ")
        || line.StartsWith("#:")
        || (line.StartsWith("#load ") && line.TrimEnd().EndsWith(".csx\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>Does a line that begins with <c>#</c> or <c>?</c>.</summary>
    public static Result<Outcome> Do(Conversation conversation, string line, Setting setting)
    {
        if (line[0] == '?')
            return Inspecting.Name(
                conversation,
                new Passage(line, line.Length - line.TrimStart('?').Length, line.Length),
                line.StartsWith("??")
            );
        var end = 1 + line.AsSpan(1).IndexOfAny(' ', '\t', '\n') is var cut and > 0 ? cut : line.Length;
        var name = line[1..end];
        var directive = All.FirstOrDefault(d => d.Name == name);
        return directive is null
            ? new Passage(line, 0, end).Wrong(
                "GDS0200",
                $"unknown command '#{Complaint.Clipped(name)}'",
                Suggest.Nearest(name, All.Select(d => d.Name)) is { } near
                    ? $"did you mean '#{near}'?"
                    : "#help lists them; a comment has a space after '#'"
            )
            : directive.Do(conversation, new Passage(line, end, line.Length), setting);
    }

    /// <summary><c>#grad f</c> is the sentence <c>grad f</c>.</summary>
    private static Directive Asking(string verb, string example) =>
        new(
            verb,
            $"#{verb} F",
            $"the same as {example}",
            (c, what, setting) => c.Submit($" {verb} {what.Text[what.Start..what.End].TrimStart()}", setting)
        );

    private static Result<Outcome> Undone(Conversation conversation, Passage at) =>
        conversation.Undo() is { } entry
            ? new Outcome(null, $"took back: {Visible.Line(entry.Text.Trim().ReplaceLineEndings(" "))}\n")
            : at.Part(0, at.Start).Wrong("GDS0201", "there is nothing to take back");

    private static Outcome Forgotten(Conversation conversation)
    {
        conversation.Reset();
        return Outcome.Nothing;
    }

    /// <summary>Says who derives, or changes it; what is not there changes nothing.</summary>
    private static Result<Outcome> Deriving(Conversation conversation, Passage name, Setting setting)
    {
        if (name.IsEmpty)
            return new Outcome(null, conversation.Engine.Name + "\n");
        if (!EngineOptions.Said(name.Said).Is(out var engine, out var problem))
            return name.Wrong(problem.Id, problem.What, problem.Hint);
        conversation.Engine = engine;
        return Outcome.Nothing;
    }

    private static Outcome Left(Conversation conversation)
    {
        conversation.Leave();
        return Outcome.Nothing;
    }

    private static Result<Outcome> Timed(Conversation conversation, Passage what, Setting setting)
    {
        if (what.IsEmpty)
            return what.Part(0, what.Start).Wrong("GDS0201", "what to time is missing", "write #time f at x=3,y=4");
        if (what.Said.StartsWith("#time", StringComparison.Ordinal))
            return what.Wrong("GDS0201", "the time of #time is nobody's question", "write #time once");
        var begun = Stopwatch.GetTimestamp();
        var outcome = conversation.Submit(what.Alone.TrimStart(), setting);
        var time = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0.###} ms\n");
        return outcome with { Text = outcome.Text + time };
    }
}
