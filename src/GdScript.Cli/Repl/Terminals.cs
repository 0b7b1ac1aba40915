namespace GdScript.Cli.Repl;

/// <summary>What the terminal of this process can show.</summary>
internal static class Terminals
{
    /// <summary>True where a person types and reads: no pipe on either side.</summary>
    public static bool IsPerson => !Console.IsInputRedirected && !Console.IsOutputRedirected;

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
