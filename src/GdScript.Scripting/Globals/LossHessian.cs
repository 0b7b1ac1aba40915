using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>The second derivatives of a loss at a point, and what they say about it.</summary>
public sealed class LossHessian
{
    private readonly ImmutableArray<string> names;
    private readonly double[] entries;

    internal LossHessian(ImmutableArray<string> names, double[] entries) => (this.names, this.entries) = (names, entries);

    /// <summary>The derivative toward the i-th and the j-th number of the point.</summary>
    public double this[int i, int j] => entries[Hessian.At(i, j)];

    /// <summary>All of them, as a square matrix over the numbers of the point.</summary>
    public double[,] Matrix
    {
        get
        {
            var matrix = new double[names.Length, names.Length];
            for (var i = 0; i < names.Length; i++)
            for (var j = 0; j < names.Length; j++)
                matrix[i, j] = this[i, j];
            return matrix;
        }
    }

    /// <summary>How the loss curves along its principal directions, from the smallest up.</summary>
    public double[] Eigenvalues => Eigen.Values(Matrix);

    /// <summary>
    /// What the point is where the gradient vanishes: <c>minimum</c>, <c>maximum</c>, <c>saddle</c>, or <c>flat</c> where some direction
    /// does not curve and nothing else decides.
    /// </summary>
    public string Kind
    {
        get
        {
            var eigenvalues = Eigenvalues;
            var small = 1e-12 * eigenvalues.Max(Math.Abs);
            var (up, down) = (eigenvalues.Any(e => e > small), eigenvalues.Any(e => e < -small));
            return up && down ? "saddle"
                : eigenvalues.Any(e => Math.Abs(e) <= small) ? "flat"
                : up ? "minimum"
                : "maximum";
        }
    }

    public override string ToString() =>
        Answers.Table([
            ["", .. names],
            .. names.Select((name, i) => names.Select((_, j) => NumberText.Of(this[i, j])).Prepend(name).ToArray()),
        ]);
}
