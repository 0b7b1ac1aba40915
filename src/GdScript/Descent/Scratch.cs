using System.Buffers;

namespace GdScript.Descent;

/// <summary>Room for some numbers for the length of one call, lent by the pool so that nothing is allocated per step.</summary>
internal readonly ref struct Scratch
{
    private readonly double[] lent;

    public Scratch(int count) => Span = (lent = ArrayPool<double>.Shared.Rent(count)).AsSpan(0, count);

    public Span<double> Span { get; }

    public void Dispose() => ArrayPool<double>.Shared.Return(lent);
}
