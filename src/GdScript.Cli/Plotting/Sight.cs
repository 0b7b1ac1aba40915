using System.CommandLine;
using GdScript.Cli.Walking;
using GdScript.Plots.Terminal;

namespace GdScript.Cli.Plotting;

/// <summary>Where an answer is also to be seen: in the terminal, in a file.</summary>
/// <param name="Terminal">How large, and drawn with what; null for no picture there.</param>
/// <param name="File">The file; null for none.</param>
internal sealed record Sight(Drawing? Terminal, PictureFile? File)
{
    /// <summary>The option <c>--plot</c>: a file, or nothing behind it.</summary>
    public static Option<string?> Option(string about) =>
        new("--plot")
        {
            HelpName = "FILE",
            Description = about,
            Arity = ArgumentArity.ZeroOrOne,
        };

    /// <summary>What was asked.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="isPerson">True where a person looks at the answer.</param>
    /// <param name="isQuiet">True where the answer is to be short.</param>
    public static Result<Sight> Read(Words words, bool isPerson, bool isQuiet) =>
        from terminal in TerminalLook.Of(words, isPerson, isQuiet)
        from file in words["--plot"] is { Length: > 0 } path
            ? PictureFile.Of("--plot", path).Select(f => (PictureFile?)f)
            : (Result<PictureFile?>)(PictureFile?)null
        select new Sight(terminal, file);
}
