using Xunit;

namespace GdScript.MathNet.Tests;

public sealed class DeepStackTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly DeepStack stack = new(mostLeft: 2);

    [Fact]
    public void What_comes_back_in_time_is_the_answer_however_often() =>
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(i, stack.Run(() => Results.Of(i), Timeout.InfiniteTimeSpan).Value));

    [Fact]
    public void What_it_throws_is_thrown() =>
        Assert.Throws<FormatException>(() => stack.Run<int>(() => throw new FormatException(), Timeout.InfiniteTimeSpan));

    [Fact]
    public void It_goes_as_deep_as_a_tree_may_be() =>
        Assert.Equal(100_000, stack.Run(() => Results.Of(Depth(100_000)), Timeout.InfiniteTimeSpan).Value);

    /// <summary>Each call that was given up keeps a thread: there may be two of them, and when they end there may be others.</summary>
    [Fact]
    public void No_more_are_left_behind_than_may_be()
    {
        using var open = new ManualResetEventSlim();
        Result<int> Waiting()
        {
            open.Wait();
            return 1;
        }

        Assert.Equal("GDS7109", stack.Run(Waiting, Soon).Problem!.Id);
        Assert.Equal("GDS7109", stack.Run(Waiting, Soon).Problem!.Id);
        var refused = stack.Run(() => Results.Of(1), Timeout.InfiniteTimeSpan).Problem!;
        open.Set();

        Assert.Equal("GDS7113", refused.Id);
        Assert.StartsWith("2 calls of MathNet.Symbolics that were given up are still running", refused.What, StringComparison.Ordinal);
        Assert.True(
            SpinWait.SpinUntil(() => stack.Run(() => Results.Of(1), Timeout.InfiniteTimeSpan).Problem is null, TimeSpan.FromMinutes(1))
        );
    }

    private static int Depth(int levels) => levels == 0 ? 0 : 1 + Depth(levels - 1);
}
