using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Repl;

/// <summary>What a name of the session stands for, and what a submission gave.</summary>
internal abstract record Thing
{
    private Thing() { }

    /// <summary>A formula or a number.</summary>
    public sealed record Formal(Expression What) : Thing;

    /// <summary>Partial derivatives by name: formulas, or at a point numbers.</summary>
    public sealed record Slopes(Formula Loss, double[]? Values, double[]? Where, Answer Answer) : Thing
    {
        /// <summary>The partial derivatives of another engine; null where ours are meant.</summary>
        public Formula? Derived { get; init; }
    }

    /// <summary>A walk downhill.</summary>
    public sealed record Walk(WalkOrder Order, Trace Trace, Run Run, string Text) : Thing;

    /// <summary>An answer to be read: a check, stationary points, steps.</summary>
    public sealed record Page(Answer Answer) : Thing;

    /// <summary>A value of C#.</summary>
    public sealed record Foreign(object? Value) : Thing;

    /// <summary>The thing as a formula, where it is one.</summary>
    public Expression? Expression =>
        this switch
        {
            Formal formal => formal.What,
            Slopes { Values: null } slopes => Repl.Expression.Gradient(slopes.Loss, slopes.Derived).Is(out var gradient, out _)
                ? gradient
                : null,
            Slopes { Values: { } values, Loss.Parameters: [{ Shape.IsScalar: true }] } => Repl.Expression.Of(
                Shape.Vector(1),
                values.AsSpan(1)
            ),
            Slopes { Values: { } values } slopes => Numbers(slopes.Loss, values.AsSpan(1)),
            Walk walk => Numbers(walk.Order.Question.Loss, walk.Run.Last.Point.AsSpan()),
            Foreign foreign => Foreigner.Expression(foreign.Value),
            _ => null,
        };

    /// <summary>The names that can follow a dot, each with what it is.</summary>
    public IReadOnlyList<(string Name, Expression Value)> Members =>
        this switch
        {
            Slopes { Values: null } s => [.. Partials(s)],
            Slopes { Values: { } values } s => [.. Parts(s.Loss.Parameters, values[1..]), ("value", Repl.Expression.Of(values[0]))],
            Walk w =>
            [
                .. Parts(w.Trace.Header.Parameters, [.. w.Run.Last.Point]),
                ("loss", Repl.Expression.Of(w.Run.Last.Loss)),
                ("steps", Repl.Expression.Of(w.Run.Steps)),
                ("bestloss", Repl.Expression.Of(w.Run.Best.Loss)),
            ],
            _ => [],
        };

    /// <summary>The point it can be asked at: where a walk ended.</summary>
    public ImmutableArray<Given>? Point => this is Walk w ? Givens(w.Trace.Header.Parameters, w.Run.Last.Point.AsSpan()) : null;

    private static IEnumerable<(string, Expression)> Partials(Slopes slopes)
    {
        var partials = slopes.Derived ?? Calculus.Gradient.Partials(slopes.Loss);
        return slopes.Loss.Parameters.Select((p, i) => (p.Name, Repl.Expression.Of(partials.WithRoots(partials.Roots[i]))));
    }

    private static List<(string, Expression)> Parts(ImmutableArray<Parameter> parameters, double[] flat) =>
        [.. Givens(parameters, flat).Select(g => (g.Name, Repl.Expression.Of(g.Value.Shape, g.Value.Data.AsSpan())))];

    private static ImmutableArray<Given> Givens(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> flat)
    {
        var givens = ImmutableArray.CreateBuilder<Given>();
        foreach (var parameter in parameters)
        {
            givens.Add(new(parameter.Name, new(parameter.Shape, [.. flat[..parameter.Shape.Count]])));
            flat = flat[parameter.Shape.Count..];
        }
        return givens.DrainToImmutable();
    }

    private static Expression Numbers(Formula loss, ReadOnlySpan<double> flat) =>
        loss.Parameters.Length == 1
            ? Repl.Expression.Of(loss.Parameters[0].Shape, flat)
            : Repl.Expression.Of(Shape.Vector(flat.Length), flat);
}
