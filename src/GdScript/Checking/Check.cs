using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>Does a gradient agree with independent measurements of its loss, and how sure is that?</summary>
public static class Check
{
    /// <summary>
    /// Every partial derivative at every point: the claim (ours where <paramref name="claimed"/> is null) against the
    /// measured slope, with the symbolic derivative, forward mode and the lesson's central difference beside it.
    /// </summary>
    /// <param name="loss">A scalar loss.</param>
    /// <param name="claimed">What somebody says the gradient is.</param>
    /// <param name="points">Flat points of the loss.</param>
    /// <exception cref="ArgumentException">The loss is no scalar; a point or the claimed numbers have another length than the loss's points.</exception>
    public static CheckReport Gradient(Formula loss, Claim? claimed, params IEnumerable<double[]> points) =>
        Gradient(loss, claimed, CheckOptions.Plain, points);

    /// <summary>The same, as thoroughly as <paramref name="options"/> say.</summary>
    public static CheckReport Gradient(Formula loss, Claim? claimed, CheckOptions options, params IEnumerable<double[]> points)
    {
        Losses.Demand(loss);
        return new Bench(Subject.Of(loss), claimed, options).Report([.. points]);
    }

    /// <summary>
    /// A claim against measurements of a function of which nothing is known: its rounding is measured too, there is no second
    /// tier, and a right gradient may stay <c>inconclusive</c>.
    /// </summary>
    /// <param name="loss">Any function of as many numbers as there are names; the same point gives the same value.</param>
    /// <param name="claimed">What the gradient is said to be: numbers or a function.</param>
    /// <param name="names">What the numbers of a point are called.</param>
    /// <param name="options">How thoroughly; <see cref="CheckOptions.Plain"/> when null.</param>
    /// <param name="points">Where to check.</param>
    /// <exception cref="ArgumentException">A point or the claimed numbers have another length than there are names.</exception>
    public static CheckReport Gradient(
        Loss loss,
        Claim claimed,
        IReadOnlyList<string> names,
        CheckOptions? options = null,
        params IEnumerable<double[]> points
    ) => new Bench(Subject.Of(loss, names), claimed, options ?? CheckOptions.Plain).Report([.. points]);

    /// <summary>A hand-written gradient beside a hand-written loss, both plain functions.</summary>
    public static CheckReport Gradient(Loss loss, GradientOf claimed, IReadOnlyList<string> names, params IEnumerable<double[]> points) =>
        Gradient(loss, new Claim.Function(Derivation.ClaimedName, claimed), names, null, points);

    /// <summary>
    /// A look before a walk: the gradient at one point along one random direction, and only if that is wrong each component
    /// by itself. Null when nothing is proven wrong; undecided is not wrong, and neither is a kink.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="gradient">The gradient about to be used.</param>
    /// <param name="partials">The formulas it is made of, a root per parameter, which tell how far rounding may carry it; the derived ones when null.</param>
    /// <param name="point">Where.</param>
    public static CheckReport? Glance(Formula loss, GradientOf gradient, Formula? partials, double[] point)
    {
        if (WorkOf(loss, LargestLook) > LargestLook)
            return null;
        var source = Derivation.Of(Derivation.ClaimedName, gradient, partials ?? Derived(loss));
        if (!Directions.Refute(w => Probe.Line(loss, point, w, hurry: true), source.At(point), point))
            return null;
        var report = new Bench(Subject.Of(loss), source, CheckOptions.Plain).Report([point]);
        return report.Components.Any(c => c.Verdict is Verdict.Mismatch) ? report : null;
    }

    /// <summary>The same look at a gradient written by hand beside a formula.</summary>
    public static CheckReport? Glance(Formula loss, GradientOf written, double[] point) =>
        WorkOf(loss, LargestLook) > LargestLook
            ? null
            : Glanced(Subject.Of(loss), written, w => Probe.Line(loss, point, w, hurry: true), point);

    /// <summary>The same look at a gradient beside a function of which nothing is known.</summary>
    public static CheckReport? Glance(Loss loss, GradientOf written, IReadOnlyList<string> names, double[] point) =>
        Glanced(Subject.Of(loss, names), written, w => Probe.Line(loss, point, w), point);

    private static CheckReport? Glanced(Subject subject, GradientOf written, Func<double[], Probe> line, double[] point)
    {
        var source = Derivation.Of(Derivation.ClaimedName, written);
        if (!Directions.Refute(line, source.At(point), point))
            return null;
        var report = new Bench(subject, source, CheckOptions.Plain).Report([point]);
        return report.Components.Any(c => c.Verdict is Verdict.Mismatch) ? report : null;
    }

    /// <summary>A look is for a moment: a loss of more operations than this is not looked at.</summary>
    private const double LargestLook = 1e6;

    /// <summary>About how many operations one evaluation takes, or one row of it; counted no further than <paramref name="enough"/>.</summary>
    internal static double WorkOf(Formula loss, double enough = double.PositiveInfinity)
    {
        var work = 0.0;
        for (var i = 0; i < loss.Nodes.Length && work <= enough; i++)
        {
            var node = loss.Nodes[i];
            var inner = node.Op == Op.MatMul && loss.Nodes[node.A].Shape is var left ? Math.Max(left.Columns, left.Rows) : 1;
            var rows = loss.TableOf(i) is var table and >= 0 && table < loss.Data.Length ? Math.Max(loss.Data[table].Count, 1) : 1;
            work += (double)node.Shape.Count * inner * rows;
        }
        return work;
    }

    private static Formula Derived(Formula loss)
    {
        var gradient = Calculus.Gradient.Of(loss);
        return gradient.WithRoots(gradient.Roots.AsSpan()[1..]);
    }
}
