using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Sources;

namespace GdScript.Cli.Commands;

/// <summary><c>gds restore</c>: brings the packages of a script to this machine, so that it runs without a network.</summary>
internal static class RestoreCommand
{
    public static Command For(Io io)
    {
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "the script" };
        var command = new Subcommand("restore", "Bring the packages that a script refers to.", "gds restore loss.csx") { file };
        command.SetAction(given =>
            Shared.Say(
                io,
                "restore",
                false,
                from script in Named(given.GetValue(file))
                from assemblies in Script.References(script, io.Cancel)
                select new Answer(string.Concat(assemblies.Select(path => path + "\n")), _ => { })
            )
        );
        return command;
    }

    private static Result<ScriptText> Named(string? file) =>
        string.IsNullOrEmpty(file) ? Problem.Input("GDS0010", "a script is missing", "write gds restore loss.csx") : ScriptText.Read(file);
}
