using System.Globalization;
using GdScript.Descent;
using Xunit;

namespace GdScript.Tests.Descent;

public class LessonTests
{
    private static readonly double[] Start = [-3, 4];

    [Theory]
    [InlineData("exact", 0.1, -6.1111079290034636e-10, 8.1481439053379507e-10)]
    [InlineData("exact", 1e-10, -2.9999999399999951, 3.9999999199999934)]
    [InlineData("exact", 10, -2.2515487259475596e128, 3.0020649679300809e128)]
    [InlineData("numeric(central, h=0.0001)", 0.1, -6.1111079289987889e-10, 8.1481439053142711e-10)]
    [InlineData("numeric(central, h=0.0001)", 1e-10, -2.9999999399999951, 3.9999999199999934)]
    [InlineData("numeric(central, h=0.0001)", 10, -25898374737328.363, -1295248616896.5398)]
    public void A_hundred_steps_end_where_the_lesson_ends(string gradient, double lr, double x, double y)
    {
        var oracle = new[] { Bowls.Exact, Bowls.Numeric }.Single(o => o.Text == gradient);
        var run = Descend.Run(oracle, Start, Rules.Gd(lr), Stops.After(100));
        Bits.Same([x, y], run.Last.Point);
        Assert.Equal("Made 100 steps, as asked.", run.Why.Sentence());
    }

    [Theory]
    [InlineData(0.1, "-6.11110793e-10", "8.14814391e-10")]
    [InlineData(1e-10, "-2.99999994e+00", "3.99999992e+00")]
    [InlineData(10, "-2.58983747e+13", "-1.29524862e+12")]
    public void The_measured_gradient_prints_the_lessons_own_digits(double lr, string x, string y)
    {
        var run = Descend.Run(Bowls.Numeric, Start, Rules.Gd(lr), Stops.After(100));
        Assert.Equal([x, y], run.Last.Point.Select(v => v.ToString("0.00000000e+00", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_rate_of_ten_is_called_diverging_and_the_best_point_is_the_start()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(10), Stops.After(100));
        Assert.Equal(new Stop.Diverged(2, 3258025, 25, 25), Assert.Single(run.Warnings));
        Assert.Equal((0, 25.0), (run.Best.Step, run.Best.Loss));
        Bits.Same(Start, run.Best.Point);
    }
}
