namespace GdScript.Scripting.Sources;

/// <summary>
/// Where everything lies that is kept for this user and can be made anew: compiled scripts and restored packages. Both are code
/// that will run, so nobody else may write there, and no folder that everybody can name takes its place.
/// </summary>
internal static class UserFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder; null where this user has no home.</summary>
    public static string? Path => Of(Environment.GetEnvironmentVariable);

    /// <summary>The folder that environment variables name: <c>$XDG_CACHE_HOME/gdscript</c> or <c>~/.cache/gdscript</c>.</summary>
    public static string? Of(Func<string, string?> variable)
    {
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathRooted(xdg))
            return System.IO.Path.Combine(xdg, "gdscript");
        if (
            OperatingSystem.IsWindows()
            && Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local
        )
            return System.IO.Path.Combine(local, "gdscript", "cache");
        return variable("HOME") is { Length: > 0 } home && System.IO.Path.IsPathRooted(home)
            ? System.IO.Path.Combine(home, ".cache", "gdscript")
            : null;
    }

    /// <summary>Makes a folder, and those above it that are missing, for this user alone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        var missing = new Stack<string>();
        for (var at = path; at is { Length: > 0 } && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at))
            missing.Push(at);
        foreach (var folder in missing)
            Directory.CreateDirectory(folder, Mine);
    }
}
