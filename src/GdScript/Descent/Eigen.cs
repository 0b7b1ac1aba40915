using MathNet.Numerics.LinearAlgebra;

namespace GdScript.Descent;

/// <summary>
/// Eigenvalues and their directions by MathNet, which loses its way among numbers of extreme sizes: a matrix of such comes to
/// ordinary ones first, and what is nothing beside its largest number is 0.
/// </summary>
public static class Eigen
{
    private const double Nothing = 1e-100;
    private const double Largest = 1e100;

    /// <summary>The eigenvalues of a symmetric matrix of finite numbers, rising.</summary>
    public static double[] Values(double[,] symmetric) => [.. Of(symmetric).Values.Order()];

    /// <param name="symmetric">Finite numbers.</param>
    internal static (double[] Values, Matrix<double> Vectors) Of(double[,] symmetric)
    {
        var largest = 0.0;
        foreach (var entry in symmetric)
            largest = Math.Max(largest, Math.Abs(entry));
        var power = largest is 0 or (> Nothing and < Largest) ? 0 : -Math.ILogB(largest);
        var matrix = Matrix<double>.Build.DenseOfArray(symmetric);
        matrix.MapInplace(x => Math.Abs(x) <= Nothing * largest ? 0 : Math.ScaleB(x, power));
        var evd = matrix.Evd(Symmetricity.Symmetric);
        return ([.. evd.EigenValues.Select(v => Math.ScaleB(v.Real, -power))], evd.EigenVectors);
    }
}
