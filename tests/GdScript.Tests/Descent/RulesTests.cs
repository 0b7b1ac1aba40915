using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Tests.Algebra;
using Xunit;
using Kernel = GdScript.Kernels.Kernel;

namespace GdScript.Tests.Descent;

public class RulesTests
{
    private static double[] Turned(Rule rule, double rate, params double[] move)
    {
        var copy = move.ToArray();
        rule.Turn(
            new Step
            {
                T = 1,
                X = move,
                Gradient = move,
                Value = 0,
                Rate = rate,
                Oracle = Bowls.Exact,
            },
            copy,
            rule.Begin(move)
        );
        return copy;
    }

    [Fact]
    public void Downhill_is_minus_the_rate() => Bits.Same([-0.5, 1], Turned(Rules.Downhill(), 0.25, 2, -4));

    [Fact]
    public void Scale_is_a_factor() => Bits.Same([-2, 4], Turned(Rules.Scale(-1), 0.25, 2, -4));

    [Fact]
    public void Normalize_leaves_the_direction_and_the_length_one() => Bits.Same([0.6, -0.8], Turned(Rules.Normalize(), 1, 3, -4));

    [Fact]
    public void Normalize_leaves_a_flat_place_flat() => Bits.Same([0, 0], Turned(Rules.Normalize(), 1, 0, 0));

    [Theory]
    [InlineData(1e-200)]
    [InlineData(5e-324)]
    [InlineData(1e200)]
    public void Normalize_knows_slopes_of_any_size(double size) => Bits.Same([0, -1], Turned(Rules.Normalize(), 1, 0, -size));

    [Fact]
    public void A_normalised_step_has_the_length_of_the_rate()
    {
        var walk = Walk.From(Bowls.Exact, [-3, 4], Rules.Gd(0.5, normalize: true)).Take(11).ToList();
        foreach (var (from, to) in walk.Zip(walk.Skip(1)))
            Assert.Equal(0.5, Norms.Two([to.Point[0] - from.Point[0], to.Point[1] - from.Point[1]]), 1e-12);
        Assert.Equal(0, walk[^1].Loss, 1e-24);
    }

    [Fact]
    public void Normalize_before_gd_and_gd_with_normalize_are_one_walk()
    {
        var one = Walk.From(Bowls.Narrow, [-3, 4], Rules.Normalize() | Rules.Gd(0.1)).ElementAt(40);
        Bits.Same(one, Walk.From(Bowls.Narrow, [-3, 4], Rules.Gd(0.1, normalize: true)).ElementAt(40));
    }

    [Fact]
    public void A_scale_of_minus_one_walks_uphill()
    {
        var walk = Walk.From(Bowls.Exact, [1, 1], Rules.Scale(-1) | Rules.Gd(0.25)).Take(4);
        Assert.Equal([2, 4.5, 10.125, 22.78125], walk.Select(f => f.Loss));
    }

    [Fact]
    public void The_defaults_are_the_lessons_and_PyTorchs() =>
        Assert.Equal(("gd(lr=0.01)", "sgd(lr=0.001)"), (Rules.Gd().Text, Rules.Sgd().Text));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_from_code_is_checked_too(double lr) => Assert.Throws<ArgumentException>(() => Rules.Gd(lr));

    [Fact]
    public void The_rate_of_a_frame_is_the_rate_of_the_step_that_arrived_there()
    {
        var rates = Walk.From(Bowls.Exact, [1, 1], Rules.Gd(new Schedule("tenths", step => (step + 1) / 16.0))).Take(4).Select(f => f.Rate);
        Assert.Equal([null, 0.0625, 0.125, 0.1875], rates);
    }

    [Fact]
    public void A_step_shows_the_rule_what_the_papers_count_and_where_it_stands()
    {
        var seen = new List<string>();
        var watching = new Rule(
            "watching",
            (in Step s, Span<double> _, Span<double> _) => seen.Add($"{s.T}: {s.X[0]} {s.Gradient[0]} {s.Value} {s.Rate}")
        );
        Descend.Run(Bowls.Exact, [4, 0], watching | Rules.Gd(0.25), Stops.After(2));
        Assert.Equal(["1: 4 8 16 0.25", "2: 2 4 4 0.25"], seen);
    }

    [Fact]
    public void A_rule_may_ask_the_oracle_and_every_question_is_counted()
    {
        var asking = new Rule("asking", (in Step s, Span<double> _, Span<double> _) => s.Oracle.Value(s.X));
        Assert.Equal(new Evaluations(7, 8), Descend.Run(Bowls.Exact, [1, 1], asking | Rules.Gd(0.1), Stops.After(7)).Evaluations);
        Assert.Equal(new Evaluations(7 + 8 * 5, 0), Descend.Run(Bowls.Numeric, [1, 1], asking | Rules.Gd(0.1), Stops.After(7)).Evaluations);
    }

    /// <summary>Bounds end each step, and the mean is one of the points where the steps ended.</summary>
    [Theory]
    [InlineData("gd(lr=0.9) | average")]
    [InlineData("asgd(lr=0.9, t0=0)")]
    [InlineData("each(x=gd(lr=0.1) | average, y=asgd(lr=0.9, t0=0))")]
    public void A_mean_of_points_lies_within_their_bounds(string text)
    {
        var loss = Formulas.Read("(x - 5)^2 + (y - 7)^2");
        var method = MethodText.Parse(text, loss.Parameters).Value with { Box = new Box([0, 0], [1, 2]) };
        var frame = Walk.From(Oracle.Exact(Kernel.For(Gradient.Of(loss))), [0.5, 0.5], method).ElementAt(20);
        Assert.Equal([1, 2], frame.Point.AsEnumerable());
        Assert.All(frame.Memory, x => Assert.InRange(x, 0, 20));
        var run = Descend.Run(Oracle.Exact(Kernel.For(Gradient.Of(loss))), [0.5, 0.5], method, Stops.After(20));
        if (run.Average is { } mean)
            Assert.Equal([1, 2], mean.Point.AsEnumerable());
    }

    [Theory]
    [InlineData("adagrad")]
    [InlineData("adadelta")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("amsgrad")]
    [InlineData("nadam")]
    [InlineData("radam")]
    [InlineData("adamax")]
    [InlineData("lion")]
    [InlineData("heavy(0.9) | gd")]
    public void A_memory_or_a_point_that_is_too_short_is_refused_and_nothing_beyond_it_written(string text)
    {
        var rule = MethodText.Parse(text).Value.Rule.Links[0];
        Assert.ThrowsAny<Exception>(() => Turn(rule, [1, 2, 3, 4, 5], [1, 2, 3, 4]));
        if (text is "adam" or "lion")
            Assert.Throws<ArgumentOutOfRangeException>(() => Turn(rule, [1, 2], rule.Begin([1, 2, 3, 4, 5])));

        static void Turn(Rule rule, double[] x, double[] memory)
        {
            var step = new Step
            {
                T = 1,
                X = x,
                Gradient = [1, 2, 3, 4, 5],
                Value = 0,
                Rate = 0.1,
                Oracle = Bowls.Exact,
            };
            rule.Turn(step, [1, 2, 3, 4, 5], memory);
        }
    }
}
