using System.Buffers;
using GdScript.Data;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Descent;

/// <summary>Writes the gradient at <paramref name="x"/> and returns the loss there.</summary>
public delegate double LossAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Writes the second derivatives at <paramref name="x"/>, the lower triangle row by row.</summary>
public delegate void SecondDerivatives(ReadOnlySpan<double> x, Span<double> packed);

/// <summary>
/// Whom a walk asks: the loss, and the loss with its gradient, at a flat point. It remembers nothing between questions,
/// so several walks may ask the same one, and it says what an answer costs.
/// </summary>
public abstract class Oracle
{
    /// <summary>How many numbers a point has.</summary>
    public abstract int Size { get; }

    /// <summary>Where the gradient comes from, as a trace writes it: <c>exact</c>, <c>numeric(central, h=0.0001)</c>.</summary>
    public abstract string Text { get; }

    /// <summary>What one gradient costs; a loss costs one value.</summary>
    public abstract Evaluations GradientCost { get; }

    /// <summary>The loss at <paramref name="x"/>.</summary>
    public abstract double Value(ReadOnlySpan<double> x);

    /// <summary>The loss at <paramref name="x"/>; <paramref name="gradient"/> receives the slopes. Allocates nothing.</summary>
    public abstract double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>True when the loss is another one from step to step: batches of the rows of data.</summary>
    public virtual bool Varies => false;

    /// <summary>How the rows of data are dealt out to the steps; null where every step sees the same loss.</summary>
    public virtual Batching? Batching => null;

    /// <summary>The loss a walk sees at its step <paramref name="step"/> (from 0); the same at every step unless <see cref="Varies"/>.</summary>
    public virtual double Value(long step, ReadOnlySpan<double> x) => Value(x);

    /// <summary>The loss and slopes a walk sees at its step <paramref name="step"/>.</summary>
    public virtual double ValueAndGradient(long step, ReadOnlySpan<double> x, Span<double> gradient) => ValueAndGradient(x, gradient);

    /// <summary>True when second derivatives are derived, not measured.</summary>
    public virtual bool HasHessian => false;

    /// <summary>
    /// The second derivatives: entry (i, j), j ≤ i, at i(i+1)/2 + j. Without derived ones they are measured, as central
    /// differences of the gradient, with 2n gradients.
    /// </summary>
    public virtual void Hessian(ReadOnlySpan<double> x, Span<double> packed) => Curvature.Measure(this, x, packed);

    /// <summary>The same oracle with derived second derivatives.</summary>
    /// <param name="hessian">Writes the packed lower triangle; called from the walk, so it should not allocate.</param>
    public Oracle With(SecondDerivatives hessian) => new Curved(this, hessian);

    /// <summary>The derived gradient: a kernel of <c>Gradient.Of(loss)</c>, loss first, the partials flat behind it.</summary>
    /// <param name="valueAndGradient">The kernel with both.</param>
    /// <param name="value">A kernel of the loss alone, cheaper for line searches; without it the first one answers.</param>
    public static Oracle Exact(Kernel valueAndGradient, Kernel? value = null) =>
        new Derived(
            valueAndGradient.PointSize,
            value is null ? x => LossOf(valueAndGradient, x) : value.Value,
            valueAndGradient.ValueAndGradient
        );

    /// <summary>The derived gradient from two functions.</summary>
    public static Oracle Exact(int size, Loss value, LossAndGradient valueAndGradient) => new Derived(size, value, valueAndGradient);

    /// <summary>A gradient from elsewhere, as somebody claims it; <paramref name="text"/> is what a trace calls it.</summary>
    public static Oracle Claimed(int size, Loss value, LossAndGradient valueAndGradient, string text = "claimed") =>
        new Derived(size, value, valueAndGradient, text);

    /// <summary>The measured gradient of the lesson, for a kernel whose first root is the loss.</summary>
    public static Oracle Numeric(Kernel value, double h = Difference.Width, DifferenceKind kind = DifferenceKind.Central) =>
        Numeric(value.PointSize, value.Value, h, kind);

    /// <summary>The measured gradient of any function of <paramref name="size"/> numbers.</summary>
    public static Oracle Numeric(int size, Loss value, double h = Difference.Width, DifferenceKind kind = DifferenceKind.Central) =>
        new Measured(size, value, h, kind);

    /// <summary>The loss of a kernel that computes the gradient with it, which is thrown away.</summary>
    private static double LossOf(Kernel both, ReadOnlySpan<double> x)
    {
        var scratch = ArrayPool<double>.Shared.Rent(x.Length);
        var loss = both.ValueAndGradient(x, scratch.AsSpan(0, x.Length));
        ArrayPool<double>.Shared.Return(scratch);
        return loss;
    }

    private sealed class Derived(int size, Loss value, LossAndGradient both, string text = "exact") : Oracle
    {
        public override int Size => size;
        public override string Text => text;
        public override Evaluations GradientCost => new(0, 1);

        public override double Value(ReadOnlySpan<double> x) => value(x);

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient) => both(x, gradient);
    }

    private sealed class Curved(Oracle inner, SecondDerivatives hessian) : Oracle
    {
        public override int Size => inner.Size;
        public override string Text => inner.Text;
        public override Evaluations GradientCost => inner.GradientCost;
        public override bool Varies => inner.Varies;
        public override Batching? Batching => inner.Batching;
        public override bool HasHessian => true;

        public override double Value(ReadOnlySpan<double> x) => inner.Value(x);

        public override double Value(long step, ReadOnlySpan<double> x) => inner.Value(step, x);

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient) => inner.ValueAndGradient(x, gradient);

        public override double ValueAndGradient(long step, ReadOnlySpan<double> x, Span<double> gradient) =>
            inner.ValueAndGradient(step, x, gradient);

        public override void Hessian(ReadOnlySpan<double> x, Span<double> packed) => hessian(x, packed);
    }

    private sealed class Measured(int size, Loss value, double h, DifferenceKind kind) : Oracle
    {
        public override int Size => size;
        public override string Text => $"numeric({NameOf(kind)}, h={Digits.Of(h)})";
        public override Evaluations GradientCost => new(Difference.Losses(kind, size), 0);

        public override double Value(ReadOnlySpan<double> x) => value(x);

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            if (size <= 64)
                return Difference.ValueAndGradient(value, x, h, kind, gradient, stackalloc double[64]);
            var scratch = ArrayPool<double>.Shared.Rent(size);
            var loss = Difference.ValueAndGradient(value, x, h, kind, gradient, scratch);
            ArrayPool<double>.Shared.Return(scratch);
            return loss;
        }

        private static string NameOf(DifferenceKind kind) =>
            kind switch
            {
                DifferenceKind.Central => "central",
                DifferenceKind.Forward => "forward",
                DifferenceKind.Backward => "backward",
            };
    }
}

/// <summary>How often a walk asked: losses alone, losses with their derived gradient, and derived Hessians.</summary>
public readonly record struct Evaluations(long Values, long Gradients, long Hessians = 0)
{
    /// <summary>All questions together.</summary>
    public long Total => Values + Gradients + Hessians;

    public static Evaluations operator +(Evaluations a, Evaluations b) =>
        new(a.Values + b.Values, a.Gradients + b.Gradients, a.Hessians + b.Hessians);
}

/// <summary>
/// An oracle that counts what it is asked, the method's own questions included. A method that has tried the point it then
/// goes to is not charged twice.
/// </summary>
internal sealed class Metered(Oracle inner, Evaluations before) : Oracle
{
    private readonly Evaluations cost = inner.GradientCost;
    private readonly bool varies = inner.Varies;
    private long now;
    private double[] tried = [];
    private double[] slopes = [];
    private double loss;
    private bool hasTried;

    public Evaluations Asked { get; private set; } = before;

    public override int Size => inner.Size;
    public override string Text => inner.Text;
    public override Evaluations GradientCost => cost;
    public override bool Varies => varies;
    public override bool HasHessian => inner.HasHessian;

    /// <summary>The loss and slopes at the point a walk has come to.</summary>
    public double Arrive(long step, ReadOnlySpan<double> x, Span<double> gradient)
    {
        now = step;
        if (hasTried)
        {
            hasTried = false;
            if (!varies && Walker.SameBits(x, tried))
            {
                slopes.CopyTo(gradient);
                return loss;
            }
        }
        Asked += cost;
        return inner.ValueAndGradient(step, x, gradient);
    }

    public override double Value(ReadOnlySpan<double> x)
    {
        Asked += new Evaluations(1, 0);
        return inner.Value(now, x);
    }

    public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Asked += cost;
        loss = inner.ValueAndGradient(now, x, gradient);
        if (tried.Length == 0)
            (tried, slopes) = (new double[x.Length], new double[x.Length]);
        x.CopyTo(tried);
        gradient.CopyTo(slopes);
        hasTried = true;
        return loss;
    }

    public override void Hessian(ReadOnlySpan<double> x, Span<double> packed)
    {
        if (inner.HasHessian)
            Asked += new Evaluations(0, 0, 1);
        else
            for (var k = 0; k < 2 * Size; k++)
                Asked += cost;
        inner.Hessian(x, packed);
    }
}
