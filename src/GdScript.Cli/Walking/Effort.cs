using GdScript.Graphs;

namespace GdScript.Cli.Walking;

/// <summary>How much work a loss is, counted and not timed, so that what is said of a walk does not depend on the machine.</summary>
internal static class Effort
{
    /// <summary>About so many operations on numbers: a fraction of a second.</summary>
    private const double Affordable = 1e8;

    /// <summary>A gradient costs a few losses, and so does the Hessian along a direction.</summary>
    private const double Curve = 8;

    /// <summary>How many pairs of points may be looked at in search of a counter-example; negative where even the curvature is too much.</summary>
    /// <param name="loss">The loss; of a script that nobody has as a formula only the size of its points is known.</param>
    /// <param name="opaque">True for such a script.</param>
    public static int Pairs(Formula loss, bool opaque)
    {
        var one = opaque ? 1e4 : Of(loss);
        var curvature = one * Curve * (Math.Min(loss.PointSize, 64) + 4);
        return curvature > Affordable ? -1 : (int)Math.Min(200, (Affordable - curvature) / (3 * one));
    }

    /// <summary>The operations of one evaluation.</summary>
    public static double Of(Formula loss)
    {
        var live = loss.Reached();
        var sum = 1.0;
        for (var i = 0; i < live.Length; i++)
            if (live[i])
                sum += Of(loss, i) * (loss.TableOf(i) is var table and >= 0 ? loss.Data[table].Count : 1);
        return sum;
    }

    private static double Of(Formula loss, int node)
    {
        var n = loss.Nodes[node];
        double count = n.Shape.Count;
        return n.Op == Op.MatMul ? count * Math.Max(loss.Nodes[n.A].Shape.Columns, 1)
            : n.Op.Arity() > 0 ? Math.Max(count, loss.Nodes[n.A].Shape.Count)
            : count;
    }
}
