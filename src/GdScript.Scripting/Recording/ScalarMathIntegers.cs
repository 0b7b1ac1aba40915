namespace GdScript.Scripting.Recording;

/// <summary>The overloads of <see cref="Math"/> for integers: no recording, the framework's own.</summary>
public static partial class ScalarMath
{
    public static short Abs(short value) => Math.Abs(value);

    public static int Abs(int value) => Math.Abs(value);

    public static long Abs(long value) => Math.Abs(value);

    public static nint Abs(nint value) => Math.Abs(value);

    public static sbyte Abs(sbyte value) => Math.Abs(value);

    public static ulong BigMul(uint a, uint b) => Math.BigMul(a, b);

    public static long BigMul(int a, int b) => Math.BigMul(a, b);

    public static ulong BigMul(ulong a, ulong b, out ulong low) => Math.BigMul(a, b, out low);

    public static long BigMul(long a, long b, out long low) => Math.BigMul(a, b, out low);

    public static UInt128 BigMul(ulong a, ulong b) => Math.BigMul(a, b);

    public static Int128 BigMul(long a, long b) => Math.BigMul(a, b);

    public static byte Clamp(byte value, byte min, byte max) => Math.Clamp(value, min, max);

    public static short Clamp(short value, short min, short max) => Math.Clamp(value, min, max);

    public static int Clamp(int value, int min, int max) => Math.Clamp(value, min, max);

    public static long Clamp(long value, long min, long max) => Math.Clamp(value, min, max);

    public static nint Clamp(nint value, nint min, nint max) => Math.Clamp(value, min, max);

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => Math.Clamp(value, min, max);

    public static ushort Clamp(ushort value, ushort min, ushort max) => Math.Clamp(value, min, max);

    public static uint Clamp(uint value, uint min, uint max) => Math.Clamp(value, min, max);

    public static ulong Clamp(ulong value, ulong min, ulong max) => Math.Clamp(value, min, max);

    public static nuint Clamp(nuint value, nuint min, nuint max) => Math.Clamp(value, min, max);

    public static int DivRem(int a, int b, out int result) => Math.DivRem(a, b, out result);

    public static long DivRem(long a, long b, out long result) => Math.DivRem(a, b, out result);

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right) => Math.DivRem(left, right);

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right) => Math.DivRem(left, right);

    public static (short Quotient, short Remainder) DivRem(short left, short right) => Math.DivRem(left, right);

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => Math.DivRem(left, right);

    public static (int Quotient, int Remainder) DivRem(int left, int right) => Math.DivRem(left, right);

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => Math.DivRem(left, right);

    public static (long Quotient, long Remainder) DivRem(long left, long right) => Math.DivRem(left, right);

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => Math.DivRem(left, right);

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right) => Math.DivRem(left, right);

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right) => Math.DivRem(left, right);

    public static byte Max(byte val1, byte val2) => Math.Max(val1, val2);

    public static short Max(short val1, short val2) => Math.Max(val1, val2);

    public static int Max(int val1, int val2) => Math.Max(val1, val2);

    public static long Max(long val1, long val2) => Math.Max(val1, val2);

    public static nint Max(nint val1, nint val2) => Math.Max(val1, val2);

    public static sbyte Max(sbyte val1, sbyte val2) => Math.Max(val1, val2);

    public static ushort Max(ushort val1, ushort val2) => Math.Max(val1, val2);

    public static uint Max(uint val1, uint val2) => Math.Max(val1, val2);

    public static ulong Max(ulong val1, ulong val2) => Math.Max(val1, val2);

    public static nuint Max(nuint val1, nuint val2) => Math.Max(val1, val2);

    public static byte Min(byte val1, byte val2) => Math.Min(val1, val2);

    public static short Min(short val1, short val2) => Math.Min(val1, val2);

    public static int Min(int val1, int val2) => Math.Min(val1, val2);

    public static long Min(long val1, long val2) => Math.Min(val1, val2);

    public static nint Min(nint val1, nint val2) => Math.Min(val1, val2);

    public static sbyte Min(sbyte val1, sbyte val2) => Math.Min(val1, val2);

    public static ushort Min(ushort val1, ushort val2) => Math.Min(val1, val2);

    public static uint Min(uint val1, uint val2) => Math.Min(val1, val2);

    public static ulong Min(ulong val1, ulong val2) => Math.Min(val1, val2);

    public static nuint Min(nuint val1, nuint val2) => Math.Min(val1, val2);

    public static int Sign(short value) => Math.Sign(value);

    public static int Sign(int value) => Math.Sign(value);

    public static int Sign(long value) => Math.Sign(value);

    public static int Sign(nint value) => Math.Sign(value);

    public static int Sign(sbyte value) => Math.Sign(value);
}
