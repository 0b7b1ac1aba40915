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
    private readonly Task<IReadOnlyList<string>> earlier;
    private List<string>? entries;
    private string[]? snapshot;

    private History(HistoryFile? file, Task<IReadOnlyList<string>> earlier) => (this.file, this.earlier) = (file, earlier);

    /// <summary>A history that lives as long as the session.</summary>
    public static History InMemory(params IEnumerable<string> entries) => new(null, Task.FromResult<IReadOnlyList<string>>([.. entries]));

    /// <summary>The history of this person: in the file that the environment names, or in memory when it is turned off.</summary>
    public static History OfPerson() => HistoryFile.Place(Environment.GetEnvironmentVariable) is { } path ? In(path) : InMemory();

    /// <summary>The history in a file; what cannot be read of it is left out. It is read while the first prompt is shown.</summary>
    public static History In(string path)
    {
        var file = new HistoryFile(path);
        return new(file, Task.Run(file.Read));
    }

    /// <summary>All entries, oldest first. The list is not changed by what is added later.</summary>
    public IReadOnlyList<string> Entries => snapshot ??= [.. Held()];

    /// <summary>Remembers an entry, here and in the file. A file that cannot be written costs no more than the memory of it.</summary>
    public void Add(string entry)
    {
        if (Remember(entry))
            file?.Append(entry);
    }

    private List<string> Held()
    {
        if (entries is not null)
            return entries;
        entries = [];
        foreach (var entry in earlier.Result)
            Remember(entry);
        return entries;
    }

    private bool Remember(string entry)
    {
        var held = Held();
        if (string.IsNullOrWhiteSpace(entry) || entry[0] == ' ' || held is [.., var last] && last == entry)
            return false;
        held.Add(entry);
        if (held.Count > Most + Most / 4)
            held.RemoveRange(0, held.Count - Most);
        snapshot = null;
        return true;
    }
}
