using GdScript.Cli.Editing;
using Xunit;

namespace GdScript.Cli.Tests.Editing;

/// <summary>What was entered is there the next time: of every session, in order, and for its owner only.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-history-").FullName;

    private string File => Path.Combine(folder, "state", "gdscript", "history.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Entries_come_back_as_they_were()
    {
        string[] said = ["x^2", "var s = \"a\\tb\";\nif (true) {\n}", "\u68af\u5ea6 = 1", "\U0001F600 \u2028 end", "tab\there"];
        Added(said);
        Assert.Equal(said, History.In(File).Entries);
        Assert.Equal(said.Length, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void Twice_in_a_row_is_once_and_a_space_in_front_or_nothing_is_not_kept()
    {
        Added("a", "a", " secret", "", "  ", "b", "a");
        Assert.Equal(["a", "b", "a"], History.In(File).Entries);
        Assert.DoesNotContain("secret", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_line_costs_itself_only()
    {
        Added("one");
        System.IO.File.AppendAllText(File, "{\"not\": 1}\n\"half\n\"x\" 2\n\n\"\\ud800\"\nnull\n\"two\"\n\"torn");
        Added("three");
        Assert.Equal(["one", "two", "three"], History.In(File).Entries);
    }

    [Fact]
    public void Ten_thousand_entries_are_kept()
    {
        var many = Enumerable.Range(0, History.Most + History.Most / 4).Select(i => $"entry {i}").ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllLines(File, many.Select(m => $"\"{m}\""));
        Assert.Equal(History.Most, History.In(File).Entries.Count);
        Added("the last");
        Assert.Equal([.. many[^(History.Most - 1)..], "the last"], History.In(File).Entries);
        Assert.Equal(History.Most, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void Sessions_at_once_lose_nothing()
    {
        const int Each = 25;
        Parallel.For(0, 8, session => Added([.. Enumerable.Range(0, Each).Select(i => $"session {session} entry {i}")]));
        var found = History.In(File).Entries;
        Assert.Equal(8 * Each, found.Distinct().Count());
        foreach (var session in Enumerable.Range(0, 8))
            Assert.Equal(
                Enumerable.Range(0, Each).Select(i => $"session {session} entry {i}"),
                found.Where(e => e.StartsWith($"session {session} ", StringComparison.Ordinal))
            );
    }

    [Fact]
    public void Only_its_owner_reads_the_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        Added("a");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void A_history_that_is_cut_is_replaced_whole_and_stays_where_a_link_says()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var real = Path.Combine(folder, "real.jsonl");
        System.IO.File.WriteAllLines(real, Enumerable.Range(0, History.Most + History.Most / 4).Select(i => $"\"entry {i}\""));
        System.IO.File.CreateSymbolicLink(File, real);
        Directory.CreateDirectory(real + ".tmp");
        Added("nowhere to write it");
        Assert.Equal(History.Most + History.Most / 4, System.IO.File.ReadAllLines(real).Length);
        Directory.Delete(real + ".tmp");
        Added("the last");
        Assert.Equal(History.Most, System.IO.File.ReadAllLines(real).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(real));
        Assert.Empty(Directory.GetFiles(folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_history_that_another_session_writes_is_waited_for()
    {
        Added("one");
        Task<IReadOnlyList<string>> read;
        using (Locked(File + ".lock"))
        using (Locked(File))
        {
            read = Task.Run(new HistoryFile(File).Read);
            Thread.Sleep(20);
        }
        Assert.Equal(["one"], await read);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_no_trouble()
    {
        var history = History.In("/proc/gdscript/history.jsonl");
        history.Add("a");
        Assert.Equal(["a"], history.Entries);
    }

    [Theory]
    [InlineData("", "/state", "/u/me", null)]
    [InlineData("/dev/null", "/state", "/u/me", null)]
    [InlineData("/h.jsonl", "/state", "/u/me", "/h.jsonl")]
    [InlineData(null, "/state", "/u/me", "/state/gdscript/history.jsonl")]
    [InlineData(null, "relative", "/u/me", "/u/me/.local/state/gdscript/history.jsonl")]
    [InlineData(null, null, "/u/me", "/u/me/.local/state/gdscript/history.jsonl")]
    public void The_environment_names_the_place(string? named, string? state, string home, string? place)
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(
            place,
            HistoryFile.Place(v =>
                v switch
                {
                    "GDS_HISTORY" => named,
                    "XDG_STATE_HOME" => state,
                    _ => home,
                }
            )
        );
    }

    /// <summary>As a session holds a file that it writes.</summary>
    private static FileStream Locked(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private void Added(params string[] entries)
    {
        var history = History.In(File);
        foreach (var entry in entries)
            history.Add(entry);
    }
}
