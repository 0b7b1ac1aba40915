using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>The methods that move doubles between the lanes of registers; each is an instruction or two.</summary>
internal static class LaneShuffle
{
    private static readonly MethodInfo Four = typeof(Vector256).GetMethod("Shuffle", [typeof(Vector256<double>), typeof(Vector256<long>)])!;
    private static readonly MethodInfo Eight = typeof(Vector512).GetMethod(
        "Shuffle",
        [typeof(Vector512<double>), typeof(Vector512<long>)]
    )!;
    private static readonly MethodInfo Two = typeof(Avx512F).GetMethod(
        nameof(Avx512F.PermuteVar8x64x2),
        [typeof(Vector512<double>), typeof(Vector512<long>), typeof(Vector512<double>)]
    )!;

    /// <summary>(register, indices): lane i is the lane that index i names, +0 where there is none.</summary>
    public static MethodInfo Within(int width) => width == 8 ? Eight : Four;

    /// <summary>(a, indices, b) of eight lanes each: 0 to 7 name the lanes of a, 8 to 15 those of b.</summary>
    public static MethodInfo OfTwo => Two;

    /// <summary>(register, lane): the number in a lane.</summary>
    public static MethodInfo Element(Type statics) => Generic(statics, "GetElement", 2);

    /// <summary>A register of as many doubles as lie on the stack.</summary>
    public static MethodInfo Create(Type statics, int width) => statics.GetMethod("Create", [.. Enumerable.Repeat(typeof(double), width)])!;

    /// <summary>Leaves a register of indices on the stack.</summary>
    public static void Indices(ILGenerator il, int width, Func<int, int> index)
    {
        for (var lane = 0; lane < width; lane++)
            il.Emit(OpCodes.Ldc_I8, (long)index(lane));
        var statics = width == 8 ? typeof(Vector512) : typeof(Vector256);
        il.Emit(OpCodes.Call, statics.GetMethod("Create", [.. Enumerable.Repeat(typeof(long), width)])!);
    }

    /// <summary>A generic method for doubles.</summary>
    public static MethodInfo Generic(Type statics, string name, int parameters) =>
        statics
            .GetMethods()
            .Single(m => m.Name == name && m.IsGenericMethodDefinition && m.GetParameters().Length == parameters)
            .MakeGenericMethod(typeof(double));
}
