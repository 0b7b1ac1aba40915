using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Descent;

/// <summary>Writes the Hessian at <paramref name="x"/> times <paramref name="direction"/>.</summary>
public delegate void HessianTimes(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product);

/// <summary>A loss as one who explains it sees it: value, slopes and curvature anywhere.</summary>
/// <param name="Size">How many numbers a point has.</param>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">The loss with its gradient.</param>
/// <param name="Curve">Curvature along a direction.</param>
/// <param name="Derived">True where the curvature is derived, false where it is measured.</param>
public sealed record Landscape(int Size, Loss Value, LossAndGradient Gradient, HessianTimes Curve, bool Derived)
{
    private const double CubeRootOfEpsilon = 6.0554544523933429e-06;

    /// <summary>Everything derived from the formula; it must have no data columns.</summary>
    public static Landscape Of(Formula loss)
    {
        var (value, gradient) = (Kernel.For(loss.WithRoots(loss.Root)), Kernel.For(Calculus.Gradient.Of(loss)));
        var along = Kernel.For(Hessian.Along(loss));
        var n = loss.PointSize;
        return new(n, value.Value, gradient.ValueAndGradient, Times, Derived: true);

        void Times(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
        {
            using var point = new Lent(2 * n);
            using var results = new Lent(along.ResultSize);
            x.CopyTo(point.Span);
            direction.CopyTo(point.Span[n..]);
            along.Run(point.Span, results.Span);
            results.Span[^n..].CopyTo(product);
        }
    }

    /// <summary>The curvature measured by central differences of the gradient: for losses nobody has as a formula.</summary>
    public static Landscape Of(Oracle oracle)
    {
        return new(oracle.Size, oracle.Value, oracle.ValueAndGradient, Times, Derived: false);

        void Times(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
        {
            var length = Norms.Two(direction);
            if (!(length > 0))
            {
                product.Clear();
                return;
            }
            var h = CubeRootOfEpsilon * Math.Max(Norms.Two(x), 1) / length;
            using var at = new Lent(x.Length);
            using var below = new Lent(x.Length);
            Shifted(x, direction, -h, at.Span);
            oracle.ValueAndGradient(at.Span, below.Span);
            Shifted(x, direction, h, at.Span);
            oracle.ValueAndGradient(at.Span, product);
            for (var i = 0; i < product.Length; i++)
                product[i] = (product[i] - below.Span[i]) / (2 * h);
        }
    }

    /// <summary>The Hessian, row by row and made symmetric; null where it is not finite.</summary>
    public double[,]? HessianAt(ReadOnlySpan<double> x)
    {
        var matrix = new double[Size, Size];
        var (unit, row) = (new double[Size], new double[Size]);
        for (var i = 0; i < Size; i++)
        {
            unit[i] = 1;
            Curve(x, unit, row);
            unit[i] = 0;
            for (var j = 0; j < Size; j++)
            {
                if (!double.IsFinite(row[j]))
                    return null;
                if (j < i)
                    matrix[i, j] = matrix[j, i] = 0.5 * (matrix[j, i] + row[j]);
                else
                    matrix[i, j] = row[j];
            }
        }
        return matrix;
    }

    internal static void Shifted(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, double t, Span<double> to)
    {
        for (var i = 0; i < x.Length; i++)
            to[i] = x[i] + t * direction[i];
    }
}

/// <summary>Room for some numbers for the length of one call.</summary>
internal readonly ref struct Lent : IDisposable
{
    private readonly double[] lent;

    public Lent(int count)
    {
        lent = System.Buffers.ArrayPool<double>.Shared.Rent(count);
        Span = lent.AsSpan(0, count);
    }

    public Span<double> Span { get; }

    public void Dispose() => System.Buffers.ArrayPool<double>.Shared.Return(lent);
}
