using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>
/// The gradient of a loss: the partial derivatives as formulas, and at a point their values. It prints as a table, and is a
/// <c>double[]</c> where one is wanted.
/// </summary>
public sealed class LossGradient
{
    private readonly Formula loss;
    private readonly double[]? values;
    private readonly Lazy<ImmutableArray<LossFormula>> partials;

    internal LossGradient(
        Formula loss,
        double[]? values,
        double[]? point,
        ImmutableArray<Problem> notes,
        Func<Result<Formula>>? derived = null
    )
    {
        (this.loss, this.values, Notes) = (loss, values, notes);
        Point = point ?? [];
        partials = new(() =>
        {
            var all = derived is null ? Gradient.Partials(loss) : derived().OrThrow();
            return [.. all.Roots.Select(root => new LossFormula(all.WithRoots(root)))];
        });
    }

    /// <summary>The loss as a formula; around the point, where the C# branches on its parameters.</summary>
    public LossFormula Formula => new(loss);

    /// <summary>The partial derivative toward each parameter as a formula, in the order of the parameters.</summary>
    public IReadOnlyList<LossFormula> Partials => partials.Value;

    /// <summary>The point that was asked about, flat; empty where there was none.</summary>
    public double[] Point { get; }

    /// <summary>The loss at the point.</summary>
    /// <exception cref="ProblemException">There is no point.</exception>
    public double Value => Values[0];

    /// <summary>The slopes at the point, flat: every parameter's elements, row by row, in the order of the parameters.</summary>
    /// <exception cref="ProblemException">There is no point.</exception>
    public double[] Slopes => Values[1..];

    /// <summary>The length of the gradient.</summary>
    public double Norm => Math.Sqrt(Kernels.Sums.OfSquares(Values.AsSpan(1)));

    /// <summary>The slope toward a number: <c>g["x"]</c>, <c>g["W[0,1]"]</c>.</summary>
    public double this[string name] => Answers.Number(loss.Parameters, Values.AsSpan(1), name);

    /// <summary>The slopes toward a vector.</summary>
    public double[] Vector(string name) => Answers.Vector(loss.Parameters, Values.AsSpan(1), name);

    /// <summary>The slopes toward a matrix, in its shape.</summary>
    public double[,] Matrix(string name) => Answers.Matrix(loss.Parameters, Values.AsSpan(1), name);

    public static implicit operator double[](LossGradient gradient) => gradient.Slopes;

    /// <summary>As <c>gds grad</c> says it: the values at the point, or without one the formulas.</summary>
    public override string ToString() =>
        Answers.Table(
            values is null
                ? [.. loss.Parameters.Zip(Partials, (p, d) => new[] { $"d/d{p.Name}", $"= {d}" })]
                :
                [
                    ["loss", $"= {NumberText.Of(Value)}"],
                    .. loss.Parameters.Select(p => new[] { $"d/d{p.Name}", $"= {Slope(p)}" }),
                ]
        );

    internal ImmutableArray<Problem> Notes { get; }

    private double[] Values =>
        values
        ?? throw new ProblemException(
            Problem.Input("GDS0131", "the gradient was taken without a point, so it has no values", "write Grad(Loss, at: …)")
        );

    private string Slope(Parameter parameter)
    {
        var (shape, offset) = Answers.Find(loss.Parameters, parameter.Name);
        return Answers.Text(shape, Values.AsSpan(1 + offset, shape.Count));
    }
}
