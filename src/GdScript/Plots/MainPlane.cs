using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace GdScript.Plots;

/// <summary>
/// The plane of the two main directions of a walk: the principal components of its points as seen from its end (Li, Xu, Taylor, Studer,
/// Goldstein 2018, arXiv 1712.09913, section 7). The walk goes to the right and upwards, whatever signs the eigenvectors come with.
/// </summary>
/// <param name="Plane">The plane, through the end of the walk.</param>
/// <param name="First">Which part of the squared distances from the end lies along the first direction.</param>
/// <param name="Second">The same for the second.</param>
public sealed record MainPlane(Plane Plane, double First, double Second)
{
    /// <summary>Of longer walks so many evenly chosen points are looked at.</summary>
    private const int Most = 240;

    /// <summary>A coordinate of the start below this part of the walk's size says nothing about a sign.</summary>
    private const double Nothing = 1e-6;

    /// <summary>The plane. Where the points lie on a line or are one point, the axes of the space that are most at right angles to it complete it.</summary>
    /// <param name="points">The points of the walk, finite, each of at least two numbers; at least one.</param>
    public static MainPlane Of(IReadOnlyList<ImmutableArray<double>> points)
    {
        var end = points[^1];
        double[][] ways = [.. Chosen(points).Select(p => p.Select((x, i) => x - end[i]).ToArray())];
        var scale = ways.Max(w => w.Max(Math.Abs));
        var moves = scale > 0 && double.IsFinite(scale);
        foreach (var way in ways)
            for (var i = 0; i < way.Length; i++)
                way[i] = moves ? way[i] / scale : 0;
        var (directions, shares) = moves ? Components(ways) : ([], []);
        while (directions.Count < 2)
        {
            directions.Add(Axis(directions, end.Length));
            shares.Add(0);
        }
        return new(new(end, Signed(directions[0], ways[0]), Signed(directions[1], ways[0])), shares[0], shares[1]);
    }

    /// <summary>What is left of the axis that lies least along the directions.</summary>
    private static double[] Axis(List<double[]> before, int size)
    {
        var least = Enumerable.Range(0, size).MinBy(i => before.Sum(d => Math.Abs(d[i])));
        return Beside([.. Enumerable.Range(0, size).Select(i => i == least ? 1.0 : 0)], before);
    }

    private static IEnumerable<ImmutableArray<double>> Chosen(IReadOnlyList<ImmutableArray<double>> points) =>
        points.Count <= Most ? points : Enumerable.Range(0, Most).Select(k => points[(int)((long)k * (points.Count - 1) / (Most - 1))]);

    /// <summary>The directions with something in them, at most two, and their shares; from the small matrix of inner products.</summary>
    private static (List<double[]> Directions, List<double> Shares) Components(double[][] ways)
    {
        var gram = DenseMatrix.Create(ways.Length, ways.Length, (i, j) => Dot(ways[i], ways[j]));
        var eigen = gram.Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Select(v => Math.Max(0, v.Real)).ToArray();
        var all = values.Sum();
        var (directions, shares) = (new List<double[]>(), new List<double>());
        foreach (var k in Enumerable.Range(0, values.Length).OrderByDescending(k => values[k]).Take(2))
            if (values[k] > 1e-18 * all)
            {
                directions.Add(Direction(ways, eigen.EigenVectors.Column(k), directions));
                shares.Add(values[k] / all);
            }
        return (directions, shares);
    }

    /// <summary>The points weighted by an eigenvector.</summary>
    private static double[] Direction(double[][] ways, Vector<double> weights, List<double[]> before)
    {
        var direction = new double[ways[0].Length];
        for (var k = 0; k < ways.Length; k++)
        for (var i = 0; i < direction.Length; i++)
            direction[i] += weights[k] * ways[k][i];
        return Beside(direction, before);
    }

    /// <summary>What of a direction is at right angles to the others, with length 1; digits that differ between machines are cut.</summary>
    private static double[] Beside(double[] direction, List<double[]> others)
    {
        foreach (var other in others)
        {
            var part = Dot(direction, other);
            for (var i = 0; i < direction.Length; i++)
                direction[i] -= part * other[i];
        }
        var length = Math.Sqrt(Dot(direction, direction));
        return Array.ConvertAll(direction, x => Math.Round(x / length, 12) + 0.0);
    }

    /// <summary>The direction whose sign has the walk come from the left, or from below; where the start says nothing, the largest number is above 0.</summary>
    private static ImmutableArray<double> Signed(double[] direction, double[] start)
    {
        var place = Dot(direction, start);
        var largest = direction.MaxBy(Math.Abs);
        var turns = Math.Abs(place) > Nothing ? place > 0 : largest < 0;
        return [.. direction.Select(x => turns ? -x : x)];
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
