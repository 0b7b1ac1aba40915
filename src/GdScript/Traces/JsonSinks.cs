using System.Buffers;
using System.Text.Json;

namespace GdScript.Traces;

/// <summary>One JSON object, row by row.</summary>
internal sealed class JsonSink : TraceSink
{
    private readonly TraceHeader header;
    private readonly Stream to;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private long rows;

    public JsonSink(TraceHeader header, Stream to, bool indented, SinkState? from)
    {
        (this.header, this.to, rows) = (header, to, from?.Rows ?? 0);
        json = new Utf8JsonWriter(buffer, TraceJson.Readable with { Indented = indented });
        json.WriteStartObject();
        TraceJson.Head(json, header);
        json.WriteStartArray("rows");
        if (from is null)
            Send();
        else
            CatchUp();
    }

    public override void Dispose() => json.Dispose();

    public override SinkState State => SinkState.Begin with { Rows = rows };

    public override void Row(TraceRow row)
    {
        rows++;
        TraceJson.Row(json, header, row);
        Send();
    }

    public override void End(TraceEnd end)
    {
        json.WriteEndArray();
        TraceJson.End(json, header.Parameters, end);
        json.WriteEndObject();
        Send();
        to.Write("\n"u8);
    }

    /// <summary>The writer is brought to where the earlier one stood: behind a row, if there was one. The bytes are there already.</summary>
    private void CatchUp()
    {
        if (rows > 0)
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        json.Flush();
        buffer.ResetWrittenCount();
    }

    private void Send()
    {
        json.Flush();
        to.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}

/// <summary>An object per line: the header with the schema, every row, and the end; a reader may stop at any line.</summary>
internal sealed class JsonLinesSink : TraceSink
{
    private readonly TraceHeader header;
    private readonly Stream to;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private long rows;

    public JsonLinesSink(TraceHeader header, Stream to, SinkState? from)
    {
        (this.header, this.to, rows) = (header, to, from?.Rows ?? 0);
        json = new Utf8JsonWriter(buffer, TraceJson.Readable);
        if (from is null)
            Send(j =>
            {
                j.WriteStartObject();
                TraceJson.Head(j, header);
                j.WriteEndObject();
            });
    }

    public override void Dispose() => json.Dispose();

    public override SinkState State => SinkState.Begin with { Rows = rows };

    public override void Row(TraceRow row)
    {
        rows++;
        Send(j => TraceJson.Row(j, header, row));
    }

    public override void End(TraceEnd end) =>
        Send(j =>
        {
            j.WriteStartObject();
            TraceJson.End(j, header.Parameters, end);
            j.WriteEndObject();
        });

    private void Send(Action<Utf8JsonWriter> line)
    {
        json.Reset();
        line(json);
        json.Flush();
        to.Write(buffer.WrittenSpan);
        to.Write("\n"u8);
        buffer.ResetWrittenCount();
    }
}
