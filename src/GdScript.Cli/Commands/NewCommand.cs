using System.CommandLine;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary><c>gds new</c>: a script to begin with.</summary>
internal static class NewCommand
{
    private const string Starter = """
        #!/usr/bin/env gds
        // A loss is plain C#: numbers in, a number out. Arrays, loops, records and other methods are welcome.
        // 'gds FILE' runs what stands here; 'gds check FILE --at 3,4' and 'gds descend FILE --from 3,4' ask about the loss alone.
        double Loss(double x, double y) => x * x / 20 + y * y;

        // Its value, its partial derivatives as formulas, and the gradient at a point.
        Print("Loss(3, 4) =", Loss(3, 4));
        Print(Grad(Loss));
        Print(Grad(Loss, at: (3, 4)));

        // The derived gradient against independent measurements; a wrong one would end the script here.
        Check(Loss, at: (3, 4)).OrFail();

        // Downhill. 'gds descend --methods' lists the methods; without one it is gd.
        Print(Descend(Loss, from: (-7, 2), method: "momentum(lr=0.1)", steps: 100));

        // The words after the file's name: gds FILE some words
        foreach (var word in Args)
            Print("argument:", word);

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
