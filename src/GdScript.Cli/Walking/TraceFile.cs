using GdScript.Cli.Edge;
using Microsoft.Win32.SafeHandles;

namespace GdScript.Cli.Walking;

/// <summary>
/// A file that grows beside its place, as <c>FILE.part</c>, and is moved there once it is whole: whoever reads FILE reads a
/// finished trace. A device or a pipe is written to directly.
/// </summary>
internal sealed class TraceFile : IDisposable
{
    private const int Buffer = 1 << 16;
    private readonly string path;
    private readonly FileStream stream;
    private readonly SafeFileHandle handle;
    private readonly bool beside;
    private readonly bool keep;
    private bool finished;

    /// <param name="path">Where the finished file shall stand.</param>
    /// <param name="length">How many bytes are written already; what lies behind them is dropped.</param>
    /// <param name="keep">True when an unfinished file is left for another walk to go on with.</param>
    public TraceFile(string path, long length, bool keep)
    {
        (this.path, this.keep) = (path, keep);
        beside = !Files.IsDevice(path);
        var mode = length > 0 ? FileMode.Open : FileMode.Create;
        stream = beside
            ? new FileStream(PartOf(path), mode, FileAccess.ReadWrite, FileShare.Read, Buffer)
            : new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, Buffer);
        handle = stream.SafeFileHandle;
        if (!beside)
            return;
        stream.SetLength(length);
        stream.Seek(length, SeekOrigin.Begin);
    }

    /// <summary>Where the file grows.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <summary>True when the first <paramref name="length"/> bytes of an unfinished file are there.</summary>
    public static bool Holds(string path, long length) => new FileInfo(PartOf(path)) is { Exists: true } part && part.Length >= length;

    /// <summary>
    /// A finished trace becomes an unfinished one again, as far as a checkpoint reaches; false where there is none of this walk. An
    /// interrupted walk has finished its trace for its reader and yet goes on.
    /// </summary>
    /// <param name="path">The finished file; it stays until the other takes its place.</param>
    /// <param name="length">How far the checkpoint reaches.</param>
    /// <param name="beginning">The head of the trace, which says what decides the walk.</param>
    public static bool Reopened(string path, long length, byte[] beginning)
    {
        if (new FileInfo(path) is not { Exists: true } finished || finished.Length < length)
            return false;
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer);
        var head = new byte[Math.Min(beginning.Length, length)];
        if (
            from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan().SequenceEqual(beginning.AsSpan(0, head.Length))
        )
            return false;
        from.Seek(0, SeekOrigin.Begin);
        using var to = new FileStream(PartOf(path), FileMode.Create, FileAccess.Write, FileShare.None, Buffer);
        var bytes = new byte[Buffer];
        for (var left = length; left > 0; )
        {
            var count = from.Read(bytes, 0, (int)Math.Min(left, Buffer));
            to.Write(bytes, 0, count);
            left -= count;
        }
        return true;
    }

    public Stream Stream => stream;

    /// <summary>How many bytes have been handed to the system, which is all there are.</summary>
    public long Written()
    {
        stream.Flush();
        return beside ? stream.Position : 0;
    }

    /// <summary>What was handed to the system is on the disk. Others may write on meanwhile.</summary>
    public void Settle()
    {
        if (beside)
            RandomAccess.FlushToDisk(handle);
    }

    /// <summary>The file is whole and takes its place.</summary>
    public void Finish()
    {
        Written();
        Settle();
        stream.Dispose();
        if (beside)
            Durable.Move(PartOf(path), path);
        finished = true;
    }

    public void Dispose()
    {
        stream.Dispose();
        if (beside && !finished && !keep)
            File.Delete(PartOf(path));
    }
}
