using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>A gradient that somebody says is right.</summary>
public abstract record Claim
{
    private Claim() { }

    /// <summary>A formula per parameter.</summary>
    /// <param name="Partials">Parameters as the loss has them, in its order; one root per parameter, in the parameter's shape.</param>
    public sealed record Formulas(Formula Partials) : Claim
    {
        /// <summary>True when the claim for an element of the flat point does not depend on the point.</summary>
        internal bool IsConstant(int i)
        {
            var offset = 0;
            foreach (var root in Partials.Roots)
            {
                var count = Partials.Nodes[root].Shape.Count;
                if (i < offset + count)
                {
                    var live = Partials.WithRoots(root).Reached();
                    return !Partials.Nodes.Where((n, k) => live[k] && n.Op == Op.Param).Any();
                }
                offset += count;
            }
            return false;
        }
    }

    /// <summary>Numbers worked out elsewhere.</summary>
    /// <param name="Values">For each point in turn, one number per element of the flat point; a single set holds at every point.</param>
    public sealed record Numbers(ImmutableArray<ImmutableArray<double>> Values) : Claim
    {
        public Numbers(params ReadOnlySpan<double> values)
            : this([
                [.. values],
            ]) { }
    }

    /// <summary>A function that computes the gradient: hand-written C#, or what another engine compiled.</summary>
    /// <param name="Name">What it is called in reports: <c>claimed</c>, <c>C# gradient</c>.</param>
    /// <param name="Gradient">Writes the flat gradient at a flat point.</param>
    public sealed record Function(string Name, GradientOf Gradient) : Claim;

    /// <summary>
    /// The claim made of a formula per parameter, each in names of the loss's parameters. Missing and extra components,
    /// unknown names and wrong shapes are problems GDS4002 to GDS4005.
    /// </summary>
    public static Result<Claim> Of(Formula loss, IReadOnlyDictionary<string, Formula> partials)
    {
        foreach (var name in partials.Keys)
            if (!loss.Parameters.Any(p => p.Name == name))
                return Claims.Unknown(name, loss);
        var g = new Sketch();
        g.Bind(loss.Data.AsSpan());
        foreach (var parameter in loss.Parameters)
            g.Param(parameter.Name, parameter.Shape);
        var roots = new List<int>();
        foreach (var parameter in loss.Parameters)
        {
            if (!partials.TryGetValue(parameter.Name, out var partial))
                return Claims.Missing(parameter.Name);
            if (Claims.Misfit(parameter, partial, loss) is { } problem)
                return problem;
            roots.AddRange(Graft.Onto(g, partial, [partial.Root], _ => null));
        }
        return new Formulas(g.Finish([.. roots]));
    }
}
