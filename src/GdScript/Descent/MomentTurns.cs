using System.Runtime.CompilerServices;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>The two means of Adam and its kin: m of the slopes, v of their squares.</summary>
internal readonly struct MeansOf(double b1, double b2)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T First<T>(in Places here, int i, T g)
        where T : struct, ILane<T> => here.Slot(0, i, (T)b1 * here.Slot<T>(0, i) + (T)(1 - b1) * g);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Second<T>(in Places here, int i, T g)
        where T : struct, ILane<T> => here.Slot(1, i, (T)b2 * here.Slot<T>(1, i) + (T)(1 - b2) * (g * g));
}

/// <summary>m/(√v/root + ε) times −size, and −shrink·x.</summary>
internal readonly struct AdamTurn(MeansOf means, double eps, double size, Divisor root, double shrink) : IElementTurn
{
    public static int Slots => 2;

    public static bool Looks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = means.First(here, i, g),
            v = means.Second(here, i, g);
        here.Move(i, (T)(-size) * (m / (root.Of(T.Sqrt(v)) + eps)) - (T)shrink * here.X<T>(i));
    }
}

/// <summary>The same with the largest v so far: PyTorch's of v as it is, optax' of v over its correction.</summary>
internal readonly struct AmsTurn(MeansOf means, double eps, double size, double correction, double shrink, bool optax) : IElementTurn
{
    public static int Slots => 3;

    public static bool Looks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = means.First(here, i, g),
            v = means.Second(here, i, g);
        v = here.Slot(2, i, Elements.Larger(here.Slot<T>(2, i), optax ? v / correction : v));
        var d = m / (optax ? T.Sqrt(v) + eps : T.Sqrt(v) / Math.Sqrt(correction) + eps);
        here.Move(i, (T)(-size) * d - (T)shrink * here.X<T>(i));
    }
}

/// <summary>−rate·(ahead·g + behind·m)/(√(v/correction) + ε).</summary>
internal readonly struct NAdamTurn(MeansOf means, double eps, double rate, double ahead, double behind, double correction) : IElementTurn
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = means.First(here, i, g),
            v = means.Second(here, i, g);
        here.Move(i, (T)(-rate) * ((T)ahead * g + (T)behind * m) / (T.Sqrt(v / correction) + eps));
    }
}

/// <summary>The step of RAdam for one number; R corrects the variance, NaN while that is not known.</summary>
internal readonly record struct RAdamTurn(MeansOf Means, double Eps, double Rate, double C1, double C2, double R, bool Optax) : IElementTurn
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = Means.First(here, i, g),
            v = Means.Second(here, i, g),
            step = (T)(-Rate) * (m / C1);
        if (!double.IsNaN(R))
            step *= Optax ? (T)R / (T.Sqrt(v / C2) + Eps) : (T)(R * Math.Sqrt(C2)) / (T.Sqrt(v) + Eps);
        here.Move(i, step);
    }
}

/// <summary>−size·m/u with u = max(b2·u, |g| + ε).</summary>
internal readonly struct AdamaxTurn(MeansOf means, double b2, double eps, double size) : IElementTurn
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = means.First(here, i, g),
            u = here.Slot(1, i, Elements.Larger((T)b2 * here.Slot<T>(1, i), T.Abs(g) + eps));
        here.Move(i, (T)(-size) * (m / u));
    }
}
