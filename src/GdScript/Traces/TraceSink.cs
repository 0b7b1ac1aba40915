using System.Collections.Immutable;
using System.Text;

namespace GdScript.Traces;

/// <summary>How a trace is written.</summary>
public enum TraceFormat
{
    /// <summary>A page for a reader.</summary>
    Text,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>A JSON object per line: the header, every row, the end.</summary>
    JsonLines,
}

/// <summary>Takes the rows of a trace as they come, and its end. What it has been given it does not keep.</summary>
public abstract class TraceSink : IDisposable
{
    /// <summary>Takes the next row.</summary>
    public abstract void Row(TraceRow row);

    /// <summary>Takes the end; no row follows it.</summary>
    public abstract void End(TraceEnd end);

    /// <summary>All it takes for another sink to write on behind what this one has written.</summary>
    public abstract SinkState State { get; }

    /// <summary>Gives back what it holds; the stream belongs to its owner.</summary>
    public abstract void Dispose();

    /// <summary>A sink that writes UTF-8 into a stream, the header at once.</summary>
    /// <param name="format">How.</param>
    /// <param name="header">What the trace is of.</param>
    /// <param name="to">Where; what lies before its position stays.</param>
    /// <param name="from">Where an earlier sink stood, whose header and rows are written already; null for the beginning.</param>
    public static TraceSink For(TraceFormat format, TraceHeader header, Stream to, SinkState? from = null) =>
        format switch
        {
            TraceFormat.Text => new TextSink(header, to, from),
            TraceFormat.Csv => new CsvSink(header, to, from),
            TraceFormat.Json => new JsonSink(header, to, indented: true, from),
            TraceFormat.JsonLines => new JsonLinesSink(header, to, from),
        };

    /// <summary>What a sink writes before the first row: the header, which says what decides the walk.</summary>
    public static byte[] Beginning(TraceFormat format, TraceHeader header)
    {
        using var stream = new MemoryStream();
        using var sink = For(format, header, stream);
        return stream.ToArray();
    }

    /// <summary>A whole trace as text, by the sink that would have written it row by row.</summary>
    internal static string Whole(Trace trace, Func<TraceHeader, Stream, TraceSink> make)
    {
        using var stream = new MemoryStream();
        using var sink = make(trace.Header, stream);
        foreach (var row in trace.Rows)
            sink.Row(row);
        sink.End(trace.End);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

/// <summary>A sink in the middle of its work.</summary>
/// <param name="Held">Rows it has taken and not written yet.</param>
/// <param name="Widths">The widths of its columns, once they are settled.</param>
/// <param name="Rows">How many rows it has taken.</param>
/// <param name="Last">The step of the last row it wrote.</param>
public sealed record SinkState(ImmutableArray<TraceRow> Held, ImmutableArray<int> Widths, long Rows, long Last)
{
    internal static SinkState Begin { get; } = new([], [], 0, 0);
}

/// <summary>Keeps every row: for traces that are shown, not stored.</summary>
public sealed class RowSink(SinkState? from = null) : TraceSink
{
    private readonly List<TraceRow> rows = [.. from?.Held ?? []];

    public ImmutableArray<TraceRow> Rows => [.. rows];

    public override void Row(TraceRow row) => rows.Add(row);

    public override void End(TraceEnd end) { }

    public override void Dispose() { }

    public override SinkState State => new(Rows, [], rows.Count, 0);
}
