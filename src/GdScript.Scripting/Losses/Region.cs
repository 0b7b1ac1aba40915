using System.Buffers;
using GdScript.Calculus;
using GdScript.Kernels;

namespace GdScript.Scripting.Losses;

/// <summary>One recording with its kernels: value, gradient and the conditions come from one run.</summary>
internal sealed class Region(TracedFormula traced)
{
    private const int SmallRest = 256;

    private readonly Lazy<Kernel> value = new(() => Kernel.For(traced.Formula.WithRoots([traced.Formula.Root, .. GuardsOf(traced)])));

    private readonly Lazy<Kernel> both = new(() =>
    {
        var gradient = Gradient.Of(traced.Formula);
        return Kernel.For(gradient.WithRoots([.. gradient.Roots, .. GuardsOf(traced)]));
    });

    public TracedFormula Traced => traced;

    /// <summary>The loss at a point; false when the recording does not hold there. Allocates nothing after the first time.</summary>
    public bool TryValue(ReadOnlySpan<double> point, out double loss) => Try(value.Value, point, [], out loss);

    /// <summary>The loss and its slopes at a point; false when the recording does not hold there.</summary>
    public bool TryGradient(ReadOnlySpan<double> point, Span<double> gradient, out double loss) =>
        Try(both.Value, point, gradient, out loss);

    private bool Try(Kernel kernel, ReadOnlySpan<double> point, Span<double> gradient, out double loss)
    {
        var size = gradient.Length + traced.Guards.Length;
        if (traced.Guards.IsEmpty)
        {
            loss = kernel.ValueAndGradient(point, gradient);
            return true;
        }
        if (size <= SmallRest)
            return Try(kernel, point, gradient, stackalloc double[SmallRest], size, out loss);
        var lent = ArrayPool<double>.Shared.Rent(size);
        var holds = Try(kernel, point, gradient, lent, size, out loss);
        ArrayPool<double>.Shared.Return(lent);
        return holds;
    }

    private bool Try(Kernel kernel, ReadOnlySpan<double> point, Span<double> gradient, Span<double> rest, int size, out double loss)
    {
        loss = kernel.ValueAndGradient(point, rest[..size]);
        if (!traced.Came(rest[gradient.Length..size]))
            return false;
        rest[..gradient.Length].CopyTo(gradient);
        return true;
    }

    private static IEnumerable<int> GuardsOf(TracedFormula traced) => traced.Guards.Select(g => g.Node);
}
