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
        var json = Shared.Switch("--json", "answer as one JSON object");
        var command = new Subcommand("restore", "Bring the packages that a script refers to.", "gds restore loss.csx") { file, json };
        command.SetAction(given =>
            Shared.Say(
                io,
                "restore",
                given.GetValue(json),
                from script in Named(given.GetValue(file))
                from assemblies in Script.References(script, io.Cancel)
                select new Answer(
                    string.Concat(assemblies.Select(path => path + "\n")),
                    answer =>
                    {
                        answer.WriteStartArray("assemblies");
                        foreach (var path in assemblies)
                            answer.WriteStringValue(path);
                        answer.WriteEndArray();
                    }
                )
            )
        );
        return command;
    }

    private static Result<ScriptText> Named(string? file) =>
        string.IsNullOrEmpty(file) ? Problem.Input("GDS0010", "a script is missing", "write gds restore loss.csx") : ScriptText.Read(file);
}
