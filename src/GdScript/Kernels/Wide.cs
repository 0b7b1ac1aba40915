using System.Diagnostics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>One array step of the interpreter: hands the places and the shapes of a step to <see cref="Arrays"/>.</summary>
internal static unsafe class Wide
{
    public static void Run(Schedule schedule, in Step step, double* w) =>
        Run(schedule, schedule.Nodes[step.Node], w + step.To, w + step.A, w + step.B, w + step.C);

    /// <summary>An array operation with its arguments in memory.</summary>
    public static void Run(Schedule schedule, in Node node, double* to, double* a, double* b, double* c)
    {
        var from = node.Op == Op.Array ? default : schedule.Nodes[node.A].Shape;
        var n = from.Count;
        switch (node.Op)
        {
            case Op.Array:
                *to = *a;
                break;
            case Op.Fill:
                Arrays.Fill(to, a, node.Shape.Count);
                break;
            case Op.Sum:
                *to = Arrays.Sum(a, n);
                break;
            case Op.Mean:
                *to = Arrays.Mean(a, n);
                break;
            case Op.Dot:
                *to = Arrays.Dot(a, b, n);
                break;
            case Op.Norm:
                *to = Arrays.Norm(a, n);
                break;
            case Op.LogSumExp:
                *to = Arrays.LogSumExp(a, n);
                break;
            case Op.Argmax:
                *to = Arrays.Argmax(a, n);
                break;
            case Op.Gather when from.IsVector:
                *to = Arrays.Element(a, b, n);
                break;
            case Op.Gather:
                Arrays.Row(to, a, b, from.Rows, from.Columns);
                break;
            case Op.Scatter:
                Arrays.Scatter(to, a, b, node.Shape.Rows, n);
                break;
            case Op.Softmax:
                Arrays.Softmax(to, a, n);
                break;
            case Op.Transpose:
                Arrays.Transpose(to, a, from.Rows, from.Columns);
                break;
            case Op.Outer:
                Arrays.Outer(to, a, b, node.Shape.Rows, node.Shape.Columns);
                break;
            case Op.MatMul:
                var (rows, inner, columns) = Sides(from, schedule.Nodes[node.B].Shape);
                var (left, right) = Triangles.Sides(schedule, node);
                if (left)
                    Arrays.LowerTimes(to, a, b, inner, columns);
                else if (right)
                    Arrays.TimesLower(to, a, b, inner);
                else
                    Arrays.MatMul(to, a, b, rows, inner, columns);
                break;
            default:
                Debug.Assert(node.Op.Family() == Family.Elementwise);
                var (strideA, strideB, strideC) = (Stride(schedule, node.A), Stride(schedule, node.B), Stride(schedule, node.C));
                Elementwise.Run(to, a, strideA, b, strideB, c, strideC, node.Shape.Count, node.Op);
                break;
        }
    }

    /// <summary>m, k, n of an m×k by k×n product; a vector is a row on the left and a column on the right.</summary>
    public static (int Rows, int Inner, int Columns) Sides(Shape a, Shape b) =>
        (a.IsMatrix ? a.Rows : 1, b.Rows, b.IsMatrix ? b.Columns : 1);

    /// <summary>1 for an array, 0 for a scalar or an argument that is not there.</summary>
    public static int Stride(Schedule schedule, int argument) => argument >= 0 && !schedule.Nodes[argument].Shape.IsScalar ? 1 : 0;
}
