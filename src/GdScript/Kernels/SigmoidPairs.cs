using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// sigmoid(x) and sigmoid(−x) of an array at once, with the bits that each has alone: a layer wants the first and its slope the second, and one
/// exponential and one division serve both.
/// </summary>
internal static unsafe class SigmoidPairs
{
    /// <summary>Of each sigmoid(x) over arrays that sigmoid(−x) follows in a walk: the latter.</summary>
    public static Dictionary<int, int> Of(Schedule schedule, IEnumerable<int> nodes)
    {
        var (first, pairs) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var node in nodes.Where(i => schedule.Nodes[i] is { Op: Op.Sigmoid, Shape.IsScalar: false }))
        {
            var argument = schedule.Nodes[node].A;
            // A mirror image is made with another one, and makes none itself.
            if (
                schedule.Nodes[argument].Op == Op.Neg
                && first.TryGetValue(schedule.Nodes[argument].A, out var other)
                && pairs.TryAdd(other, node)
            )
                continue;
            first.TryAdd(argument, node);
        }
        return pairs;
    }

    /// <summary>here[i] = sigmoid(x[i]) and there[i] = sigmoid(−x[i]); the three stand apart.</summary>
    [MethodImpl(Jit.Once)]
    public static void Run(double* x, double* here, double* there, int count)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; i + 8 <= count; i += 8)
            {
                var (plain, mirrored) = SigmoidFormula.Both<Lane8>(new(Vector512.Load(x + i)));
                plain.Value.Store(here + i);
                mirrored.Value.Store(there + i);
            }
        else if (Vector256.IsHardwareAccelerated)
            for (; i + 4 <= count; i += 4)
            {
                var (plain, mirrored) = SigmoidFormula.Both<Lane4>(new(Vector256.Load(x + i)));
                plain.Value.Store(here + i);
                mirrored.Value.Store(there + i);
            }
        for (; i < count; i++)
            (here[i], there[i]) = (Elementary.Sigmoid(x[i]), Elementary.Sigmoid(-x[i]));
    }
}
