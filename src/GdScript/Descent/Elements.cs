using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// What a rule does to each number of a move by itself, written once for one number and for four side by side (eight at a
/// time were measured to be slower: arrays are not aligned so far).
/// Only correctly rounded operations are at hand, so the width changes the speed, never a bit.
/// </summary>
internal interface IElementTurn
{
    /// <summary>How many numbers it remembers for each one of the move.</summary>
    static virtual int Slots => 0;

    /// <summary>True when it looks at the point too.</summary>
    static virtual bool Looks => false;

    void At<T>(in Places here, int i)
        where T : struct, ILane<T>;
}

/// <summary>The move, the memory and the point of a turn, by element.</summary>
internal readonly unsafe struct Places(double* move, double* memory, double* x, int n)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Move<T>(int i)
        where T : struct, ILane<T> => T.Load(move + i);

    /// <summary>Writes the move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move<T>(int i, T value)
        where T : struct, ILane<T> => T.Store(value, move + i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slot<T>(int slot, int i)
        where T : struct, ILane<T> => T.Load(memory + (nint)slot * n + i);

    /// <summary>Remembers a number, and hands it on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slot<T>(int slot, int i, T value)
        where T : struct, ILane<T>
    {
        T.Store(value, memory + (nint)slot * n + i);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T X<T>(int i)
        where T : struct, ILane<T> => T.Load(x + i);
}

/// <summary>Turns all numbers of a move, as many at a time as the machine can.</summary>
/// <exception cref="ArgumentOutOfRangeException">The memory or the point is too short for the move: nothing is written beyond them.</exception>
internal static unsafe class Elements
{
    public static void Turn<TTurn>(TTurn turn, in Step s, Span<double> move, Span<double> memory)
        where TTurn : struct, IElementTurn => Turn(turn, s.X, move, memory);

    public static void Turn<TTurn>(TTurn turn, ReadOnlySpan<double> x, Span<double> move, Span<double> memory)
        where TTurn : struct, IElementTurn
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory.Length, (long)TTurn.Slots * move.Length, nameof(memory));
        if (TTurn.Looks)
            ArgumentOutOfRangeException.ThrowIfLessThan(x.Length, move.Length, nameof(x));
        fixed (double* m = move)
        fixed (double* s = memory)
        fixed (double* p = x)
        {
            var here = new Places(m, s, p, move.Length);
            var i = 0;
            if (Vector256.IsHardwareAccelerated)
                for (; i + 4 <= move.Length; i += 4)
                    turn.At<Lane4>(here, i);
            for (; i < move.Length; i++)
                turn.At<Lane1>(here, i);
        }
    }

    /// <summary>The larger of two, NaN where one is; of numbers that are not −0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Larger<T>(T a, T b)
        where T : struct, ILane<T> => T.IfEqual(b, b, T.IfLess(a, b, b, a), b);
}
