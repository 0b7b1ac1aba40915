using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Editing;

/// <summary>
/// Entries on disk: one JSON string a line, appended under a lock, so that two sessions at once lose nothing. A line that is not
/// a JSON string (a power cut, a curious editor) is skipped. Only its owner may read the file.
/// </summary>
internal sealed class HistoryFile(string path)
{
    /// <summary>The file is cut when it holds this many entries more than are kept, not at every entry.</summary>
    private const int Slack = History.Most / 4;

    /// <summary>The same for its bytes: a pasted book or two.</summary>
    private const int MostBytes = 64 << 20;

    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// <c>$GDS_HISTORY</c> (empty, or a device such as <c>/dev/null</c>: none), else <c>gdscript/history.jsonl</c> in <c>$XDG_STATE_HOME</c>, which is
    /// <c>~/.local/state</c> unless it is set to an absolute path (XDG Base Directory Specification 0.8).
    /// </summary>
    public static string? Place(Func<string, string?> variable)
    {
        if (variable("GDS_HISTORY") is { } named)
            return named.Length == 0 || Files.IsSpecial(Path.GetFullPath(named)) ? null : Path.GetFullPath(named);
        if (variable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
            return Path.Combine(state, "gdscript", "history.jsonl");
        var home = variable("HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : Path.Combine(home, ".local", "state", "gdscript", "history.jsonl");
    }

    /// <summary>The last entries that are kept, oldest first; none where there is no file that can be read.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            var entries = Lines(Bytes()).Select(Entry).OfType<string>().ToArray();
            return entries.Length <= History.Most ? entries : entries[^History.Most..];
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return [];
        }
    }

    /// <summary>Appends an entry. Nothing is said when it cannot be: a full disk is no reason to lose the session.</summary>
    public void Append(string entry)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
                Make(folder);
            using var held = Hold();
            Write(entry);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // The entry is remembered in this session only.
        }
    }

    /// <summary>While another session writes, the system lets nobody else open the file: its lock is waited for.</summary>
    private byte[] Bytes()
    {
        using var held = File.Exists(path) ? Tried(Hold) : null;
        return File.ReadAllBytes(path);
    }

    /// <summary>A folder that cannot be written may still be read.</summary>
    private static FileStream? Tried(Func<FileStream> hold)
    {
        try
        {
            return hold();
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return null;
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnFolder);
    }

    /// <summary>
    /// The lock lies beside the file, since the file is replaced when it is cut. <see cref="FileShare.None"/> is flock(2) on Unix;
    /// it does not wait, so we do.
    /// </summary>
    private FileStream Hold()
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(2))
            try
            {
                return Open(path + ".lock", FileMode.OpenOrCreate);
            }
            catch (IOException) when (waited < Patience)
            {
                Thread.Sleep(2);
            }
    }

    private void Write(string entry)
    {
        var line = Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(entry)}\"\n");
        using var file = Open(path, FileMode.OpenOrCreate);
        var held = new byte[file.Length <= Array.MaxLength ? file.Length : throw new IOException("the history is too long")];
        file.ReadExactly(held);
        if (held.AsSpan().Count((byte)'\n') >= History.Most + Slack || held.Length > MostBytes)
        {
            Replace(held, line);
            return;
        }
        if (held.Length > 0 && held[^1] != '\n')
            file.WriteByte((byte)'\n');
        file.Write(line);
        file.Flush();
        Own(file);
    }

    /// <summary>What takes what is written and stays empty is no file but a device, which is not ours.</summary>
    private static void Own(FileStream file)
    {
        if (!OperatingSystem.IsWindows() && file.Length > 0 && File.GetUnixFileMode(file.SafeFileHandle) != OwnFile)
            File.SetUnixFileMode(file.SafeFileHandle, OwnFile);
    }

    /// <summary>
    /// Keeps the last entries, one fewer than the most, since another comes after them. They are written beside and moved into place, so that
    /// a power cut costs none of them.
    /// </summary>
    private void Replace(byte[] held, byte[] line)
    {
        var (lines, bytes) = (Lines(held).ToArray(), 0);
        var kept = lines.Reverse().Take(History.Most - 1).TakeWhile(l => (bytes += l.Length) < MostBytes / 2).Reverse();
        var place = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        using (var file = Open(place + ".tmp", FileMode.Create))
        {
            foreach (var one in kept)
            {
                file.Write(one.Span);
                file.WriteByte((byte)'\n');
            }
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        File.Move(place + ".tmp", place, overwrite: true);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length; )
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start) is var found and >= 0 ? found : bytes.Length;
            if (end > start)
                yield return bytes.AsMemory(start, end - start);
            start = end + 1;
        }
    }

    private static string? Entry(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !reader.Read()
                ? text
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsTrouble(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
