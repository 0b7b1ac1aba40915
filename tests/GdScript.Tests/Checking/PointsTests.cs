using GdScript.Checking;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

public class PointsTests
{
    /// <summary>The first few are what a check looks at when nobody says where.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Every_number_is_tried_below_and_above_zero(int count)
    {
        var points = Points.Spread(FormulaText.Parse("a + b + c + d").Value, count);

        Assert.Equal(count, points.Length);
        for (var i = 0; i < 4; i++)
            Assert.Equal([-1, 1], points.Select(p => Math.Sign(p[i])).Where(s => s != 0).Distinct().Order());
    }

    [Theory]
    [InlineData("log(-x)")]
    [InlineData("log(x)")]
    [InlineData("log(x) + log(-y)")]
    public void A_domain_on_one_side_is_found(string loss) => Assert.Equal(16, Points.Spread(FormulaText.Parse(loss).Value, 16).Length);
}
