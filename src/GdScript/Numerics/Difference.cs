namespace GdScript.Numerics;

/// <summary>
/// Slopes measured, not derived: the difference quotient of the lesson, one coordinate nudged at a time. It costs two
/// losses per coordinate and loses digits on both sides (h too wide: curvature; h too narrow: rounding), which is why
/// exact gradients exist, and it needs no formula, which is why it can judge them.
/// </summary>
public static class Difference
{
    /// <summary>The lesson's width.</summary>
    public const double Width = 1e-4;

    /// <summary>(f(x+h) − f(x−h)) / 2h along coordinate <paramref name="i"/>.</summary>
    /// <param name="f">The loss.</param>
    /// <param name="x">The point; it is not touched.</param>
    /// <param name="i">The coordinate.</param>
    /// <param name="h">The width, in the units of the coordinate.</param>
    /// <param name="scratch">Room for one point, the caller's, so that nothing is allocated.</param>
    public static double Central(Loss f, ReadOnlySpan<double> x, int i, double h, Span<double> scratch) =>
        CentralIn(f, Copy(x, scratch), i, Checked(h));

    /// <summary>(f(x+h) − f(x)) / h along coordinate <paramref name="i"/>; parameters as <see cref="Central"/>.</summary>
    public static double Forward(Loss f, ReadOnlySpan<double> x, int i, double h, Span<double> scratch) =>
        ForwardIn(f, Copy(x, scratch), i, Checked(h), f(x));

    /// <summary>(f(x) − f(x−h)) / h along coordinate <paramref name="i"/>; parameters as <see cref="Central"/>.</summary>
    public static double Backward(Loss f, ReadOnlySpan<double> x, int i, double h, Span<double> scratch) =>
        BackwardIn(f, Copy(x, scratch), i, Checked(h), f(x));

    /// <summary>Every slope at once, and the loss at the point: 2n + 1 losses when central, n + 1 when one-sided.</summary>
    /// <param name="f">The loss.</param>
    /// <param name="x">The point, of n numbers; it is not touched.</param>
    /// <param name="h">The width, the same for every coordinate as in the lesson.</param>
    /// <param name="kind">Which points are compared.</param>
    /// <param name="gradient">Receives the n slopes.</param>
    /// <param name="scratch">Room for n numbers.</param>
    /// <returns>f(x).</returns>
    public static double ValueAndGradient(
        Loss f,
        ReadOnlySpan<double> x,
        double h,
        DifferenceKind kind,
        Span<double> gradient,
        Span<double> scratch
    )
    {
        var here = f(x);
        var at = Copy(x, scratch);
        Checked(h);
        for (var i = 0; i < at.Length; i++)
            gradient[i] = kind switch
            {
                DifferenceKind.Central => CentralIn(f, at, i, h),
                DifferenceKind.Forward => ForwardIn(f, at, i, h, here),
                DifferenceKind.Backward => BackwardIn(f, at, i, h, here),
            };
        return here;
    }

    /// <summary>How many losses <see cref="ValueAndGradient"/> asks for at a point of <paramref name="n"/> numbers.</summary>
    public static long Losses(DifferenceKind kind, int n) =>
        kind switch
        {
            DifferenceKind.Central => 2L * n + 1,
            DifferenceKind.Forward or DifferenceKind.Backward => n + 1L,
        };

    private static double CentralIn(Loss f, Span<double> x, int i, double h)
    {
        var here = x[i];
        x[i] = here + h;
        var above = f(x);
        x[i] = here - h;
        var below = f(x);
        x[i] = here;
        return (above - below) / (2 * h);
    }

    private static double ForwardIn(Loss f, Span<double> x, int i, double h, double value)
    {
        var here = x[i];
        x[i] = here + h;
        var above = f(x);
        x[i] = here;
        return (above - value) / h;
    }

    private static double BackwardIn(Loss f, Span<double> x, int i, double h, double value)
    {
        var here = x[i];
        x[i] = here - h;
        var below = f(x);
        x[i] = here;
        return (value - below) / h;
    }

    private static Span<double> Copy(ReadOnlySpan<double> x, Span<double> scratch)
    {
        x.CopyTo(scratch);
        return scratch[..x.Length];
    }

    private static double Checked(double h) =>
        h > 0 && double.IsFinite(h) ? h : throw new ArgumentOutOfRangeException(nameof(h), h, "a difference has a positive, finite width");
}
