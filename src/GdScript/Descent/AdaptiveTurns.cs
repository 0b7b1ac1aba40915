using System.Runtime.CompilerServices;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>s += g²; −rate·g/(√s + ε).</summary>
internal readonly struct AdagradTurn(double rate, double eps) : IElementTurn
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            v = here.Slot(0, i, here.Slot<T>(0, i) + g * g);
        here.Move(i, (T)(-rate) * (g / (T.Sqrt(v) + eps)));
    }
}

/// <summary>The same as optax has it: ε inside the root, and 0 where s is.</summary>
internal readonly struct AdagradInsideTurn(double rate, double eps) : IElementTurn
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            v = here.Slot(0, i, here.Slot<T>(0, i) + g * g);
        here.Move(i, T.IfLess(0.0, v, (T)(-rate) * (g / T.Sqrt(v + eps)), 0.0));
    }
}

/// <summary>s = ρs + (1−ρ)g²; d = √(D+ε)/√(s+ε)·g; D = ρD + (1−ρ)d²; −rate·d.</summary>
internal readonly struct AdadeltaTurn(double rate, double rho, double eps) : IElementTurn
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            v = here.Slot(0, i, (T)rho * here.Slot<T>(0, i) + (T)(1 - rho) * (g * g)),
            past = here.Slot<T>(1, i),
            d = T.Sqrt(past + eps) / T.Sqrt(v + eps) * g;
        here.Slot(1, i, (T)rho * past + (T)(1 - rho) * (d * d));
        here.Move(i, (T)(-rate) * d);
    }
}

/// <summary>
/// RMSProp for one number: its mean square, the mean it may be centred by, the momentum it may have (NaN for none); inside
/// is optax' way, ε inside the root and the rate before the momentum.
/// </summary>
internal readonly record struct RmsPropTurn(double Rate, double Alpha, double Eps, double Mu, bool Centered, bool Inside) : IElementTurn
{
    public static int Slots => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            v = here.Slot(0, i, (T)Alpha * here.Slot<T>(0, i) + (T)(1 - Alpha) * (g * g));
        if (Centered)
        {
            var m = here.Slot(1, i, (T)Alpha * here.Slot<T>(1, i) + (T)(1 - Alpha) * g);
            v = Elements.Larger(0.0, v - m * m); // rounding may leave it just below 0
        }
        var d = g / (Inside ? T.Sqrt(v + Eps) : T.Sqrt(v) + Eps);
        if (double.IsNaN(Mu))
            here.Move(i, (T)(-Rate) * d);
        else if (Inside)
            here.Move(i, here.Slot(2, i, (T)Mu * here.Slot<T>(2, i) - (T)Rate * d));
        else
            here.Move(i, (T)(-Rate) * here.Slot(2, i, (T)Mu * here.Slot<T>(2, i) + d));
    }
}
