using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>An expression that a user built with MathNet.Symbolics, as a formula.</summary>
internal static class Reading
{
    /// <summary>Its names become parameters in alphabetical order, as <c>CollectVariables</c> has them.</summary>
    public static Result<Formula> Of(object tree)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var first = new Sketch();
        if (new Importer(first, Seen, realRoots: false).Of(tree).Problem is { } problem)
            return problem;
        var g = new Sketch();
        foreach (var name in names)
            g.Param(name);
        return new Importer(g, name => g.Param(name), realRoots: false).Of(tree).Select(root => g.Finish(root));

        int? Seen(string name)
        {
            names.Add(name);
            return first.Param(name);
        }
    }
}
