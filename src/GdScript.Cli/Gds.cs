using System.CommandLine;
using System.CommandLine.Help;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Cli.Help;
using GdScript.Cli.Repl;
using GdScript.Scripting;

namespace GdScript.Cli;

/// <summary>The command <c>gds</c>: every subcommand, and what happens when something goes wrong.</summary>
internal static class Gds
{
    private const string Example = "gds descend \"x0^2 + x1^2\" --from -3,4 --lr 0.1 --steps 100";

    /// <summary>Runs one command line; the exit code says how it ended.</summary>
    public static int Run(string[] args, Io io)
    {
        var code = Exit.Ok;
        io = io with { Ink = Ink.For(args, io.Watched, Environment.GetEnvironmentVariable) };
        try
        {
            var words = Meant(args, io);
            if (Ink.Mistake(words) is { } mistake && !RunLine.IsIt(words))
                return Complain(io, mistake, Exit.BadInput);
            code = RunLine.IsIt(words) ? RunCommand.Run(words, io) : Invoke(words, io);
            if (io.Prints.Told() is { } printed)
                io.Err.Write(Complaint.Of(printed, "note"));
            io.Out.Flush();
            return code;
        }
        catch (ClosedOutput)
        {
            return code;
        }
        catch (ProblemException e)
        {
            return Complain(io, e.Problem, Exit.Of(e.Problem.Kind));
        }
        catch (IOException e)
        {
            return Complain(io, new Problem("GDS0005", ProblemKind.File, e.Message), Exit.FileError);
        }
        catch (OperationCanceledException)
        {
            return Exit.Interrupted;
        }
        catch (OverflowException)
        {
            return Complain(
                io,
                Problem.Input("GDS0006", "the arrays of this formula hold more numbers than can be counted", "try smaller shapes"),
                Exit.BadInput
            );
        }
        catch (OutOfMemoryException)
        {
            return Complain(
                io,
                Problem.Input("GDS0006", "the memory of this machine does not suffice", "try a smaller formula"),
                Exit.BadInput
            );
        }
        catch (Exception e)
        {
            var bug = Problem.Input("GDS9001", $"a mistake of ours: {e.Message}", "please report it with the command you ran");
            return Complain(io, bug, Exit.OurBug, e.StackTrace);
        }
    }

    /// <summary>Alone, <c>gds</c> is a session on a terminal and runs what is piped in; <c>gds help grad</c> is <c>gds grad --help</c>.</summary>
    private static string[] Meant(string[] args, Io io) =>
        args is ["help", .. var about] && about.Length < 2 ? [.. about, "--help"]
        : args.Length > 0 || io.Signals is null ? args
        : Console.IsInputRedirected ? ["run", "-"]
        : Terminals.IsPerson ? ["repl"]
        : args;

    private static int Invoke(string[] args, Io io)
    {
        // No response files: '@point.json' is the name of a point. No bundles: '-n^2' is a formula.
        var given = Root(io, args.FirstOrDefault())
            .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (CommandLine.Mistake(args, given) is { } mistake)
            return Shared.Say(io, CommandLine.NameOf(given.CommandResult.Command), CommandLine.WantsJson(args), mistake);
        return given.Invoke(
            new InvocationConfiguration
            {
                Output = io.Out,
                Error = io.Err,
                EnableDefaultExceptionHandler = false,
            }
        );
    }

    /// <summary>The subcommands in the order the help lists them.</summary>
    private static readonly (string Name, Func<Io, Command> For)[] Commands =
    [
        ("run", RunCommand.For),
        ("new", NewCommand.For),
        ("restore", RestoreCommand.For),
        ("cache", CacheCommand.For),
        ("eval", EvalCommand.For),
        ("diff", DiffCommand.For),
        ("grad", GradCommand.For),
        ("hess", HessCommand.For),
        ("jac", JacCommand.For),
        ("check", CheckCommand.For),
        ("descend", DescendCommand.For),
        ("stationary", StationaryCommand.For),
        ("plot", PlotCommand.For),
        ("export", ExportCommand.For),
        ("report", ReportCommand.For),
        ("repl", ReplCommand.For),
        ("batch", BatchCommand.For),
        ("explain", ExplainCommand.For),
        ("doctor", DoctorCommand.For),
        ("completion", CompletionCommand.For),
        ("man", io => ManCommand.For(io, () => Root(io, null), Example)),
    ];

    /// <summary>The root with the subcommand that is called; with all of them where none is, for help and suggestions.</summary>
    private static RootCommand Root(Io io, string? called)
    {
        var help = new HelpText(Example);
        var root = new RootCommand("GdScript, the gradient workbench: formulas, exact partial derivatives, gradient checks and descent.");
        var one = Array.FindIndex(Commands, c => c.Name == called);
        foreach (var (_, make) in one < 0 ? Commands : Commands.AsSpan(one, 1))
            root.Add(make(io));
        foreach (var command in root.Subcommands.Where(command => command.Options.All(o => o.Name != Ink.Option)))
            command.Add(
                new Option<string?>(Ink.Option) { HelpName = Ink.Choices, Description = "colours on stderr (auto: on a terminal)" }
            );
        if (called == "complete")
            root.Add(CompletionCommand.Answering(io, name => Root(io, name)));
        root.Options.OfType<HelpOption>().Single().Action = help;
        root.SetAction(help.Invoke);
        return root;
    }

    /// <summary>The last words: they are said even where stdout does not work.</summary>
    private static int Complain(Io io, Problem problem, int code, string? trace = null)
    {
        io.Say(problem);
        if (trace is not null)
            io.Err.Write(trace + "\n");
        return code;
    }
}
