using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>Files, with their troubles as problems.</summary>
internal static class Files
{
    /// <summary>The text of a UTF-8 file of at most <paramref name="largest"/> bytes.</summary>
    public static Result<string> Read(string path, long largest = 256 << 20) =>
        ReadBytes(path, largest).SelectMany(bytes => Decoded(path, bytes));

    /// <summary>The bytes of a file of at most <paramref name="largest"/> of them.</summary>
    public static Result<byte[]> ReadBytes(string path, long largest = 1L << 30)
    {
        try
        {
            if (path.Length == 0)
                return Problem.Input("GDS0014", "the name of a file is missing", "write it behind the @, as in @point.json");
            if (Directory.Exists(path))
                return Trouble(path, "this is a directory", "name a file in it");
            if (new FileInfo(path) is { Exists: true, Length: var length } && length > largest)
                return Trouble(path, $"the file is larger than {largest >> 20} MiB");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Trouble(path, "there is no such file", "check the path");
        }
        catch (UnauthorizedAccessException)
        {
            return Trouble(path, "the file may not be read");
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return Trouble(path, "the file cannot be read: " + e.Message.TrimEnd('.'));
        }
    }

    /// <summary>The bytes of a file, to be read as they come.</summary>
    public static Result<Stream> Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? Trouble(path, "this is a directory", "name a file in it") : File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Trouble(path, "there is no such file", "check the path");
        }
        catch (UnauthorizedAccessException)
        {
            return Trouble(path, "the file may not be read");
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return Trouble(path, "the file cannot be read: " + e.Message.TrimEnd('.'));
        }
    }

    private static Result<string> Decoded(string path, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            var good = Encoding.UTF8.GetCharCount(bytes, 0, e.Index);
            return Problem
                .Input("GDS0013", $"byte 0x{bytes[e.Index]:X2} is not UTF-8 text", "save the file as UTF-8")
                .In(Encoding.UTF8.GetString(bytes), good) with
            {
                File = path,
            };
        }
    }

    /// <summary>Written beside and moved into place, so that a reader never sees half a file. Gives back the path.</summary>
    public static Result<string> Write(string path, string text) =>
        Writing(
            path,
            () =>
            {
                if (IsDevice(path))
                    File.WriteAllText(path, text, new UTF8Encoding(false));
                else
                    Replace(path, text);
                return (Result<string>)path;
            }
        );

    /// <summary>A finished file takes the place of another; into a link or a pipe its bytes are written.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void Place(string finished, string path)
    {
        if (!IsDevice(path))
        {
            File.Move(finished, path, overwrite: true);
            return;
        }
        using var from = File.OpenRead(finished);
        using var into = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (into.CanSeek)
            into.SetLength(0);
        from.CopyTo(into);
    }

    /// <summary>Work that writes into a file, its troubles as problems.</summary>
    public static Result<T> Writing<T>(string path, Func<Result<T>> work)
    {
        try
        {
            return Directory.Exists(path) ? Trouble(path, "this is a directory", "name a file in it") : work();
        }
        catch (DirectoryNotFoundException)
        {
            return Trouble(path, "the folder to write into does not exist", "create it first");
        }
        catch (UnauthorizedAccessException)
        {
            return Trouble(path, "the file may not be written");
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return Trouble(path, "the file cannot be written: " + e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Nobody can have laid a link where the new file is made, what was there keeps its mode, and nothing is left of a failure.</summary>
    private static void Replace(string path, string text)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path))
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
                file.Write(new UTF8Encoding(false).GetBytes(text));
            }
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>/dev/stdout, a named pipe: written to, not replaced.</summary>
    public static bool IsDevice(string path)
    {
        if (!File.Exists(path))
            return false;
        if (new FileInfo(path).LinkTarget is not null || IsSpecial(Path.GetFullPath(path)))
            return true;
        try
        {
            using var open = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return !open.CanSeek;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // Whoever writes there will be told why not.
            return false;
        }
    }

    /// <summary>/dev/full can be sought in and is yet no file: where the system keeps its devices, nothing is ever replaced.</summary>
    public static bool IsSpecial(string path) =>
        (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static bool IsTrouble(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    private static Problem Trouble(string path, string what, string hint = "") => new("GDS0014", ProblemKind.File, what, hint, File: path);
}
