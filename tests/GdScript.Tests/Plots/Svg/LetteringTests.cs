using FsCheck;
using FsCheck.Fluent;
using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Tests.Plots.Svg;

public class LetteringTests
{
    private static readonly string[] Words = ["x", "W[1,2]", " ", "∑", "𝜃", "m", "lll", "⁻¹²", "漢"];

    [Fact]
    public void A_text_that_is_cut_is_the_longest_beginning_that_fits_with_its_ellipsis() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 9),
            Prop.ForAll<(int[], int)>(c =>
                IsLongest(string.Concat(c.Item1.Select(k => Words[Math.Abs(k % 9)])), 5 + Math.Abs(c.Item2 % 200))
            )
        );

    private static void IsLongest(string text, double width)
    {
        var cut = Lettering.Cut(text, 12, width);
        var fits = Lettering.Width(text, 12) <= width;
        var longest = Enumerable
            .Range(0, text.Length + 1)
            .Where(k => (k == 0 || !char.IsHighSurrogate(text[k - 1])) && Lettering.Width(text[..k], 12) + 12 <= width + 1e-9)
            .DefaultIfEmpty(0)
            .Max();
        Assert.Equal(fits ? text : text[..longest].TrimEnd() + "…", cut);
    }

    /// <summary>Measuring every beginning of it would take minutes.</summary>
    [Fact]
    public void A_text_of_a_million_letters_is_cut_at_once() => Assert.Equal("xxxx…", Lettering.Cut(new string('x', 1_000_000), 10, 40));
}
