using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>Files, with their troubles as problems.</summary>
internal static class Files
{
    /// <summary>The text of a UTF-8 file of at most <paramref name="largest"/> bytes.</summary>
    public static Result<string> Read(string path, long largest = 256 << 20)
    {
        try
        {
            if (Directory.Exists(path))
                return Trouble(path, "is a directory");
            if (new FileInfo(path) is { Exists: true, Length: var length } && length > largest)
                return Trouble(path, "is larger than 256 MiB");
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
            return text.TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Trouble(path, "does not exist", "check the path");
        }
        catch (DecoderFallbackException)
        {
            return Problem.Input("GDS0013", $"'{path}' is not UTF-8 text", "save it as UTF-8");
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return Trouble(path, "cannot be read: " + e.Message);
        }
    }

    /// <summary>Written beside and moved into place, so that a reader never sees half a file. Gives back the path.</summary>
    public static Result<string> Write(string path, string text)
    {
        try
        {
            if (IsDevice(path))
                File.WriteAllText(path, text, new UTF8Encoding(false));
            else
                Replace(path, text);
            return path;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return Trouble(path, "cannot be written: " + e.Message);
        }
    }

    private static void Replace(string path, string text)
    {
        var beside = path + ".tmp" + Environment.ProcessId;
        File.WriteAllText(beside, text, new UTF8Encoding(false));
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>/dev/stdout, a named pipe: written to, not replaced.</summary>
    private static bool IsDevice(string path) =>
        File.Exists(path) && (path.StartsWith("/dev/", StringComparison.Ordinal) || new FileInfo(path).LinkTarget is not null);

    private static bool IsTrouble(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    private static Problem Trouble(string path, string what, string hint = "") =>
        new("GDS0014", ProblemKind.File, $"'{path}' {what}", hint);
}
