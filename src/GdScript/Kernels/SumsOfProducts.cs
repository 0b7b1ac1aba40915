using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

public static unsafe partial class Sums
{
    /// <summary>Adds a·b, rounded once with the sum; as <see cref="Add"/> does it. A step of 0 is one number for all.</summary>
    internal static void AddProducts(double* state, double* a, int stepA, double* b, int stepB, int count)
    {
        var i = 0;
        for (var lane = 0; lane < Lanes; lane += 4)
        {
            var sum = Vector256.Load(state + lane);
            for (i = 0; i + Lanes <= count; i += Lanes)
                sum = Vector256.FusedMultiplyAdd(Four(a, stepA, i + lane), Four(b, stepB, i + lane), sum);
            sum.Store(state + lane);
        }
        for (var lane = 0; i < count; i++, lane++)
            state[lane] = Math.FusedMultiplyAdd(a[i * stepA], b[i * stepB], state[lane]);
    }

    /// <summary>Four chains; a lane without a product takes −0·0 in, which changes nothing.</summary>
    private static double Few(double* a, double* b, int count)
    {
        var (lanes, i) = (Vector256<double>.Zero, 0);
        for (; i + 4 <= count; i += 4)
            lanes = Vector256.FusedMultiplyAdd(Vector256.Load(a + i), Vector256.Load(b + i), lanes);
        if (count - i is var left and > 0)
            lanes = Vector256.FusedMultiplyAdd(
                Vector256.Create(a[i], left > 1 ? a[i + 1] : -0.0, left > 2 ? a[i + 2] : -0.0, -0.0),
                Vector256.Create(b[i], left > 1 ? b[i + 1] : 0, left > 2 ? b[i + 2] : 0, 0),
                lanes
            );
        return Tree(lanes);
    }

    private static Vector256<double> Four(double* from, int step, int i) => step == 0 ? Vector256.Create(*from) : Vector256.Load(from + i);
}
