using System.CommandLine;
using System.Globalization;
using GdScript.Cli.Edge;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Running;
using GdScript.Scripting.Sources;

namespace GdScript.Cli.Commands;

/// <summary><c>gds run</c>: a C# script, compiled once and kept, with what it prints as the result.</summary>
internal static class RunCommand
{
    /// <summary>The command as the help shows it; the words of a run itself are read by <see cref="RunLine"/>.</summary>
    public static Command For(Io io)
    {
        var command = new Subcommand("run", "Run a C# script (.csx). The words after it are its Args.", "echo 'Print(1 + 2);' | gds run -")
        {
            new Argument<string?>("FILE")
            {
                Arity = ArgumentArity.ZeroOrOne,
                Description = "the script, or - for standard input; 'gds FILE.csx' is the same",
            },
            new Argument<string[]>("ARGS")
            {
                Arity = ArgumentArity.ZeroOrMore,
                Description = "what the script gets; one -- before them is dropped",
            },
            Shared.Switch("--isolated", "run it in a process of its own"),
            new Option<string>("--timeout") { HelpName = "SECONDS", Description = "stop it after this time" },
            new Option<string>("--memory") { HelpName = "SIZE", Description = "let it have no more memory, as in 500M (isolated)" },
            new Option<string>("--configuration", "-c") { HelpName = "release|debug", Description = "how to compile it [release]" },
            Shared.Switch("--no-cache", "compile it anew"),
            Shared.Switch("--verbose", "say on stderr what is done", "-v"),
        };
        command.SetAction(_ => Exit.Ok);
        return command;
    }

    /// <summary>Runs what the words ask for.</summary>
    public static int Run(string[] args, Io io)
    {
        if (!RunLine.Of(args).Is(out var line, out var mistake))
            return Complain(io, mistake);
        var isolated = Child.IsThis();
        if (!isolated && (line.Isolated || line.Memory is not null) && io.Signals is not null)
            return Child.Run(args, io, line.Memory, line.Timeout + AfterTimeout);
        return (line.Script == "-" ? Piped(io) : ScriptText.Read(line.Script)).Is(out var script, out var problem)
            ? Run(script, line, io)
            : Complain(io, problem);
    }

    /// <summary>An isolated script keeps its own time; this long after it the process is killed.</summary>
    private static readonly TimeSpan AfterTimeout = TimeSpan.FromSeconds(15);

    private static Result<ScriptText> Piped(Io io) => ScriptText.Of(io.In.ReadToEnd());

    private static int Run(ScriptText script, RunLine line, Io io)
    {
        var options = new ScriptOptions(line.Debug, Cache: !line.NoCache);
        var compiled = Script.Load(script, options, note => Note(io, line, note), io.Cancel);
        if (compiled.Image is not { } image)
        {
            foreach (var problem in compiled.Problems)
                io.Say(problem);
            return Exit.Of(compiled.Problems[0].Kind);
        }
        Environment.ExitCode = 0;
        CsvColumns.Use();
        ScriptEngines.Use();
        var running = RunningScript.Start(
            image,
            new()
            {
                Args = line.Args,
                Out = io.Out,
                Err = io.Err,
                In = io.Signals is null ? io.In : null,
                Timeout = line.Timeout,
                Cancel = io.Cancel,
                Collectible = false,
                Late = failed => Leave(io, Failed(io, failed)),
                Exiting = () => Quietly(io),
            }
        );
        var code = CodeOf(running.Ending, io);
        return running.IsStuck && io.Signals is not null ? Leave(io, code) : code;
    }

    private static int CodeOf(Ending ending, Io io) =>
        ending switch
        {
            Ending.Done { Value: int code } => code,
            Ending.Done => Environment.ExitCode,
            Ending.Failed failed => Failed(io, failed),
            Ending.Cancelled => Interrupted(io),
            Ending.OutputLost { Why: ClosedOutput } => Exit.Ok,
            Ending.OutputLost lost => throw lost.Why,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static int Interrupted(Io io)
    {
        io.Say(Problem.Input("GDS0121", "the script was interrupted"), "note");
        return Exit.Interrupted;
    }

    private static int Failed(Io io, Ending.Failed failed)
    {
        io.Say(failed.Problem);
        foreach (var call in failed.Calls)
            io.Err.Write($"  {call}\n");
        return Exit.Of(failed.Problem.Kind);
    }

    /// <summary>A thread of the script still runs and cannot be stopped: only the end of the process ends it.</summary>
    private static int Leave(Io io, int code)
    {
        io.Err.Flush();
        Environment.Exit(code);
        return code;
    }

    /// <summary>The script ends the process itself; what it wrote is still to be said.</summary>
    private static void Quietly(Io io)
    {
        try
        {
            io.Out.Flush();
            io.Err.Flush();
        }
        catch (IOException)
        {
            // The process ends here, with the code that the script chose.
        }
    }

    private static int Complain(Io io, Problem problem)
    {
        io.Say(problem);
        return Exit.Of(problem.Kind);
    }

    private static void Note(Io io, RunLine line, string note)
    {
        if (line.Verbose)
            io.Err.Write(string.Create(CultureInfo.InvariantCulture, $"gds: note GDS0120: {note}\n"));
    }
}
