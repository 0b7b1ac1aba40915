using System.Xml.Linq;
using Xunit;

namespace GdScript.Tests.House;

public sealed class RoomOrderTests
{
    private static readonly string[] Sources = [.. Repository.Below("src/GdScript", ".cs")];

    [Fact]
    public void A_room_uses_only_the_rooms_before_it()
    {
        var breaches =
            from file in Sources
            from breach in Rooms.Breaches(file["src/GdScript/".Length..], File.ReadAllText(Repository.At(file)), Rooms.HoldsType)
            select breach;

        Findings.None(breaches);
    }

    [Fact]
    public void Every_type_of_the_core_lives_in_a_namespace() =>
        Assert.DoesNotContain(Rooms.Core.GetTypes(), type => type is { Namespace: null, IsNested: false } && !type.Name.StartsWith('<'));

    [Theory]
    [InlineData("Graphs/Node.cs", "namespace GdScript.Graphs;")]
    [InlineData("Problem.cs", "namespace GdScript;")]
    [InlineData("Calculus/Gradient.cs", "using GdScript.Graphs;\nusing GdScript.Algebra;\nnamespace GdScript.Calculus;")]
    [InlineData("Graphs/Node.cs", "namespace GdScript.Graphs; // GdScript.Export prints it\n/// <see cref=\"Text.Printer\"/>")]
    [InlineData("Graphs/Node.cs", "using System.Text;\nnamespace GdScript.Graphs; var n = System.Text.Printer.X + node.Text.Printer;")]
    [InlineData("Graphs/Node.cs", "namespace GdScript.Graphs; var n = Text.Length;")]
    [InlineData("Graphs/Node.cs", "namespace GdScript.Graphs; GdScript.Problem p;")]
    [InlineData("Plots/Svg/Curve.cs", "using GdScript.Traces;\nnamespace GdScript.Plots.Svg;")]
    public void Looking_back_is_allowed(string path, string source) => Findings.None(Rooms.Breaches(path, source, HasPrinter));

    [Theory]
    [InlineData("Graphs/Node.cs", "using GdScript.Text;\nnamespace GdScript.Graphs;", "Graphs/Node.cs uses Text, a room after Graphs")]
    [InlineData(
        "Text/Parser.cs",
        "using static GdScript.Plots.Svg;\nnamespace GdScript.Text;",
        "Text/Parser.cs uses Plots, a room after Text"
    )]
    [InlineData(
        "Text/Parser.cs",
        "namespace GdScript.Text; var x = global::GdScript.Export.C.Of(f);",
        "Text/Parser.cs uses Export, a room after Text"
    )]
    [InlineData(
        "Graphs/Node.cs",
        "namespace GdScript.Graphs; var t = Text.Printer.Infix(f);",
        "Graphs/Node.cs uses Text, a room after Graphs"
    )]
    [InlineData(
        "Graphs/Node.cs",
        "namespace GdScript.Graphs; var s = \"//\"; GdScript.Data.Table t;",
        "Graphs/Node.cs uses Data, a room after Graphs"
    )]
    [InlineData("Globals.cs", "global using GdScript.Graphs;\nnamespace GdScript;", "Globals.cs uses Graphs, but the root sees no room")]
    [InlineData(
        "Text/Parser.cs",
        "namespace GdScript.Graphs;",
        "Text/Parser.cs has the namespace GdScript.Graphs; its folder says GdScript.Text"
    )]
    [InlineData("Utils/Bag.cs", "namespace GdScript.Utils;", "Utils/Bag.cs stands in Utils, which is no room of the core")]
    public void Looking_ahead_is_told(string path, string source, string breach) =>
        Assert.Equal([breach], Rooms.Breaches(path, source, HasPrinter));

    [Fact]
    public void A_project_references_only_what_the_design_allows()
    {
        var wrong =
            from project in Repository.Below("src", ".csproj")
            let name = Path.GetFileNameWithoutExtension(project)
            from seen in Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            where !MaySee(name).Contains(seen)
            select $"{name} references {seen}";

        Findings.None(wrong);
    }

    [Fact]
    public void The_core_brings_linear_algebra_and_nothing_else()
    {
        const string core = "src/GdScript/GdScript.csproj";

        Assert.Equal(
            ["MathNet.Numerics", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
            Included(core, "PackageReference").Order(StringComparer.Ordinal)
        );
        Findings.None(Included(core, "ProjectReference").Concat(Included(core, "FrameworkReference")).Concat(Included(core, "Using")));
    }

    /// <summary>Which projects a project may see; a new one is decided on here first.</summary>
    private static string[] MaySee(string project) =>
        project switch
        {
            "GdScript" => [],
            "GdScript.Csv" or "GdScript.Scripting" or "GdScript.MathNet" or "GdScript.Sql" => ["GdScript"],
            "GdScript.Web" => ["GdScript", "GdScript.Scripting"],
            "GdScript.Cli" => ["GdScript", "GdScript.Csv", "GdScript.Scripting", "GdScript.MathNet", "GdScript.Sql", "GdScript.Web"],
            _ => throw new ArgumentOutOfRangeException(nameof(project), project, "This project's place in the house is not decided."),
        };

    private static string[] Included(string project, string item) =>
        [.. XDocument.Load(Repository.At(project)).Descendants(item).Select(element => (string?)element.Attribute("Include") ?? "")];

    private static bool HasPrinter(string room, string name) => (room, name) == ("Text", "Printer");
}
