namespace GdScript.Cli.Editing;

/// <summary>
/// What was entered before, oldest first: an entry twice in a row is one, and an entry that begins with a space is nobody's
/// business. It is kept in a file where there is one.
/// </summary>
internal sealed class History
{
    /// <summary>The number of entries that are kept.</summary>
    public const int Most = 10_000;

    private readonly HistoryFile? file;
    private readonly List<string> entries;

    private History(HistoryFile? file, IEnumerable<string> entries)
    {
        this.file = file;
        this.entries = [];
        foreach (var entry in entries)
            Remember(entry);
    }

    /// <summary>A history that lives as long as the session.</summary>
    public static History InMemory(params IEnumerable<string> entries) => new(null, entries);

    /// <summary>The history of this person: in the file that the environment names, or in memory when it is turned off.</summary>
    public static History OfPerson() => HistoryFile.Place(Environment.GetEnvironmentVariable) is { } path ? In(path) : InMemory();

    /// <summary>The history in a file; what cannot be read of it is left out.</summary>
    public static History In(string path)
    {
        var file = new HistoryFile(path);
        return new(file, file.Read());
    }

    /// <summary>All entries, oldest first. The list is not changed by what is added later.</summary>
    public IReadOnlyList<string> Entries => snapshot ??= [.. entries];

    private string[]? snapshot;

    /// <summary>Remembers an entry, here and in the file. A file that cannot be written costs no more than the memory of it.</summary>
    public void Add(string entry)
    {
        if (Remember(entry))
            file?.Append(entry);
    }

    private bool Remember(string entry)
    {
        if (string.IsNullOrWhiteSpace(entry) || entry[0] == ' ' || entries is [.., var last] && last == entry)
            return false;
        entries.Add(entry);
        if (entries.Count > Most + Most / 4)
            entries.RemoveRange(0, entries.Count - Most);
        snapshot = null;
        return true;
    }
}
