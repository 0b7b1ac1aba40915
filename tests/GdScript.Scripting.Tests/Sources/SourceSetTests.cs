using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Sources;

public class SourceSetTests
{
    [Fact]
    public void A_file_is_loaded_relative_to_the_one_that_loads_it_and_only_once()
    {
        using var folder = new Folder();
        folder.Write("lib/a.csx", "#load \"b.csx\"\n#load \"../main.csx\"\nint a = b;");
        folder.Write("lib/b.csx", "#load \"a.csx\"\nint b = 1;");
        var set = Read(folder.Write("main.csx", "#!/usr/bin/env gds\n// first\n#load \"lib/a.csx\"\n#load \"lib/b.csx\"\nreturn a;"));
        Assert.Equal(["main.csx", "a.csx", "b.csx"], set.Files.Select(f => Path.GetFileName(f.Path)));
        Assert.DoesNotContain("#load", set.Files[2].Ready, StringComparison.Ordinal);
        Assert.Contains("\n//oad \"lib/b.csx\"\n", set.Files[0].Ready, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_files_runs_each_once()
    {
        using var folder = new Folder();
        folder.Write("a.csx", "#load \"main.csx\"\n#load \"b.csx\"\nPrint(\"a\");");
        folder.Write("b.csx", "#load \"a.csx\"\nPrint(\"b\");");
        var main = ScriptText.Read(folder.Write("main.csx", "#load \"a.csx\"\nPrint(\"main\");")).Value;
        Assert.Equal("b\na\nmain\n", Ran.Image(Scripting.Caching.Script.Load(main, new(Cache: false)).First.Value).Out);
    }

    [Fact]
    public void What_is_missing_is_told_where_it_is_asked_for()
    {
        using var folder = new Folder();
        var problem = Problem(folder.Write("a.csx", "// x\n#load \"none.csx\"\n"));
        Assert.Equal(("GDS0101", 2, 8), (problem.Id, problem.Place!.Value.Line, problem.Place.Value.Column));
        Assert.Equal("GDS0102", Problem(folder.Write("b.csx", "#r \"none.dll\"")).Id);
        Assert.Equal("GDS0103", Problem(folder.Write("c.csx", "#r \"nuget: Some.Package\"")).Id);
        Assert.Equal("GDS0103", Problem(folder.Write("d.csx", "#r \"nuget: A, 1.0.0\"\n#r \"nuget: a, 1.0.1\"")).Id);
        Assert.Equal("GDS0103", Problem(folder.Write("e.csx", "#r \"nuget: ../A, 1.0.0\"")).Id);
    }

    [Fact]
    public void An_assembly_beside_the_script_is_referred_to()
    {
        using var folder = new Folder();
        File.Copy(typeof(FsCheck.Config).Assembly.Location, folder.At("FsCheck.dll"));
        var main = ScriptText
            .Read(folder.Write("main.csx", "#r \"FsCheck.dll\"\nPrint(typeof(FsCheck.Config).Assembly.GetName().Name);"))
            .Value;
        Assert.Equal("FsCheck\n", Ran.Image(Scripting.Caching.Script.Load(main, new(Cache: false)).First.Value).Out);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("# ")]
    [InlineData("#r")]
    [InlineData("#r \"")]
    [InlineData("#load")]
    public void A_directive_that_only_begins_is_left_to_the_compiler(string text) => Assert.Empty(Directives.Of(text));

    [Fact]
    public void Lines_of_file_based_programs_are_understood_or_passed_over()
    {
        var directives = Directives
            .Of("#:property Nullable=enable\n#:package Some.Package@1.2.3\nvar x = 1;\n#load \"late.csx\"")
            .ToArray();
        Assert.Equal([DirectiveKind.Ignored, DirectiveKind.Package], directives.Select(d => d.Kind));
        Assert.Equal("Some.Package,1.2.3", directives[1].Value);
    }

    private static SourceSet Read(string path) => ScriptText.Read(path).SelectMany(s => SourceSet.Of(s)).Value;

    private static Problem Problem(string path) => ScriptText.Read(path).SelectMany(s => SourceSet.Of(s)).Problem!;
}
