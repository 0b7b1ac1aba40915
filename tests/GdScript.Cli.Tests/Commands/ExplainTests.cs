using System.Text.RegularExpressions;
using GdScript.Cli.Explaining;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public partial class ExplainTests
{
    [Fact]
    public void Every_id_that_a_source_file_can_emit_has_a_page()
    {
        var emitted =
            from file in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
            where !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/Explaining/")
            from Match id in Id().Matches(File.ReadAllText(file))
            select (id.Value, path);
        var known = Pages.All.Select(page => page.Id).ToHashSet();
        var missing = emitted.Where(e => !known.Contains(e.Value)).Select(e => $"{e.Value} in {e.path}").Distinct().Order().ToArray();
        Assert.True(missing.Length == 0, "no page for " + string.Join(", ", missing));
    }

    [Fact]
    public void An_id_has_one_page_and_a_page_has_something_to_say()
    {
        Assert.Equal(Pages.All.Select(p => p.Id).Distinct(), Pages.All.Select(p => p.Id));
        Assert.All(Pages.All, page => Assert.True(page.Title.Length > 5 && page.Why.EndsWith('.'), page.Id));
        Assert.All(Pages.All, page => Assert.Matches("^GDS[0-9]{4}$", page.Id));
    }

    [Theory]
    [InlineData("GDS5010")]
    [InlineData("gds5010")]
    [InlineData("5010")]
    public void A_page_shows_the_mistake_and_what_is_said_to_it(string id) =>
        Assert.Equal(
            """
            GDS5010: a decimal comma

            The decimal sign is a point in every language: 1.5, never 1,5.

            For example:
              1,5*x

            gds says:
              <loss>:1:1: error GDS5010: '1,5' has a comma in it; the decimal sign is a point: write 1.5
                1,5*x
                ^^^

            """,
            Command.Out("explain", id)
        );

    [Fact]
    public void Every_page_can_be_shown() => Assert.All(Pages.All, page => Assert.StartsWith(page.Id, Command.Out("explain", page.Id)));

    [Fact]
    public void The_list_names_every_id() =>
        Assert.Equal(Pages.All.Select(p => p.Id), Command.Out("explain").TrimEnd('\n').Split('\n').Select(line => line[..7]));

    [Fact]
    public void A_wrong_id_is_told_the_nearest()
    {
        var said = Command.Run("explain", "GDS5O10");
        Assert.Equal(2, said.Exit);
        Assert.StartsWith(
            "gds: error GDS0080: no problem has the id 'GDS5O10'; did you mean 'GDS5010'?",
            said.Err,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_compilers_own_ids_are_answered_with_an_address() =>
        Assert.Equal(
            "CS0103 is a message of the C# compiler; its documentation is at "
                + "https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs0103\n",
            Command.Out("explain", "cs0103")
        );

    [GeneratedRegex("GDS[0-9]{4}")]
    private static partial Regex Id();
}
