using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The pictures of the pages are what the commands above them draw. GDS_ACCEPT_SNAPSHOTS=1 draws them anew.</summary>
public partial class PicturesTests
{
    private static string[] Lines =>
        [.. Drawn().Matches(Page.Text("scripts/pictures.md") + Page.Text("scripts/gallery.md")).Select(m => m.Value)];

    public static TheoryData<string> Commands => [.. Lines];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_picture_of_the_page_is_what_its_command_draws(string line)
    {
        var cut = line.IndexOf(" --out ", StringComparison.Ordinal);
        var file = Path.Combine(Repository.Root, line[(cut + 7)..]);
        var svg = Command.Out(Command.Words(line[..cut])[1..]);
        if (Environment.GetEnvironmentVariable("GDS_ACCEPT_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") is null)
            File.WriteAllText(file, svg);
        Assert.Equal(svg, File.ReadAllText(file));
        Assert.InRange(
            Encoding.UTF8.GetByteCount(svg),
            1_000,
            line.Contains("--kind surface", StringComparison.Ordinal) ? 150_000 : 90_000
        );
    }

    [Fact]
    public void Every_picture_beside_the_page_stands_on_it()
    {
        var kept = Directory.GetFiles(Path.Combine(Repository.Root, "scripts", "pictures")).Select(Path.GetFileName);
        Assert.Equal(Lines.Select(line => line[(line.LastIndexOf('/') + 1)..]).Order(), kept.Order());
    }

    [GeneratedRegex("^gds plot .* --out scripts/pictures/\\w+\\.svg$", RegexOptions.Multiline)]
    private static partial Regex Drawn();
}
