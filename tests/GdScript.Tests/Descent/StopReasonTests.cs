using GdScript.Descent;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>The reasons a person may ask for, each with the numbers that triggered it.</summary>
public class StopReasonTests
{
    private static readonly double[] Start = [-3, 4];

    private static Stop Why(Stops stops, string method = "gd(lr=0.1)") =>
        Descend.Run(Bowls.Exact, Start, MethodText.Parse(method).Value, stops).Why;

    [Fact]
    public void A_gradient_shorter_than_at_the_start() =>
        Assert.Equal(
            "gradient",
            Assert.IsType<Stop.Flat>(Why(new Stops { RelativeGradient = 1e-3 })) is { Tolerance: 0.01, GradientNorm: <= 0.01 } f
                ? f.Name
                : ""
        );

    [Fact]
    public void A_step_short_enough()
    {
        Assert.True(Why(new Stops { StepLength = 1e-4 }) is Stop.Short { Step: > 10, Length: <= 1e-4, Tolerance: 1e-4 });
        Assert.True(Why(new Stops { RelativeStep = 0.3 }) is Stop.Short { Step: 1 });
    }

    [Fact]
    public void Ten_steps_that_changed_the_loss_too_little()
    {
        Assert.True(Why(new Stops { LossChange = 1e-6 }) is Stop.Level { Change: <= 1e-6, Step: > 10 });
        Assert.True(Why(new Stops { RelativeChange = 1 }) is Stop.Level { Step: 10 });
    }

    [Fact]
    public void A_loss_low_enough() => Assert.True(Why(new Stops { Target = 1 }) is Stop.Target { Loss: <= 1, Wanted: 1, Step: 8 });

    [Fact]
    public void No_new_best_for_too_long() =>
        Assert.Equal(new Stop.NoProgress(10, 10, 25, 0), Why(new Stops { Patience = 10, Steps = 100 }, "gd(lr=1)"));

    [Fact]
    public void Asked_often_enough() => Assert.Equal(new Stop.Asked(6, 7, 7), Why(new Stops { Evaluations = 7 }));

    [Fact]
    public void A_rate_cut_too_small() =>
        Assert.True(
            Why(new Stops { LeastRate = 1e-2 }, "gd(lr=step(0.1, size=5, gamma=0.5))") is Stop.RateBelow { Step: 21, Rate: 0.00625 }
        );

    [Fact]
    public void Nothing_left_to_gain_is_0_whatever_its_sign() =>
        Assert.EndsWith("by no more than about 0.", new Stop.Converged(3, 0, -0.0).Sentence(), StringComparison.Ordinal);

    [Fact]
    public void The_caller_says_so() =>
        Assert.Equal(new Stop.OutOfTime(3, 1.5), Why(new Stops { Callback = step => step == 3 ? new Stop.OutOfTime(3, 1.5) : null }));

    [Fact]
    public void Round_in_circles_to_the_last_bit() => Assert.True(Why(Stops.Default, "gd(lr=1)") is Stop.Cycle { Length: 2 }); // from (−3, 4) to (3, −4) and back

    [Fact]
    public void With_steps_a_circle_only_warns() =>
        Assert.Equal(["cycle"], Descend.Run(Bowls.Exact, Start, Rules.Gd(1), Stops.After(50)).Warnings.Select(w => w.Name));

    [Fact]
    public void A_resumed_run_notices_the_same_circle()
    {
        var half = Descend.Run(Bowls.Exact, Start, Rules.Gd(1), Stops.After(3));
        Assert.Equal(Why(Stops.Default, "gd(lr=1)").Name, Descend.On(Bowls.Exact, half.State, Rules.Gd(1)).Why.Name);
    }

    [Fact]
    public void No_lower_point_is_stuck()
    {
        var liar = Oracle.Exact(1, x => x[0], (x, g) => (g[0] = -1) + 1 + x[0]); // the slope points the wrong way
        Assert.True(Descend.Run(liar, [1], MethodText.Parse("bfgs").Value).Why is Stop.Stuck { GradientNorm: 1, Well: false });
    }

    [Fact]
    public void Every_reason_says_its_numbers()
    {
        Stop[] all =
        [
            new Stop.Converged(3, 1e-9, 1e-20),
            new Stop.Stuck(3, 2, "no lower point was found"),
            new Stop.Saddle(3, 0, -2),
            new Stop.Plateau(3, 0, 0),
            new Stop.Target(3, 0.5, 1),
            new Stop.Short(3, 0.25, 0.5),
            new Stop.Level(3, 0.25, 0.5),
            new Stop.NoProgress(30, 10, 0.5, 20),
            new Stop.Asked(3, 7, 5),
            new Stop.OutOfTime(3, 1.5),
            new Stop.RateBelow(3, 0.001, 0.01),
            new Stop.Cycle(9, 2, 0.5),
        ];
        Assert.Equal(all.Length, all.Select(s => s.Name).Distinct().Count());
        Assert.Equal(
            "No loss below 0.5 (step 20) in the last 10 steps, after 30 steps. | The rate 0.001 fell below 0.01 after 3 steps. | Going round in circles after 9 steps: every 2 steps the walk is where it was, to the last bit; the best loss is 0.5.",
            string.Join(" | ", all.Where(s => s is Stop.NoProgress or Stop.RateBelow or Stop.Cycle).Select(s => s.Sentence()))
        );
        Assert.All(all, s => Assert.EndsWith(".", s.Sentence(), StringComparison.Ordinal));
    }
}
