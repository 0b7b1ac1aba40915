using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>Which points of a walk are kept to be drawn: all of them, unless they are more than can be seen or than memory should hold.</summary>
internal static class Kept
{
    private const long Points = 20_000;

    /// <summary>A walk of many numbers keeps this many in all: 64 MB.</summary>
    private const long Numbers = 8_000_000;

    /// <summary>What a walk keeps that is about to be made.</summary>
    public static Detail Of(WalkOrder order) => IsWhole(order, order.Stops.Steps ?? Stops.Limit) ? Detail.Full : Detail.Thin;

    /// <summary>Whether every one of so many steps is kept.</summary>
    public static bool IsWhole(WalkOrder order, long steps) =>
        steps <= Points && steps <= Numbers / Math.Max(1, order.Question.Loss.PointSize);
}
