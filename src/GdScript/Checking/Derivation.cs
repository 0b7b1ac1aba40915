using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>One way to the gradient: a name, and the numbers it gives at a point with how far rounding may have moved each.</summary>
internal sealed record Derivation(string Name, Func<double[], Bounded[]> At)
{
    /// <summary>One component alone, where all of them together cost as much as that many runs.</summary>
    public Func<double[], int, Bounded>? One { get; init; }

    /// <summary>The same with twice the digits, where it is made of formulas.</summary>
    public Func<double[], Bounded[]>? Finely { get; init; }

    public const string ClaimedName = "claimed";
    public const string SymbolicName = "symbolic";
    public const string ForwardName = "forward AD";
    public const string MeasuredName = "measured";
    public const string DifferenceName = "central difference";

    /// <summary>Reverse mode, run by a kernel as everywhere else, with the bound of its rounding.</summary>
    public static Derivation Symbolic(Formula loss)
    {
        var derived = new Derived(Gradient.Of(loss));
        return new(SymbolicName, point => derived.At(point, skip: 1)) { Finely = Fine(Gradient.Of(loss), skip: 1) };
    }

    /// <summary>Forward mode along each unit direction.</summary>
    public static Derivation Forward(Formula loss)
    {
        var derived = new Lazy<Derived>(() => new(Tangent.Of(loss)));
        return new(ForwardName, point => [.. Enumerable.Range(0, point.Length).Select(i => Ahead(derived.Value, point, i))])
        {
            One = (point, i) => Ahead(derived.Value, point, i),
        };
    }

    /// <summary>Formulas somebody wrote; their literals are decimals, exact as in a derivative.</summary>
    public static Derivation Of(Formula partials)
    {
        var error = new RunningError(partials, Literals.Written);
        return new(ClaimedName, point => Bounds(error, point)) { Finely = Fine(partials, skip: 0, Sure.OfWritten) };
    }

    /// <summary>A function: its own trembling beside the point is taken for its rounding.</summary>
    public static Derivation Of(string name, GradientOf gradient) => new(name, point => Trembling(gradient, point));

    /// <summary>A function that is made of these formulas and rounds as they do.</summary>
    public static Derivation Of(string name, GradientOf gradient, Formula partials)
    {
        var error = new RunningError(partials, Literals.Exact);
        return new(
            name,
            point =>
            {
                var values = new double[point.Length];
                gradient(point, values);
                return [.. values.Zip(Bounds(error, point), (v, b) => b with { Value = v })];
            }
        );
    }

    private static Func<double[], Bounded[]> Fine(Formula formula, int skip, Func<Number, Sure>? constant = null)
    {
        var run = new Lazy<GraphRun<Sure>>(() => new(formula, constant ?? Sure.OfExact));
        return point =>
            [
                .. run
                    .Value.Run([.. point.Select(Sure.Of)])
                    .Skip(skip)
                    .Select(s => new Bounded(s.Near, s.Error + RunningError.U * Math.Abs(s.Near))),
            ];
    }

    private static Bounded Ahead(Derived derived, double[] point, int i)
    {
        var both = new double[2 * point.Length];
        point.CopyTo(both, 0);
        both[point.Length + i] = 1;
        return derived.At(both, skip: 1)[0];
    }

    private static Bounded[] Trembling(GradientOf gradient, double[] point)
    {
        var scales = Spacings.Select(spacing => Beside(gradient, point, spacing)).ToArray();
        return
        [
            .. scales[0]
                [0]
                .Select(
                    (value, i) =>
                        new Bounded(
                            value,
                            4 * Plateau([.. scales.Select(s => s.Select(t => t[i]).ToArray())]) + 64 * RunningError.U * Math.Abs(value)
                        )
                ),
        ];
    }

    /// <summary>How far apart, relative to the point and as powers of two, a gradient is looked at beside it.</summary>
    private static readonly int[] Spacings = [-48, -42, -36, -30, -26, -20, -14, -10, -6];

    private static double[][] Beside(GradientOf gradient, double[] point, int spacing)
    {
        const int beside = 6;
        var tables = new double[beside + 1][];
        for (var k = 0; k <= beside; k++)
        {
            double[] x = [.. point.Select(v => v + v * Math.ScaleB(k, spacing))];
            gradient(x, tables[k] = new double[point.Length]);
        }
        return tables;
    }

    /// <summary>
    /// The noise of one component. A function that is rounded inside to few digits stands still at the finest spacing and trembles
    /// the same at wider ones: such a plateau counts, as long as it is small beside the values. What grows with the spacing is no
    /// rounding.
    /// </summary>
    private static double Plateau(double[][] values)
    {
        double[] noise = [.. values.Select(v => Noise.Of(v))];
        var most = noise[0];
        for (var j = 0; j + 1 < noise.Length; j++)
        {
            var largest = values[j].Concat(values[j + 1]).Max(Math.Abs);
            if (noise[j + 1] <= 4 * noise[j] && noise[j + 1] <= 1e-3 * largest)
                most = Math.Max(most, Math.Max(noise[j], noise[j + 1]));
        }
        return most;
    }

    private static Bounded[] Bounds(RunningError error, double[] point)
    {
        var (values, bounds) = (new double[error.ResultSize], new double[error.ResultSize]);
        error.Run(point, values, bounds);
        return [.. values.Zip(bounds, (v, b) => new Bounded(v, b))];
    }

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
}
