using System.Diagnostics;
using System.Globalization;
using GdScript.Benchmarks.Peers;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks;

/// <summary>
/// What a walk costs beside the gradients it asks for, on Rosenbrock's valley and on the network of <see cref="Network"/>: both are run in turns, many times, and the
/// least of each counts, so that a busy machine disturbs the ratio little. <c>-- ratios [method ...] [n ...] [network]</c>
/// </summary>
internal static class WalkRatios
{
    private static readonly string[] Usual = ["gd", "momentum", "nesterov", "adam", "rmsprop"];

    public static void Print(string[] wanted)
    {
        var sizes = wanted.Where(w => int.TryParse(w, out _)).Select(int.Parse).DefaultIfEmpty().ToArray();
        var (withNetwork, network) = (sizes is [0] || wanted.Contains("network"), Network.Work);
        var methods = wanted.Where(w => w != "network" && !int.TryParse(w, out _)).ToArray();
        Console.WriteLine($"{"method", -12}{"n", 7}{"gradient ns", 13}{"walk ns", 10}{"more ns", 9}{"ratio", 8}");
        var valleys =
            sizes is not [0] ? sizes
            : wanted.Contains("network") ? []
            : [2, 100, 10_000];
        foreach (var n in withNetwork ? [.. valleys, network.Start.Length] : valleys)
        {
            var race = withNetwork && n == network.Start.Length ? new Race(network.Kernel, network.Start) : new Race(n);
            foreach (var method in methods.Length > 0 ? methods : Usual)
            {
                var (bare, walk) = race.Run(MethodText.Parse($"{method}(lr=1e-7)").Value);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{method, -12}{n, 7}{bare, 13:F1}{walk, 10:F1}{walk - bare, 9:F1}{walk / bare, 8:F2}"
                    )
                );
            }
        }
    }

    private sealed class Race
    {
        private static readonly TimeSpan Warm = TimeSpan.FromSeconds(0.6);
        private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
        private readonly int steps;
        private readonly Kernel kernel;
        private readonly Oracle oracle;
        private readonly double[] start;
        private readonly double[] point;
        private readonly double[] gradient;

        public Race(int n)
            : this(
                Kernel.For(Gradient.Of(FormulaText.Parse(Valley(n)).Value), Tier.Il),
                [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? -1.2 : 1)]
            ) { }

        public Race(Kernel kernel, double[] start)
        {
            steps = Math.Max(100, 200_000 / start.Length);
            (this.kernel, oracle, this.start) = (kernel, Oracle.Exact(kernel), start);
            (point, gradient) = ((double[])start.Clone(), new double[start.Length]);
        }

        /// <summary>Nanoseconds for a gradient alone and for a step of the walk.</summary>
        public (double Bare, double Walk) Run(Method method)
        {
            InTurns(method, Warm); // until the compiler has made its best of both
            return InTurns(method, Long);
        }

        private (double Bare, double Walk) InTurns(Method method, TimeSpan time)
        {
            var (bare, walk) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < time; )
            {
                bare = Math.Min(bare, Timed(Gradients));
                walk = Math.Min(walk, Timed(() => Descend.Run(oracle, start, method, Stops.After(steps))));
            }
            return (bare / steps, walk / steps);
        }

        /// <summary>As many as the walk asks for, each at a point that follows from the one before, as a walk's do.</summary>
        private void Gradients()
        {
            for (var k = 0; k <= steps; k++)
            {
                kernel.ValueAndGradient(point, gradient);
                point[0] -= 1e-12 * gradient[0];
            }
        }

        private static double Timed(Action work)
        {
            var begin = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
        }
    }

    /// <summary>As a person writes it for n numbers: one sum over slices.</summary>
    internal static string Valley(int n) =>
        n == 2
            ? "param x, y; 100*(y - x^2)^2 + (1 - x)^2"
            : $"param x[{n}]; {string.Join(" + ", Enumerable.Range(0, n - 1).Select(i => $"100*(x[{i + 1}] - x[{i}]^2)^2 + (1 - x[{i}])^2"))}";
}
