using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>Losses of second degree: their Hessian is one matrix of exact numbers everywhere.</summary>
internal static class ConstantHessian
{
    private const int Largest = 16;

    /// <summary>True when the Hessian is constant and no direction has a negative curvature; false also where that is not known.</summary>
    public static bool IsNonnegative(Formula loss) => Of(loss) is { } matrix && IsNonnegative(matrix);

    /// <summary>The Hessian when every entry is a number; null otherwise.</summary>
    public static Number[,]? Of(Formula loss)
    {
        var n = loss.PointSize;
        if (n is 0 or > Largest || !loss.Columns.IsEmpty || Bends(loss))
            return null;
        var entries = Hessian.Entries(loss);
        var matrix = new Number[n, n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            var node = entries.Nodes[entries.Roots[Hessian.At(i, j)]];
            if (node.Op != Op.Const)
                return null;
            matrix[i, j] = entries.ConstantOf(node);
        }
        return matrix;
    }

    /// <summary>At a kink a loss bends, and no second derivative shows it.</summary>
    private static bool Bends(Formula loss) => loss.Reached().Where((live, i) => live && loss.Nodes[i].Op.HasKink()).Any();

    /// <summary>True when the matrix has an inverse, by exact elimination with row exchanges; false also where that is not known.</summary>
    public static bool IsRegular(Number[,] matrix)
    {
        var (a, n) = ((Number[,])matrix.Clone(), matrix.GetLength(0));
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).FirstOrDefault(i => !a[i, k].IsZero, -1);
            if (pivot < 0)
                return false;
            for (var j = 0; j < n; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            for (var i = k + 1; i < n; i++)
                if (!Eliminated(a, k, i))
                    return false;
        }
        return true;
    }

    /// <summary>Elimination in exact arithmetic: a negative pivot, or a 0 with something beside it, is a direction of descent.</summary>
    private static bool IsNonnegative(Number[,] a)
    {
        var n = a.GetLength(0);
        for (var k = 0; k < n; k++)
        {
            if (a[k, k].Sign < 0)
                return false;
            for (var i = k + 1; i < n; i++)
                if (a[k, k].IsZero ? !a[i, k].IsZero : !Eliminated(a, k, i))
                    return false;
        }
        return true;
    }

    private static bool Eliminated(Number[,] a, int k, int i)
    {
        for (var j = k + 1; j < a.GetLength(0); j++)
            if (
                Number.Divide(a[i, k], a[k, k]) is { } factor
                && Number.Multiply(factor, a[k, j]) is { } part
                && Number.Subtract(a[i, j], part) is { } rest
            )
                a[i, j] = rest;
            else
                return false;
        return true;
    }
}
