using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>One row at a time, for processors without wide registers: instructions, and calls of <see cref="Scalars"/>.</summary>
internal sealed class OneLane(ILGenerator il) : LaneWriter(il)
{
    public override int Width => 1;

    public override Type Type => typeof(double);

    public override void Number(double value) => Il.Emit(OpCodes.Ldc_R8, value);

    public override void Spread() => Il.Emit(OpCodes.Ldind_R8);

    public override void Load() => Il.Emit(OpCodes.Ldind_R8);

    public override void LoadSingles()
    {
        Il.Emit(OpCodes.Ldind_R4);
        Il.Emit(OpCodes.Conv_R8);
    }

    public override void Store() => Il.Emit(OpCodes.Stind_R8);

    public override void Passed(in LaneNode node, int k) { }

    public override void Do(in LaneNode node)
    {
        if (node.Op is LaneOp.Add or LaneOp.Sub or LaneOp.Mul or LaneOp.Div or LaneOp.Neg)
        {
            Il.Emit(
                node.Op == LaneOp.Add ? OpCodes.Add
                : node.Op == LaneOp.Sub ? OpCodes.Sub
                : node.Op == LaneOp.Mul ? OpCodes.Mul
                : node.Op == LaneOp.Div ? OpCodes.Div
                : OpCodes.Neg
            );
            return;
        }
        if (node.Op is LaneOp.IfBit or LaneOp.FlipIfBit)
            Il.Emit(OpCodes.Ldc_I4, (int)node.Bits);
        else if (node.Op == LaneOp.Exponent)
            Il.Emit(OpCodes.Ldc_I8, node.Bits);
        Call(node.Op.ToString());
    }

    public override void Watch(LocalBuilder far, double reach)
    {
        Number(reach);
        Il.Emit(OpCodes.Ldloc, far);
        Call(nameof(Scalars.Beyond));
        Il.Emit(OpCodes.Stloc, far);
    }

    public override void Noted(LocalBuilder far)
    {
        Il.Emit(OpCodes.Ldloc, far);
        Il.Emit(OpCodes.Conv_I4);
    }

    private void Call(string name) =>
        Il.Emit(
            OpCodes.Call,
            typeof(Scalars).GetMethod(name, BindingFlags.Static | BindingFlags.Public)
                ?? throw new MissingMethodException(nameof(Scalars), name)
        );

    /// <summary>The steps of <see cref="Lane1"/> on plain doubles, by the names of <see cref="LaneOp"/>.</summary>
    internal static class Scalars
    {
        public static double Sqrt(double a) => Math.Sqrt(a);

        public static double Abs(double a) => Math.Abs(a);

        public static double CopySign(double a, double sign) => Math.CopySign(a, sign);

        public static double Min(double a, double b) => Math.Min(a, b);

        public static double Max(double a, double b) => Math.Max(a, b);

        public static double Floor(double a) => Math.Floor(a);

        public static double Ceil(double a) => Math.Ceiling(a);

        public static double Even(double a) => Math.Round(a);

        public static double Round(double a) => Lane1.Round(a).Value;

        public static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

        public static double FmaTurned(double a, double b, double c) => Math.FusedMultiplyAdd(-a, b, c);

        public static double FmaLess(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, -c);

        public static double Scale(double m, double n) => Lane1.Scale(m, n).Value;

        public static double FlipIfBit(double n, double a, int bit) => Lane1.FlipIfBit(n, bit, a).Value;

        public static double PowerOfTwo(double n) => Lane1.PowerOfTwo(n).Value;

        public static double Exponent(double x, long shift) =>
            BitConverter.Int64BitsToDouble(((BitConverter.DoubleToInt64Bits(x) + shift) >>> 52) - 1023);

        public static double Mantissa(double x, double k) =>
            BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) - (BitConverter.DoubleToInt64Bits(k) << 52));

        public static double Whole(double k) => BitConverter.DoubleToInt64Bits(k);

        public static double Significand(double x) => Avx512F.GetMantissaScalar(Wide(x), LaneBits.FromThreeQuarters).ToScalar();

        public static double Power(double x) => Avx512F.GetExponentScalar(Wide(x)).ToScalar();

        public static double Logged(double y, double x) => Lane1.Logged(x, y).Value;

        public static double IfLess(double a, double b, double yes, double no) => a < b ? yes : no;

        public static double Least(double a, double b) => a < b ? a : b;

        public static double Most(double a, double b) => a > b ? a : b;

        public static double IfEqual(double a, double b, double yes, double no) => a == b ? yes : no;

        public static double IfBit(double n, double yes, double no, int bit) => Lane1.IfBit(n, bit, yes, no).Value;

        public static double IfNegative(double a, double yes, double no) => double.IsNegative(a) ? yes : no;

        /// <summary>1 once a number was beyond the reach.</summary>
        public static double Beyond(double a, double reach, double far) => Math.Abs(a) > reach ? 1 : far;

        private static Vector128<double> Wide(double a) => Vector128.CreateScalarUnsafe(a);
    }
}
