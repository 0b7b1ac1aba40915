using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("", "anything", 1)]
    [InlineData("exp", "exp", 0)]
    [InlineData("ex", "exp", 1)]
    [InlineData("EX", "exp", 2)]
    [InlineData("Wl", "WriteLine", 3)]
    [InlineData("WriLi", "WriteLine", 3)]
    [InlineData("lc", "log_cosh", 3)]
    [InlineData("wd", "weight_decay", 3)]
    [InlineData("l10", "log10", 3)]
    [InlineData("soma", "softmax", Likeness.None)]
    [InlineData("line", "WriteLine", 4)]
    [InlineData("i", "WriteLine", Likeness.None)]
    [InlineData("wx", "WriteLine", Likeness.None)]
    [InlineData("writelinex", "WriteLine", Likeness.None)]
    [InlineData("IC", "IComparable", 1)]
    [InlineData("OBC", "OrderByClause", 3)]
    [InlineData("obd", "OrderByDescending", 3)]
    public void What_is_typed_fits_a_name_more_or_less(string typed, string name, int grade) =>
        Assert.Equal(grade, Likeness.Of(typed, name));
}
