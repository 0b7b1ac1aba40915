using GdScript.Scripting.Globals;
using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Globals;

/// <summary>What <c>Print</c> writes.</summary>
public class ShownTests
{
    private sealed record Row(double X, string Name);

    public static TheoryData<string, object?> Values =>
        new()
        {
            { "", null },
            { "0.1", 0.1 },
            { "-Infinity", double.NegativeInfinity },
            { "3", 3 },
            { "true", true },
            { "text", "text" },
            { "[1, 2.5]", new[] { 1, 2.5 } },
            {
                "[1, 2]",
                new List<int> { 1, 2 }
            },
            {
                "[[ 1,   2],\n [30, 4.5]]",
                new[,]
                {
                    { 1, 2 },
                    { 30, 4.5 },
                }
            },
            { "[[1, 2],\n [3, 4]]", new double[][] { [1, 2], [3, 4] } },
            { "(1, [2, 3], two)", (1, new[] { 2.0, 3 }, "two") },
            { "x^2 + 1", FormulaText.Parse("x^2+1").Value },
            { "Row { X = 0.5, Name = a }", new Row(0.5, "a") },
            { "   X  Name\n 0.5     a\n12.5    bc", new[] { new Row(0.5, "a"), new Row(12.5, "bc") } },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_are_shown_as_mathematics(string text, object? value) => Assert.Equal(text, Shown.Of(value));

    [Fact]
    public void Another_culture_changes_nothing()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
        Assert.Equal("[0.5, 1.5]", Shown.Of(new[] { 0.5, 1.5 }));
        Assert.Equal("0.5", Shown.Of(0.5m));
        System.Globalization.CultureInfo.CurrentCulture = before;
    }
}
