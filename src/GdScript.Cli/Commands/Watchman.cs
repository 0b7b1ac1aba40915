using GdScript.Data;
using GdScript.Descent;
using GdScript.Scripting;

namespace GdScript.Cli.Commands;

/// <summary>
/// Checks the gradient of a walk at the start and, when asked, at every N-th gradient on the way; one that is proven wrong ends
/// the walk. A measured gradient claims nothing and is not checked.
/// </summary>
/// <param name="Every">Every how many gradients; 0 for the start alone.</param>
internal sealed record Watchman(long Every = 0)
{
    private CancellationTokenSource? stop;
    private long asked;

    /// <summary>What was found wrong on the way; null while nothing was.</summary>
    public Problem? Found { get; private set; }

    /// <summary>The walk's own end, or what was found wrong.</summary>
    public CancellationToken Watching(CancellationToken cancel)
    {
        stop ??= CancellationTokenSource.CreateLinkedTokenSource(cancel);
        return stop.Token;
    }

    /// <summary>The same oracle, looked at from time to time.</summary>
    /// <param name="inner">Whom the walk asks.</param>
    /// <param name="look">What is wrong at a point, or null.</param>
    public Oracle Watched(Oracle inner, Func<double[], string, Problem?> look) => Every == 0 ? inner : new Seen(this, inner, look);

    private void See(ReadOnlySpan<double> x, Func<double[], string, Problem?> look)
    {
        if (++asked % Every != 0 || Found is not null || Looked(x.ToArray(), look) is not { } problem)
            return;
        Found = problem;
        stop?.Cancel();
    }

    /// <summary>Where the loss or a gradient by hand throws there is nothing to compare; the walk itself tells that.</summary>
    private Problem? Looked(double[] x, Func<double[], string, Problem?> look)
    {
        try
        {
            return look(x, FormattableString.Invariant($"after {asked} gradients"));
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private sealed class Seen(Watchman watchman, Oracle inner, Func<double[], string, Problem?> look) : Oracle
    {
        public override int Size => inner.Size;
        public override string Text => inner.Text;
        public override Evaluations GradientCost => inner.GradientCost;
        public override bool Varies => inner.Varies;
        public override Batching? Batching => inner.Batching;
        public override bool HasHessian => inner.HasHessian;

        public override double Value(ReadOnlySpan<double> x) => inner.Value(x);

        public override double Value(long step, ReadOnlySpan<double> x) => inner.Value(step, x);

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var value = inner.ValueAndGradient(x, gradient);
            watchman.See(x, look);
            return value;
        }

        public override double ValueAndGradient(long step, ReadOnlySpan<double> x, Span<double> gradient)
        {
            var value = inner.ValueAndGradient(step, x, gradient);
            watchman.See(x, look);
            return value;
        }

        public override void Hessian(ReadOnlySpan<double> x, Span<double> packed) => inner.Hessian(x, packed);
    }
}
