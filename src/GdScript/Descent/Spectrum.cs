using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace GdScript.Descent;

/// <summary>The curvatures of a loss at a point: the eigenvalues of its Hessian, the least and the largest with their directions.</summary>
/// <param name="Values">The eigenvalues from the least on; of a large Hessian only those that Lanczos' iteration found.</param>
/// <param name="LeastAlong">The direction of the least, of length 1.</param>
/// <param name="LargestAlong">The direction of the largest, of length 1.</param>
/// <param name="Complete">True when <paramref name="Values"/> are all.</param>
public sealed record Spectrum(
    ImmutableArray<double> Values,
    ImmutableArray<double> LeastAlong,
    ImmutableArray<double> LargestAlong,
    bool Complete
)
{
    private const int LargestWhole = 64;
    private const int Iterations = 48;

    /// <summary>What is smaller than this part of the largest curvature is 0 to a reader: it is rounding.</summary>
    private const double Negligible = 1e-11;

    public double Least => Values[0];

    public double Largest => Values[^1];

    /// <summary>The largest curvature by size.</summary>
    public double Size => Math.Max(Math.Abs(Least), Math.Abs(Largest));

    /// <summary>largest / least where both are positive; infinite where the least is 0; null where some are negative.</summary>
    public double? Condition => Least < 0 ? null : Largest / Least;

    /// <summary>The spectrum at a point; null where the Hessian is not finite. The directions begin with their largest number positive.</summary>
    public static Spectrum? Of(Landscape land, ReadOnlySpan<double> x) =>
        land.Size <= LargestWhole ? Whole(land.HessianAt(x)) : Lanczos(land, x);

    private static Spectrum? Whole(double[,]? hessian)
    {
        if (hessian is null)
            return null;
        var (values, vectors) = Eigen.Of(hessian);
        return Of(values, vectors.Column, complete: true);
    }

    /// <summary>
    /// Lanczos' iteration with full reorthogonalisation (Golub, Van Loan 2013, §10.3): Hessian times vector is all it asks,
    /// and its extreme values come first.
    /// </summary>
    private static Spectrum? Lanczos(Landscape land, ReadOnlySpan<double> x)
    {
        var basis = new List<Vector<double>>();
        var (diagonal, beside) = (new List<double>(), new List<double>());
        var next = Unit(Vector<double>.Build.Dense(land.Size, i => Chance.Uniform(1, 0, i) - 0.5));
        var product = new double[land.Size];
        while (next is not null && basis.Count < Iterations)
        {
            basis.Add(next);
            land.Curve(x, next.AsArray(), product);
            if (product.Any(p => !double.IsFinite(p)))
                return null;
            var rest = Vector<double>.Build.DenseOfArray(product);
            diagonal.Add(rest.DotProduct(next));
            for (var again = 0; again < 2; again++)
                foreach (var before in basis)
                    rest -= before * before.DotProduct(rest);
            beside.Add(rest.L2Norm());
            if (!double.IsFinite(beside[^1] + diagonal[^1]))
                return null;
            next = beside[^1] > Negligible * diagonal.Max(Math.Abs) ? Unit(rest) : null;
        }
        var m = basis.Count;
        var small = new double[m, m];
        for (var i = 0; i < m; i++)
        {
            small[i, i] = diagonal[i];
            if (i + 1 < m)
                small[i, i + 1] = small[i + 1, i] = beside[i];
        }
        var (values, vectors) = Eigen.Of(small);
        Vector<double> Along(int k)
        {
            var along = Vector<double>.Build.Dense(land.Size);
            for (var i = 0; i < m; i++)
                along += basis[i] * vectors[i, k];
            return along;
        }
        return Of(values, Along, complete: false);
    }

    private static Spectrum Of(double[] values, Func<int, Vector<double>> along, bool complete)
    {
        var size = values.Max(Math.Abs);
        var order = Enumerable.Range(0, values.Length).OrderBy(k => values[k]).ToArray();
        var tidy = order.Select(k => Math.Abs(values[k]) <= Negligible * size ? 0 : values[k]);
        return new([.. tidy], Pointed(along(order[0])), Pointed(along(order[^1])), complete);
    }

    private static Vector<double>? Unit(Vector<double> v) => v.L2Norm() is > 0 and var length ? v / length : null;

    /// <summary>One of the two opposite directions, always the same one, without rounding's dust.</summary>
    private static ImmutableArray<double> Pointed(Vector<double> v)
    {
        var largest = v[0];
        foreach (var entry in v)
            if (Math.Abs(entry) > Math.Abs(largest) * (1 + 1e-9))
                largest = entry;
        var length = v.L2Norm() * Math.Sign(largest);
        return [.. v.Select(entry => Math.Abs(entry) < 1e-9 * Math.Abs(largest) ? 0 : entry / length)];
    }
}
