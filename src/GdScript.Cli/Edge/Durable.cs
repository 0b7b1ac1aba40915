using System.Runtime.InteropServices;

namespace GdScript.Cli.Edge;

/// <summary>
/// Files that survive a kill −9 and a power cut: written beside, flushed to the disk, moved into place, and the folder that
/// names them flushed too. A reader sees the old file or the new one, never half of either.
/// </summary>
internal static partial class Durable
{
    /// <summary>Writes a whole file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = path + ".tmp";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        Move(beside, path);
    }

    /// <summary>A finished file takes the place of another.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushFolder(to);
    }

    /// <summary>A new name in a folder is on the disk only once the folder is. Where the system has no such call there is nothing to do.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder)
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            return;
        var flushed = Flush(descriptor) == 0;
        if (Close(descriptor) != 0 || !flushed)
            throw new IOException("the folder cannot be written");
    }

    private const int ReadOnly = 0;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
