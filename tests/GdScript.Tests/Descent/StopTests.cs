using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Tests.Algebra;
using Xunit;

namespace GdScript.Tests.Descent;

public class StopTests
{
    private static readonly double[] Start = [-3, 4];

    private static Oracle Line(Func<double, double> f, Func<double, double> slope) =>
        Oracle.Exact(
            1,
            x => f(x[0]),
            (x, g) =>
            {
                g[0] = slope(x[0]);
                return f(x[0]);
            }
        );

    [Fact]
    public void Steps_asked_for_are_made_exactly_even_at_rest()
    {
        var run = Descend.Run(Bowls.Exact, [0, 0], Rules.Gd(0.1), Stops.After(50));
        Assert.Equal(new Stop.Steps(50, 50, Limit: false), run.Why);
        Assert.Equal(new Stop.Unchanged(1, 0), Assert.Single(run.Warnings));
    }

    [Fact]
    public void No_steps_asked_for_is_no_step_made()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(0.1), Stops.After(0));
        Assert.Equal((new Stop.Steps(0, 0, Limit: false), new Evaluations(0, 1)), (run.Why, run.Evaluations));
        Bits.Same(Start, run.Last.Point);
        Assert.Null(run.Last.Rate);
    }

    [Fact]
    public void Without_steps_a_walk_ends_where_no_digit_changes_any_more()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(0.5));
        Assert.Equal(new Stop.Unchanged(2, 0), run.Why);
        Bits.Same([0, 0], run.Last.Point);
        Assert.Equal($"At rest after 2 steps: the gradient is 0 and a step changes nothing any more.", run.Why.Sentence());
    }

    [Fact]
    public void A_rate_too_small_to_move_is_at_rest_and_says_that_the_gradient_is_not_zero()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(1e-20));
        Assert.Equal(new Stop.Unchanged(1, 10), run.Why);
        Assert.Equal(
            "At rest after 1 step: the gradient's length is 10, but a step is too small to change any digit of the point.",
            run.Why.Sentence()
        );
    }

    [Fact]
    public void A_memory_that_still_changes_is_no_rest()
    {
        var counting = new Rule("counting", (in Step _, Span<double> _, Span<double> memory) => memory[0] = Math.Min(memory[0] + 1, 5))
        {
            Scalars = 1,
        };
        Assert.Equal(new Stop.Unchanged(6, 0), Descend.Run(Bowls.Exact, [0, 0], counting | Rules.Gd(0.1)).Why);
    }

    [Fact]
    public void A_rate_that_may_change_again_is_no_rest()
    {
        Schedule late = new("late", step => step < 40 ? 0 : 0.5, Settled: 40);
        Assert.Equal(new Stop.Unchanged(42, 0), Descend.Run(Bowls.Exact, Start, Rules.Gd(late)).Why);
        Assert.Equal(new Stop.Steps(10_000, 10_000, Limit: true), Descend.Run(Bowls.Exact, [0, 0], Rules.Gd(Samples.Halving)).Why);
    }

    [Fact]
    public void The_limit_says_that_nobody_asked_for_it()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(1e-10));
        Assert.Equal("Still moving after 10000 steps, the limit when no number of steps is given.", run.Why.Sentence());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1000L)]
    public void A_gradient_short_enough_ends_a_run_where_asked(long? steps)
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(0.1), new Stops { Steps = steps, GradientNorm = 1e-3 });
        Assert.Equal(new Stop.Flat(run.Steps, run.Last.GradientNorm, 1e-3), run.Why);
        Assert.InRange(run.Last.GradientNorm, 0.8e-3, 1e-3);
    }

    [Fact]
    public void A_gradient_short_enough_at_the_start_needs_no_step() =>
        Assert.Equal(new Stop.Flat(0, 0, 0), Descend.Run(Bowls.Exact, [0, 0], Rules.Gd(), new Stops { GradientNorm = 0 }).Why);

    [Fact]
    public void A_run_resumed_with_a_looser_tolerance_sees_that_it_is_there()
    {
        var half = Descend.Run(Bowls.Exact, Start, Rules.Gd(0.1), Stops.After(20));
        var rest = Descend.On(Bowls.Exact, half.State, Rules.Gd(0.1), new Stops { GradientNorm = 1 });
        Assert.Equal(new Stop.Flat(20, half.Last.GradientNorm, 1), rest.Why);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100L)]
    public void A_value_that_is_not_finite_ends_a_run(long? steps)
    {
        var log = Line(x => x > 0 ? -x : double.NaN, x => x > 0 ? 1 : double.NaN); // downhill is to the left, and 0 is the edge
        var run = Descend.Run(log, [1], Rules.Gd(0.3), new Stops { Steps = steps });
        Assert.Equal(new Stop.NonFinite(4, NotFinite.Loss, 0, double.NaN), run.Why);
        Assert.Equal("The loss is NaN after 4 steps.", run.Why.Sentence());
        Assert.Equal((0, -1.0), (run.Best.Step, run.Best.Loss));
        Assert.False(run.Why.Well);
    }

    [Fact]
    public void A_slope_or_a_point_that_is_not_finite_is_named()
    {
        var root = Line(x => Math.Sqrt(Math.Abs(x)), x => x == 0 ? double.PositiveInfinity : 1);
        var steep = Descend.Run(root, [0], Rules.Gd(1)).Why;
        Assert.Equal(new Stop.NonFinite(0, NotFinite.Gradient, 0, double.PositiveInfinity), steep);
        Assert.Equal("The slope along w is Infinity at the start.", steep.Sentence(["w"]));
        var cliff = Line(_ => 1, _ => 1e308);
        var far = Descend.Run(cliff, [-1e308], Rules.Gd(1), Stops.After(9)).Why;
        Assert.Equal(new Stop.NonFinite(1, NotFinite.Point, 0, double.NegativeInfinity), far);
        Assert.Equal("The point's number 0 is -Infinity after 1 step.", far.Sentence());
    }

    [Fact]
    public void Only_steps_goes_through_anything_and_says_so_once()
    {
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(1e10), Stops.OnlyAfter(100));
        Assert.Equal(new Stop.Steps(100, 100, Limit: false), run.Why);
        Assert.Equal(["diverged", "nonfinite"], run.Warnings.Select(w => w.Name));
        Assert.Equal(0, run.Best.Step);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void The_first_finite_loss_is_the_best_when_the_start_has_none(double loss)
    {
        var pole = Line(x => x == 0 ? loss : 1 / x, x => x == 0 ? 1 : 0.5);
        var run = Descend.Run(pole, [0], Rules.Gd(1), Stops.OnlyAfter(2));
        Assert.Equal((1, -1.0), (run.Best.Step, run.Best.Loss));
    }

    [Fact]
    public void Divergence_ends_a_run_without_steps_and_only_warns_in_one_with_steps()
    {
        var free = Descend.Run(Bowls.Exact, Start, Rules.Gd(10));
        Assert.Equal(new Stop.Diverged(2, 3258025, 25, 25), free.Why);
        Assert.Equal("Diverging: the loss 3258025 after 2 steps is far above the best, 25; try a smaller rate.", free.Why.Sentence());
        Assert.Equal(new Stop.Steps(5, 5, Limit: false), Descend.Run(Bowls.Exact, Start, Rules.Gd(10), Stops.After(5)).Why);
    }

    [Fact]
    public void A_point_that_flees_while_the_loss_rises_is_diverging_however_flat_the_loss()
    {
        var flat = Line(x => x * x * 1e-6, x => -2 * x); // a slope of the wrong sign: the loss rises, slowly
        var run = Descend.Run(flat, [1], Rules.Gd(0.15));
        Assert.Equal(10, Assert.IsType<Stop.Fled>(run.Why).Step);
        Assert.Equal("diverged", run.Why.Name);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8.75, false)]
    public void Tenfold_in_ten_steps_is_the_edge(double stride, bool flees)
    {
        var slope = Line(x => x * 1e-6, _ => -stride);
        Assert.Equal(
            flees,
            Descend.Run(slope, [10], Rules.Gd(1), Stops.After(10)).Warnings is [Stop.Fled { Length: 100, LengthBefore: 10 }]
        );
    }

    [Theory]
    [InlineData("nesterov(lr=0.1)")]
    [InlineData("momentum(lr=0.1)")]
    [InlineData("adam(lr=0.5)")]
    [InlineData("rmsprop(lr=0.1)")]
    public void A_swing_through_the_minimum_is_no_divergence(string method)
    {
        var loss = GdScript.Kernels.Kernel.For(Gradient.Of(Formulas.Read("x^2/20 + y^2")));
        var run = Descend.Run(Oracle.Exact(loss), [-7, 2], MethodText.Parse(method).Value, new Stops());
        Assert.True(run.Why.Well, run.Why.Sentence());
        Assert.True(run.Best.Loss < 1e-50);
    }

    [Fact]
    public void A_long_way_downhill_is_no_divergence() =>
        Assert.Empty(Descend.Run(Line(x => -x, _ => -1), [1e-3], Rules.Gd(1), Stops.After(100)).Warnings);

    [Fact]
    public void An_interrupted_run_has_its_point()
    {
        using var source = new CancellationTokenSource();
        var run = Descend.Run(Bowls.Exact, Start, Rules.Gd(0.1), Stops.After(100), (in Glance at) => Cancel(at.Step), source.Token);
        Assert.Equal(new Stop.Interrupted(7), run.Why);
        Bits.Same(Walk.From(Bowls.Exact, Start, Rules.Gd(0.1)).ElementAt(7), run.Last);

        void Cancel(long step)
        {
            if (step == 7)
                source.Cancel();
        }
    }

    [Fact]
    public void The_best_point_is_kept_where_the_last_one_is_worse()
    {
        var run = Descend.Run(Bowls.Exact, [0.3, 0], Rules.Gd(1, normalize: true), Stops.After(2));
        Assert.Equal((0, 0.09), (run.Best.Step, run.Best.Loss));
        Assert.Equal(2, run.Last.Step);
    }

    [Fact]
    public void A_start_of_the_wrong_size_is_our_own_mistake() =>
        Assert.Throws<ArgumentException>(() => Descend.Run(Bowls.Exact, [1], Rules.Gd()));

    [Fact]
    public void A_state_of_another_method_is_refused()
    {
        var state = Descend.Run(Bowls.Exact, Start, Samples.Heavy(0.5) | Rules.Gd(), Stops.After(3)).State;
        Assert.Throws<ArgumentException>(() => Descend.On(Bowls.Exact, state, Rules.Gd()));
    }

    [Fact]
    public void A_point_that_is_not_finite_is_never_the_best()
    {
        var cliff = Oracle.Exact(1, x => x[0] > 0 ? 1 : 0, (x, g) => (g[0] = x[0] > 0 ? 1e308 : 0) is 0 ? 0 : 1);
        var run = Descend.Run(cliff, [1], Rules.Gd(10), Stops.After(1));
        Assert.Equal((double.NegativeInfinity, 0), (run.Last.Point[0], run.Best.Step));
        Assert.Equal([1], run.Best.Point.AsEnumerable());
    }
}
