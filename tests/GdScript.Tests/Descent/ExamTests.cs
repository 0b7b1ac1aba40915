using GdScript.Data;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using GdScript.Traces;
using Xunit;

namespace GdScript.Tests.Descent;

public class ExamTests
{
    private static readonly Table Rows = Table.Of(
        ("u", [.. Enumerable.Range(0, 20).Select(i => i / 5.0)]),
        ("v", [.. Enumerable.Range(0, 20).Select(i => 3 * (i / 5.0) - 1 + (i % 3 - 1) / 2.0)])
    );

    private static readonly Formula Loss = FormulaText.Parse("column u, v; param w, b; rowmean((w*u + b - v)^2)").Value.With(Rows);
    private static readonly Method Sgd = MethodText.Parse("sgd(lr=0.02)").Value;

    private static BatchOracle Oracle(int size) => new(Loss, Rows, size, seed: 7);

    private static Exam Exam(int size, long? patience = null) =>
        new("loss over all rows", Kernel.For(Loss.WithRoots(Loss.Root)).Value, new Batching(20, size).PerEpoch) { Patience = patience };

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(20)]
    public void The_steps_of_an_epoch_deal_out_every_row(int size)
    {
        var batching = new Batching(20, size);
        Assert.Equal(20, Enumerable.Range(0, batching.PerEpoch).Sum(t => batching.CountOf(3 * batching.PerEpoch + t)));
        Assert.Equal((3, 0), (batching.EpochOf(3 * batching.PerEpoch), batching.NumberOf(3 * batching.PerEpoch)));
    }

    [Fact]
    public void The_best_point_is_the_one_of_the_lowest_judged_loss_at_an_epochs_end()
    {
        var lowest = (Step: -1L, Loss: double.PositiveInfinity);
        var judge = Kernel.For(Loss.WithRoots(Loss.Root));
        void See(in Glance at)
        {
            if (at.Step % 4 == 0 && judge.Value(at.Point) is var loss && loss < lowest.Loss)
                lowest = (at.Step, loss);
        }
        var run = Descend.Run(Oracle(6), [0, 0], Sgd, Stops.After(403) with { Exam = Exam(6) }, See);
        Assert.Equal(lowest, (run.Best.Step, run.Best.Loss));
        Assert.Equal(0, run.Best.Step % 4);
    }

    [Fact]
    public void Patience_counts_epochs()
    {
        var run = Descend.Run(Oracle(6), [0, 0], Sgd, new Stops { Exam = Exam(6, patience: 5) });
        var why = Assert.IsType<Stop.Unimproved>(run.Why);
        Assert.Equal(20, run.Steps - why.BestStep);
        Assert.Contains("loss over all rows below", why.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_run_keeps_what_the_exam_found()
    {
        var stops = new Stops { Exam = Exam(6, patience: 5) };
        var whole = Descend.Run(Oracle(6), [0, 0], Sgd, stops);
        var half = Descend.Run(Oracle(6), [0, 0], Sgd, stops with { Steps = whole.Steps - 7 });
        var rest = Descend.Resume(Oracle(6), half.State, Sgd, stops);
        Assert.Equal(whole.Why, rest.Why);
        Bits.Same(whole.Last, rest.Last);
        Assert.Equal(whole.Best.Step, rest.Best.Step);
    }

    [Fact]
    public void A_batch_of_all_rows_is_the_full_batch_bit_for_bit()
    {
        var plain = GdScript.Descent.Oracle.Exact(Kernel.For(GdScript.Calculus.Gradient.Of(Loss)));
        Assert.Equal(Written(plain), Written(Oracle(20)));
        Assert.Equal(Written(plain), Written(Oracle(21)));
        Assert.NotEqual(Written(plain), Written(Oracle(19)));
    }

    [Fact]
    public void A_trace_says_the_batch_of_each_row()
    {
        var text = Written(Oracle(6));
        Assert.Contains("exact(batch=6, seed=7)", text, StringComparison.Ordinal);
        Assert.Matches(@"\n +5 +0\.02 +1:1 ", text);
        Assert.Equal(text, Written(Oracle(6)));
    }

    /// <summary>A batch says little of whether the loss still falls, so a rate over batches is cut by what judges, and patience counts epochs.</summary>
    [Fact]
    public void A_plateau_over_batches_is_one_of_the_loss_that_judges()
    {
        var method = MethodText.Parse("sgd(lr=plateau(0.02, patience=1, factor=0.5, threshold=0.3))").Value;
        var stops = Stops.After(121) with { Exam = Exam(6) };
        var judge = Kernel.For(Loss.WithRoots(Loss.Root));
        var (rate, best, bad) = (0.02, double.NaN, 0);
        var cuts = 0;
        void See(in Glance at)
        {
            if (at.Step > 0)
                Assert.Equal(rate, at.Rate);
            if (at.Step % 4 != 0)
                return;
            var loss = judge.Value(at.Point);
            (best, bad) = at.Step == 0 || loss < best - 0.3 * Math.Abs(best) ? (loss, 0) : (best, bad + 1);
            if (bad > 1)
                (rate, bad, cuts) = (rate * 0.5, 0, cuts + 1);
        }
        var run = Descend.Run(Oracle(6), [0, 0], method, stops, See);
        Assert.InRange(cuts, 2, 20);
        foreach (var cut in new[] { 1, 40, 42, 100 })
        {
            var half = Descend.Run(Oracle(6), [0, 0], method, stops with { Steps = cut });
            Bits.Same(run.Last, Descend.Resume(Oracle(6), half.State, method, stops).Last);
        }
    }

    /// <summary>One row in twenty is a million times off: the batch that has it is far above the best, the walk is not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_hard_batch_is_no_divergence(bool judged)
    {
        var rows = Table.Of(("u", [.. Enumerable.Repeat(1.0, 20)]), ("v", [1e3, .. Enumerable.Repeat(0.0, 19)]));
        var loss = FormulaText.Parse("column u, v; param w; rowmean((w*u - v)^2)").Value.With(rows);
        var exam = judged ? new Exam("loss over all rows", Kernel.For(loss.WithRoots(loss.Root)).Value, 20) : null;
        var stops = new Stops { Exam = exam };
        var run = Descend.Run(new BatchOracle(loss, rows, 1, 7), [0], MethodText.Parse("sgd(lr=1e-3)").Value, stops);
        Assert.IsType<Stop.Steps>(run.Why);
        var half = Descend.Run(new BatchOracle(loss, rows, 1, 7), [0], MethodText.Parse("sgd(lr=1e-3)").Value, stops with { Steps = 777 });
        Assert.Equal(half.State.Smooth.IsEmpty, judged);
        var rest = Descend.Resume(new BatchOracle(loss, rows, 1, 7), half.State, MethodText.Parse("sgd(lr=1e-3)").Value, stops);
        Bits.Same(run.State.Smooth, rest.State.Smooth);
        var wild = Descend.Run(new BatchOracle(loss, rows, 1, 7), [1], MethodText.Parse("sgd(lr=1.5)").Value, stops);
        Assert.True(wild.Why is Stop.Diverged or Stop.Fled, wild.Why.Sentence());
    }

    [Fact]
    public void An_exam_allocates_nothing()
    {
        var (oracle, exam) = (Oracle(6), Exam(6, patience: 1_000_000));
        Assert.Equal(
            Laws.Allocation.Of(() => Descend.Run(oracle, [0, 0], Sgd, Stops.OnlyAfter(200) with { Exam = exam })),
            Laws.Allocation.Of(() => Descend.Run(oracle, [0, 0], Sgd, Stops.OnlyAfter(400) with { Exam = exam }))
        );
    }

    private static string Written(Oracle oracle)
    {
        var header = TraceHeader.Of("line", Loss.Parameters, [], oracle, [0, 0], Sgd, Elementary.Version);
        return TraceText.Of(Trace.Of(header, oracle, [0, 0], Sgd, Stops.After(30)).Trace);
    }
}
