using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Sources;

/// <summary>What surrounds a restore: its folder, its lock, and what NuGet wrote down.</summary>
public class RestoreTests
{
    private static readonly PackageReference[] Wanted = [new("One", "1.0.0")];

    [Fact]
    public void Without_a_home_nothing_is_restored_where_others_could_write()
    {
        Assert.False(Restore.Of(Wanted, Path.GetTempPath(), null, default).Is(out _, out var problem));
        Assert.Equal(("GDS0104", "set HOME or XDG_CACHE_HOME"), (problem!.Id, problem.Hint));
        if (!OperatingSystem.IsWindows())
            Assert.Null(UserFolder.Of(_ => null));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"packageFolders":{},"targets":{},"libraries":{}}""")]
    [InlineData("""{"packageFolders":{"/":{}},"targets":{"net":{"One":{"runtime":{"a.dll":{}}}}},"libraries":{"One":{"path":null}}}""")]
    public void A_damaged_list_of_packages_is_none(string text)
    {
        using var folder = new Folder();
        Assert.Null(Restore.Found(folder.Write("project.assets.json", text), folder.Path, Wanted));
    }

    /// <summary>NuGet lists fewer files than the folder of the package has: the first run finds what the second will.</summary>
    [Fact]
    public void After_a_restore_the_packages_are_found_as_they_are_without_one()
    {
        using var folder = new Folder();
        foreach (var file in (string[])["lib/net8.0/One.dll", "lib/net8.0/More.dll", "one.nuspec", ".nupkg.metadata"])
            folder.Write($"one/1.0.0/{file}", "<package/>");
        var assets = folder.Write(
            "project.assets.json",
            """{"packageFolders":{"HERE":{}},"targets":{"net":{"One/1.0.0":{"runtime":{"lib/net8.0/One.dll":{}}}}},"libraries":{"One/1.0.0":{"path":"one/1.0.0"}}}""".Replace(
                "HERE",
                folder.Path.Replace('\\', '/'),
                StringComparison.Ordinal
            )
        );
        Assert.Equal(2, Packages.Local(folder.Path, Wanted)!.Value.Length);
        Assert.Equal<string>(Packages.Local(folder.Path, Wanted)!.Value, Restore.Found(assets, folder.Path, Wanted)!.Value);
        Assert.Equal<string>([folder.At("one/1.0.0/lib/net8.0/One.dll")], Restore.Found(assets, folder.At("elsewhere"), Wanted)!.Value);
    }

    [Fact]
    public void Only_a_lock_that_another_holds_is_waited_for()
    {
        using var folder = new Folder();
        var enough = new CancellationToken(canceled: true);
        Assert.Throws<DirectoryNotFoundException>(() => Restore.Locked(folder.At("none/lock"), enough));
        using var held = Restore.Locked(folder.At("lock"), enough);
        Assert.Throws<OperationCanceledException>(() => Restore.Locked(folder.At("lock"), enough));
    }

    /// <summary>A source without packages: NuGet itself has to say so, whatever build files lie above.</summary>
    [Fact]
    public void Build_files_above_do_not_disturb_a_restore()
    {
        using var folder = new Folder();
        const string disturbs =
            "<Project><Target Name=\"Above\" BeforeTargets=\"Restore;_GenerateRestoreGraph\"><Error Text=\"above\" /></Target></Project>";
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets"])
            folder.Write(name, disturbs);
        folder.Write("empty/none", "");
        folder.Write(
            "nuget.config",
            "<configuration><packageSources><clear/><add key=\"l\" value=\"empty\"/></packageSources></configuration>"
        );
        Assert.False(Restore.Of([new("No.Such.Package", "1.0.0")], folder.Path, folder.At("home"), default).Is(out _, out var problem));
        Assert.Contains("NU1101", problem!.What, StringComparison.Ordinal);
    }
}
