using GdScript.Checking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;

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

    /// <summary>The problem with a gradient at a point, or null.</summary>
    public static Problem? Check(Formula loss, Formula? claim, LossAndGradient both, ReadOnlySpan<double> point, string where)
    {
        if (Checking.Check.Glance(loss, (x, g) => both(x, g), claim, point.ToArray()) is not { } report)
            return null;
        var worst = report.Components.Where(c => c.Verdict.Fails).MaxBy(c => c.RelativeError)!;
        return new(
            "GDS4011",
            ProblemKind.Check,
            $"the gradient is wrong {where}: toward {worst.Name} it is {NumberText.Of(worst.Claimed)}, the slope {NumberText.Of(worst.Numeric)}",
            "'gds check' says more; --no-check walks with it all the same"
        );
    }

    /// <summary>The same gradient, looked at from time to time.</summary>
    public LossAndGradient Watched(Formula loss, Formula? claim, LossAndGradient both) =>
        Every == 0
            ? both
            : (x, gradient) =>
            {
                var value = both(x, gradient);
                if (++asked % Every == 0 && Found is null && Check(loss, claim, both, x, $"after {asked} gradients") is { } problem)
                {
                    Found = problem;
                    stop?.Cancel();
                }
                return value;
            };
}
