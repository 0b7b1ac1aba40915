using System.Reflection;
using System.Reflection.Emit;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>The IL of each elementwise operation on scalars that lie on the stack: an instruction, or a call.</summary>
internal static class Instructions
{
    private static readonly MethodInfo?[] Called =
    [
        .. Enum.GetValues<Op>().Select(op => op.Family() == Family.Elementwise && !IsInstruction(op) ? Scalar.MethodOf(op) : null),
    ];

    public static void Of(Op op, ILGenerator il)
    {
        if (Called[(int)op] is { } method)
            il.Emit(OpCodes.Call, method);
        else
            foreach (var code in CodesOf(op))
                il.Emit(code);
    }

    private static bool IsInstruction(Op op) =>
        op is Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne;

    /// <summary>"Not greater" is asked unordered, so that a comparison with NaN is false; only "not equal" is true then.</summary>
    private static OpCode[] CodesOf(Op op) =>
        op switch
        {
            Op.Neg => [OpCodes.Neg],
            Op.Add => [OpCodes.Add],
            Op.Sub => [OpCodes.Sub],
            Op.Mul => [OpCodes.Mul],
            Op.Div => [OpCodes.Div],
            Op.Lt => [OpCodes.Clt, OpCodes.Conv_R8],
            Op.Gt => [OpCodes.Cgt, OpCodes.Conv_R8],
            Op.Eq => [OpCodes.Ceq, OpCodes.Conv_R8],
            Op.Le => [OpCodes.Cgt_Un, OpCodes.Ldc_I4_0, OpCodes.Ceq, OpCodes.Conv_R8],
            Op.Ge => [OpCodes.Clt_Un, OpCodes.Ldc_I4_0, OpCodes.Ceq, OpCodes.Conv_R8],
            Op.Ne => [OpCodes.Ceq, OpCodes.Ldc_I4_0, OpCodes.Ceq, OpCodes.Conv_R8],
            _ => throw new ArgumentException($"{op} is no instruction", nameof(op)),
        };
}
