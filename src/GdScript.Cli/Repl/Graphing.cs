using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary><c>#dag f</c>: a formula as it is computed, an operation to a line, arguments before the operations that use them.</summary>
internal static class Graphing
{
    private const int Most = 200;

    public static Result<Outcome> Of(Conversation conversation, Passage what) =>
        what.IsEmpty
            ? what.Part(0, what.Start).Wrong("GDS0201", "a formula is missing", "write #dag f")
            : from read in Reading.Of(what, conversation.Bench)
            from formula in read.Formula
            select new Outcome(null, Text(formula));

    private static string Text(Formula formula)
    {
        var live = formula.WithRoots(formula.Root).Reached();
        var rows = new List<string[]>();
        for (var i = 0; i < live.Length && rows.Count < Most; i++)
            if (live[i])
                rows.Add([
                    $"%{Number(i)}",
                    "= " + Operation(formula, i),
                    formula.Nodes[i].Shape.IsScalar ? "" : formula.Nodes[i].Shape.ToString(),
                ]);
        var more = live.Count(l => l) - rows.Count;
        return Values.Table(rows) + (more > 0 ? Speaking.More(more) + "\n" : "");
    }

    private static string Operation(Formula formula, int node)
    {
        var arguments = formula.Arguments(node);
        if (arguments.Count == 0)
            return Printer.Infix(formula, node, 40);
        var names = new string[Math.Min(arguments.Count, 8)];
        for (var i = 0; i < names.Length; i++)
            names[i] = $"%{Number(arguments[i])}";
        return $"{formula.Nodes[node].Op.ToString().ToLowerInvariant()}({string.Join(", ", names)}{(arguments.Count > 8 ? ", …" : "")})";
    }

    private static string Number(int node) => node.ToString(CultureInfo.InvariantCulture);
}
