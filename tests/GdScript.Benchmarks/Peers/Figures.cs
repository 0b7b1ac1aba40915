using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks.Peers;

/// <summary>The goals that are no race against a peer: what a gradient costs beside its function, how soon the first one is there, and our elementary functions beside the runtime's.</summary>
internal static class Figures
{
    private const int Long = 4096;

    public static void Print(double seconds, string folder)
    {
        Console.WriteLine("\n| what | measured | goal |\n|---|--:|--:|");
        foreach (var work in Classics.All)
            Line($"gradient time / function time, {work.Name}", GradientOverFunction(work, seconds), 2, "×");
        Line($"gradient time / function time, {Mixture.Work.Name}", GradientOverFunction(Mixture.Work, seconds), 4, "×");
        foreach (var (nodes, goal) in ((int, double)[])[(100, 1), (1_000, 8)])
            Line(
                $"formula of {nodes} nodes → first gradient, warm",
                1e3 * Least(() => First(Exported.Functions(nodes)), seconds),
                goal,
                " ms"
            );
        var large = Exported.Functions(4_650);
        var gradient = Gradient.Of(FormulaText.Parse(large).Value);
        Line($"value and gradient of {gradient.Size} nodes compiled", 1e3 * Least(() => Compiled(gradient), seconds), 80, " ms");
        Exported.Print("sin, exp and tanh of sums", large, seconds, folder);
        Exported.Print("nothing but + − × ÷", Exported.Plain(7_700), seconds, folder);
        Elementary(seconds);
        OfPeak(seconds, folder);
    }

    /// <summary>How much of what one core can multiply and add the network makes use of.</summary>
    private static void OfPeak(double seconds, string folder)
    {
        var nothing = new Work("peak", "x", [0.999]);
        var (peer, missing) = CPeer.For("peak", nothing, Network.Peak, folder, "-O3", "-march=native", "-mprefer-vector-width=512");
        if (peer is null)
        {
            Console.Error.WriteLine($"the peak of this core was not measured: {missing}");
            return;
        }
        using var peak = peer;
        using var network = new Ours(Network.Work.Kernel, Network.Work.Start);
        var least = Race.Run([network, peak], seconds);
        var share = 100 * (Network.Operations / least[0]) / (Network.PeakOperations / least[1]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {Network.Work.Name}: of the core's peak of {Network.PeakOperations / least[1] / 1e9:0} GFLOP/s | {share:0} %{(share >= 70 ? "" : " (missed)")} | ≥ 70 % |"
            )
        );
    }

    /// <summary>One figure and the goal it is held to.</summary>
    internal static void Line(string what, double measured, double goal, string unit) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {measured:0.##}{unit}{(measured <= goal ? "" : " (missed)")} | ≤ {goal}{unit} |"
            )
        );

    private static double GradientOverFunction(Work work, double seconds)
    {
        var function = Kernel.For(work.Formula, Tier.Il);
        using var value = new Written((x, _) => function.Value(x), work.Start);
        using var gradient = new Ours(work.Kernel, work.Start);
        var least = Race.Run([gradient, value], seconds / 2);
        return least[0] / least[1];
    }

    private static double Least(Action work, double seconds)
    {
        var least = double.PositiveInfinity;
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds + 0.3; )
        {
            var one = Stopwatch.GetTimestamp();
            work();
            least = Math.Min(least, Stopwatch.GetElapsedTime(one).TotalSeconds);
        }
        return least;
    }

    private static void First(string text)
    {
        var kernel = Kernel.For(Gradient.Of(FormulaText.Parse(text).Value));
        kernel.ValueAndGradient(new double[kernel.PointSize], new double[kernel.PointSize]);
    }

    private static void Compiled(Formula gradient)
    {
        var kernel = Kernel.For(gradient, Tier.Il);
        kernel.ValueAndGradient(new double[kernel.PointSize], new double[kernel.PointSize]);
    }

    private static void Elementary(double seconds)
    {
        var x = new double[Long];
        for (var i = 0; i < Long; i++)
            x[i] = 0.01 + i * (20.0 / Long);
        var y = new double[Long];
        Compare("exp", () => Kernels.Elementary.Exp(x, y), () => Run<RuntimeExp>(x, y));
        Compare("log", () => Kernels.Elementary.Log(x, y), () => Run<RuntimeLog>(x, y));
        Compare("sin", () => Kernels.Elementary.Sin(x, y), () => Run<RuntimeSin>(x, y));
        Compare("cos", () => Kernels.Elementary.Cos(x, y), () => Run<RuntimeCos>(x, y));

        // the runtime's way is passed in: a lambda in here that names a type parameter is made once and kept for all of them
        void Compare(string name, Action ours, Action runtime)
        {
            Agree(name, ours, runtime, y);
            var (a, b) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var turn = 0; turn < 5; turn++)
                (a, b) = (Math.Min(a, Least(ours, seconds / 10)), Math.Min(b, Least(runtime, seconds / 10)));
            Line($"{name} over {Long} numbers / Vector256.{char.ToUpperInvariant(name[0])}{name[1..]}", a / b, 1.2, "×");
        }
    }

    /// <summary>Both compute the same function, or the ratio means nothing.</summary>
    private static void Agree(string name, Action ours, Action runtime, double[] y)
    {
        ours();
        double[] expected = [.. y];
        runtime();
        for (var i = 0; i < y.Length; i++)
            if (Math.Abs(y[i] - expected[i]) > 1e-14 * Math.Max(1, Math.Abs(expected[i])))
                throw new InvalidOperationException($"{name} number {i} is {expected[i]:R} and {y[i]:R}");
    }

    private static void Run<T>(double[] x, double[] y)
        where T : struct, IRuntime
    {
        for (var i = 0; i < x.Length; i += Vector256<double>.Count)
            T.Of(Vector256.Create(x, i)).CopyTo(y, i);
    }

    /// <summary>A function of the runtime as a type, so that it is inlined into the loop as a user's own would be.</summary>
    private interface IRuntime
    {
        static abstract Vector256<double> Of(Vector256<double> x);
    }

    private readonly struct RuntimeExp : IRuntime
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Exp(x);
    }

    private readonly struct RuntimeLog : IRuntime
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Log(x);
    }

    private readonly struct RuntimeSin : IRuntime
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Sin(x);
    }

    private readonly struct RuntimeCos : IRuntime
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Cos(x);
    }
}
