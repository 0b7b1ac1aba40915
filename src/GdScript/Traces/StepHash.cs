using System.Buffers.Binary;
using System.Security.Cryptography;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// SHA-256 (FIPS 180-4) over a whole walk, so that two long walks can be compared by 64 letters. Each point adds, little-endian:
/// the step (int64), then as float64 the rate (NaN at the start), the loss, the gradient and the point; every NaN is
/// written as 7ff8000000000000, because its other bits depend on the processor. The library's hash is the faster one; ours
/// can be taken up again, and is used where that may be needed.
/// </summary>
internal sealed class StepHash : IDisposable
{
    private readonly IncrementalHash? fast;
    private readonly Sha256? steady;
    private readonly byte[] buffer = new byte[4096];
    private int filled;

    /// <param name="resumable">True where <see cref="State"/> will be asked for.</param>
    /// <param name="from">Where the hash stood; null for the beginning.</param>
    public StepHash(bool resumable = false, HashState? from = null)
    {
        if (from is not null)
            steady = new Sha256(from);
        else if (resumable)
            steady = new Sha256();
        else
            fast = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <summary>What it takes to hash on.</summary>
    public HashState State
    {
        get
        {
            Flush();
            return steady!.State;
        }
    }

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
        return fast is null ? steady!.End() : Convert.ToHexStringLower(fast.GetHashAndReset());
    }

    public void Dispose() => fast?.Dispose();

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
        fast?.AppendData(buffer.AsSpan(0, filled));
        steady?.Add(buffer.AsSpan(0, filled));
        filled = 0;
    }
}
