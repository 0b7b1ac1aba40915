using GdScript.Calculus;
using GdScript.Data;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Data;

public class BatchesTests
{
    private static Table Numbered(int count) =>
        Table.Of(
            ("x", [.. Enumerable.Range(0, count).Select(i => (double)i)]),
            ("y", [.. Enumerable.Range(0, count).Select(i => 2.0 * i + 1)])
        );

    private static double[] Seen(Batches batches, long step)
    {
        var window = batches.At(step);
        return batches.Rows["x"].Slice(window.First, window.Count).ToArray();
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 1)]
    [InlineData(12, 4)]
    [InlineData(1, 1)]
    [InlineData(100, 7)]
    public void An_epoch_sees_every_row_once_and_the_next_one_in_another_order(int rows, int size)
    {
        var batches = Batches.Of(Numbered(rows), size, 5);
        Assert.Equal((rows + size - 1) / size, batches.PerEpoch);
        var epochs = new List<double[]>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var steps = Enumerable.Range(0, batches.PerEpoch).Select(k => Seen(batches, (long)epoch * batches.PerEpoch + k)).ToArray();
            Assert.All(steps.SkipLast(1), batch => Assert.Equal(size, batch.Length));
            Assert.Equal(rows % size == 0 ? size : rows % size, steps[^1].Length);
            epochs.Add([.. steps.SelectMany(b => b)]);
            Assert.Equal(Enumerable.Range(0, rows).Select(i => (double)i), epochs[^1].Order());
        }
        Assert.True(rows < 5 || !epochs[0].SequenceEqual(epochs[1]));
    }

    [Fact]
    public void Rows_stay_whole_and_a_step_does_not_depend_on_the_steps_before()
    {
        var (first, second) = (Batches.Of(Numbered(20), 6, 9), Batches.Of(Numbered(20), 6, 9));
        for (var step = 0; step < 17; step++)
            Seen(first, step);
        Assert.Equal(Seen(second, 17), Seen(first, 17));
        Assert.Equal(Seen(second, 2), Seen(first, 2));
        Assert.Equal(first.Rows["x"].ToArray().Select(x => 2 * x + 1), first.Rows["y"].ToArray());
        Assert.NotEqual(Seen(Batches.Of(Numbered(20), 6, 10), 0), Seen(first, 0));
    }

    /// <summary>Wide rows are brought together batch by batch, narrow ones an epoch at a time: nobody sees a difference.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    public void Wide_rows_come_in_the_order_of_narrow_ones(int size)
    {
        const int Count = 350;
        const int Width = 1_000;
        double[] wide = [.. Enumerable.Range(0, Count * Width).Select(i => (double)i)];
        double[] number = [.. Enumerable.Range(0, Count).Select(i => (double)i)];
        var table = Table.Of(("x", Shape.Scalar, number), ("image", Shape.Vector(Width), wide));
        var (narrow, batches) = (Batches.Of(Numbered(Count), size, 5), Batches.Of(table, size, 5));
        Assert.True(batches.Rows.Count < Count);
        foreach (var step in (long[])[0, 1, 2, 0, narrow.PerEpoch - 1, narrow.PerEpoch, 3L * narrow.PerEpoch + 1])
        {
            var seen = Seen(batches, step);
            Assert.Equal(Seen(narrow, step), seen);
            var window = batches.At(step);
            var images = batches.Rows["image"].Slice(window.First * Width, window.Count * Width).ToArray();
            Assert.Equal(seen.SelectMany(row => Enumerable.Range(0, Width).Select(k => row * Width + k)), images);
        }
    }

    [Fact]
    public void The_full_batch_is_the_data_in_their_order()
    {
        var (data, batches) = (Numbered(9), Batches.Of(Numbered(9), 100, 1));
        Assert.Equal((9, 1), (batches.Size, batches.PerEpoch));
        Assert.Equal(data["x"].ToArray(), Seen(batches, 41));
    }

    [Fact]
    public void The_mean_of_the_batch_gradients_of_an_epoch_is_the_gradient_and_a_step_allocates_nothing()
    {
        var loss = Gradient.Of(FormulaText.Parse("rowmean((w*x + b - y)^2)", null, [new("x"), new("y")]).Value.With(Numbered(12)));
        var batches = Batches.Of(loss.Data[0], 4, 3);
        var kernel = Kernel.For(loss).On(batches.Rows);
        var (whole, sum, part) = (new double[2], new double[2], new double[2]);
        double[] at = [0.5, 0.25];
        Kernel.For(loss).ValueAndGradient(at, whole);
        for (var step = 0; step < 3; step++)
        {
            kernel.ValueAndGradient(at, part, batches.At(step));
            (sum[0], sum[1]) = (sum[0] + part[0] / 3, sum[1] + part[1] / 3);
        }
        Assert.Equal(whole[0], sum[0], 1e-12);
        Assert.Equal(whole[1], sum[1], 1e-12);
        var t = 0L;
        Assert.Equal(0, Allocation.Of(() => kernel.ValueAndGradient(at, part, batches.At(t++))));
        Assert.Equal(
            0,
            Allocation.Of(() =>
            {
                for (var k = 0; k < 10; k++)
                    kernel.ValueAndGradient(at, part, batches.At(t++));
            })
        );
    }

    [Fact]
    public void Held_out_rows_are_the_same_for_a_seed_and_no_row_is_on_both_sides()
    {
        var split = HoldOut.Of(Numbered(50), 0.2, 11);
        Assert.Equal((40, 10), (split.Training.Count, split.Held.Count));
        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => (double)i),
            split.Training["x"].ToArray().Concat(split.Held["x"].ToArray()).Order()
        );
        Assert.Equal(split.Held["x"].ToArray().Order(), split.Held["x"].ToArray());
        Assert.Equal(split.Held["x"].ToArray(), HoldOut.Of(Numbered(50), 0.2, 11).Held["x"].ToArray());
        Assert.NotEqual(split.Held["x"].ToArray(), HoldOut.Of(Numbered(50), 0.2, 12).Held["x"].ToArray());
        Assert.Equal(1, HoldOut.Of(Numbered(2), 0.01, 1).Held.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => HoldOut.Of(Numbered(1), 0.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HoldOut.Of(Numbered(5), double.NaN, 1));
    }
}
