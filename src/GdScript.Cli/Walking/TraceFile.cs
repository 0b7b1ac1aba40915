using GdScript.Cli.Edge;

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
        if (!beside)
            return;
        stream.SetLength(length);
        stream.Seek(length, SeekOrigin.Begin);
    }

    /// <summary>Where the file grows.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <summary>True when the first <paramref name="length"/> bytes of an unfinished file are there.</summary>
    public static bool Holds(string path, long length) => new FileInfo(PartOf(path)) is { Exists: true } part && part.Length >= length;

    public Stream Stream => stream;

    /// <summary>Everything written so far is on the disk; how many bytes that is.</summary>
    public long Settle()
    {
        stream.Flush(flushToDisk: beside);
        return beside ? stream.Position : 0;
    }

    /// <summary>The file is whole and takes its place.</summary>
    public void Finish()
    {
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
