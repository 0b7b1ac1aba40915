namespace VerifyTests;

/// <summary>Keeps file names legal on every system a clone may land on, not only on the one that made them.</summary>
internal static class FileNames
{
    private const string Forbidden = "\"\\<>|:*?/";

    public static string Safe(string name) =>
        string.Concat(name.Select(letter => letter < ' ' || Forbidden.Contains(letter, StringComparison.Ordinal) ? '-' : letter));
}
