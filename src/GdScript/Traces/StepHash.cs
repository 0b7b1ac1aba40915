using System.Buffers.Binary;
using System.Security.Cryptography;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// SHA-256 (FIPS 180-4) over a whole walk, so that two long walks can be compared by 64 letters. Each point adds, little-endian:
/// the step (int64), then as float64 the rate (NaN at the start), the loss, the gradient and the point; every NaN is
/// written as 7ff8000000000000, because its other bits depend on the processor.
/// </summary>
internal sealed class StepHash : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[4096];
    private int filled;

    public void Add(in Glance at)
    {
        Add(at.Step);
        Add(at.Rate);
        Add(at.Loss);
        foreach (var slope in at.Gradient)
            Add(slope);
        foreach (var number in at.Point)
            Add(number);
    }

    /// <summary>The hash as 64 lower-case hexadecimal digits.</summary>
    public string End()
    {
        Flush();
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    public void Dispose() => sha.Dispose();

    private void Add(double x) =>
        Add(BitConverter.DoubleToInt64Bits(double.IsNaN(x) ? BitConverter.Int64BitsToDouble(0x7ff8000000000000) : x));

    private void Add(long bits)
    {
        if (filled == buffer.Length)
            Flush();
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(filled), bits);
        filled += sizeof(long);
    }

    private void Flush()
    {
        sha.AppendData(buffer.AsSpan(0, filled));
        filled = 0;
    }
}
