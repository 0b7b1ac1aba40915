using System.Collections.Immutable;
using GdScript.Cli.Edge;
using GdScript.Scripting.Losses;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>The text of a LOSS argument and what to call it in messages.</summary>
internal sealed record LossText(string Text, string Name)
{
    /// <summary>The loss of a script that has run; null for a formula.</summary>
    public ScriptLoss? Script { get; init; }

    /// <summary>The files of the script, its own and those it loads; empty for a formula.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>The gradient the script brings beside its loss; null when it brings none.</summary>
    public Delegate? Written { get; init; }

    /// <summary>A hash over the texts of the script; null for a formula.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What an exception that the script's loss throws says to its writer.</summary>
    public Func<Exception, Problem>? Failure { get; init; }

    /// <summary>The rows a formula is over; null for one of parameters alone.</summary>
    public LossData? Data { get; init; }

    /// <summary>The names of what the loss takes, before any shape is known; columns of data are none of them.</summary>
    public Result<ImmutableArray<string>> Names =>
        Script is { } script
            ? script.Parameters.Select(p => p.Name).ToImmutableArray()
            : FormulaText
                .Names(Text)
                .Else(p => p with { File = Name })
                .Select(names => names.RemoveAll(name => Data?.Columns.Any(c => c.Name == name) == true));

    /// <summary>A formula, the path of a file that holds one, a script, or <c>-</c> for what is piped in; <paramref name="file"/> is a path in any case.</summary>
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
        if (ScriptFile.Of(given) is { } script)
            return script.Open(io);
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

    private static readonly string[] Ends = [".loss", "/"];

    private static Result<LossText> FromFile(string path)
    {
        return Files.Read(path).Select(text => new LossText(text, path));
    }
}
