using System.Diagnostics.CodeAnalysis;

namespace GdScript.Graphs;

/// <summary>Which shapes go together, and what comes out.</summary>
public static class Shapes
{
    /// <summary>
    /// The shape of <c>op(a, b, c)</c>. False with the reason, in the user's words, when the shapes do not fit.
    /// <see cref="Op.Array"/>, <see cref="Op.Fill"/>, <see cref="Op.At"/>, <see cref="Op.Scatter"/> and the leaves bring their shape themselves.
    /// </summary>
    public static bool Fit(Op op, Shape a, Shape b, Shape c, out Shape shape, [NotNullWhen(false)] out string? reason)
    {
        (shape, reason) = op switch
        {
            Op.MatMul => Product(a, b),
            Op.Outer => a.IsVector && b.IsVector
                ? (Shape.Matrix(a.Rows, b.Rows), null)
                : (default, $"outer takes two vectors, not {a} and {b}"),
            Op.Dot => a.IsVector && a == b ? (Shape.Scalar, null) : (default, $"dot takes two vectors of one length, not {a} and {b}"),
            Op.Transpose => a.IsMatrix ? (a.Transposed, null) : (default, $"transpose takes a matrix, not {a}"),
            Op.Softmax => a.IsVector ? (a, null) : (default, $"softmax takes a vector, not {a}"),
            Op.LogSumExp or Op.Argmax => a.IsVector ? (Shape.Scalar, null) : (default, $"{op.Text()} takes a vector, not {a}"),
            Op.Sum or Op.Mean or Op.Norm => a.IsScalar
                ? (default, $"{op.Text()} takes a vector or a matrix, not {a}")
                : (Shape.Scalar, null),
            Op.Gather => Named(a, b),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => (a, null),
            _ when op.Family() == Family.Elementwise => Together(op, a, b, c),
            _ => throw new ArgumentException($"{op} brings its own shape", nameof(op)),
        };
        return reason is null;
    }

    private static (Shape, string?) Product(Shape a, Shape b) =>
        (a.IsMatrix, b.IsMatrix) switch
        {
            (true, true) when a.Columns == b.Rows => (Shape.Matrix(a.Rows, b.Columns), null),
            (true, false) when b.IsVector && a.Columns == b.Rows => (Shape.Vector(a.Rows), null),
            (false, true) when a.IsVector && a.Rows == b.Rows => (Shape.Vector(b.Columns), null),
            _ => (default, $"cannot multiply {a} by {b}"),
        };

    private static (Shape, string?) Named(Shape array, Shape index) =>
        !index.IsScalar ? (default, $"an index is a number, not {index}")
        : array.IsScalar ? (default, "a number has no elements")
        : (array.Element, null);

    private static (Shape, string?) Together(Op op, Shape a, Shape b, Shape c)
    {
        ReadOnlySpan<Shape> all = [a, b, c];
        var shape = Shape.Scalar;
        foreach (var next in all[..op.Arity()])
        {
            if (next.IsScalar || next == shape)
                continue;
            if (!shape.IsScalar)
                return (default, $"'{op.Text()}' works element by element and cannot join {shape} and {next}");
            shape = next;
        }
        return (shape, null);
    }
}
