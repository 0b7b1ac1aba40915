using GdScript.Cli.Walking;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

public class ProgressTests
{
    [Theory]
    [InlineData("step 1,200 of 4,800 (25%), loss 0.5, about 30 s left", 1200, 4800L, 0, 10)]
    [InlineData("step 1,200 of 4,800 (25%), loss 0.5, about 10 min left", 1200, 4800L, 0, 200)]
    [InlineData("step 1,200 of 4,800 (25%), loss 0.5, about 30 h left", 1200, 4800L, 0, 36000)]
    [InlineData("step 1,200 of 4,800 (25%), loss 0.5, about 3 min left", 1200, 4800L, 1180, 1)]
    [InlineData("step 1 of 9,000,000,000,000,000,000 (0%), loss 0.5, about 5000000000000000 h left", 1, 9_000_000_000_000_000_000L, 0, 2)]
    [InlineData("step 7, loss 0.5", 7, null, 0, 2)]
    [InlineData("step 0 of 10 (0%), loss 0.5", 0, 10L, 0, 2)]
    public void A_line_says_how_far_it_is_and_how_long_it_will_take(string line, long step, long? most, long from, double seconds) =>
        Assert.Equal(line, Progress.Line(step, most, from, 0.5, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_pipe_sees_no_progress()
    {
        using var err = new StringWriter();
        using (new Progress(new GdScript.Cli.Edge.Io(TextWriter.Null, err, TextReader.Null), _ => "seen"))
            Thread.Sleep(1_300);
        Assert.Equal("", err.ToString());
    }

    /// <summary>However long a busy machine lets its timers wait, the line comes, and goes.</summary>
    [Fact]
    public void A_terminal_sees_one_line_after_a_second_and_it_is_taken_away()
    {
        using var err = new StringWriter();
        using var asked = new CountdownEvent(2);
        string Seen()
        {
            if (!asked.IsSet)
                asked.Signal();
            return "seen";
        }
        using (new Progress(new GdScript.Cli.Edge.Io(TextWriter.Null, err, TextReader.Null, null, Watched: true), _ => Seen()))
            Assert.True(asked.Wait(TimeSpan.FromSeconds(60)));
        Assert.StartsWith("\rseen", err.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r    \r", err.ToString(), StringComparison.Ordinal);
    }
}
