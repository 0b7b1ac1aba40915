namespace GdScript.Scripting.Sources;

/// <summary>A package that a script asks for, in one exact version.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">Its version.</param>
internal sealed record PackageReference(string Id, string Version)
{
    /// <summary>The file that asks.</summary>
    public string File { get; init; } = "";

    /// <summary>The text of that file.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where in the text it asks.</summary>
    public int At { get; init; }

    /// <summary>Reads <c>Id, 1.2.3</c>.</summary>
    public static Result<PackageReference> Of(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var isGood = parts.Length == 2 && IsName(parts[0]) && parts[1] is [>= '0' and <= '9', ..] && IsName(parts[1]);
        return isGood
            ? new PackageReference(parts[0], parts[1])
            : Problem.Input(
                "GDS0103",
                $"'{text}' does not name a package and one version of it",
                "write #r \"nuget: Newtonsoft.Json, 13.0.3\""
            );
    }

    /// <summary>The problem, pointing at the line that asks.</summary>
    public Problem Point(Problem problem) => problem.In(Source, At, Math.Max(1, Id.Length)) with { File = File };

    // No slash and no "..": the name becomes part of a path.
    private static bool IsName(string text) =>
        text.Length > 0
        && !text.Contains("..", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+');
}
