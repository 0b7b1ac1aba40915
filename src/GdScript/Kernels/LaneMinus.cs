using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>c − a·b and a·b − c in registers: one instruction, where a sign turned beforehand would be another one and a constant in a register.</summary>
internal static class LaneMinus
{
    /// <summary>The method for <see cref="LaneOp.FmaTurned"/> or <see cref="LaneOp.FmaLess"/> on registers of x64.</summary>
    public static MethodInfo Of(LaneOp op, Type register)
    {
        var isTurned = op == LaneOp.FmaTurned;
        var (type, name) =
            register == typeof(Vector512<double>)
                ? (typeof(Avx512F), isTurned ? nameof(Avx512F.FusedMultiplyAddNegated) : nameof(Avx512F.FusedMultiplySubtract))
            : Fma.IsSupported ? (typeof(Fma), isTurned ? nameof(Fma.MultiplyAddNegated) : nameof(Fma.MultiplySubtract))
            : (typeof(LaneMinus), isTurned ? nameof(Turned) : nameof(Less));
        return type.GetMethod(name, [register, register, register]) ?? throw new MissingMethodException(type.Name, name);
    }

    /// <summary>c − a·b where the processor has no such instruction.</summary>
    public static Vector256<double> Turned(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.FusedMultiplyAdd(-a, b, c);

    /// <summary>a·b − c there.</summary>
    public static Vector256<double> Less(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.FusedMultiplyAdd(a, b, -c);
}
