using System.CommandLine;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary><c>gds new</c>: a script to begin with.</summary>
internal static class NewCommand
{
    private const string Starter = """
        #!/usr/bin/env gds
        // A loss in plain C#: double in, double out. Arrays, loops and other methods are welcome.
        double Loss(double x, double y) => x * x / 20 + y * y;

        // What stands here runs with 'gds FILE', and so does this file itself once it may be executed.
        Print($"Loss(3, 4) = {Loss(3, 4)}");
        foreach (var word in Args)
            Print($"argument: {word}");

        """;

    public static Command For(Io io)
    {
        var name = new Argument<string?>("NAME")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "the file to write; .csx is added where it is missing",
        };
        var json = Shared.Switch("--json", "answer as one JSON object");
        var command = new Subcommand("new", "Write a small commented script to begin with.", "gds new loss") { name, json };
        command.SetAction(given =>
            Shared.Say(
                io,
                "new",
                given.GetValue(json),
                Written(given.GetValue(name)).Select(path => new Answer($"{path}\n", answer => answer.WriteString("file", path)))
            )
        );
        return command;
    }

    private static Result<string> Written(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Problem.Input("GDS0010", "a name is missing", "write gds new loss");
        var path = Path.HasExtension(name) ? name : name + ".csx";
        if (File.Exists(path))
            return new Problem("GDS0014", ProblemKind.File, "the file is there already", "choose another name", File: path);
        return Files.Write(path, Starter).Select(Executable);
    }

    private static string Executable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                path,
                File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
            );
        return path;
    }
}
