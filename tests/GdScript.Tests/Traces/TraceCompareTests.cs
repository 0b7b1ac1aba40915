using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Tests.Descent;
using GdScript.Traces;
using Xunit;

namespace GdScript.Tests.Traces;

public class TraceCompareTests
{
    private static Trace Walked(double lr, int steps = 40)
    {
        double[] start = [-3, 4];
        ImmutableArray<Parameter> pair = [new("x0", Shape.Scalar), new("x1", Shape.Scalar)];
        var method = Rules.Gd(lr) with { Text = "gd" };
        var header = TraceHeader.Of("x0*x0 + x1*x1", pair, [], Bowls.Exact, start, method, "test");
        return Trace.Of(header, Bowls.Exact, start, method, Stops.After(steps), Detail.Full).Trace;
    }

    private static string Written(Trace trace, TraceFormat format) =>
        format switch
        {
            TraceFormat.Text => TraceText.Of(trace),
            TraceFormat.Csv => TraceCsv.Of(trace),
            TraceFormat.Json => TraceJson.Of(trace, indented: true) + "\n",
            TraceFormat.JsonLines => TraceJson.Lines(trace),
        };

    private static TraceDifference? First(string a, string b, TraceFormat format) =>
        TraceCompare.First(new StringReader(a), new StringReader(b), format);

    public static TheoryData<TraceFormat> Formats() => new(Enum.GetValues<TraceFormat>());

    [Theory]
    [MemberData(nameof(Formats))]
    public void Traces_that_say_the_same_do_not_differ_whatever_the_line_ends(TraceFormat format)
    {
        var text = Written(Walked(0.1), format);
        Assert.Null(First(text, text, format));
        Assert.Null(First(text.ReplaceLineEndings("\n"), text.ReplaceLineEndings("\r\n"), format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_first_differing_step_is_named_with_the_gap_in_ulps(TraceFormat format)
    {
        var trace = Walked(0.1);
        var row = trace.Rows[7];
        var off = row with { Point = [row.Point[0], row.Point[1] + 3 * (Math.BitIncrement(row.Point[1]) - row.Point[1])] };
        var other = trace with { Rows = trace.Rows.SetItem(7, off) };
        var difference = First(Written(trace, format), Written(other, format), format);
        Assert.Equal((7L, 3UL), (difference?.Step, difference?.Ulps));
        Assert.EndsWith("x1", difference!.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_trace_that_ends_earlier_and_one_with_another_header_differ(TraceFormat format)
    {
        var (trace, longer) = (Walked(0.1), Walked(0.1, 41));
        Assert.NotNull(First(Written(trace, format), Written(longer, format), format));
        Assert.NotNull(First(Written(longer, format), Written(trace, format), format));
        var other = trace with { Header = trace.Header with { Functions = "next" } };
        var difference = First(Written(trace, format), Written(other, format), format);
        Assert.Null(difference?.Step);
        Assert.Contains("functions", difference?.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_reads_as_a_sentence()
    {
        Assert.Equal(
            "first difference at step 7, x1: stored 0.5, now 0.5000000000000001, 1 ulp apart",
            new TraceDifference(9, 7, "x1", "0.5", "0.5000000000000001", 1).Sentence
        );
        Assert.Equal("first difference at line 3: stored nothing more, now x", new TraceDifference(3, null, "", null, "x", null).Sentence);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(-0.0, 0.0, 0)]
    [InlineData(-double.Epsilon, double.Epsilon, 2)]
    [InlineData(double.MaxValue, double.PositiveInfinity, 1)]
    public void Ulps_count_the_doubles_between(double x, double y, ulong gap) =>
        Assert.Equal((gap, gap), (Ulps.Between(x, y), Ulps.Between(y, x)));
}
