using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The logarithm with about 70 good bits, which a power needs before it multiplies. Around each of three short centres
/// a (0.797, 1, 1.258) s = (m - a)/(m + a) is at most 0.06, so log m = log a + 2s + s z (2/3 + z A(z)), z = s^2, where
/// only the first two terms need more than a double.
/// </summary>
internal static class LogPair
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Of<T>(T m, T k)
        where T : struct, ILane<T>
    {
        var (low, high) = (T.IfLess(m, 0.8926785535678563, 1.0, 0.0), T.IfLess(1.1215224028078976, m, 1.0, 0.0));
        var a = T.IfLess(0.0, low, 0.796875, T.IfLess(0.0, high, 1.2578125, 1.0));
        var whole = k * LogCore.Ln2Hi + (high * 0.22937410103622824 - low * 0.22705745068378747);
        var tiny = k * LogCore.Ln2Lo + (high * 2.8617590455195325e-11 + low * 4.844138023690714e-11);

        var (f, d) = (m - a, m + a);
        var inverse = 1.0 / d;
        var quotient = f * inverse;
        var quotientLo = T.Fma(-quotient, m - (d - a), T.Fma(-quotient, d, f)) * inverse;

        var z = quotient * quotient;
        var zLo = T.Fma(quotient + quotient, quotientLo, T.Fma(quotient, quotient, -z));
        var zA = z * Series(z);
        var b = 0.6666666666666666 + zA;
        var bLo = (zA - (b - 0.6666666666666666)) + 3.700743415417188e-17;

        var u = quotient * z;
        var uLo = T.Fma(quotient, zLo, T.Fma(quotientLo, z, T.Fma(quotient, z, -u)));
        var v = u * b;
        var vLo = T.Fma(u, bLo, T.Fma(uLo, b, T.Fma(u, b, -v)));

        (whole, var error) = FastTwoSum(whole, 2.0 * quotient);
        (whole, var error2) = FastTwoSum(whole, v);
        return FastTwoSum(whole, (error + error2) + (T.Fma(2.0, quotientLo, tiny) + vLo));
    }

    /// <summary>A(z) = (2 atanh(s)/s - 2 - 2z/3) / z^2, Chebyshev interpolation computed with 90 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var (low, middle, high) = (
            T.Fma(z, 0.28571428571428836, 0.4),
            T.Fma(z, 0.1818181918052031, 0.22222222221370708),
            T.Fma(z, 0.13462452661826865, 0.15384086165470875)
        );
        return T.Fma(zz, T.Fma(zz, high, middle), low);
    }
}
