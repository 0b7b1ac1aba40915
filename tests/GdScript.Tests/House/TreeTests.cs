using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Tests.House;

/// <summary>What a stranger's clone looks like.</summary>
public sealed partial class TreeTests
{
    private static readonly string[] TopLevel =
    [
        "src",
        "tests",
        "scripts",
        "GdScript.sln",
        "README.md",
        ".config",
        // Beside them only what tools insist on.
        ".ci",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Directory.Build.props",
        "Directory.Packages.props",
        "LICENSE",
        "global.json",
    ];

    [Fact]
    public void Nothing_stands_at_the_top_level_that_the_design_does_not_name() =>
        Findings.None(Repository.Files.Select(file => file.Split('/')[0]).Distinct().Except(TopLevel));

    [Fact]
    public void Lines_end_with_a_line_feed_only() =>
        Findings.None(Texts().Where(file => file.Text.Contains('\r', StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void Source_files_are_indented_with_spaces() =>
        Findings.None(Texts(".cs").Where(file => file.Text.Contains('\t', StringComparison.Ordinal)).Select(file => file.Path));

    /// <summary>Verify's convention asks for the mark, and <c>dotnet sln</c> writes one; nobody else does.</summary>
    [Fact]
    public void Only_snapshots_begin_with_a_byte_order_mark() =>
        Findings.None(
            Texts().Where(file => HasMark(file.Text) != IsSnapshot(file.Path) && file.Path != "GdScript.sln").Select(file => file.Path)
        );

    [Fact]
    public void No_received_snapshot_is_kept() =>
        Assert.DoesNotContain(Repository.Files, file => file.Contains(".received.", StringComparison.Ordinal));

    [Fact]
    public void No_file_names_a_folder_of_one_persons_machine()
    {
        var named = from file in Texts() from Match match in MachinePath().Matches(file.Text) select $"{file.Path}: {match.Value}";

        Findings.None(named);
    }

    [Theory]
    [InlineData("home/anna/x")]
    [InlineData("root/x")]
    [InlineData("work/x")]
    [InlineData("Users/anna/x")]
    public void A_machine_path_is_seen_and_a_relative_one_is_not(string path)
    {
        Assert.Matches(MachinePath(), $"see /{path}");
        Assert.Matches(MachinePath(), $"\"/{path}\"");
        Assert.Matches(MachinePath(), $"file:///{path}");
        Assert.DoesNotMatch(MachinePath(), $"see src/{path}");
        Assert.DoesNotMatch(MachinePath(), $"https://example.org/{path}");
        Assert.DoesNotMatch(MachinePath(), $"$top/{path} or ~/{path} or ../{path}");
    }

    [Fact]
    public void A_machine_path_of_Windows_is_seen_too() => Assert.Matches(MachinePath(), "C:" + @"\Users\anna");

    [Fact]
    public void The_tree_is_seen_without_git_too()
    {
        var lying = Repository.Lying();

        Assert.Contains("tests/GdScript.Tests/House/TreeTests.cs", lying);
        Assert.DoesNotContain(lying, file => file.Split('/').Intersect([".git", "bin", "obj"]).Any());
        Findings.None(Repository.Files.Except(lying));
    }

    private static IEnumerable<(string Path, string Text)> Texts(string ending = "") =>
        from path in Repository.Files
        where path.EndsWith(ending, StringComparison.Ordinal)
        let bytes = File.ReadAllBytes(Repository.At(path))
        where !bytes.Contains((byte)0)
        select (path, Encoding.UTF8.GetString(bytes));

    private static bool HasMark(string text) => text.StartsWith('\uFEFF');

    private static bool IsSnapshot(string path) => path.EndsWith(".verified.txt", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:(?<![\w.~$}{)%*-])|(?<=//))/(?:home|root|work|Users)/\w|\b[A-Za-z]:\\Users\\")]
    private static partial Regex MachinePath();
}
