namespace VerifyTests;

/// <summary>One notion of a line for everything here: a snapshot has line feeds only, on every machine.</summary>
internal static class Lines
{
    public static string[] Of(string text) => Normal(text).Split('\n');

    public static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
