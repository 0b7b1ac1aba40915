using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Which shared subterms deserve a name of their own when writing them out at each use would be too long.</summary>
internal static class Subterms
{
    /// <summary>Shorter text than this is repeated rather than named.</summary>
    private const long WorthNaming = 12;

    /// <summary>
    /// The subterms below <paramref name="root"/> that are used more than once and are long enough, in an order in which each
    /// stands after those it uses. Lines of the formula keep their names, others are t1, t2, …
    /// </summary>
    public static List<(int Node, string Name)> Of(Formula formula, int root)
    {
        var uses = Uses(formula, root);
        var length = new long[root + 1];
        var named = new List<(int, string)>();
        var names = new Names(formula);
        for (var i = 0; i <= root; i++)
        {
            if (uses[i] == 0)
                continue;
            length[i] = 4;
            foreach (var argument in formula.Arguments(i))
                length[i] = Math.Min(length[i] + length[argument], int.MaxValue);
            if (uses[i] < 2 || length[i] < WorthNaming || i == root)
                continue;
            named.Add((i, names.Next(i)));
            length[i] = 4;
        }
        return named;
    }

    private static int[] Uses(Formula formula, int root)
    {
        var uses = new int[root + 1];
        uses[root] = 1;
        for (var i = root; i >= 0; i--)
            if (uses[i] > 0)
                foreach (var argument in formula.Arguments(i))
                    uses[argument]++;
        return uses;
    }

    private sealed class Names(Formula formula)
    {
        private readonly HashSet<string> taken = [.. formula.Parameters.Select(p => p.Name), .. formula.Columns.Select(c => c.Name)];
        private readonly Dictionary<int, string> lines = formula.Layers.DistinctBy(l => l.Node).ToDictionary(l => l.Node, l => l.Name);
        private int count;

        public string Next(int node)
        {
            if (
                lines.TryGetValue(node, out var line)
                && Letters.IsName(line)
                && Functions.Find(line) is null or { IsName: true }
                && line is not ("e" or "pi")
                && taken.Add(line)
            )
                return line;
            string name;
            do name = FormattableString.Invariant($"t{++count}");
            while (!taken.Add(name));
            return name;
        }
    }
}
