using GdScript.Plots.Terminal;

namespace GdScript.Cli.Repl;

/// <summary>What the terminal of this process can show.</summary>
internal static class Terminals
{
    /// <summary>True where a person types and reads: no pipe on either side.</summary>
    public static bool IsPerson => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>True where a person reads what is answered, whoever asked.</summary>
    public static bool IsRead => !Console.IsOutputRedirected;

    /// <summary>What pictures are drawn with: as many colours as the terminal says it has.</summary>
    /// <param name="ascii">Nothing but plain letters.</param>
    /// <param name="colour">Colours are wanted.</param>
    /// <param name="variable">The environment.</param>
    public static Ink InkOf(bool ascii, bool colour, Func<string, string?> variable) =>
        ascii ? Ink.Letters
        : !colour ? Ink.Dots
        : variable("COLORTERM") is "truecolor" or "24bit" || IsA(variable, "-direct") ? Ink.TrueColours
        : IsA(variable, "-256color") || variable("TERM") is "xterm-kitty" or "alacritty" or "foot" ? Ink.Colours
        : Ink.Sixteen;

    private static bool IsA(Func<string, string?> variable, string kind) =>
        variable("TERM")?.EndsWith(kind, StringComparison.Ordinal) == true;

    /// <summary>Its columns; 80 where it does not say.</summary>
    public static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 80;
        }
    }

    /// <summary>False where the locale says that the terminal shows plain letters only.</summary>
    public static bool ShowsUnicode()
    {
        var locale = Named("LC_ALL") ?? Named("LC_CTYPE") ?? Named("LANG");
        return OperatingSystem.IsWindows()
            || (locale ?? "").Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
