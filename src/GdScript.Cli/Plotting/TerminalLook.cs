using System.CommandLine;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Plots.Terminal;

namespace GdScript.Cli.Plotting;

/// <summary>What pictures of text are drawn with beside an answer: as the terminal can, or as it was asked for.</summary>
internal static class TerminalLook
{
    private const int Widest = 100;

    public static Option[] Options =>
        [
            WalkOptions.Text("--picture", "auto|always|never", "a picture of the walk in the terminal (auto: where a person looks)"),
            Shared.Switch("--ascii", "the picture in plain letters, for terminals that show nothing else"),
        ];

    /// <summary>How to draw; null where there is to be no picture: in a pipe, beside JSON, on a terminal that cannot.</summary>
    /// <param name="words">What was asked.</param>
    /// <param name="isPerson">True where a person looks at the answer.</param>
    /// <param name="isQuiet">True where the answer is to be short, or for a program.</param>
    public static Result<Drawing?> Of(Words words, bool isPerson, bool isQuiet) =>
        from choice in NumberOption.Choice("--picture", words["--picture"], "auto", "always", "never")
        let variable = (Func<string, string?>)Environment.GetEnvironmentVariable
        let isWanted = choice == "always" || words["--plot"] is "" || (choice == "auto" && isPerson && !isQuiet && IsAble(variable))
        select isWanted && !words.Says("--json") ? Drawn(words, isPerson, variable) : null;

    private static bool IsAble(Func<string, string?> variable) =>
        OperatingSystem.IsWindows() || variable("TERM") is not (null or "" or "dumb");

    private static Drawing Drawn(Words words, bool isPerson, Func<string, string?> variable) =>
        new(
            isPerson ? Math.Min(Repl.Terminals.Width(), Widest) : 80,
            16,
            Repl.Terminals.InkOf(
                words.Says("--ascii") || (isPerson && !Repl.Terminals.ShowsUnicode()),
                Edge.Ink.IsWanted(words[Edge.Ink.Option], isPerson, variable),
                variable
            )
        );
}
