using System.Text;

namespace GdScript.Scripting.Sources;

/// <summary>A script as it was given.</summary>
/// <param name="Name">What messages call it: the path as it was typed, or <c>&lt;stdin&gt;</c>.</param>
/// <param name="Path">The full path; the name again where there is no file.</param>
/// <param name="Text">What it says.</param>
public sealed record ScriptText(string Name, string Path, string Text)
{
    /// <summary>The largest script that is read, in bytes.</summary>
    public const long Largest = 16 << 20;

    /// <summary>Where a relative <c>#load</c> or <c>#r</c> begins: beside the file, or here for a script that is piped in.</summary>
    public string Folder => IsFile ? System.IO.Path.GetDirectoryName(Path)! : Directory.GetCurrentDirectory();

    public bool IsFile => Path != Name || System.IO.Path.IsPathRooted(Path);

    /// <summary>A script that has no file.</summary>
    public static ScriptText Of(string text, string name = "<stdin>") => new(name, name, text);

    /// <summary>A script from its file.</summary>
    public static Result<ScriptText> Read(string name)
    {
        try
        {
            var path = System.IO.Path.GetFullPath(name);
            return TextOf(name, path).Select(text => new ScriptText(name, path, text));
        }
        catch (ArgumentException)
        {
            return Trouble(name, "this names no file", "check the path");
        }
    }

    private static Result<string> TextOf(string name, string path)
    {
        try
        {
            if (Directory.Exists(path))
                return Trouble(name, "this is a directory", "name a script in it");
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (file.CanSeek && file.Length > Largest)
                return Trouble(name, $"the script is larger than {Largest >> 20} MiB");
            var bytes = new byte[file.CanSeek ? file.Length : 0];
            file.ReadExactly(bytes);
            return Decoded(name, file.CanSeek ? bytes : Rest(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Trouble(name, "there is no such file", "check the path");
        }
        catch (UnauthorizedAccessException)
        {
            return Trouble(name, "the file may not be read");
        }
        catch (Exception e) when (e is IOException or NotSupportedException or System.Security.SecurityException)
        {
            return Trouble(name, "the file cannot be read: " + e.Message.TrimEnd('.'));
        }
    }

    private static byte[] Rest(FileStream pipe)
    {
        using var all = new MemoryStream();
        pipe.CopyTo(all);
        return all.ToArray();
    }

    private static Result<string> Decoded(string name, byte[] bytes)
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
                File = name,
            };
        }
    }

    private static Problem Trouble(string name, string what, string hint = "") => new("GDS0014", ProblemKind.File, what, hint, File: name);
}
