using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>Registers of several doubles: every operation is an instruction the just-in-time compiler knows, none is a call.</summary>
internal sealed class WideLanes<TVector, TBits>(ILGenerator il, Type statics, int width) : LaneWriter(il)
    where TVector : struct
    where TBits : struct
{
    private static readonly MethodInfo Plus = Operator<TVector>("op_Addition");
    private static readonly MethodInfo Minus = Operator<TVector>("op_Subtraction");
    private static readonly MethodInfo Times = Operator<TVector>("op_Multiply");
    private static readonly MethodInfo Over = Operator<TVector>("op_Division");
    private static readonly MethodInfo Both = Operator<TVector>("op_BitwiseAnd");
    private static readonly MethodInfo Either = Operator<TVector>("op_BitwiseOr");
    private static readonly MethodInfo Differing = Operator<TVector>("op_ExclusiveOr");
    private static readonly MethodInfo PlusBits = Operator<TBits>("op_Addition");
    private static readonly MethodInfo MinusBits = Operator<TBits>("op_Subtraction");
    private static readonly MethodInfo BothBits = Operator<TBits>("op_BitwiseAnd");
    private static readonly MethodInfo ShiftLeft = Shift("op_LeftShift");
    private static readonly MethodInfo ShiftRight = Shift("op_UnsignedRightShift");
    private readonly MethodInfo create = Plain(statics, "Create", typeof(double));
    private readonly MethodInfo createBits = Plain(statics, "Create", typeof(long));
    private readonly MethodInfo select = Generic(statics, "ConditionalSelect", typeof(double), 3);
    private readonly MethodInfo less = Generic(statics, "LessThan", typeof(double), 2);
    private readonly MethodInfo equal = Generic(statics, "Equals", typeof(double), 2);
    private readonly MethodInfo greater = Generic(statics, "GreaterThan", typeof(double), 2);
    private readonly MethodInfo lessBits = Generic(statics, "LessThan", typeof(long), 2);
    private readonly MethodInfo equalBits = Generic(statics, "Equals", typeof(long), 2);
    private readonly MethodInfo equalAll = Generic(statics, "EqualsAll", typeof(long), 2);
    private readonly MethodInfo toBits = Generic(statics, "AsInt64", typeof(double), 1);
    private readonly MethodInfo toDoubles = Generic(statics, "AsDouble", typeof(long), 1);
    private readonly MethodInfo root = Generic(statics, "Sqrt", typeof(double), 1);
    private readonly MethodInfo size = Generic(statics, "Abs", typeof(double), 1);
    private readonly MethodInfo smaller = Generic(statics, "Min", typeof(double), 2);
    private readonly MethodInfo larger = Generic(statics, "Max", typeof(double), 2);
    private readonly MethodInfo fused = Plain(statics, "FusedMultiplyAdd", typeof(TVector), typeof(TVector), typeof(TVector));
    private readonly MethodInfo floor = Plain(statics, "Floor", typeof(TVector));
    private readonly MethodInfo ceiling = Plain(statics, "Ceiling", typeof(TVector));
    private readonly MethodInfo even = Plain(statics, "Round", typeof(TVector));

    public override int Width => width;

    public override Type Type => typeof(TVector);

    public override void Number(double value)
    {
        Il.Emit(OpCodes.Ldc_R8, value);
        Call(create);
    }

    public override void Spread()
    {
        Il.Emit(OpCodes.Ldind_R8);
        Call(create);
    }

    public override void Load()
    {
        Il.Emit(OpCodes.Unaligned, (byte)1);
        Il.Emit(OpCodes.Ldobj, typeof(TVector));
    }

    public override void LoadSingles()
    {
        var half = width == 8 ? typeof(Vector256<float>) : typeof(Vector128<float>);
        Il.Emit(OpCodes.Unaligned, (byte)1);
        Il.Emit(OpCodes.Ldobj, half);
        Call(width == 8 ? Plain(typeof(Avx512F), "ConvertToVector512Double", half) : Plain(typeof(Avx), "ConvertToVector256Double", half));
    }

    public override void Store()
    {
        Il.Emit(OpCodes.Unaligned, (byte)1);
        Il.Emit(OpCodes.Stobj, typeof(TVector));
    }

    public override void Do(in LaneNode node)
    {
        switch (node.Op)
        {
            case LaneOp.Add:
                Call(Plus);
                break;
            case LaneOp.Sub:
                Call(Minus);
                break;
            case LaneOp.Mul:
                Call(Times);
                break;
            case LaneOp.Div:
                Call(Over);
                break;
            case LaneOp.Neg:
                With(-0.0, Differing);
                break;
            case LaneOp.Sqrt:
                Call(root);
                break;
            case LaneOp.Abs:
                Call(size);
                break;
            case LaneOp.Fma:
                Call(fused);
                break;
            case LaneOp.FmaTurned or LaneOp.FmaLess:
                Call(LaneMinus.Of(node.Op, Type));
                break;
            case LaneOp.Scale:
                Call(OfAvx512("Scale", typeof(TVector), typeof(TVector)));
                break;
            case LaneOp.FlipIfBit:
                Call(Differing);
                break;
            case LaneOp.Least or LaneOp.Most:
                Call(Processor(node.Op == LaneOp.Least ? "Min" : "Max"));
                break;
            case LaneOp.Min:
                Call(smaller);
                break;
            case LaneOp.Max:
                Call(larger);
                break;
            case LaneOp.Floor:
                Call(floor);
                break;
            case LaneOp.Ceil:
                Call(ceiling);
                break;
            case LaneOp.Even:
                Call(even);
                break;
            case LaneOp.IfLess or LaneOp.IfEqual or LaneOp.IfBit or LaneOp.IfNegative:
                Call(select);
                break;
            default:
                DoBits(node);
                break;
        }
    }

    /// <summary>What is done to the bits of doubles, as <see cref="Lane8"/> does it.</summary>
    private void DoBits(in LaneNode node)
    {
        switch (node.Op)
        {
            case LaneOp.Round:
                With(LaneBits.Magic, Plus);
                With(LaneBits.Magic, Minus);
                break;
            case LaneOp.PowerOfTwo:
                With(LaneBits.Magic + 1023, Plus);
                Call(toBits);
                Moved(ShiftLeft, 52);
                Call(toDoubles);
                break;
            case LaneOp.Exponent:
                Call(toBits);
                WithBits(node.Bits, PlusBits);
                Moved(ShiftRight, 52);
                WithBits(1023, MinusBits);
                Call(toDoubles);
                break;
            case LaneOp.Mantissa:
                Call(toBits);
                Moved(ShiftLeft, 52);
                Call(MinusBits);
                Call(toDoubles);
                break;
            case LaneOp.CopySign:
                With(-0.0, Both);
                Call(Either);
                break;
            case LaneOp.Significand:
                Il.Emit(OpCodes.Ldc_I4, (int)LaneBits.FromThreeQuarters);
                Call(OfAvx512("GetMantissa", typeof(TVector), typeof(byte)));
                break;
            case LaneOp.Power:
                Call(OfAvx512("GetExponent", typeof(TVector)));
                break;
            case LaneOp.Logged:
                Il.Emit(OpCodes.Ldc_I8, LaneBits.LogTable);
                Call(createBits);
                Il.Emit(OpCodes.Ldc_I4_0);
                Call(OfAvx512("Fixup", typeof(TVector), typeof(TVector), typeof(TBits), typeof(byte)));
                break;
            case LaneOp.Whole:
                Call(toBits);
                WithBits(LaneBits.MagicBits, PlusBits);
                Call(toDoubles);
                With(LaneBits.Magic, Minus);
                break;
            default:
                throw new InvalidOperationException($"{node.Op} is no step on registers");
        }
    }

    /// <summary>A choice's condition is made of its first arguments; bits are taken where bits are needed.</summary>
    public override void Passed(in LaneNode node, int k)
    {
        switch (node.Op, k)
        {
            case (LaneOp.IfLess, 1):
                Call(less);
                break;
            case (LaneOp.IfEqual, 1):
                Call(equal);
                break;
            case (LaneOp.IfNegative, 0):
                Call(toBits);
                WithBits(0, lessBits);
                Call(toDoubles);
                break;
            case (LaneOp.IfBit, 0):
                Call(toBits);
                WithBits(1L << (int)node.Bits, BothBits);
                WithBits(1L << (int)node.Bits, equalBits);
                Call(toDoubles);
                break;
            case (LaneOp.FlipIfBit, 0):
                Call(toBits);
                Moved(ShiftLeft, 63 - (int)node.Bits);
                WithBits(LaneBits.SignMask, BothBits);
                Call(toDoubles);
                break;
            case (LaneOp.Mantissa, 0):
                Call(toBits);
                break;
            case (LaneOp.CopySign, 0):
                Call(size);
                break;
        }
    }

    public override void Watch(LocalBuilder far, double reach)
    {
        Call(size);
        With(reach, greater);
        Il.Emit(OpCodes.Ldloc, far);
        Call(Either);
        Il.Emit(OpCodes.Stloc, far);
    }

    public override void Noted(LocalBuilder far)
    {
        Il.Emit(OpCodes.Ldloc, far);
        Call(toBits);
        WithBits(0, equalAll);
        Il.Emit(OpCodes.Ldc_I4_0);
        Il.Emit(OpCodes.Ceq);
    }

    private void With(double value, MethodInfo then)
    {
        Number(value);
        Call(then);
    }

    private void WithBits(long value, MethodInfo then)
    {
        Il.Emit(OpCodes.Ldc_I8, value);
        Call(createBits);
        Call(then);
    }

    private void Moved(MethodInfo shift, int places)
    {
        Il.Emit(OpCodes.Ldc_I4, places);
        Call(shift);
    }

    private void Call(MethodInfo method) => Il.Emit(OpCodes.Call, method);

    private static MethodInfo Operator<T>(string name) => Plain(typeof(T), name, typeof(T), typeof(T));

    private static MethodInfo Shift(string name) => Plain(typeof(TBits), name, typeof(TBits), typeof(int));

    /// <summary>The processor's own, which gives its second argument for NaN and for two zeros: registers this wide are only those of x64.</summary>
    private MethodInfo Processor(string name) => Plain(width == 8 ? typeof(Avx512F) : typeof(Avx), name, typeof(TVector), typeof(TVector));

    private MethodInfo OfAvx512(string name, params Type[] arguments) =>
        Plain(width == 8 ? typeof(Avx512F) : typeof(Avx512F.VL), name, arguments);

    private static MethodInfo Plain(Type type, string name, params Type[] arguments) =>
        type.GetMethod(name, arguments) ?? throw new MissingMethodException(type.Name, name);

    private static MethodInfo Generic(Type type, string name, Type of, int arguments) =>
        type.GetMethods()
            .Single(m =>
                m.Name == name
                && m.IsGenericMethodDefinition
                && m.GetGenericArguments().Length == 1
                && m.GetParameters().Length == arguments
            )
            .MakeGenericMethod(of);
}
