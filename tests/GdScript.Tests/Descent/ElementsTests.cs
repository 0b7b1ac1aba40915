using GdScript.Descent;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>What makes a walk fast changes no bit of it.</summary>
public class ElementsTests
{
    private const int Size = 7;

    public static TheoryData<string> Texts =>
        [
            .. Samples
                .Texts.Where(t => !new[] { "clip(", "normalize", "polyak", "perturb" }.Any(t.Contains))
                .Where(t => !MethodText.Parse(t).Value.Rule.Whole),
            "sgd(lr=0.1, momentum=0.9, dampening=0.2, weight_decay=0.1)",
            "adam(lr=0.1, weight_decay=0.1, amsgrad=true)",
            "rmsprop(lr=0.1, momentum=0.5, centered=true)",
            "rmsprop(lr=0.1, momentum=0.5, centered=true, compat=optax)",
        ];

    /// <summary>Seven numbers are four side by side and three alone.</summary>
    [Theory, MemberData(nameof(Texts))]
    public void A_number_moves_as_if_it_were_alone(string text)
    {
        var method = MethodText.Parse(text).Value;
        double[] start = [.. Enumerable.Range(0, Size).Select(i => Chance.Normal(1, 0, i))];
        double[] weights = [.. Enumerable.Range(0, Size).Select(i => 0.1 + Chance.Uniform(2, 0, i))];
        var together = Walk.From(Squares(weights), start, method).Take(40).ToList();
        for (var i = 0; i < Size; i++)
            Bits.Same(
                Walk.From(Squares([weights[i]]), [start[i]], method).Take(40).Select(f => f.Point[0]),
                together.Select(f => f.Point[i])
            );
    }

    private static Oracle Squares(double[] weights) =>
        Oracle.Exact(
            weights.Length,
            x => 0,
            (x, g) =>
            {
                for (var i = 0; i < g.Length; i++)
                    g[i] = weights[i] * x[i] - 0.01;
                return 0;
            }
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(29)]
    [InlineData(47)]
    [InlineData(5000)]
    public void A_length_taken_on_the_way_is_the_length(int n)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => Chance.Normal(1, 0, i))];
        double[] slope = [.. Enumerable.Range(0, n).Select(i => Chance.Normal(2, 0, i))];
        double[] step = [.. slope.Select(s => s * -0.3)];
        double[] end = [.. x.Zip(step, (a, b) => a + b)];
        var (move, next) = (new double[n], new double[n]);
        Bits.Same([Norms.Two(end)], [Norms.Fallen(x, slope, -0.3, move, next)]);
        Bits.Same(step.Concat(end), move.Concat(next));
        Bits.Same([Norms.Two(end)], [Norms.Moved(x, step, next)]);
        Bits.Same(end, next);
        Bits.Same([Norms.Two(x)], [Norms.Copied(x, next)]);
        Bits.Same(x, next);
    }

    [Fact]
    public void Powers_worked_out_ahead_are_the_powers()
    {
        var ahead = new Powers();
        foreach (var t in Enumerable.Range(1, 200).Concat([5, 6, 7, 1_000_000, 3, 1_000_001]))
        foreach (var b in new[] { 0.9, 0.999, 0, 0.5, t / 300.0 })
            Bits.Same([1 - Elementary.Pow(b, t)], [Powers.Rest(ahead, b, t)]);
    }

    [Fact]
    public void A_run_that_ends_before_a_step_made_ahead_shows_nothing_of_it()
    {
        var run = Descend.Run(Bowls.Exact, [-3, 4], Rules.Gd(0.25), Stops.After(1));
        Bits.Same([-1.5, 2], run.Last.Point);
        Bits.Same([-3, 4], run.Last.Gradient);
        Assert.Equal((5, 1L, 0.25), (run.Last.GradientNorm, run.Evaluations.Gradients - 1, run.Last.Rate));
    }
}
