using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Sources;

/// <summary>Packages that lie in the global folder are found without starting anything.</summary>
public class PackagesTests
{
    [Fact]
    public void The_nearest_framework_and_the_closure_are_chosen()
    {
        using var folder = new Folder();
        Unpack(
            folder,
            "One",
            "1.0.0",
            ["net10.0", "net8.0", "net8.0-windows7.0", "netstandard2.0", "net472"],
            ("Two", "[1.5, 3.0)"),
            ("System.Memory", "4.5.4")
        );
        Unpack(folder, "Two", "1.5.0", ["netstandard2.1", "netstandard1.6"]);
        var found = Packages.Local(folder.Path, [new("One", "1.0.0")])!.Value;
        Assert.Equal(
            ["one/1.0.0/lib/net10.0/One.dll", "two/1.5.0/lib/netstandard2.1/Two.dll"],
            found.Select(p => Path.GetRelativePath(folder.Path, p))
        );
    }

    [Fact]
    public void What_is_asked_for_wins_over_what_is_needed_and_the_newer_need_over_the_older()
    {
        using var folder = new Folder();
        Unpack(folder, "A", "1.0.0", ["net8.0"], ("C", "2.0.0"));
        Unpack(folder, "B", "1.0.0", ["net8.0"], ("C", "10.0.0"));
        Unpack(folder, "C", "2.0.0", ["net8.0"]);
        Unpack(folder, "C", "10.0.0", ["net8.0"]);
        Unpack(folder, "C", "1.0.0", ["net8.0"]);
        Assert.Contains(
            "c/10.0.0",
            string.Join(' ', Packages.Local(folder.Path, [new("A", "1.0.0"), new("B", "1.0.0")])!.Value),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "c/1.0.0",
            string.Join(' ', Packages.Local(folder.Path, [new("A", "1.0.0"), new("C", "1.0.0")])!.Value),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_package_that_is_missing_or_half_unpacked_is_not_there()
    {
        using var folder = new Folder();
        Unpack(folder, "A", "1.0.0", ["net8.0"], ("B", "1.0.0"));
        Assert.Null(Packages.Local(folder.Path, [new("A", "1.0.0")]));
        Unpack(folder, "B", "1.0.0", ["net8.0"]);
        Assert.NotNull(Packages.Local(folder.Path, [new("A", "1.0")]));
        File.Delete(folder.At("b/1.0.0/.nupkg.metadata"));
        Assert.Null(Packages.Local(folder.Path, [new("A", "1.0.0")]));
    }

    [Theory]
    [InlineData("1.10.0", "1.9.0", true)]
    [InlineData("1.0.0", "1.0.0-beta", true)]
    [InlineData("1.0.0-rc", "1.0.0-beta", true)]
    [InlineData("1.0.0", "1.0", false)]
    public void Versions_are_compared_by_their_numbers(string a, string b, bool newer) => Assert.Equal(newer, Packages.IsNewer(a, b));

    private static void Unpack(Folder folder, string id, string version, string[] frameworks, params (string Id, string Version)[] needs)
    {
        var root = $"{id.ToLowerInvariant()}/{version}";
        foreach (var framework in frameworks)
            folder.Write($"{root}/lib/{framework}/{id}.dll", "");
        var dependencies = string.Concat(needs.Select(n => $"<dependency id=\"{n.Id}\" version=\"{n.Version}\" />"));
        folder.Write(
            $"{root}/{id.ToLowerInvariant()}.nuspec",
            $"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><dependencies>"
                + $"<group targetFramework=\".NETFramework4.7.2\"><dependency id=\"Old\" version=\"1.0.0\" /></group>"
                + $"<group targetFramework=\"net8.0\">{dependencies}</group></dependencies></metadata></package>"
        );
        folder.Write($"{root}/.nupkg.metadata", "{}");
    }
}
