using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Tests.Descent;
using GdScript.Traces;
using Xunit;

namespace GdScript.Tests.Traces;

public class CheckpointTests
{
    private static readonly ImmutableArray<Parameter> Pair = [new("x0", Shape.Scalar), new("x1", Shape.Scalar)];

    private static readonly double[] Start = [-3, 4];

    /// <summary>A walk that overshoots, rests in between and warns twice.</summary>
    private static readonly Method Method = Rules.Gd(0.99);

    private static TraceHeader Header => TraceHeader.Of("x0*x0 + x1*x1", Pair, [], Bowls.Narrow, Start, Method, "test");

    public static TheoryData<TraceFormat, Detail> EveryWay()
    {
        var ways = new TheoryData<TraceFormat, Detail>();
        foreach (var format in Enum.GetValues<TraceFormat>())
        foreach (var detail in Enum.GetValues<Detail>())
            ways.Add(format, detail);
        return ways;
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void A_walk_broken_off_at_any_step_ends_with_the_same_bytes(TraceFormat format, Detail detail)
    {
        var whole = Whole(format, detail, 90, out _);
        for (var at = 0; at < 90; at += 1 + at / 15)
            Assert.Equal(whole, Resumed(format, detail, 90, at));
    }

    [Fact]
    public void So_does_a_long_one_whose_columns_are_settled()
    {
        var whole = Whole(TraceFormat.Text, Detail.Full, 600, out _);
        foreach (var at in new[] { 254, 255, 256, 257, 300, 599 })
            Assert.Equal(whole, Resumed(TraceFormat.Text, Detail.Full, 600, at));
    }

    /// <summary>The bytes of a walk of <paramref name="steps"/>, and a checkpoint as a file for each step but the last.</summary>
    private static string Whole(TraceFormat format, Detail detail, int steps, out byte[][] files, int only = -1)
    {
        var saved = new List<byte[]>();
        using var stream = new MemoryStream();
        using var sink = TraceSink.For(format, Header, stream);
        using var recorder = new Recorder(detail, Header.ElementNames, sink, resumable: true);
        var run = Descend.Run(Bowls.Narrow, Start, Method, Stops.After(steps), See);
        recorder.End(run);
        files = [.. saved];
        return Encoding.UTF8.GetString(stream.ToArray());

        void See(in Glance at)
        {
            recorder.See(at);
            if (at.Step == only && !at.Ends)
                saved.Add(new Checkpoint(["order"], stream.Length, at.State(), recorder.State, sink.State).ToBytes());
        }
    }

    private static string Resumed(TraceFormat format, Detail detail, int steps, int at)
    {
        var text = Whole(format, detail, steps, out var files, at);
        var from = Checkpoint.Of(Assert.Single(files)).Value;
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes(text).AsSpan(0, (int)from.Length));
        using var sink = TraceSink.For(format, Header, stream, from.Sink);
        using var recorder = new Recorder(detail, Header.ElementNames, sink, resumable: true, from.Recorder);
        recorder.End(Descend.Resume(Bowls.Narrow, from.State, Method, Stops.After(steps), recorder.See));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void A_damaged_checkpoint_is_noticed_whatever_bit_flips()
    {
        Whole(TraceFormat.Text, Detail.Thin, 3, out var files, 2);
        var file = Assert.Single(files);
        Assert.True(Checkpoint.Of(file).Is(out _, out _));
        for (var i = 0; i < file.Length; i += 7)
        {
            var damaged = file.ToArray();
            damaged[i] ^= 4;
            Assert.StartsWith("GDS703", Checkpoint.Of(damaged).Problem?.Id, StringComparison.Ordinal);
        }
        Assert.Equal("GDS7031", Checkpoint.Of(file[..^1]).Problem?.Id);
        Assert.Equal("GDS7030", Checkpoint.Of([]).Problem?.Id);
        byte[] foreign = [.. "GDSCHK01"u8, 1, 2, 3];
        Assert.Equal("GDS7032", Checkpoint.Of([.. foreign, .. SHA256.HashData(foreign)]).Problem?.Id);
    }

    [Fact]
    public void A_state_keeps_every_bit_and_every_kind_of_warning()
    {
        var frame = new Frame(7, -0.0, double.NaN, [double.Epsilon], double.PositiveInfinity, [-0.0], []);
        var warnings = Cases().ToImmutableArray();
        var state = new State(frame, new Spot(1, 2, [3]), 4, new Evaluations(5, 6), warnings, [double.NaN]);
        var read = RecordBytes.To<State>(RecordBytes.Of(state));
        Assert.Equal<Stop>([.. warnings], [.. read.Warnings]);
        Bits.Same(frame, read.Last);
        Assert.Equal(RecordBytes.Of(state), RecordBytes.Of(read));
        Assert.True(warnings.Length >= 7);
    }

    /// <summary>One of each reason to stop, its numbers counted up.</summary>
    private static IEnumerable<Stop> Cases()
    {
        foreach (var type in typeof(Stop).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Stop))))
        {
            var maker = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
            yield return (Stop)maker.Invoke([.. maker.GetParameters().Select((p, i) => Some(p.ParameterType, i + 1))]);
        }
    }

    private static object? Some(Type type, int i) =>
        type == typeof(long) ? (long)i
        : type == typeof(int) ? i
        : type == typeof(double) ? i / 3.0
        : type == typeof(bool) ? true
        : type == typeof(string) ? "é\n"
        : type.IsEnum ? Enum.ToObject(type, 1)
        : null;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(119)]
    [InlineData(1000)]
    public void Our_hash_is_the_standard_one_also_when_it_is_taken_up_again(int length)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
        var expected = Convert.ToHexStringLower(SHA256.HashData(data));
        for (var cut = 0; cut <= length; cut += 1 + length / 50)
        {
            var first = new Sha256();
            first.Add(data.AsSpan(0, cut));
            var second = new Sha256(first.State);
            second.Add(data.AsSpan(cut));
            Assert.Equal(expected, second.End());
        }
    }
}
