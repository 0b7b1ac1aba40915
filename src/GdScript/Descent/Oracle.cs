using System.Buffers;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Descent;

/// <summary>Writes the gradient at <paramref name="x"/> and returns the loss there.</summary>
public delegate double LossAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

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

    /// <summary>What one <see cref="ValueAndGradient"/> costs; a <see cref="Value"/> costs one value.</summary>
    public abstract Evaluations GradientCost { get; }

    /// <summary>The loss at <paramref name="x"/>.</summary>
    public abstract double Value(ReadOnlySpan<double> x);

    /// <summary>The loss at <paramref name="x"/>; <paramref name="gradient"/> receives the slopes. Allocates nothing.</summary>
    public abstract double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

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

    private sealed class Derived(int size, Loss value, LossAndGradient both) : Oracle
    {
        public override int Size => size;
        public override string Text => "exact";
        public override Evaluations GradientCost => new(0, 1);

        public override double Value(ReadOnlySpan<double> x) => value(x);

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient) => both(x, gradient);
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

/// <summary>How often a walk asked: losses alone, and losses with their derived gradient.</summary>
public readonly record struct Evaluations(long Values, long Gradients)
{
    public static Evaluations operator +(Evaluations a, Evaluations b) => new(a.Values + b.Values, a.Gradients + b.Gradients);
}

/// <summary>An oracle that counts what it is asked, the method's own questions included.</summary>
internal sealed class Metered(Oracle inner, Evaluations before) : Oracle
{
    public Evaluations Asked { get; private set; } = before;

    public override int Size => inner.Size;
    public override string Text => inner.Text;
    public override Evaluations GradientCost => inner.GradientCost;

    public override double Value(ReadOnlySpan<double> x)
    {
        Asked += new Evaluations(1, 0);
        return inner.Value(x);
    }

    public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Asked += inner.GradientCost;
        return inner.ValueAndGradient(x, gradient);
    }
}
