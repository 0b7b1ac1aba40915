using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary>The text of a LOSS argument and what to call it in messages.</summary>
internal sealed record LossText(string Text, string Name)
{
    /// <summary>A formula, the path of a file that holds one, or <c>-</c> for what is piped in; <paramref name="file"/> is a path in any case.</summary>
    public static Result<LossText> Read(Io io, string? loss, string? file)
    {
        if (file is not null && loss is not null)
            return Problem.Input("GDS0011", "both a LOSS and --file are given", "give one of them");
        if ((file ?? loss) is not { } given)
            return Problem.Input(
                "GDS0010",
                "a LOSS is missing",
                "give a formula such as \"x^2/20 + y^2\", a file, or - for standard input"
            );
        if (given == "-")
            return new LossText(io.In.ReadToEnd(), "<stdin>");
        return file is not null || LooksLikeFile(given) ? FromFile(given) : new LossText(given, "<loss>");
    }

    /// <summary>An existing file, or a name that can only be meant as one.</summary>
    private static bool LooksLikeFile(string given) =>
        given.Length < 4096
        && !given.Contains('\n')
        && (
            File.Exists(given)
            || Starts.Any(s => given.StartsWith(s, StringComparison.Ordinal))
            || Ends.Any(e => given.EndsWith(e, StringComparison.Ordinal))
        );

    private static readonly string[] Starts = ["/", "./", "../", "~/"];

    private static readonly string[] Ends = [".loss", ".csx", "/"];

    private static Result<LossText> FromFile(string path)
    {
        if (path.EndsWith(".csx", StringComparison.Ordinal) && File.Exists(path))
            return Problem.Input(
                "GDS0012",
                "this is a C# script, and this version reads formulas only",
                "write the loss as a formula, in the command or in a .loss file"
            ) with
            {
                File = path,
            };
        return Files.Read(path).Select(text => new LossText(text, path));
    }
}
