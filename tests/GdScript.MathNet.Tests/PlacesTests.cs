using Xunit;

namespace GdScript.MathNet.Tests;

public sealed class PlacesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-mathnet").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Nowhere_is_told_in_one_line_with_a_way_to_it()
    {
        var problem = Places.Find(null, folder, folder).Problem!;

        Assert.Equal("GDS7100", problem.Id);
        Assert.Equal("MathNet.Symbolics is not on this machine", problem.What);
        Assert.Equal(
            "build gds with -p:WithMathNet=true, or put MathNet.Symbolics 0.25 and what it needs into a folder and give --mathnet-path FOLDER",
            problem.Hint
        );
    }

    [Fact]
    public void A_path_that_is_said_is_the_only_place() =>
        Assert.Equal($"MathNet.Symbolics is not in '{folder}'", Places.Find(folder, Libraries.Fake, null).Problem!.What);

    [Fact]
    public void A_folder_or_the_file_will_do()
    {
        var dll = Path.Combine(Libraries.Fake, "MathNet.Symbolics.dll");

        Assert.Equal(dll, Places.Find(Libraries.Fake, folder, null).Value.Main);
        Assert.Equal(dll, Places.Find(dll, folder, null).Value.Main);
    }

    [Fact]
    public void Beside_the_program_comes_before_the_packages()
    {
        Unpacked("0.25.0");

        Assert.StartsWith(Libraries.Fake, Places.Find(null, Libraries.Fake, folder).Value.Main, StringComparison.Ordinal);
    }

    [Fact]
    public void Among_packages_the_newest_is_taken_with_the_lowest_of_what_it_needs()
    {
        Unpacked("0.24.0");
        Unpacked("0.25.0", needs: ("fsharp.core", "6.0.0"));
        Unpacked("0.25.0-beta1");
        Needed("fsharp.core", "5.0.0", "netstandard2.0");
        Needed("fsharp.core", "8.0.100", "netstandard2.1");
        Needed("fsharp.core", "10.0.111", "netstandard2.1");

        var found = Places.Find(null, folder, folder).Value;

        Assert.Contains(Path.Combine("0.25.0", "lib", "net8.0"), found.Main, StringComparison.Ordinal);
        Assert.Contains("8.0.100", found.Files["FSharp.Core"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_among_the_packages_is_loaded_and_derives()
    {
        Unpacked("0.25.0", needs: ("fsharp.core", "6.0.0"));
        Needed("fsharp.core", "10.0.111", "netstandard2.1");
        var files = Places.Find(null, folder, folder).Value.Files;
        foreach (var name in new[] { "MathNet.Symbolics", "FSharp.Core" })
            File.Copy(Path.Combine(Libraries.Fake, name + ".dll"), files[name], overwrite: true);

        var library = LibraryContext.Load(Places.Find(null, folder, folder).Value).SelectMany(Symbolics.Of).Value;

        Assert.Equal("0.25", library.Version);
        Assert.NotNull(library.Call("Differentiate", library.Variable("x"), library.Variable("x")));
    }

    [Fact]
    public void A_package_whose_needs_are_not_there_is_passed_over()
    {
        Unpacked("0.25.0", needs: ("fparsec", "2.0.0"));

        Assert.Equal("GDS7100", Places.Find(null, folder, folder).Problem!.Id);
    }

    [Fact]
    public void A_file_that_is_no_library_is_told()
    {
        File.WriteAllText(Path.Combine(folder, "MathNet.Symbolics.dll"), "nothing");

        Assert.Equal("GDS7101", MathNetEngine.Load(folder).Problem!.Id);
    }

    [Fact]
    public void A_library_of_another_kind_is_told()
    {
        File.Copy(typeof(PlacesTests).Assembly.Location, Path.Combine(folder, "MathNet.Symbolics.dll"));

        var problem = MathNetEngine.Load(folder).Problem!;
        Assert.True(problem.Id is "GDS7101" or "GDS7102", problem.Id);
    }

    private void Unpacked(string version, params (string Id, string Version)[] needs)
    {
        var package = Path.Combine(folder, "mathnet.symbolics", version);
        foreach (var framework in new[] { "net8.0", "net48", "netstandard2.0" })
        {
            Directory.CreateDirectory(Path.Combine(package, "lib", framework));
            File.WriteAllText(Path.Combine(package, "lib", framework, "MathNet.Symbolics.dll"), framework);
        }
        var listed = string.Concat(needs.Select(n => $"<dependency id=\"{n.Id}\" version=\"{n.Version}\" />"));
        File.WriteAllText(
            Path.Combine(package, "mathnet.symbolics.nuspec"),
            $"<package><metadata><dependencies><group targetFramework=\"net8.0\">{listed}</group>"
                + "<group targetFramework=\".NETFramework4.8\"><dependency id=\"nothing\" version=\"1.0\" /></group></dependencies></metadata></package>"
        );
    }

    private void Needed(string id, string version, string framework)
    {
        var lib = Path.Combine(folder, id, version, "lib", framework);
        Directory.CreateDirectory(lib);
        File.WriteAllText(Path.Combine(lib, "FSharp.Core.dll"), version);
    }
}
