using VerifyTests;
using Xunit;

namespace GdScript.Tests.Snapshots;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly SnapshotFile file = new(Directory.CreateTempSubdirectory("snapshots-").FullName, "Bowl.Trace");

    public void Dispose() => Directory.Delete(file.Folder, recursive: true);

    [Fact]
    public void A_text_that_was_accepted_passes_and_leaves_no_received_file()
    {
        Accept("x = 1\ny = 2");
        File.WriteAllText(file.Received, "left behind by an earlier run");

        file.Check("x = 1\ny = 2", Acceptance.NotAsked);

        Assert.Equal([file.Verified], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void A_text_that_differs_fails_and_is_kept_as_received()
    {
        Accept("x = 1");

        var error = Assert.Throws<VerifyException>(() => file.Check("x = 2", Acceptance.NotAsked));

        Assert.StartsWith("The snapshot differs.", error.Message, StringComparison.Ordinal);
        Assert.Contains(file.Verified, error.Message, StringComparison.Ordinal);
        Assert.Equal("x = 2", File.ReadAllText(file.Received));
        Assert.Equal("x = 1", File.ReadAllText(file.Verified));
    }

    [Fact]
    public void A_new_snapshot_fails_until_a_person_accepts_it()
    {
        var error = Assert.Throws<VerifyException>(() => file.Check("x = 1", Acceptance.NotAsked));

        Assert.StartsWith("New snapshot: nobody has accepted it yet.", error.Message, StringComparison.Ordinal);
        Assert.Equal([file.Received], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void An_empty_text_needs_accepting_too() => Assert.Throws<VerifyException>(() => file.Check("", Acceptance.NotAsked));

    [Fact]
    public void Accepting_replaces_the_verified_file_and_takes_the_received_one_away()
    {
        Accept("x = 1");
        Assert.Throws<VerifyException>(() => file.Check("x = 2", Acceptance.NotAsked));

        file.Check("x = 2", Acceptance.Asked);

        Assert.Equal("x = 2", File.ReadAllText(file.Verified));
        Assert.Equal([file.Verified], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void A_build_server_never_accepts()
    {
        Accept("x = 1");

        var error = Assert.Throws<VerifyException>(() => file.Check("x = 2", Acceptance.Refused));

        Assert.EndsWith(
            "GDS_ACCEPT_SNAPSHOTS is refused on a build server: a person accepts a snapshot, in a commit.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("x = 1", File.ReadAllText(file.Verified));
    }

    [Fact]
    public void Files_begin_with_a_byte_order_mark_and_hold_line_feeds_only()
    {
        file.Check(new VerifySettings().Scrubbed("a\r\nb\rc\n"), Acceptance.Asked);

        Assert.Equal<byte>([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b', (byte)'\n', (byte)'c'], File.ReadAllBytes(file.Verified));
    }

    [Fact]
    public void A_verified_file_without_the_mark_is_read_all_the_same()
    {
        File.WriteAllBytes(file.Verified, "x = 1\n"u8.ToArray());

        file.Check("x = 1", Acceptance.NotAsked);
    }

    [Fact]
    public void A_verified_file_with_carriage_returns_is_refused_by_name()
    {
        File.WriteAllBytes(file.Verified, "x = 1\r\ny = 2"u8.ToArray());

        var error = Assert.Throws<VerifyException>(() => file.Check("x = 1\ny = 2", Acceptance.NotAsked));

        Assert.Contains("carriage returns", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_is_made()
    {
        var below = file with { Folder = Path.Combine(file.Folder, "traces") };

        below.Check("x = 1", Acceptance.Asked);

        Assert.True(File.Exists(below.Verified));
    }

    private void Accept(string text) => file.Check(text, Acceptance.Asked);
}
