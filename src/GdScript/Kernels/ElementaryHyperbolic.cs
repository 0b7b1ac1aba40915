using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of sinh, cosh and tanh: with x = n ln2 + r both e^x and e^-x come from cosh r and sinh r, and
/// 2^(1-n) sinh x = (1 - q) cosh r + (1 + q) sinh r for q = 4^-n, where the leading parts are summed exactly.
/// </summary>
internal static class HyperbolicCore
{
    public readonly record struct Parts<T>(T Sinh, T SinhLo, T Cosh, T CoshLo, T N);

    /// <summary>sinh and cosh of size >= 0 as pairs times 2^(N - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Parts<T> Of<T>(T size)
        where T : struct, ILane<T>
    {
        var (n, hi, lo) = ExpCore.Reduce<T>(T.IfLess(ExpCore.Edge, size, ExpCore.Edge, size), 0.0);
        var (even, odd) = ExpCore.Series(hi - lo);
        var q = T.PowerOfTwo(-2.0 * T.IfLess(n, 100.0, n, 100.0));
        var (minus, minusLo) = FastTwoSum<T>(1.0, -q);
        var (plus, plusLo) = FastTwoSum<T>(1.0, q);
        var (sinh, sinhLo) = TwoSum(minus, hi);
        (sinh, var error) = TwoSum(sinh, q * hi);
        sinhLo = (sinhLo + error + minusLo) + (minus * even + plus * odd - plus * lo);
        var (cosh, coshLo) = TwoSum(plus, hi);
        (cosh, error) = TwoSum(cosh, -(q * hi));
        coshLo = (coshLo + error + plusLo) + (plus * even + minus * odd - minus * lo);
        return new(sinh, sinhLo, cosh, coshLo, n);
    }
}

/// <summary>The hyperbolic sine.</summary>
internal readonly struct SinhFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var p = HyperbolicCore.Of(T.Abs(x));
        return T.CopySign(T.Scale(p.Sinh + p.SinhLo, p.N - 1.0), x);
    }
}

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct CoshFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var p = HyperbolicCore.Of(T.Abs(x));
        return T.Scale(p.Cosh + p.CoshLo, p.N - 1.0);
    }
}

/// <summary>The hyperbolic tangent: the quotient of the two pairs.</summary>
internal readonly struct TanhFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var p = HyperbolicCore.Of(T.Abs(x));
        var (sinh, sinhLo) = FastTwoSum(p.Sinh, p.SinhLo);
        var (cosh, coshLo) = FastTwoSum(p.Cosh, p.CoshLo);
        var (y, rest) = Over(sinh, sinhLo, cosh, coshLo);
        return T.CopySign(y + rest, x);
    }
}

/// <summary>The inverse hyperbolic sine: log1p(u) with u = x + x^2 / (1 + sqrt(1 + x^2)) as a pair.</summary>
internal readonly struct AsinhFormula : IFormula
{
    /// <summary>From here on 1 is lost beside x.</summary>
    public const double Big = 1e16;

    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var size = T.Abs(x);
        var held = T.IfLess(Big, size, Big, size);
        var (square, squareLo) = Square(held);
        var (sum, error) = TwoSum<T>(1.0, square);
        var (root, rootLo) = Root(sum, error + squareLo);
        var (bottom, bottomLo) = FastTwoSum(root, 1.0);
        var (u, uLo) = Over(square, squareLo, bottom, bottomLo + rootLo);
        (u, error) = FastTwoSum(held, u);
        return T.CopySign(Last(size, u, error + uLo), x);
    }

    /// <summary>log1p(u + tail), or log(2 size) where size is too big for one to matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Last<T>(T size, T u, T tail)
        where T : struct, ILane<T>
    {
        var (hi, lo) = LogCore.OnePlus(T.IfLess(Big, size, size, u), T.IfLess(Big, size, -1.0, tail));
        var (sum, error) = FastTwoSum(hi, T.IfLess(Big, size, 0.6931471805599453, 0.0));
        return T.IfEqual(size, double.PositiveInfinity, size, sum + (error + lo));
    }
}

/// <summary>The inverse hyperbolic cosine: log1p(t + sqrt(t (x + 1))) with t = x - 1.</summary>
internal readonly struct AcoshFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var held = T.IfLess(AsinhFormula.Big, x, AsinhFormula.Big, x);
        var (t, tLo) = TwoSum<T>(held, -1.0);
        var (s, sLo) = TwoSum<T>(held, 1.0);
        var (product, productLo) = Times(t, tLo, s, sLo);
        var (root, rootLo) = Root(product, productLo);
        var (u, uLo) = TwoSum(root, t);
        return T.IfLess(x, 1.0, double.NaN, AsinhFormula.Last(x, u, uLo + (rootLo + tLo)));
    }
}

/// <summary>The inverse hyperbolic tangent: log1p(2x / (1 - x)) / 2.</summary>
internal readonly struct AtanhFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var size = T.Abs(x);
        var (bottom, bottomLo) = FastTwoSum(1.0, -size);
        var (u, uLo) = Over(size + size, 0.0, bottom, bottomLo);
        var (hi, lo) = LogCore.OnePlus(u, uLo);
        var y = T.IfLess(size, 1.0, 0.5 * (hi + lo), T.IfEqual(size, 1.0, double.PositiveInfinity, double.NaN));
        return T.IfEqual(x, 0.0, x, T.CopySign(y, x));
    }
}
