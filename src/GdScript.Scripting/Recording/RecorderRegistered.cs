using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>A call of a method whose slopes are registered, in a recording.</summary>
/// <param name="Name">The method.</param>
/// <param name="Place">The span of its registration.</param>
public readonly record struct RegisteredCall(string Name, int Place);

/// <summary>
/// The part of a recording for methods that are known at a point only: by their value and their slopes there. Such a formula is the
/// loss where the arguments are what they were, which guards say; its value and its gradient are exact there.
/// </summary>
public sealed partial class Recorder
{
    private readonly List<(RegisteredCall Call, int Node)> registered = [];

    internal bool IsInNumbers => inNumbers;

    /// <summary>The formula holds only where a value is what it is here; 0 and -0 are two values.</summary>
    internal void Hold(Scalar a)
    {
        if (a.IsKnown)
            return;
        if ((ReadsOf(NodeOf(a)) & Reads.Reduced) != 0)
            throw new RowsLeak(); // a sum over a table has other last bits than the loop that gave this value
        if (double.IsNaN(a.Value))
            Branch(Scalar.IsNaN(a), silent: true);
        else
            Branch(a == a.Value, silent: true);
        if (a.Value == 0)
            Branch(1.0 / a == 1.0 / a.Value, silent: true);
    }

    /// <summary>The tangent <c>v + s·(x - x0) + …</c>.</summary>
    internal Scalar Tangent(string name, Scalar[] x, double v, double[] s)
    {
        Scalar sum = v;
        for (var i = 0; i < x.Length; i++)
            if (!x[i].IsKnown)
                sum += s[i] * (x[i] - x[i].Value);
        registered.Add((new(name, Place), NodeOf(sum)));
        return new(v, sum.Node, Stamp);
    }

    /// <summary>Those calls that are in the loss or in a condition of it, each method once.</summary>
    private ImmutableArray<RegisteredCall> RegisteredIn(Formula formula)
    {
        if (registered.Count == 0)
            return [];
        var reached = formula.WithRoots([formula.Root, .. guards.Select(g => g.Node)]).Reached();
        return [.. registered.Where(r => reached[r.Node]).Select(r => r.Call).Distinct()];
    }
}
