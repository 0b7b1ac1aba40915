using System.Reflection.Emit;

namespace GdScript.Kernels;

/// <summary>A piece of machine code: works on the point, the constants, the scratch and the results, in this order.</summary>
internal unsafe delegate void Chunk(double* point, double* constants, double* work, double* first, double* rest);

/// <summary>
/// Tier 1: machine code for one formula, as a row of chunks. Each is a <see cref="DynamicMethod"/>, which the just-in-time
/// compiler optimises at once and which goes when the kernel goes.
/// </summary>
internal sealed unsafe class Compiled : Engine
{
    private readonly Chunk[] chunks;
    private readonly double[] pinned;
    private readonly double* constants;

    public Compiled(Schedule schedule, Sums.Width? widest = null)
    {
        var layout = Layout.Of(schedule, widest);
        WorkSize = layout.HasOwnWork ? 0 : layout.WorkSize;
        pinned = GC.AllocateUninitializedArray<double>(Math.Max(1, layout.Constants.Length), pinned: true);
        layout.Constants.CopyTo(pinned, 0);
        constants = (double*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        chunks = ChunkEmitter.All(layout);
        Alone = chunks is [var only] && WorkSize == 0 ? only : null;
    }

    public override int WorkSize { get; }

    /// <summary>The only piece of a formula that needs no scratch: it may be called without ceremony.</summary>
    public Chunk? Alone { get; }

    /// <summary>What a piece takes as its constants; they live as long as this engine.</summary>
    public double* Constants => constants;

    public override void Run(double* point, double* first, double* rest, double* work)
    {
        foreach (var chunk in chunks)
            chunk(point, constants, work, first, rest);
        GC.KeepAlive(pinned);
    }
}
