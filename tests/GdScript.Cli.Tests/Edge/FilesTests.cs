using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Edge;

/// <summary>Files are written whole.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_that_is_written_again_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(folder, "run.csx");
        File.WriteAllText(path, "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, Mode);
        Assert.True(Files.Write(path, "new").Is(out _, out _));
        Assert.Equal(("new", Mode), (File.ReadAllText(path), File.GetUnixFileMode(path)));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Where_a_file_cannot_be_moved_into_place_nothing_is_left_of_it()
    {
        var path = Path.Combine(folder, "nowhere", "..", "nowhere", "x");
        Assert.Equal("GDS0014", Files.Write(path, "text").Problem!.Id);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }
}
