using System.Collections.Immutable;
using System.Security.Cryptography;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// A walk broken off: the state it goes on from, and how far its trace had been written. What resumes from it ends with the
/// same trace, byte for byte, as a walk that was never broken off.
/// </summary>
/// <param name="Order">What was asked for, in words to compare: a checkpoint of another walk is refused.</param>
/// <param name="Length">How many bytes of the trace belong to it.</param>
/// <param name="State">Where the walk stands.</param>
/// <param name="Recorder">Where the trace stands.</param>
/// <param name="Sink">Where its writer stands.</param>
public sealed record Checkpoint(ImmutableArray<string> Order, long Length, State State, RecorderState Recorder, SinkState Sink)
{
    private static ReadOnlySpan<byte> Magic => "GDSCHK01"u8;

    /// <summary>The file: eight letters, the members, and a SHA-256 over both, so that a damaged file is noticed.</summary>
    public byte[] ToBytes()
    {
        byte[] body = [.. Magic, .. RecordBytes.Of(this)];
        return [.. body, .. SHA256.HashData(body)];
    }

    /// <summary>The checkpoint a file holds.</summary>
    public static Result<Checkpoint> Of(byte[] file)
    {
        var end = file.Length - SHA256.HashSizeInBytes;
        if (end < Magic.Length || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            return Problem.Input("GDS7030", "this is not a checkpoint of a walk", "name the file that --checkpoint wrote");
        if (!SHA256.HashData(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end)))
            return Problem.Input("GDS7031", "the checkpoint is damaged", "begin the walk again with --checkpoint");
        try
        {
            return RecordBytes.To<Checkpoint>(file[Magic.Length..end]);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or OverflowException)
        {
            return Problem.Input("GDS7032", "the checkpoint is of another version of gds", "begin the walk again with --checkpoint");
        }
    }
}
