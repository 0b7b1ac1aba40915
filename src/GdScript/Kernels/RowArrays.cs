using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Array operations on a strip of rows. An array of a row is kept element by element, each a strip, so a matrix times the
/// arrays of all rows is one product of matrices; what has no such form is done row by row.
/// </summary>
internal static unsafe class RowArrays
{
    public static void Run(Schedule schedule, in RowStep step, in Strips strips, double* to, double* scratch)
    {
        var node = schedule.Nodes[step.Node];
        var from = schedule.Nodes[node.A].Shape;
        switch (node.Op)
        {
            case Op.Fill:
                for (var k = 0; k < step.Count; k++, to += strips.Count)
                    Arrays.Copy(to, strips.At(step.A, 0), strips.Count);
                break;
            case Op.Transpose:
                for (var k = 0; k < step.Count; k++, to += strips.Count)
                    Arrays.Copy(to, strips.At(step.A, k % from.Rows * from.Columns + k / from.Rows), strips.Count);
                break;
            case Op.Outer:
                for (var k = 0; k < step.Count; k++, to += strips.Count)
                    Times(to, step.A, k / node.Shape.Columns, step.B, k % node.Shape.Columns, strips);
                break;
            case Op.Gather:
                Gather(step, strips, from.Rows, to);
                break;
            case Op.Scatter:
                Scatter(step, strips, from.Count, to);
                break;
            case Op.MatMul when step.A.Source is Source.Same or Source.Point && from.IsMatrix:
                Left(schedule, step, node, from, strips, to);
                break;
            case Op.MatMul when step.B.Source is Source.Same or Source.Point && from.IsVector:
                var (inner, columns) = (from.Rows, node.Shape.Rows);
                var turned = new Grid(strips.At(step.B, 0), 1, columns);
                if (Triangles.Sides(schedule, node).Right)
                    Triangles.Upper(to, strips.Count, turned, strips.Rows(step.A, inner), inner, strips.Count);
                else
                    Products.Of(to, strips.Count, turned, strips.Rows(step.A, from.Count), columns, inner, strips.Count);
                break;
            default:
                if (!RowLanes.Run(node.Op, step, strips, from.Count, to))
                    RowByRow(schedule, step, node, strips, to, scratch);
                break;
        }
    }

    /// <summary>A matrix that all rows share times what each row has: one product with the rows side by side.</summary>
    private static void Left(Schedule schedule, in RowStep step, in Node node, Shape from, in Strips strips, double* to)
    {
        var (m, k) = (from.Rows, from.Columns);
        var left = new Grid(strips.At(step.A, 0), k, 1);
        var (right, count) = (schedule.Nodes[node.B].Shape, strips.Count);
        var side = right.IsVector ? count : right.Columns * count;
        var rows = right.IsVector ? strips.Rows(step.B, k) : new(strips.At(step.B, 0), side, 1);
        if (Triangles.Sides(schedule, node).Left)
            Triangles.Lower(to, side, left, rows, k, side);
        else
            Products.Of(to, side, left, rows, m, k, side);
    }

    /// <summary>Arrays that stand one after the other, element by element: each element of all rows becomes a strip.</summary>
    public static void Spread(double* to, double* from, int width, int rows)
    {
        for (var k = 0; k < width; k++)
        for (var row = 0; row < rows; row++)
            to[(long)k * rows + row] = from[(long)row * width + k];
    }

    /// <summary>What the index of each row names, of an array that all rows share or of the row's own.</summary>
    private static void Gather(in RowStep step, in Strips strips, int places, double* to)
    {
        double* array = strips.At(step.A, 0),
            index = strips.At(step.B, 0);
        var (own, next, count) = (Strips.Stride(step.A), Strips.Stride(step.B), strips.Count);
        var across = own == 0 ? 1 : count;
        for (var row = 0; row < count; row++)
        {
            var place = Arrays.Place(index[row * next], places);
            double* from = array + (long)place * step.Count * across + row * own,
                here = to + row;
            if (place < 0)
                for (var k = 0; k < step.Count; k++, here += count)
                    *here = double.NaN;
            else
                for (var k = 0; k < step.Count; k++, here += count, from += across)
                    *here = *from;
        }
    }

    private static void Scatter(in RowStep step, in Strips strips, int width, double* to)
    {
        var index = strips.At(step.B, 0);
        var (next, count) = (Strips.Stride(step.B), strips.Count);
        new Span<double>(to, checked(step.Count * count)).Clear();
        for (var row = 0; row < count; row++)
            if (Arrays.Place(index[row * next], step.Count / width) is var place and >= 0)
                for (var k = 0; k < width; k++)
                    to[((long)place * width + k) * count + row] = strips.At(step.A, k)[row * Strips.Stride(step.A)];
    }

    private static void Times(double* to, in Operand a, int i, in Operand b, int j, in Strips strips) =>
        Elementwise.Run(to, strips.At(a, i), Strips.Stride(a), strips.At(b, j), Strips.Stride(b), to, 0, strips.Count, Op.Mul);

    /// <summary>Each row's arguments are brought together, and its result is spread over the strips again.</summary>
    private static void RowByRow(Schedule schedule, in RowStep step, in Node node, in Strips strips, double* to, double* scratch)
    {
        var first = schedule.Nodes[node.A].Shape.Count;
        var second = Schedule.ArgumentCount(node) > 1 ? schedule.Nodes[node.B].Shape.Count : 0;
        double* a = scratch,
            b = a + first,
            result = b + second;
        for (var row = 0; row < strips.Count; row++)
        {
            Gather(a, step.A, first, row, strips);
            Gather(b, step.B, second, row, strips);
            Wide.Run(schedule, node, result, a, b, a);
            for (var k = 0; k < step.Count; k++)
                to[(long)k * strips.Count + row] = result[k];
        }
    }

    private static void Gather(double* to, in Operand from, int count, int row, in Strips strips)
    {
        var stride = Strips.Stride(from);
        for (var k = 0; k < count; k++)
            to[k] = strips.At(from, k)[row * stride];
    }
}
