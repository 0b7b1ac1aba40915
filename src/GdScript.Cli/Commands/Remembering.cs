using System.Runtime.CompilerServices;
using GdScript.Calculus;
using GdScript.Graphs;

namespace GdScript.Cli.Commands;

/// <summary>
/// A walk asks for the same gradient at its start, for its head and for its steps; the library is asked once. Asked for another
/// point, it is asked again, since it is at the points given that an answer is verified.
/// </summary>
internal sealed class Remembering(IDerivativeEngine inner) : IDerivativeEngine
{
    private readonly ConditionalWeakTable<Formula, Answer> known = [];

    public string Name => inner.Name;

    public Result<Formula> Gradient(Formula loss, params ReadOnlySpan<double[]> points)
    {
        double[][] asked = [.. points];
        if (known.TryGetValue(loss, out var answer) && asked.All(answer.IsVerifiedAt))
            return answer.Gradient;
        var derived = inner.Gradient(loss, points);
        if (derived.Is(out var gradient, out _))
            known.AddOrUpdate(loss, new(gradient, [.. asked, .. answer?.Points ?? []]));
        return derived;
    }

    private sealed record Answer(Formula Gradient, double[][] Points)
    {
        public bool IsVerifiedAt(double[] point) => Points.Any(p => p.AsSpan().SequenceEqual(point));
    }
}
