using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>One elementary function of one argument, written once for every width.</summary>
internal interface IFormula
{
    static abstract T Of<T>(T x)
        where T : struct, ILane<T>;

    /// <summary>Arguments beyond this size go to <see cref="Far"/>, each lane for itself.</summary>
    static virtual double Reach => double.PositiveInfinity;

    static virtual double Far(double x) => double.NaN;
}

/// <summary>One elementary function of two arguments, written once for every width.</summary>
internal interface IFormula2
{
    static abstract T Of<T>(T x, T y)
        where T : struct, ILane<T>;
}

/// <summary>An elementary function that chooses its way number by number; registers and spans ask it for each lane.</summary>
internal interface IScalarFormula
{
    static abstract double Of(double x);
}

/// <summary>Runs a formula over one number, over registers and over spans; the bits are the same in all of them.</summary>
internal static class Run<TFormula>
    where TFormula : struct, IFormula
{
    [MethodImpl(Jit.Once)]
    public static double One(double x) => IsFar(x) ? TFormula.Far(x) : TFormula.Of<Lane1>(x).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Four(Vector256<double> x)
    {
        var y = TFormula.Of<Lane4>(new Lane4(x)).Value;
        return AnyFar(x) ? Mended(x, y) : y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Eight(Vector512<double> x)
    {
        var y = TFormula.Of<Lane8>(new Lane8(x)).Value;
        return AnyFar(x) ? Mended(x, y) : y;
    }

    /// <summary>y[i] = f(x[i]); y may be x itself, and is at least as long.</summary>
    public static void Many(ReadOnlySpan<double> x, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length, nameof(y));
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var n = (nuint)x.Length;
        if (n >= 8 && Vector512.IsHardwareAccelerated)
            Eights(ref from, ref to, n - 8);
        else if (n >= 4 && Vector256.IsHardwareAccelerated)
            Fours(ref from, ref to, n - 4);
        else
            for (nuint i = 0; i < n; i++)
                Unsafe.Add(ref to, i) = One(Unsafe.Add(ref from, i));
    }

    /// <summary>Eight at a time. The last register overlaps the one before; it is read before that is written, as y may be x.</summary>
    [MethodImpl(Jit.Once)]
    private static void Eights(ref double from, ref double to, nuint last)
    {
        var x = Vector512.LoadUnsafe(ref from);
        for (nuint i = 0; ; )
        {
            var next = Math.Min(i + 8, last);
            var ahead = Vector512.LoadUnsafe(ref from, next);
            Eight(x).StoreUnsafe(ref to, i);
            if (i == last)
                return;
            (i, x) = (next, ahead);
        }
    }

    [MethodImpl(Jit.Once)]
    private static void Fours(ref double from, ref double to, nuint last)
    {
        var x = Vector256.LoadUnsafe(ref from);
        for (nuint i = 0; ; )
        {
            var next = Math.Min(i + 4, last);
            var ahead = Vector256.LoadUnsafe(ref from, next);
            Four(x).StoreUnsafe(ref to, i);
            if (i == last)
                return;
            (i, x) = (next, ahead);
        }
    }

    /// <summary>y with the lanes whose argument is far asked again, each for itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> Mended(Vector256<double> x, Vector256<double> y)
    {
        Span<double> to = stackalloc double[Vector256<double>.Count];
        y.CopyTo(to);
        for (var i = 0; i < to.Length; i++)
            to[i] = IsFar(x[i]) ? TFormula.Far(x[i]) : to[i];
        return Vector256.Create<double>(to);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> Mended(Vector512<double> x, Vector512<double> y) =>
        Vector512.Create(Mended(x.GetLower(), y.GetLower()), Mended(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyFar(Vector256<double> x) =>
        double.IsFinite(TFormula.Reach) && Vector256.GreaterThanAny(Vector256.Abs(x), Vector256.Create(TFormula.Reach));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyFar(Vector512<double> x) =>
        double.IsFinite(TFormula.Reach) && Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(TFormula.Reach));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFar(double x) => double.IsFinite(TFormula.Reach) && Math.Abs(x) > TFormula.Reach;
}

/// <summary>Runs a formula of two arguments over one pair, over registers and over spans; the bits are the same in all of them.</summary>
internal static class Run2<TFormula>
    where TFormula : struct, IFormula2
{
    public static double One(double x, double y) => TFormula.Of<Lane1>(x, y).Value;

    public static Vector256<double> Four(Vector256<double> x, Vector256<double> y) => TFormula.Of<Lane4>(new(x), new(y)).Value;

    public static Vector512<double> Eight(Vector512<double> x, Vector512<double> y) => TFormula.Of<Lane8>(new(x), new(y)).Value;

    /// <summary>z[i] = f(x[i], y[i]); z may be x or y itself, and is at least as long; x and y have one length.</summary>
    [MethodImpl(Jit.Once)]
    public static void Many(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, x.Length, nameof(z));
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(z);
        nuint i = 0,
            n = (nuint)x.Length;
        if (Vector512.IsHardwareAccelerated)
            for (; i + 8 <= n; i += 8)
                Eight(Vector512.LoadUnsafe(ref first, i), Vector512.LoadUnsafe(ref second, i)).StoreUnsafe(ref to, i);
        else if (Vector256.IsHardwareAccelerated)
            for (; i + 4 <= n; i += 4)
                Four(Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref second, i)).StoreUnsafe(ref to, i);
        for (; i < n; i++)
            Unsafe.Add(ref to, i) = One(Unsafe.Add(ref first, i), Unsafe.Add(ref second, i));
    }
}

/// <summary>Runs a function that is evaluated number by number over registers and spans.</summary>
internal static class Each<TFormula>
    where TFormula : struct, IScalarFormula
{
    public static void Many(ReadOnlySpan<double> x, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length, nameof(y));
        for (var i = 0; i < x.Length; i++)
            y[i] = TFormula.Of(x[i]);
    }
}

/// <summary>How the large bodies are compiled: once, fully, and called rather than copied.</summary>
internal static class Jit
{
    /// <summary>
    /// A formula is hundreds of one-line operations that must all be inlined. The JIT inlines up to a budget that grows
    /// with the size of the method it starts from, so the large bodies are where it starts; and the slow first tier,
    /// which inlines nothing, is skipped.
    /// </summary>
    public const MethodImplOptions Once = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
