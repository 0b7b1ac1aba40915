using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>Who makes a walk once all is known of it: one that keeps it in files, one that only looks on.</summary>
internal interface IWalks
{
    /// <param name="header">What is walked on.</param>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="start">Where the walk begins.</param>
    /// <param name="method">How to walk.</param>
    /// <param name="stops">When to end.</param>
    /// <param name="detail">Which points the trace keeps.</param>
    /// <param name="cancel">Ends the walk at the next point: a signal, or something found wrong on the way.</param>
    public Result<(Trace Trace, Run Run)> Walk(
        TraceHeader header,
        Oracle oracle,
        double[] start,
        Method method,
        Stops stops,
        Detail detail,
        CancellationToken cancel
    );
}
