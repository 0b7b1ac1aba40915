using GdScript.Descent;
using GdScript.Tests.Laws;
using Xunit;

namespace GdScript.Tests.Descent;

public class LawTests
{
    private static readonly double[] Start = [-3, 4];

    public static TheoryData<string> Texts => [.. Samples.Methods.Select(m => m.Text)];

    [Theory, MemberData(nameof(Texts))]
    public void Every_method_reaches_the_bottom_of_a_bowl(string text)
    {
        var run = Descend.Run(Bowls.Exact, Start, Named(text), Stops.After(300));
        Assert.InRange(run.Best.Loss, 0, 0.0101); // a step of fixed length 0.1 circles the bottom at that distance
    }

    [Theory, MemberData(nameof(Texts))]
    public void Every_method_walks_the_same_way_twice(string text)
    {
        var walk = Walk.From(Bowls.Narrow, Start, Named(text)).Take(50);
        foreach (var (first, second) in walk.Zip(Walk.From(Bowls.Narrow, Start, Named(text))))
            Bits.Same(first, second);
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_walk_goes_on_from_any_frame_as_if_never_interrupted(string text)
    {
        var whole = Walk.From(Bowls.Narrow, Start, Named(text)).Take(30).ToList();
        foreach (var cut in new[] { 0, 1, 17 })
        foreach (var (expected, actual) in whole[(cut + 1)..].Zip(Walk.On(Bowls.Narrow, whole[cut], Named(text))))
            Bits.Same(expected, actual);
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_run_of_n_and_m_steps_is_a_run_of_n_resumed_for_m(string text)
    {
        foreach (var (n, m) in new[] { (0, 25), (1, 24), (12, 13), (25, 0) })
        {
            var whole = Descend.Run(Bowls.Narrow, Start, Named(text), Stops.After(n + m));
            var half = Descend.Run(Bowls.Narrow, Start, Named(text), Stops.After(n));
            var rest = Descend.On(Bowls.Narrow, half.State, Named(text), Stops.After(m));
            Bits.Same(whole.Last, rest.Last);
            Bits.Same(whole.Best.Point, rest.Best.Point);
            Bits.Same(whole.State.Window, rest.State.Window);
            Assert.Equal(
                (whole.Steps, whole.Best.Step, whole.Best.Loss, whole.State.FirstLoss, whole.Evaluations),
                (rest.Steps, rest.Best.Step, rest.Best.Loss, rest.State.FirstLoss, rest.Evaluations)
            );
            Assert.Equal(whole.Warnings.ToArray(), rest.Warnings.ToArray());
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_run_is_the_walk_cut_off(string text)
    {
        var run = Descend.Run(Bowls.Narrow, Start, Named(text), Stops.After(20));
        Bits.Same(Walk.From(Bowls.Narrow, Start, Named(text)).ElementAt(20), run.Last);
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_memory_has_exactly_the_size_it_says(string text)
    {
        var rule = Named(text).Rule;
        for (var n = Named(text).Size ?? 1; n <= (Named(text).Size ?? 3); n++)
        {
            var memory = rule.Begin(new double[n]);
            Assert.Equal((rule.Squares * n + rule.Slots) * n + rule.Scalars, memory.Length);
            Assert.Equal(rule.Links.Sum(l => l.MemoryFor(n)), memory.Length);
            var (move, x) = (new double[n], new double[n]);
            var oracle = Oracle.Exact(n, _ => 0, (_, _) => 0);
            rule.Turn(
                new Step
                {
                    T = 1,
                    X = x,
                    Gradient = move,
                    Value = 0,
                    Rate = 0.1,
                    Oracle = oracle,
                },
                move,
                memory
            );
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_step_allocates_nothing(string text)
    {
        var method = Named(text);
        var (oracle, steps) = method.Rule.Whole ? (Bowls.Valley, 6) : (Bowls.Slope, 200); // what solves is soon done
        Assert.Equal(
            Allocation.Of(() => Descend.Run(oracle, Start, method, Stops.OnlyAfter(steps))),
            Allocation.Of(() => Descend.Run(oracle, Start, method, Stops.OnlyAfter(2 * steps)))
        );
    }

    [Fact]
    public void A_measured_step_allocates_nothing_either()
    {
        var start = new double[100];
        start[3] = 1;
        var oracle = Oracle.Numeric(100, x => x[3] * x[3]);
        Assert.Equal(
            Allocation.Of(() => Descend.Run(oracle, start, Rules.Gd(0.1), Stops.OnlyAfter(300))),
            Allocation.Of(() => Descend.Run(oracle, start, Rules.Gd(0.1), Stops.OnlyAfter(600)))
        );
    }

    [Fact]
    public void Chains_are_associative()
    {
        var (a, b, c) = (Samples.Heavy(0.5), Samples.Fade(), Samples.Warm());
        var (left, right, flat) = ((a | b) | c, a | (b | c), Rules.Chain(a, b, c));
        foreach (var chain in new[] { left, right })
        {
            Assert.Equal((flat.Name, flat.Slots, flat.Scalars), (chain.Name, chain.Slots, chain.Scalars));
            Assert.Equal(flat.Links.ToArray(), chain.Links.ToArray());
            Bits.Same(flat.Begin(Start), chain.Begin(Start));
            foreach (
                var (one, other) in Walk.From(Bowls.Exact, Start, flat | Rules.Gd(0.1))
                    .Zip(Walk.From(Bowls.Exact, Start, chain | Rules.Gd(0.1)).Take(20))
            )
                Bits.Same(one, other);
        }
    }

    [Fact]
    public void Each_link_of_a_chain_turns_what_the_one_before_it_left_and_keeps_its_own_memory()
    {
        var seen = Walk.From(Bowls.Exact, [1, 0], Rules.Chain(Samples.Heavy(0.5), Rules.Scale(3), Samples.Heavy(0)) | Rules.Gd(0.25))
            .ElementAt(1);
        Bits.Same([2, 0, 6, 0], seen.Memory); // the gradient, then three times the gradient
        Bits.Same([-0.5, 0], seen.Point);
    }

    private static Method Named(string text) => Samples.Methods.Single(m => m.Text == text);
}
