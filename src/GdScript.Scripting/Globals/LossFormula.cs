using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Symbolics;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>A formula in a script: <c>Formula("x^2/20 + y^2")</c>, or one that was derived. It prints as the formula language writes it.</summary>
public sealed class LossFormula
{
    private readonly string? text;
    private readonly Formula? known;

    internal LossFormula(Formula formula) => (known, Names) = (formula, [.. formula.Parameters.Select(p => p.Name)]);

    private LossFormula(string text, ImmutableArray<string> names, Formula? known) => (this.text, Names, this.known) = (text, names, known);

    /// <summary>Its open names, in the order a point gives them.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The formula as LaTeX.</summary>
    public string Latex => With(new Dictionary<string, Shape>()).OrThrow().Latex;

    /// <summary>Where a formula is wanted, its text will do: <c>Grad("x^2", at: 3)</c>.</summary>
    public static implicit operator LossFormula(string text) => Read(text).OrThrow();

    /// <summary>Where a formula is wanted, an expression will do: <c>Grad(x.Sin()*x, at: 3)</c>.</summary>
    public static implicit operator LossFormula(SymbolicExpression expression) =>
        new((expression ?? throw new ArgumentNullException(nameof(expression))).Formula);

    /// <summary>The formula to calculate with.</summary>
    /// <exception cref="SymbolicException">It has arrays or data.</exception>
    public static implicit operator SymbolicExpression(LossFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return formula.With(new Dictionary<string, Shape>()).OrThrow();
    }

    /// <summary>Its value at a point; arrays and several roots are not numbers and are refused.</summary>
    /// <param name="at">A number for every name.</param>
    /// <exception cref="ProblemException">The point does not fit, or the value is not finite.</exception>
    public double Value(PointLike? at = null) => Subject.Of(this).Pose(at).SelectMany(Valued).OrThrow();

    /// <summary>The same as <see cref="Value"/>, to be read aloud: <c>f.At((3, 4))</c>.</summary>
    /// <exception cref="ProblemException">The point does not fit, or the value is not finite.</exception>
    public double At(PointLike at) => Value(at);

    public override string ToString() => known is { } formula ? formula.Infix : text!;

    /// <summary>A formula of the formula language.</summary>
    internal static Result<LossFormula> Read(string text) =>
        FormulaText
            .Names(text)
            .SelectMany(names =>
                FormulaText.Parse(text).Is(out var formula, out var problem) ? new LossFormula(text, names, formula)
                : problem.Id == TextProblemIds.ShapeUnknown
                || problem.Id == TextProblemIds.NotIndexable
                || problem.Id == TextProblemIds.ShapesDoNotFit
                    ? new LossFormula(text, names, null)
                : (Result<LossFormula>)problem
            )
            .Else(p => p with { File = p.File ?? "<loss>" });

    /// <summary>The formula with the shapes of its arrays.</summary>
    internal Result<Formula> With(IReadOnlyDictionary<string, Shape> shapes) =>
        text is not null && (known is null || shapes.Values.Any(s => !s.IsScalar))
            ? FormulaText.Parse(text, shapes).Else(p => p with { File = p.File ?? "<loss>" })
            : known!;

    private static Result<double> Valued(Posed posed) =>
        posed.Point is { } point
            ? posed.Formula(point).SelectMany(f => Evaluation.At(f, point)).Select(values => values[0])
            : Questions.NoPoint(posed);

    /// <summary>Mistakes that a point may mend: the text alone does not say which names are arrays.</summary>
    private static class TextProblemIds
    {
        public const string ShapesDoNotFit = "GDS5201";
        public const string ShapeUnknown = "GDS5202";
        public const string NotIndexable = "GDS5204";
    }
}
