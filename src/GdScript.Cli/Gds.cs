using System.CommandLine;
using System.CommandLine.Help;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Text;

namespace GdScript.Cli;

/// <summary>The command <c>gds</c>: every subcommand, and what happens when something goes wrong.</summary>
internal static class Gds
{
    /// <summary>Runs one command line; the exit code says how it ended.</summary>
    public static int Run(string[] args, Io io)
    {
        var code = Exit.Ok;
        try
        {
            code = Invoke(args, io);
            io.Out.Flush();
            return code;
        }
        catch (ClosedOutput)
        {
            return code;
        }
        catch (IOException e)
        {
            return Complain(io, new Problem("GDS0005", ProblemKind.File, e.Message), Exit.FileError);
        }
        catch (OperationCanceledException)
        {
            return Exit.Interrupted;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Complain(
                io,
                new Problem("GDS9001", ProblemKind.Input, $"a mistake of ours: {e.Message}", "please report it with the command you ran"),
                Exit.OurBug,
                e
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
    }

    private static int Invoke(string[] args, Io io)
    {
        var root = Root(io);
        // No response files: '@point.json' is the name of a point.
        var given = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (given.Errors.Count > 0)
            return Complain(io, Unread(given), Exit.BadInput);
        return given.Invoke(
            new InvocationConfiguration
            {
                Output = io.Out,
                Error = io.Err,
                EnableDefaultExceptionHandler = false,
            }
        );
    }

    private static RootCommand Root(Io io)
    {
        var root = new RootCommand(
            "GdScript, the gradient workbench: formulas, exact partial derivatives, gradient checks and descent.\n\n"
                + "Example:\n  gds descend \"x0^2 + x1^2\" --from -3,4 --lr 0.1 --steps 100"
        )
        {
            EvalCommand.For(io),
            DiffCommand.For(io),
            GradCommand.For(io),
            HessCommand.For(io),
            JacCommand.For(io),
            CheckCommand.For(io),
            DescendCommand.For(io),
            BatchCommand.For(io),
        };
        root.SetAction(given =>
        {
            new HelpAction().Invoke(given);
            return Exit.Ok;
        });
        return root;
    }

    /// <summary>What the command line's own mistake was, with the nearest known word.</summary>
    private static Problem Unread(ParseResult given)
    {
        var command = given.CommandResult.Command;
        if (given.UnmatchedTokens is [var stray, ..])
        {
            var known = stray.StartsWith('-')
                ? command.Options.SelectMany(o => o.Aliases.Append(o.Name))
                : command.Subcommands.Select(c => c.Name);
            var near = Suggest.Nearest(stray, known);
            var what =
                command is RootCommand ? $"unknown command '{stray}'"
                : stray.StartsWith('-') ? $"unknown option '{stray}'"
                : $"'{stray}' is one argument too many";
            return Problem.Input(
                "GDS0001",
                what,
                near is null ? $"see 'gds {(command is RootCommand ? "" : command.Name + " ")}--help'" : $"did you mean '{near}'?"
            );
        }
        return Problem.Input(
            "GDS0002",
            given.Errors[0].Message.TrimEnd('.'),
            $"see 'gds {(command is RootCommand ? "" : command.Name + " ")}--help'"
        );
    }

    private static int Complain(Io io, Problem problem, int code, Exception? bug = null)
    {
        try
        {
            io.Err.Write(Complaint.Of(problem));
            if (bug is not null)
                io.Err.WriteLine(bug.StackTrace);
            io.Err.Flush();
        }
        catch (IOException)
        {
            // Nobody listens on stderr either; the exit code still tells.
        }
        return code;
    }
}
