using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

public static unsafe partial class Sums
{
    /// <summary>What is added; a struct, so that each kind of sum gets its own loop from the one text above.</summary>
    private interface ITerms
    {
        double At(int i);
        Vector256<double> Four(int i);
        Vector512<double> Eight(int i);
    }

    private readonly struct Plain(double* x) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i) => x[i];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i) => Vector256.Load(x + i);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i) => Vector512.Load(x + i);
    }

    private readonly struct Products(double* a, double* b) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i) => a[i] * b[i];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i) => Vector256.Load(a + i) * Vector256.Load(b + i);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i) => Vector512.Load(a + i) * Vector512.Load(b + i);
    }

    private readonly struct Exps(double* x, double shift) : ITerms
    {
        public double At(int i) => Elementary.Exp(x[i] - shift);

        public Vector256<double> Four(int i) => Run<ExpFormula>.Four(Vector256.Load(x + i) - Vector256.Create(shift));

        public Vector512<double> Eight(int i) => Run<ExpFormula>.Eight(Vector512.Load(x + i) - Vector512.Create(shift));
    }

    private readonly struct Squares(double* x, double scale) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i) => x[i] * scale * (x[i] * scale);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i) => Vector256.Load(x + i) * scale * (Vector256.Load(x + i) * scale);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i) => Vector512.Load(x + i) * scale * (Vector512.Load(x + i) * scale);
    }
}
