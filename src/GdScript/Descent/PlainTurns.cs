using System.Runtime.CompilerServices;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>Every number of the move times a factor.</summary>
internal readonly struct TimesTurn(double factor) : IElementTurn
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T> => here.Move(i, here.Move<T>(i) * factor);
}

/// <summary>Every number of the move over a divisor.</summary>
internal readonly struct OverTurn(double divisor) : IElementTurn
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T> => here.Move(i, here.Move<T>(i) / divisor);
}

/// <summary>The point, times a factor, added to the move.</summary>
internal readonly struct DecayTurn(double lambda) : IElementTurn
{
    public static bool Looks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T> => here.Move(i, here.Move<T>(i) + (T)lambda * here.X<T>(i));
}

/// <summary>Every number of the move between −max and max.</summary>
internal readonly struct ClipTurn(double max) : IElementTurn
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        var m = here.Move<T>(i);
        here.Move(i, T.IfLess(max, m, max, T.IfLess(m, -max, -max, m)));
    }
}

/// <summary>v = mu·v + take·g; the move is v, or with nesterov g + mu·v.</summary>
internal readonly struct HeavyTurn(double mu, double take, bool nesterov) : IElementTurn
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        var g = here.Move<T>(i);
        var v = here.Slot(0, i, (T)mu * here.Slot<T>(0, i) + (T)take * g);
        here.Move(i, nesterov ? g + (T)mu * v : v);
    }
}

/// <summary>x −= rate·(sign((1−b1)g + b1·m) + λx); m = b2·m + (1−b2)g.</summary>
internal readonly struct LionTurn(double rate, double b1, double b2, double decay) : IElementTurn
{
    public static int Slots => 1;

    public static bool Looks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(in Places here, int i)
        where T : struct, ILane<T>
    {
        T g = here.Move<T>(i),
            m = here.Slot<T>(0, i),
            c = (T)(1 - b1) * g + (T)b1 * m;
        here.Slot(0, i, (T)b2 * m + (T)(1 - b2) * g);
        here.Move(i, (T)(-rate) * (T.IfLess(0.0, c, 1.0, T.IfLess(c, 0.0, -1.0, c)) + (T)decay * here.X<T>(i)));
    }
}
