using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Tests.Descent;
using GdScript.Traces;
using Xunit;

namespace GdScript.Tests.Traces;

/// <summary>The heap is everybody's, so nothing may run beside this.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public class AloneCollection;

[Collection("alone")]
public class LongWalkTests
{
    private static readonly ImmutableArray<Parameter> Pair = [new("x0", Shape.Scalar), new("x1", Shape.Scalar)];

    private static readonly double[] Start = [-3, 4];

    private static TraceHeader Header => TraceHeader.Of("x0*x0 + x1*x1", Pair, [], Bowls.Narrow, Start, Rules.Gd(1e-9), "test");

    /// <summary>GDS_NIGHTLY=1 asks for the long run.</summary>
    private static readonly int Many = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 10_000_000 : 100_000;

    [Fact]
    public void A_long_walk_with_its_trace_and_hash_holds_no_more_memory_than_a_short_one()
    {
        var (before, after, steps) = (0L, 0L, Many);
        using var sink = TraceSink.For(TraceFormat.Csv, Header, Stream.Null);
        using var recorder = new Recorder(Detail.Thin, Header.ElementNames, sink);
        Descend.Run(Bowls.Narrow, Start, Rules.Gd(1e-9), Stops.After(steps), See);
        Assert.InRange(after - before, long.MinValue, 1 << 20);

        void See(in Glance at)
        {
            recorder.See(at);
            if (at.Step == 1000)
                before = GC.GetTotalMemory(forceFullCollection: true);
            if (at.Step == steps)
                after = GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
