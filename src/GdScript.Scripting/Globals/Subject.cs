using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Scripting.Losses;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>What a script asks about: a formula, or a loss in C#.</summary>
internal abstract class Subject
{
    /// <summary>What to call it in a message.</summary>
    public abstract string Title { get; }

    /// <summary>The loss with its shapes settled by a point, and that point flat; a loss of numbers needs none.</summary>
    public abstract Result<Posed> Pose(PointLike? at);

    public static Subject Of(LossFormula formula) => new Read(formula);

    public static Subject Of(ScriptLoss loss) => new Traced(loss);

    /// <summary>A long walk or check over a formula stops where the script is asked to.</summary>
    private static Loss Stoppable(Loss value) =>
        x =>
        {
            Interrupt.Check();
            return value(x);
        };

    private static LossAndGradient Stoppable(LossAndGradient both) =>
        (x, gradient) =>
        {
            Interrupt.Check();
            return both(x, gradient);
        };

    private sealed class Read(LossFormula formula) : Subject
    {
        public override string Title => formula.ToString();

        public override Result<Posed> Pose(PointLike? at) =>
            from givens in at is null
                ? (Result<ImmutableArray<Given>?>)(ImmutableArray<Given>?)null
                : at.Givens(formula.Names).Select(g => (ImmutableArray<Given>?)g)
            from shapes in PointText.Shapes(givens ?? [], formula.Names)
            from loss in formula.With(shapes).SelectMany(Calculus.Losses.Scalar)
            from point in givens is { } all ? PointText.Flatten(loss, all).Select(p => (double[]?)p)
            : loss.Parameters.IsEmpty ? (double[]?)[]
            : (double[]?)null
            select Of(loss, point);

        private Posed Of(Formula loss, double[]? point)
        {
            var value = Stoppable(Kernel.For(loss.WithRoots(loss.Root)).Value);
            return new(Title, loss.Parameters, point)
            {
                Formula = _ => loss,
                Value = value,
                Exact = () => Oracle.Exact(loss.PointSize, value, Stoppable(Kernel.For(Gradient.Of(loss)).ValueAndGradient)),
            };
        }
    }

    private sealed class Traced(ScriptLoss loss) : Subject
    {
        public override string Title => loss.Title;

        public override Result<Posed> Pose(PointLike? at)
        {
            if (at is null)
                return loss.Bind(new Dictionary<string, Shape>()).Select(bound => Of(bound, null));
            return from givens in at.Givens([.. loss.Parameters.Select(p => p.Name)], number: loss.Parameters is [{ Rank: 0 }])
                from posed in loss.At(givens)
                select Of(posed.Loss, posed.Point);
        }

        private Posed Of(BoundLoss bound, double[]? point) =>
            new(Title, bound.Parameters, point)
            {
                Formula = x => bound.At(x).Select(traced => traced.Formula),
                Value = Stoppable(bound.Value),
                Exact = bound.Oracle,
                Notes = x => bound.At(x).Is(out var traced, out _) ? traced.Notes : [],
                Doubt = () => bound.Doubt,
                IsEverywhere = x => bound.At(x).Is(out var traced, out _) && traced is { Guards.IsEmpty: true, IsOfPoint: false },
            };
    }
}

/// <summary>A loss over flat points.</summary>
/// <param name="Title">What to call it.</param>
/// <param name="Parameters">The names and shapes that the numbers of a point fill.</param>
/// <param name="Point">The point it is asked at, when one was given.</param>
internal sealed record Posed(string Title, ImmutableArray<Parameter> Parameters, double[]? Point)
{
    /// <summary>The loss as a formula around a point, or why it has none.</summary>
    public required Func<double[], Result<Formula>> Formula { get; init; }

    /// <summary>Who derives.</summary>
    public IDerivativeEngine Engine { get; init; } = Engines.Own;

    /// <summary>The formula recorded around a point is the loss at every point.</summary>
    public Func<double[], bool> IsEverywhere { get; init; } = _ => true;

    /// <summary>The loss and its partial derivatives around a point, by the engine that was asked for.</summary>
    public Result<Formula> Gradient(Formula loss, double[] around) => Whole(loss, around).SelectMany(f => Engine.Gradient(f, Used));

    /// <summary>The second derivatives, packed as <see cref="Calculus.Hessian.Of"/> has them.</summary>
    public Result<Formula> Hessian(Formula loss, double[] around) => Whole(loss, around).SelectMany(f => Engine.Hessian(f, Used));

    /// <summary>Where derivatives will be used: the point, if there is one.</summary>
    public double[][] Used => Point is null ? [] : [Point];

    /// <summary>Another engine than ours derives formulas, and no loss that has another one elsewhere.</summary>
    private Result<Formula> Whole(Formula loss, double[] around) =>
        Engine.IsOwn || IsEverywhere(around)
            ? loss
            : Problem.Input(
                "GDS7111",
                $"'{Title}' has other formulas elsewhere, and the engine {Engine.Name} derives one",
                "say Engine = \"own\", or write the branches as c ? a : b"
            );

    /// <summary>The loss itself: for C#, the compiled method.</summary>
    public required Loss Value { get; init; }

    /// <summary>Who answers a walk with exact slopes.</summary>
    public required Func<Oracle> Exact { get; init; }

    /// <summary>What to know about the formula around a point: the branches it takes.</summary>
    public Func<double[], ImmutableArray<Problem>> Notes { get; init; } = _ => [];

    /// <summary>What to know of every formula so far: that one was not quite the loss; null while all were.</summary>
    public Func<Problem?> Doubt { get; init; } = () => null;

    public int Size => Parameters.Sum(p => p.Shape.Count);

    /// <summary>The name of each number of a point: <c>x</c>, <c>w[2]</c>, <c>W[0,1]</c>.</summary>
    public ImmutableArray<string> Names =>
        [.. from p in Parameters from i in Enumerable.Range(0, p.Shape.Count) select p.Name + p.Shape.ElementText(i)];

    /// <summary>The point, or where none was given one at which the loss has a value: a formula is recorded somewhere.</summary>
    public double[] Somewhere =>
        Point
        ?? new[] { 1, 0.5, 2, -1, 0 }
            .Select(x => Enumerable.Range(0, Size).Select(i => x + 0.0625 * i).ToArray())
            .FirstOrDefault(x => double.IsFinite(Value(x)), new double[Size]);
}
