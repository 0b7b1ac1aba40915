using System.Collections.Immutable;
using System.Diagnostics;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
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
    public static CheckReport Gradient(Formula loss, Claim? claimed, params IEnumerable<double[]> points)
    {
        var bench = new Bench(loss, claimed);
        foreach (var point in points)
            bench.Add(point);
        return bench.Report();
    }

    /// <summary>What one call builds once and uses at every point.</summary>
    private sealed class Bench
    {
        private readonly Formula loss;
        private readonly Claim? claim;
        private readonly string[] names;
        private readonly Kernel value;
        private readonly Derived symbolic;
        private readonly Derived forward;
        private readonly RunningError? partials;
        private readonly Probe probe;
        private readonly Measure measure = new();
        private readonly ImmutableArray<CheckedComponent>.Builder components = ImmutableArray.CreateBuilder<CheckedComponent>();
        private readonly ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        private int number;

        public Bench(Formula loss, Claim? claim)
        {
            this.loss = loss;
            this.claim = claim;
            names = [.. loss.ElementNames];
            value = Kernel.For(loss.WithRoots(loss.Root));
            symbolic = new(Calculus.Gradient.Of(loss));
            forward = new(Tangent.Of(loss));
            probe = Probe.Of(loss);
            partials = claim is Claim.Formulas c ? new(c.Partials, Literals.Exact) : null;
        }

        public CheckReport Report() => new(components.ToImmutable(), findings.ToImmutable(), claim is not null);

        public void Add(double[] point)
        {
            var at = point.ToArray();
            var exact = symbolic.At(at, skip: 1);
            var claims = Claims(at) ?? exact;
            var measured = new Measurement[at.Length];
            for (var i = 0; i < at.Length; i++)
                measured[i] = measure.Along(probe, at, i);
            var steepest = Steepest(measured);
            var kept = point.ToImmutableArray();
            for (var i = 0; i < at.Length; i++)
                Settle(kept, i, measured[i], steepest, claims[i], exact[i], Direction(at, i));
            number++;
        }

        private Bounded[]? Claims(double[] at)
        {
            if (claim is not Claim.Numbers numbers)
                return partials is null ? null : Bounds(partials, at);
            var values = numbers.Values.Length == 1 ? numbers.Values[0] : numbers.Values.Skip(number).FirstOrDefault([]);
            if (values.Length != at.Length)
                throw new ArgumentException($"{values.Length} claimed numbers for point {number} of {at.Length}", nameof(at));
            return [.. values.Select(v => new Bounded(v, 0))];
        }

        private Bounded Direction(double[] at, int i)
        {
            var both = new double[2 * at.Length];
            at.CopyTo(both, 0);
            both[at.Length + i] = 1;
            return forward.At(both, skip: 1)[0];
        }

        private void Settle(
            ImmutableArray<double> point,
            int i,
            Measurement measured,
            double steepest,
            Bounded claimed,
            Bounded exact,
            Bounded ahead
        )
        {
            var scale = Math.Max(steepest, Math.Abs(measured.Value) / (point[i] == 0 ? 1 : Math.Abs(point[i])));
            var verdict = Judge.Of(measured, claimed, double.IsFinite(scale) ? scale : steepest);
            if (measured.What is Measured.Smooth or Measured.OneSided)
            {
                Compare(i, "symbolic", exact, "forward AD", ahead);
                if (partials is not null && !verdict.Fails && Compare(i, "claimed", claimed, "symbolic", exact))
                    verdict = new Verdict.Mismatch("differs from the derivative itself by less than the measurement can see");
            }
            var slope = Seen(measured.What);
            components.Add(
                new()
                {
                    Name = names[i],
                    PointNumber = number,
                    Point = point,
                    Verdict = verdict,
                    Claimed = claimed.Value,
                    Exact = exact.Value,
                    Forward = ahead.Value,
                    Numeric = slope.Value,
                    Bar = slope.Bar,
                    Step = slope.Step,
                    Evaluations = measured.Evaluations,
                    Lesson = Lesson(point, i),
                }
            );
        }

        private bool Compare(int i, string first, Bounded a, string second, Bounded b)
        {
            if (!a.Contradicts(b))
                return false;
            findings.Add(new(names[i], number, first, second, a.Value, b.Value, a.Bound + b.Bound));
            return true;
        }

        private double Lesson(ImmutableArray<double> point, int i) =>
            Difference.Central(value.Value, point.AsSpan(), i, Difference.Width, new double[point.Length]);
    }

    /// <summary>A derivative formula, run by a kernel as everywhere else, with the bound of its rounding.</summary>
    private sealed class Derived(Formula formula)
    {
        private readonly Kernel kernel = Kernel.For(formula);
        private readonly RunningError error = new(formula, Literals.Exact);

        public Bounded[] At(double[] point, int skip)
        {
            var values = new double[kernel.ResultSize];
            kernel.Run(point, values);
            var bounds = Bounds(error, point);
            return [.. values.Zip(bounds, (v, b) => b with { Value = v }).Skip(skip)];
        }
    }

    private static Bounded[] Bounds(RunningError error, double[] point)
    {
        var (values, bounds) = (new double[error.ResultSize], new double[error.ResultSize]);
        error.Run(point, values, bounds);
        return [.. values.Zip(bounds, (v, b) => new Bounded(v, b))];
    }

    private static double Steepest(Measurement[] measured)
    {
        var steepest = 0.0;
        foreach (var one in measured)
            if (Seen(one.What).Value is var slope && double.IsFinite(slope))
                steepest = Math.Max(steepest, Math.Abs(slope));
        return steepest;
    }

    /// <summary>The measured slope as one number with a bar: a kink is its middle with a bar that reaches both sides.</summary>
    private static Slope Seen(Measured measured) =>
        measured switch
        {
            Measured.Smooth m => m.Slope,
            Measured.OneSided m => m.Slope,
            Measured.Kink m => new(
                (m.Left.Value + m.Right.Value) / 2,
                Math.Abs(m.Right.Value - m.Left.Value) / 2 + Math.Max(m.Left.Bar, m.Right.Bar),
                Math.Max(m.Left.Step, m.Right.Step),
                1
            ),
            Measured.Singular or Measured.Undefined or Measured.Unresolved or Measured.Unsteady => new(
                double.NaN,
                double.PositiveInfinity,
                0,
                0
            ),
            _ => throw new UnreachableException(),
        };
}
