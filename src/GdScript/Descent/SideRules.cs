using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>Links behind the step itself: means of the points, and a push where the ground is flat.</summary>
public static partial class Rules
{
    /// <summary>
    /// The mean of the points from step <paramref name="start"/> on, every <paramref name="every"/> steps (stochastic weight
    /// averaging, Izmailov et al. 2018); with <paramref name="cycle"/> the mean of the points at the end of each cycle of
    /// <c>restarts(lr, steps=cycle, mult=…)</c>. The walk itself is not changed.
    /// </summary>
    public static Rule Average(long start = 0, long every = 1, long cycle = 0, long mult = 1) =>
        new(
            Named("average", ("start", start, 0), ("every", every, 1), ("cycle", cycle, 0), ("mult", mult, 1)),
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                if (!(cycle > 0 ? EndsCycle(s.T, cycle, mult) : s.T > start && (s.T - start - 1) % every == 0))
                    return;
                var count = ++memory[^1];
                for (var i = 0; i < move.Length; i++)
                    memory[i] += (s.After(i, move[i]) - memory[i]) / count;
            }
        )
        {
            Slots = 1,
            Scalars = 1,
            Inertia = Inertia.None,
            Mean = (memory, mean) => memory[^1] > 0 && memory[..^1].TryCopyTo(mean),
        };

    /// <summary>
    /// Noise of length <paramref name="noise"/> in a direction of its own added to the step where ‖g‖ is below
    /// <paramref name="threshold"/>, at most every <paramref name="rest"/> steps: from a saddle there is a way down in nearly
    /// every direction (Jin et al. 2017).
    /// </summary>
    public static Rule Perturb(double threshold = 1e-3, double noise = 1e-3, long rest = 20, long seed = 0)
    {
        var pushed = new Event("perturbed", $"The gradient is small: a push of length {Digits.Of(noise)}.");
        return new(
            $"perturb(threshold={Digits.Of(threshold)}, noise={Digits.Of(noise)}, rest={Digits.Of(rest)}, seed={Digits.Of(seed)})",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                if (!(Norms.Two(s.Gradient) < threshold) || (memory[0] > 0 && s.T - memory[0] < rest))
                    return;
                memory[0] = s.T;
                var scratch = new Scratch(move.Length);
                for (var i = 0; i < move.Length; i++)
                    scratch.Span[i] = Chance.Normal(seed, s.T, i);
                var length = Norms.Two(scratch.Span);
                for (var i = 0; i < move.Length; i++)
                    move[i] += noise * scratch.Span[i] / length;
                scratch.Dispose();
                s.Report?.Add(pushed);
            }
        )
        {
            Scalars = 1,
        };
    }

    private static bool EndsCycle(long t, long cycle, long mult) =>
        ScheduleForms.Cycle(cycle, mult, t - 1) is var (since, length) && since == length - 1;

    private static string Named(string name, params ReadOnlySpan<(string Name, long Value, long Default)> options)
    {
        var said = new List<string>();
        foreach (var (option, value, usual) in options)
            if (value != usual)
                said.Add($"{option}={Digits.Of(value)}");
        return said.Count == 0 ? name : $"{name}({string.Join(", ", said)})";
    }
}
