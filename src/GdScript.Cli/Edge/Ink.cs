namespace GdScript.Cli.Edge;

/// <summary>
/// Colours for what a person reads on stderr, from the sixteen that every terminal has and the person may have chosen. Never in a pipe,
/// never against NO_COLOR (no-color.org) or on a terminal that calls itself dumb, unless <c>--color always</c> says so.
/// </summary>
internal readonly record struct Ink(bool On)
{
    /// <summary>The option, for the command lines that are read by the option library and those that are not.</summary>
    public const string Option = "--color";

    public const string Choices = "auto|always|never";

    /// <summary>The ink that a command line asks for.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <param name="terminal">True where a person looks.</param>
    /// <param name="variable">The environment.</param>
    public static Ink For(string[] args, bool terminal, Func<string, string?> variable) => new(IsWanted(Asked(args), terminal, variable));

    /// <summary>Whether there are to be colours, by what was asked for and else by what there is.</summary>
    public static bool IsWanted(string? asked, bool terminal, Func<string, string?> variable) =>
        asked switch
        {
            "always" => true,
            "never" => false,
            _ => terminal && variable("NO_COLOR") is null or "" && variable("TERM") is not (null or "" or "dumb"),
        };

    /// <summary>What is wrong with the choice; null where nothing is.</summary>
    public static Problem? Mistake(string[] args) =>
        Asked(args) is null or "auto" or "always" or "never"
            ? null
            : Problem.Input("GDS0002", $"'{Complaint.Clipped(Asked(args)!)}' is no choice of {Option}", $"give one of {Choices}");

    /// <summary>What kind of remark it is: an error is red, a warning yellow, a note blue-green.</summary>
    public string Severity(string word) =>
        Painted(
            word is "error" ? "1;31"
                : word is "warning" ? "1;33"
                : "1;36",
            word
        );

    /// <summary>Where it is.</summary>
    public string Place(string text) => Painted("1", text);

    /// <summary>What the carets point with.</summary>
    public string Caret(string text) => Painted("1;32", text);

    private string Painted(string code, string text) => On && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;

    private static string? Asked(string[] args)
    {
        for (var i = 0; i < args.Length && args[i] != "--"; i++)
            if (args[i] == Option)
                return i + 1 < args.Length ? args[i + 1] : null;
            else if (args[i].StartsWith(Option + "=", StringComparison.Ordinal))
                return args[i][(Option.Length + 1)..];
        return null;
    }
}
