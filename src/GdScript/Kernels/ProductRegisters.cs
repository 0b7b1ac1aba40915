using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>Registers of some width, with the one operation that products are made of.</summary>
internal unsafe interface IRegister<V>
{
    /// <summary>How many numbers one holds.</summary>
    static abstract int Width { get; }

    static abstract V Load(double* from);

    static abstract void Store(V a, double* to);

    static abstract V All(double value);

    static abstract V Plus(V a, V b);

    /// <summary>a·b + c, rounded once: correctly on every machine, in software where there is no instruction.</summary>
    static abstract V Fused(V a, V b, V c);
}

/// <summary>How many rows or registers a tile has, known when it is compiled.</summary>
internal interface ICount
{
    static abstract int Value { get; }
}

internal readonly struct One : ICount
{
    public static int Value => 1;
}

internal readonly struct Two : ICount
{
    public static int Value => 2;
}

internal readonly struct Three : ICount
{
    public static int Value => 3;
}

internal readonly struct Four : ICount
{
    public static int Value => 4;
}

internal readonly struct Five : ICount
{
    public static int Value => 5;
}

internal readonly struct Six : ICount
{
    public static int Value => 6;
}

/// <summary>One number.</summary>
internal readonly unsafe struct Narrow : IRegister<double>
{
    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(double* from) => *from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double a, double* to) => *to = a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double All(double value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Plus(double a, double b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fused(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
}

/// <summary>Four numbers side by side.</summary>
internal readonly unsafe struct Fourfold : IRegister<Vector256<double>>
{
    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> a, double* to) => a.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> All(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Plus(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fused(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);
}

/// <summary>Eight numbers side by side.</summary>
internal readonly unsafe struct Eightfold : IRegister<Vector512<double>>
{
    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> a, double* to) => a.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> All(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Plus(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fused(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);
}
