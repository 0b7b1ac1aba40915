using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>x to the power y: e^(y log|x|) with the logarithm as a pair, then the sign; C99 F.9.4.4 at the edges.</summary>
internal readonly struct PowFormula : IFormula2
{
    /// <summary>Beyond this size every y gives 0, 1 or infinity, so it may be held here.</summary>
    private const double Huge = 1.8446744073709552E+19;

    /// <summary>The exact cases: x zero, infinite or NaN, a negative x by the parity of y, y zero or two, x one. An infinite y is a huge one.</summary>
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x, T y)
        where T : struct, ILane<T>
    {
        T infinity = double.PositiveInfinity,
            size = T.Abs(x),
            ySize = T.Abs(y);
        var power = Positive(size, y);
        power = T.IfEqual(size, 0.0, T.IfLess(y, 0.0, infinity, 0.0), T.IfEqual(size, infinity, T.IfLess(y, 0.0, 0.0, infinity), power));
        // what y leaves over whole fours says whether it is whole and odd; from 2^53 on every double is even
        var near = T.IfLess(ySize, 9007199254740992.0, ySize, 0.0);
        var left = T.Abs(near - 4.0 * T.Round(near * 0.25));
        var fraction = T.IfEqual(size, 0.0, power, T.IfEqual(size, infinity, power, double.NaN));
        var ofNegative = T.IfEqual(left, 1.0, -power, T.IfEqual(left, T.Round(left), power, fraction));
        power = T.IfEqual(x, x, T.IfEqual(y, y, T.IfNegative(x, ofNegative, power), y), x);
        power = T.IfEqual(y, 2.0, x * x, power);
        return T.IfEqual(y, 0.0, 1.0, T.IfEqual(x, 1.0, 1.0, power));
    }

    /// <summary>x^y for a positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Positive<T>(T x, T y)
        where T : struct, ILane<T>
    {
        var held = T.IfLess(y, -Huge, -Huge, T.IfLess(Huge, y, Huge, y));
        var (m, k) = LogCore.Split(x);
        var (log, logLo) = LogPair.Of(m, k);
        var (p, pLo) = TwoProduct(log, held);
        var exponent = ExpCore.Clamp(p);
        var (hi, lo, n) = ExpCore.Parts(exponent, T.IfEqual(exponent, p, pLo + logLo * held, 0.0));
        return T.Scale(hi + lo, n);
    }
}

/// <summary>sqrt(x^2 + y^2) from exact squares, scaled so that nothing overflows or vanishes.</summary>
internal readonly struct HypotFormula : IFormula2
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x, T y)
        where T : struct, ILane<T>
    {
        T ax = T.Abs(x),
            ay = T.Abs(y),
            infinity = double.PositiveInfinity;
        T big = T.IfLess(ax, ay, ay, ax),
            small = T.IfLess(ax, ay, ax, ay);
        var scale = T.IfLess(1.0e150, big, T.PowerOfTwo(-600.0), T.IfLess(big, 1.0e-130, T.PowerOfTwo(600.0), 1.0));
        var back = T.IfLess(1.0e150, big, T.PowerOfTwo(600.0), T.IfLess(big, 1.0e-130, T.PowerOfTwo(-600.0), 1.0));
        var (p, pLo) = Square(big * scale);
        var (q, qLo) = Square(small * scale);
        var (sum, error) = FastTwoSum(p, q);
        var (root, rest) = Root(sum, error + (pLo + qLo));
        return T.IfEqual(ax, infinity, infinity, T.IfEqual(ay, infinity, infinity, (root + rest) * back));
    }
}

/// <summary>
/// The cube root without division: w near m^(-1/3) by a polynomial and one cubic step, y = m w^2, then one step on the
/// exact rest of y^3, so that perfect cubes are exact.
/// </summary>
internal readonly struct CbrtFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (m, k) = LogCore.Split(T.Abs(x));
        var third = T.Round(k * 0.3333333333333333);
        var left = k - 3.0 * third;
        var w =
            1.995341481913526
            + m
                * (
                    -2.4668647417873153
                    + m * (2.754857752141042 + m * (-1.8620663942011886 + m * (0.683577431562695 + m * (T)(-0.10484262703707782))))
                );
        w *= T.IfLess(left, 0.0, 1.2599210498948732, T.IfLess(0.0, left, 0.7937005259840998, 1.0));
        m *= T.PowerOfTwo(left);
        var gap = 1.0 - m * w * (w * w);
        w += w * (gap * (0.3333333333333333 + gap * (T)0.2222222222222222));
        var y = m * (w * w);
        var (square, squareLo) = Square(y);
        var (cube, cubeLo) = TwoProduct(square, y);
        var rest = ((m - cube) - cubeLo) - squareLo * y;
        var root = T.Scale(y + rest * (w * w * 0.3333333333333333), third);
        return T.IfLess(0.0, T.Abs(x), T.IfEqual(T.Abs(x), double.PositiveInfinity, x, T.CopySign(root, x)), x);
    }
}

/// <summary>The square root of the processor, which IEEE 754 rounds correctly.</summary>
internal readonly struct SqrtFormula : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T> => T.Sqrt(x);
}
