using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Sums over the array that each row has, eight rows side by side: every row's own sum in the order of <see cref="Sums"/>, so that a row
/// gets the bits it would get alone. The last eight rows may be some that were done before; they come to the same again.
/// </summary>
internal static unsafe class RowLanes
{
    private const int Side = 8;

    /// <summary>False for an operation it does not know, for few rows and for arrays of several blocks; then nothing is done.</summary>
    public static bool Run(Op op, in RowStep step, in Strips strips, int elements, double* to)
    {
        if (strips.Count < Side || elements > Sums.BlockLength)
            return false;
        var (a, b, count) = (new Across(strips, step.A), new Across(strips, step.B), strips.Count);
        switch (op)
        {
            case Op.Sum:
            case Op.Mean:
                for (var i = 0; i < count; i = Next(i, count))
                    Store(Sum(new Plain(a, i), elements), op == Op.Mean ? elements : 1, to + i);
                return true;
            case Op.Dot when elements <= Sums.FewProducts:
                for (var i = 0; i < count; i = Next(i, count))
                    Few(a, b, elements, i).Store(to + i);
                return true;
            case Op.Dot:
                for (var i = 0; i < count; i = Next(i, count))
                    Store(Sum(new Products(a, b, i), elements), 1, to + i);
                return true;
            case Op.LogSumExp:
                for (var i = 0; i < count; i = Next(i, count))
                    LogSumExp(a, elements, i).Store(to + i);
                return true;
            case Op.Softmax:
                for (var i = 0; i < count; i = Next(i, count))
                    Softmax(a, elements, i, to, count);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Element k of the rows from i on.</summary>
    private readonly struct Across(double* first, int next)
    {
        public Across(in Strips strips, in Operand operand)
            : this(strips.At(operand, 0), Strips.Stride(operand) == 0 ? 0 : strips.Count) { }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> At(int k, int i) => next == 0 ? Vector512.Create(first[k]) : Vector512.Load(first + (long)k * next + i);
    }

    private interface ITerm
    {
        Vector512<double> At(int k);
    }

    private readonly struct Plain(Across a, int i) : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> At(int k) => a.At(k, i);
    }

    private readonly struct Products(Across a, Across b, int i) : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> At(int k) => a.At(k, i) * b.At(k, i);
    }

    private readonly struct Exps(Across a, int i, Vector512<double> shift) : ITerm
    {
        public Vector512<double> At(int k) => Run<ExpFormula>.Eight(a.At(k, i) - shift);
    }

    private static int Next(int i, int count) => i + Side < count ? Math.Min(i + Side, count - Side) : count;

    private static void Store(Vector512<double> sum, int count, double* to) =>
        (count == 1 ? sum : sum / Vector512.Create((double)count)).Store(to);

    [SkipLocalsInit]
    private static Vector512<double> Sum<T>(T terms, int elements)
        where T : struct, ITerm
    {
        var lanes = stackalloc Vector512<double>[Sums.Lanes];
        for (var lane = 0; lane < Sums.Lanes; lane++)
            lanes[lane] = Vector512<double>.Zero;
        for (var k = 0; k < elements; k++)
            lanes[k % Sums.Lanes] += terms.At(k);
        for (var half = Sums.Lanes / 2; half > 0; half /= 2)
        for (var lane = 0; lane < half; lane++)
            lanes[lane] += lanes[lane + half];
        return lanes[0];
    }

    /// <summary>Four chains of fused multiply-adds.</summary>
    private static Vector512<double> Few(Across a, Across b, int elements, int i)
    {
        var lanes = stackalloc Vector512<double>[Kernels.Products.Lanes];
        for (var lane = 0; lane < Kernels.Products.Lanes; lane++)
            lanes[lane] = Vector512<double>.Zero;
        for (var k = 0; k < elements; k++)
            lanes[k % Kernels.Products.Lanes] = Vector512.FusedMultiplyAdd(a.At(k, i), b.At(k, i), lanes[k % Kernels.Products.Lanes]);
        return lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
    }

    private static Vector512<double> Largest(Across a, int elements, int i)
    {
        var largest = Vector512.Create(double.NegativeInfinity);
        for (var k = 0; k < elements; k++)
            largest = Vector512.Max(largest, a.At(k, i));
        return largest;
    }

    private static Vector512<double> LogSumExp(Across a, int elements, int i)
    {
        var largest = Largest(a, elements, i);
        var sum = Sum(new Exps(a, i, largest), elements);
        var finite = Vector512.LessThan(Vector512.Abs(largest), Vector512.Create(double.PositiveInfinity));
        return Vector512.ConditionalSelect(finite, largest + Run<LogFormula>.Eight(sum), largest);
    }

    private static void Softmax(Across a, int elements, int i, double* to, int count)
    {
        var largest = Largest(a, elements, i);
        for (var k = 0; k < elements; k++)
            Run<ExpFormula>.Eight(a.At(k, i) - largest).Store(to + (long)k * count + i);
        var sum = Sum(new Plain(new(to, count), i), elements);
        for (var k = 0; k < elements; k++)
            (Vector512.Load(to + (long)k * count + i) / sum).Store(to + (long)k * count + i);
    }
}
