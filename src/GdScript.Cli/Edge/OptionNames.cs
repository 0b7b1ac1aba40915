using GdScript.Text;

namespace GdScript.Cli.Edge;

/// <summary>The option that a mistyped one was meant to be, for every command alike. Leading hyphens do not count.</summary>
internal static class OptionNames
{
    public static string? Nearest(string option, IEnumerable<string> known)
    {
        string[] all = [.. known.Where(k => k.StartsWith("--", StringComparison.Ordinal))];
        return Suggest.Nearest(option.TrimStart('-'), all.Select(k => k[2..])) is { } near ? "--" + near : null;
    }
}
