using System.Globalization;
using GdScript.Cli.Editing.Typing;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Typing;

/// <summary>Characters as a person counts them, and the columns a terminal gives them.</summary>
public sealed class ClustersTests
{
    [Theory]
    [InlineData("a", 1)]
    [InlineData("\u00e9", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("\u4e2d", 2)]
    [InlineData("\uFF21", 2)]
    [InlineData("\uFF71", 1)]
    [InlineData("\u3042", 2)]
    [InlineData("\u304B\u3099", 2)]
    [InlineData("\uD55C", 2)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("\U0001F600", 2)]
    [InlineData("\u2764\uFE0F", 2)]
    [InlineData("\u2764", 1)]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467", 2)]
    [InlineData("\U0001F44D\U0001F3FD", 2)]
    [InlineData("\U0001F1E9\U0001F1EA", 2)]
    [InlineData("\U00020000", 2)]
    [InlineData("\u2211", 1)]
    [InlineData("\u2202", 1)]
    [InlineData("\u0007", 1)]
    [InlineData("\u0301", 1)]
    public void A_cluster_takes_its_columns(string cluster, int columns)
    {
        Assert.Equal(columns, Clusters.Width(cluster));
        Assert.Equal(cluster.Length, Clusters.Next(cluster, 0));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("\e", "\uFFFD")]
    [InlineData("\u202e", "\uFFFD")]
    [InlineData("\u009b", "\uFFFD")]
    [InlineData("\ud800", "\uFFFD")]
    [InlineData("\u0301", "\u25CC\u0301")]
    [InlineData("\u4e2d", "\u4e2d")]
    public void What_would_steer_the_terminal_is_shown_as_something_that_does_not(string cluster, string shown) =>
        Assert.Equal(shown, Clusters.Shown(cluster));

    [Fact]
    public void Nothing_shown_can_steer_a_terminal()
    {
        for (var code = 0; code < 0x30000; code++)
            if (code is < 0xD800 or > 0xDFFF)
                Assert.DoesNotContain(Clusters.Shown(char.ConvertFromUtf32(code)), char.IsControl);
    }

    [Fact]
    public void Boundaries_are_those_of_the_library()
    {
        string[] pieces =
        [
            "a",
            " ",
            "\n",
            "e\u0301",
            "\u0301",
            "\u200d",
            "\U0001F468",
            "\U0001F1E9",
            "\u1100",
            "\u1161",
            "\u11a8",
            "\u4e2d",
            "\u0600",
        ];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => pieces[random.Next(pieces.Length)]));
            int[] starts = [.. StringInfo.ParseCombiningCharacters(text), text.Length];
            for (var i = 0; i + 1 < starts.Length; i++)
            {
                Assert.Equal(starts[i + 1], Clusters.Next(text, starts[i]));
                Assert.Equal(starts[i], Clusters.Previous(text, starts[i + 1]));
                for (var at = starts[i] + 1; at <= starts[i + 1]; at++)
                    Assert.Equal(starts[i + 1], Clusters.Whole(text, at));
            }
        }
    }
}
