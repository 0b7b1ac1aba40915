using System.Collections.Immutable;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// Writes a walk down as it happens. A thin trace of a million steps is a few hundred rows: the last 20 points wait in a
/// ring, and only what is kept is copied out.
/// </summary>
public sealed class Recorder : IDisposable
{
    private const int Ends = 20;
    private readonly Detail detail;
    private readonly ImmutableArray<string> names;
    private readonly List<TraceRow> rows = [];
    private readonly Ring ring;
    private readonly StepHash hash = new();
    private long first = -1;
    private double power = 1;

    /// <param name="detail">Which points are kept.</param>
    /// <param name="names">The names of the numbers of a point.</param>
    public Recorder(Detail detail, ImmutableArray<string> names)
    {
        (this.detail, this.names) = (detail, names);
        ring = new Ring(detail == Detail.Thin ? Ends : 0, names.Length);
    }

    /// <summary>Takes note of a point; it is a <see cref="Watch"/>.</summary>
    public void See(in Glance at)
    {
        if (first < 0)
            first = at.Step;
        hash.Add(at);
        if (Keeps(at))
            rows.Add(Row(at.Step, at.Rate, at.Loss, at.Gradient, at.GradientNorm, at.Point, at.Events));
        else
            ring.Put(at);
    }

    /// <summary>The trace of the walk, once it has ended.</summary>
    public Trace End(TraceHeader header, Run run)
    {
        var last = from row in ring.Rows() where row.Step > run.Steps - Ends select row;
        var (end, best) = (run.Last, run.Best);
        return new Trace(
            header,
            [.. rows.Concat(last).OrderBy(r => r.Step)],
            new TraceEnd(
                run.Why.Name,
                run.Why.Sentence(names),
                run.Steps,
                run.Evaluations,
                new Spot(end.Step, end.Loss, end.Point),
                best,
                hash.End()
            )
        );
    }

    public void Dispose() => hash.Dispose();

    private bool Keeps(in Glance at) =>
        detail switch
        {
            Detail.None => false,
            Detail.Thin => at.Step - first < Ends || IsPower(at.Step) || !at.Events.IsEmpty,
            Detail.Full => true,
        };

    /// <summary>True for ⌊1.1^k⌋, the powers made by multiplying over and over.</summary>
    private bool IsPower(long step)
    {
        while (Math.Floor(power) < step)
            power *= 1.1;
        return Math.Floor(power) == step;
    }

    private TraceRow Row(
        long step,
        double rate,
        double loss,
        ReadOnlySpan<double> gradient,
        double norm,
        ReadOnlySpan<double> point,
        ReadOnlySpan<Stop> events
    )
    {
        var noted = ImmutableArray.CreateBuilder<TraceEvent>(events.Length);
        foreach (var e in events)
            noted.Add(new TraceEvent(e.Name, e.Sentence(names)));
        return new TraceRow(step, step == 0 ? null : rate, loss, [.. gradient], norm, [.. point], noted.MoveToImmutable());
    }

    /// <summary>The last points seen, in one flat block that is written over and over.</summary>
    private sealed class Ring(int count, int size)
    {
        private const int Head = 3;
        private readonly long[] steps = new long[count];
        private readonly double[] numbers = new double[count * (Head + 2 * size)];
        private long seen;

        public void Put(in Glance at)
        {
            if (count == 0)
                return;
            var slot = (int)(seen++ % count);
            steps[slot] = at.Step;
            var to = Slot(slot);
            (to[0], to[1], to[2]) = (at.Rate, at.Loss, at.GradientNorm);
            at.Gradient.CopyTo(to[Head..]);
            at.Point.CopyTo(to[(Head + size)..]);
        }

        public IEnumerable<TraceRow> Rows()
        {
            for (var k = Math.Max(0, seen - count); k < seen; k++)
                yield return Row((int)(k % count));
        }

        private TraceRow Row(int slot)
        {
            var from = Slot(slot);
            return new TraceRow(steps[slot], from[0], from[1], [.. from.Slice(Head, size)], from[2], [.. from[(Head + size)..]], []);
        }

        private Span<double> Slot(int slot) => numbers.AsSpan(slot * (Head + 2 * size), Head + 2 * size);
    }
}
