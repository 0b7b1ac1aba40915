using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Scripting;
using GdScript.Text;

namespace GdScript.Cli.Walking;

/// <summary>
/// Looks at the gradients of a walk at a point: the one that is walked with, and the one a script brings beside its loss. A measured
/// gradient claims nothing and is not looked at.
/// </summary>
/// <param name="order">The walk.</param>
/// <param name="loss">Its loss: the formula, or what was recorded at the start.</param>
/// <param name="both">What the walk asks.</param>
internal sealed class Inspector(WalkOrder order, Formula loss, LossAndGradient both)
{
    /// <summary>True where there is a gradient to look at.</summary>
    public static bool HasWork(WalkOrder order) =>
        (order.Numeric is null && !order.Question.IsOpaque) || (order.Claim is null && order.Question.Script is { IsWritten: true });

    /// <summary>What is proven wrong at a point, or null.</summary>
    /// <param name="x">The point.</param>
    /// <param name="where">As a sentence goes on: <c>at the start</c>.</param>
    public Problem? At(ReadOnlySpan<double> x, string where)
    {
        var point = x.ToArray();
        return (Walked(point, where) ?? Written(point, where)) is { } problem ? order.Question.Naming(problem) : null;
    }

    private Problem? Walked(double[] point, string where)
    {
        if (order.Numeric is not null || order.Question.IsOpaque || Here(point) is not { } formula)
            return null;
        var report = Check.Glance(formula, (p, slopes) => both(p, slopes), order.Claim?.Partials ?? Others(formula), point);
        return report is null ? null : Wrong("the gradient", report, where, "walks with it all the same");
    }

    /// <summary>The partial derivatives another engine gave; null for ours.</summary>
    private Formula? Others(Formula formula) =>
        !order.Question.Engine.IsOwn && order.Question.Engine.Gradient(formula).Is(out var gradient, out _)
            ? gradient.WithRoots(gradient.Roots.AsSpan()[1..])
            : null;

    private Problem? Written(double[] point, string where)
    {
        if (order.Claim is not null || order.Question.Script is not { IsWritten: true } script)
            return null;
        var report = Here(point) is { } formula
            ? Check.Glance(formula, script.Written, point)
            : Check.Glance(script.Value, script.Written, [.. loss.ElementNames], point);
        var instead = order.Numeric is null ? "derived" : "measured";
        return report is null ? null : Wrong("the script's Gradient", report, where, $"walks with the {instead} one all the same");
    }

    /// <summary>The formula around a point; null where there is none.</summary>
    private Formula? Here(double[] point) =>
        order.Question.IsOpaque ? null
        : order.Question.IsEverywhere ? loss
        : order.Question.At(point).Is(out var recorded, out _) ? recorded
        : null;

    private Problem Wrong(string what, CheckReport report, string where, string otherwise)
    {
        var worst = report.Components.Where(c => c.Verdict.Fails).MaxBy(c => c.RelativeError)!;
        return new(
            "GDS4011",
            ProblemKind.Check,
            $"{what} is wrong {where}: toward {worst.Name} it is {NumberText.Of(worst.Claimed)}, the slope {NumberText.Of(Measured(worst))}",
            $"'gds check' says more; {order.Unchecked} {otherwise}"
        );
    }

    /// <summary>The derived slope where there is one: the measured one has roundings nobody asks for.</summary>
    private static double Measured(CheckedComponent c) => double.IsFinite(c.Exact) ? c.Exact : c.Numeric;
}
