namespace GdScript.Cli.Tests;

/// <summary>What a user reads: the README and the pages beside the lessons.</summary>
internal static class Page
{
    public static IEnumerable<string> All =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "scripts"), "*.md")
            .Select(file => "scripts/" + Path.GetFileName(file))
            .Order()
            .Prepend("README.md");

    public static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
