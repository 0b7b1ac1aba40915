using System.Collections.Immutable;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>The last points seen, in one flat block that is written over and over.</summary>
internal sealed class RecorderRing(int count, int size)
{
    private const int Head = 3;
    private readonly long[] steps = new long[count];
    private readonly bool[] kept = new bool[count];
    private readonly Evaluations[] asked = new Evaluations[count];
    private readonly ImmutableArray<TraceEvent>[] events = new ImmutableArray<TraceEvent>[count];
    private readonly double[] numbers = new double[count * (Head + 3 * size)];
    private long seen;

    /// <summary>The row that the next point pushes out, when it is to be kept.</summary>
    public TraceRow? Oldest => seen >= count && kept[seen % count] ? Row((int)(seen % count)) : null;

    public void Put(in Glance at, bool keep, ImmutableArray<TraceEvent> happened)
    {
        var slot = Next(at.Step, keep, at.Evaluations, happened);
        Fill(slot, at.Rate, at.Loss, at.GradientNorm, at.Gradient, at.Point, at.Update);
    }

    public void Put(WaitingRow waiting)
    {
        var row = waiting.Row;
        var slot = Next(row.Step, waiting.Kept, row.Evaluations, row.Events);
        Fill(slot, row.Rate ?? double.NaN, row.Loss, row.GradientNorm, row.Gradient.AsSpan(), row.Point.AsSpan(), row.Update.AsSpan());
    }

    /// <summary>The rows in the order they came: all of them, or those that are kept in any case.</summary>
    public IEnumerable<TraceRow> Rows(bool all) => from w in Waiting() where all || w.Kept select w.Row;

    public IEnumerable<WaitingRow> Waiting()
    {
        for (var k = Math.Max(0, seen - count); k < seen; k++)
            yield return new WaitingRow(Row((int)(k % count)), kept[k % count]);
    }

    /// <summary>A point as a row of its own.</summary>
    public static TraceRow RowOf(in Glance at, ImmutableArray<TraceEvent> happened) =>
        Row(at.Step, at.Rate, at.Loss, at.GradientNorm, at.Gradient, at.Point, at.Update, at.Evaluations, happened);

    private int Next(long step, bool keep, Evaluations evaluations, ImmutableArray<TraceEvent> happened)
    {
        var slot = (int)(seen++ % count);
        (steps[slot], kept[slot], asked[slot], events[slot]) = (step, keep, evaluations, happened);
        return slot;
    }

    private void Fill(
        int slot,
        double rate,
        double loss,
        double norm,
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> point,
        ReadOnlySpan<double> update
    )
    {
        var to = Slot(slot);
        (to[0], to[1], to[2]) = (rate, loss, norm);
        gradient.CopyTo(to[Head..]);
        point.CopyTo(to[(Head + size)..]);
        update.CopyTo(to[(Head + 2 * size)..]);
    }

    private TraceRow Row(int slot)
    {
        var from = Slot(slot);
        var update = steps[slot] == 0 ? default : from[(Head + 2 * size)..];
        var (step, happened) = (steps[slot], events[slot]);
        return Row(step, from[0], from[1], from[2], from.Slice(Head, size), from.Slice(Head + size, size), update, asked[slot], happened);
    }

    private static TraceRow Row(
        long step,
        double rate,
        double loss,
        double norm,
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> point,
        ReadOnlySpan<double> update,
        Evaluations evaluations,
        ImmutableArray<TraceEvent> happened
    ) =>
        new(
            step,
            step == 0 ? null : rate,
            loss,
            [.. gradient],
            norm,
            [.. point],
            happened,
            [.. update],
            step == 0 ? null : Norms.Two(update),
            evaluations
        );

    private Span<double> Slot(int slot) => numbers.AsSpan(slot * (Head + 3 * size), Head + 3 * size);
}
