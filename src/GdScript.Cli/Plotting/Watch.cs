namespace GdScript.Cli.Plotting;

/// <summary>
/// Does something again whenever one of some files has changed, until it is interrupted. It looks at the files itself, several times a
/// second: what tells of changes does so on some systems and folders only.
/// </summary>
/// <param name="Files">The files, and those that were not there.</param>
/// <param name="Pause">How long between two looks; a file that changed is let come to rest for one.</param>
internal sealed record Watch(Func<IReadOnlyCollection<string>> Files, TimeSpan Pause)
{
    /// <summary>Waits for a change; false where the waiting was interrupted.</summary>
    /// <param name="before">What the files were like when they were read.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public bool Changed(IReadOnlyDictionary<string, (long, long)> before, CancellationToken cancel)
    {
        var last = before;
        while (!cancel.WaitHandle.WaitOne(Pause))
        {
            var now = Look();
            if (!Same(now, before) && Same(now, last))
                return true;
            last = now;
        }
        return false;
    }

    /// <summary>How long each file is and when it was written.</summary>
    public IReadOnlyDictionary<string, (long, long)> Look() => Files().Distinct().ToDictionary(f => f, Stamp, StringComparer.Ordinal);

    private static (long, long) Stamp(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : (-1, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (-2, 0);
        }
    }

    private static bool Same(IReadOnlyDictionary<string, (long, long)> a, IReadOnlyDictionary<string, (long, long)> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var stamp) && stamp == pair.Value);
}
