using System.CommandLine;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Terminals;

namespace GdScript.Cli.Repl;

/// <summary><c>gds repl</c>: a session of formulas and C#, at a terminal or over a text that is piped in.</summary>
internal static class ReplCommand
{
    public static Command For(Io io)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "files to load first, as #load does" };
        var text = new Option<string?>("-e") { HelpName = "TEXT", Description = "go through this text instead of standard input" };
        var keepGoing = Shared.Switch("--keep-going", "go on after a mistake");
        var ascii = Shared.Switch("--ascii", "draw with plain letters");
        var colour = new Option<string?>("--color") { HelpName = "auto|always|never", Description = "colours (auto: on a terminal)" };
        var json = Shared.Switch("--json", "answer with one JSON object per line and submission");
        var command = new Subcommand(
            "repl",
            "A session: formulas, questions about them, and C#. Piped in, one result per submission.",
            "echo 'f = x^2/20 + y^2; grad f at x=3,y=4' | gds repl"
        )
        {
            files,
            text,
            keepGoing,
            ascii,
            colour,
            json,
        };
        command.SetAction(given =>
        {
            var person = io.Signals is not null && Terminals.IsPerson && given.GetValue(text) is null && !given.GetValue(json);
            var conversation = new Conversation(new Code(io.Out, io.Err, Reads(io, person)))
            {
                History = person ? History.OfPerson() : History.InMemory(),
            };
            var colours = person && Ink.IsWanted(given.GetValue(colour), terminal: true, Environment.GetEnvironmentVariable);
            var setting = new Setting(
                Ascii: given.GetValue(ascii) || (person && !Terminals.ShowsUnicode()),
                Colour: colours,
                Stop: io.Cancel
            )
            {
                Tints = Terminals.InkOf(ascii: false, colour: true, Environment.GetEnvironmentVariable),
            };
            var piped = new Piped(io, conversation, setting, given.GetValue(json), given.GetValue(keepGoing));
            foreach (var file in given.GetValue(files) ?? [])
                if (piped.Load(file) is not Exit.Ok and var failed)
                    return failed;
            if (person)
                return new Loop(io, conversation, setting, colours).Run();
            return given.GetValue(text) is { } here ? piped.Run(new StringReader(here), "-e") : piped.Run(io.In, "<stdin>");
        });
        return command;
    }

    /// <summary>What C# reads: at a terminal of Linux lines that Ctrl-C can end the wait for; null for the process's own input.</summary>
    private static TextReader? Reads(Io io, bool person) =>
        io.Signals is null ? io.In
        : person && OperatingSystem.IsLinux() ? new TypedLines()
        : null;
}
