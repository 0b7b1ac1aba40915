using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Evaluates a formula once and, when a result is not finite, says which operation left the finite numbers, with what,
/// and where. What a <c>where</c> does not choose, and an infinity that ends in something finite (<c>1/exp(1000)</c>),
/// is nobody's mistake.
/// </summary>
public static unsafe class Evaluation
{
    /// <summary>All roots at a point, flat as <see cref="Kernel.Run"/> gives them and with the same bits.</summary>
    /// <param name="formula">The formula; when it was read from text, a problem points into that text.</param>
    /// <param name="point">The elements of all parameters, row-major, in the formula's order.</param>
    /// <returns>The results, or a problem of kind <see cref="ProblemKind.Numeric"/>: see <see cref="EvaluationProblems"/>.</returns>
    /// <exception cref="ArgumentException">The point has another length than <see cref="Formula.PointSize"/>.</exception>
    /// <exception cref="NotSupportedException">The formula has data columns.</exception>
    public static Result<double[]> At(Formula formula, ReadOnlySpan<double> point)
    {
        if (point.Length != formula.PointSize)
            throw new ArgumentException($"{point.Length} numbers where {formula.PointSize} are expected", nameof(point));
        var plan = Plan.Of(formula, whole: true);
        var work = new double[plan.Size];
        fixed (double* x = point)
        fixed (double* w = work)
            new Interpreter(plan).Fill(x, w);
        var values = new NodeValues(formula, plan, work);
        double[] results = [.. formula.Roots.SelectMany(values.Of)];
        return Array.TrueForAll(results, double.IsFinite) ? results : EvaluationProblems.Of(values, point.ToArray());
    }
}

/// <summary>The value of every node that some root needs.</summary>
internal sealed class NodeValues(Formula formula, Plan plan, double[] work)
{
    public Formula Formula { get; } = formula;

    public bool Has(int node) => plan.Schedule.ValueOf[node] >= 0;

    public ReadOnlySpan<double> At(int node) => work.AsSpan(plan.Places[plan.Schedule.ValueOf[node]], Formula.Nodes[node].Shape.Count);

    public double[] Of(int node) => At(node).ToArray();

    /// <summary>An element of a node; a scalar is every element of itself.</summary>
    public double At(int node, int element) => At(node) is { Length: > 1 } array ? array[element] : At(node)[0];
}
