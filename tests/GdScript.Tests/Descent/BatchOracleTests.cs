using GdScript.Data;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Descent;

public class BatchOracleTests
{
    private static readonly Table Rows = Table.Of(
        ("u", [.. Enumerable.Range(0, 50).Select(i => i / 10.0)]),
        ("v", [.. Enumerable.Range(0, 50).Select(i => 3 * (i / 10.0) - 1)])
    );

    private static BatchOracle Oracle(int size) => new(Loss, Rows, size, seed: 7);

    private static Formula Loss => FormulaText.Parse("column u, v; param w, b; rowmean((w*u + b - v)^2)").Value.With(Rows);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(50)]
    public void Single_samples_batches_and_the_full_batch_find_the_line(int size)
    {
        var run = Descend.Run(Oracle(size), [0, 0], MethodText.Parse("sgd(lr=0.03)").Value, Stops.After(4000));
        Assert.Equal(3, run.Last.Point[0], 1e-3);
        Assert.Equal(-1, run.Last.Point[1], 1e-3);
    }

    [Fact]
    public void A_resumed_walk_sees_the_same_rows()
    {
        var method = MethodText.Parse("momentum(lr=0.01)").Value;
        var whole = Descend.Run(Oracle(16), [0, 0], method, Stops.After(31));
        var half = Descend.Run(Oracle(16), [0, 0], method, Stops.After(13));
        Bits.Same(whole.Last, Descend.On(Oracle(16), half.State, method, Stops.After(18)).Last);
    }

    [Fact]
    public void An_epoch_sees_every_row_once()
    {
        var (oracle, x) = (Oracle(16), new double[] { 1, 2 });
        var sizes = new[] { 16, 16, 16, 2 };
        Assert.Equal(4, oracle.PerEpoch);
        var mean = Enumerable.Range(0, 4).Sum(t => oracle.Value(4 + t, x) * sizes[t]) / 50;
        Assert.Equal(oracle.Value(x), mean, 1e-12);
        Assert.NotEqual(oracle.Value(4, x), oracle.Value(5, x));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var (oracle, method) = (Oracle(1), MethodText.Parse("sgd(lr=0.001)").Value);
        Assert.Equal(
            Laws.Allocation.Of(() => Descend.Run(oracle, [0, 0], method, Stops.OnlyAfter(200))),
            Laws.Allocation.Of(() => Descend.Run(oracle, [0, 0], method, Stops.OnlyAfter(400)))
        );
    }
}
