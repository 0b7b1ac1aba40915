using System.Globalization;
using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What stands in for calls and members: their formulas.</summary>
internal sealed partial class Reading
{
    private Result<Formula> Member(Thing thing, int i)
    {
        var name = NameOf(i + 2);
        var members = thing.Members;
        foreach (var (known, value) in members)
            if (known == name)
                return value.Formula;
        return Problem
            .Input(
                "GDS0203",
                $"'{NameOf(i)}' has no member '{name}'",
                members.Count == 0 ? "formulas and numbers have none"
                    : Suggest.Nearest(name, members.Select(m => m.Name)) is { } near ? $"did you mean '{near}'?"
                    : $"it has {string.Join(", ", members.Take(8).Select(m => m.Name))}"
            )
            .In(passage.Text, words[i + 2].Start, words[i + 2].Length);
    }

    /// <summary>The arguments of a call as stretches of the text.</summary>
    private List<(int Start, int End)> Arguments(int open, int close)
    {
        var (parts, start) = (new List<(int, int)>(), words[open].End);
        for (var i = open + 1; i < close; i++)
            if (words[i].Depth == words[open].Depth + 1 && Is(i, ","))
            {
                parts.Add((start, words[i].Start));
                start = words[i].End;
            }
        if (parts.Count > 0 || close > open + 1)
            parts.Add((start, words[close].Start));
        return parts;
    }

    /// <summary><c>f(3, y + 1)</c>: values for the open names in their order, or some of them by name, <c>f(x=3)</c>.</summary>
    private Result<Formula> Called(Expression formula, int i, int close)
    {
        var parts = Arguments(i + 1, close);
        var by = new Dictionary<string, Formula>(StringComparer.Ordinal);
        foreach (var (k, (start, end)) in parts.Index())
        {
            var equals = Array.FindIndex([.. words], w => w.Start >= start && w.End <= end && w.Is(passage.Text, "="));
            var named = equals > 0 && words[equals - 1].Start >= start && words[equals - 1].Kind == WordKind.Name;
            if (!named && (k >= formula.Names.Length || parts.Count != formula.Names.Length))
                return Miscounted(formula, i, parts.Count);
            var name = named ? NameOf(equals - 1) : formula.Names[k];
            if (!formula.Names.Contains(name))
                return Commands
                    .DiffCommand.Unknown(name, formula.Names)
                    .In(passage.Text, words[equals - 1].Start, words[equals - 1].Length);
            if (!Parsed(named ? words[equals].End : start, end).Is(out var value, out var problem))
                return problem;
            by[name] = value.Formula;
        }
        if (parts.Count == 0 && formula.Names.Length > 0)
            return Miscounted(formula, i, 0);
        return formula.With(by.ToDictionary(p => p.Key, p => p.Value.Top.Shape)).SelectMany(f => Substitute.Of(f, by));
    }

    private Problem Miscounted(Expression formula, int i, int count)
    {
        var call = $"{NameOf(i)}({string.Join(", ", formula.Names.Take(8))}{(formula.Names.Length > 8 ? ", …" : "")})";
        var takes =
            formula.Names.Length == 0
                ? $"'{NameOf(i)}' is a number and takes no values"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{NameOf(i)}' takes {formula.Names.Length} {(formula.Names.Length == 1 ? "value" : "values")}, not {count}"
                );
        return Problem
            .Input("GDS0202", takes, formula.Names.Length == 0 ? $"for a product write {NameOf(i)}*(…)" : $"write {call}")
            .In(passage.Text, words[i].Start, words[i].Length);
    }

    /// <summary><c>D(f, x, y)</c>, <c>grad(f)</c>, <c>hess(f)</c>, <c>jac(f)</c>.</summary>
    private Result<Formula> Derived(Derivatives derivative, int i, int close)
    {
        var parts = Arguments(i + 1, close);
        if (parts.Count == 0 || (parts.Count > 1 && !derivative.TakesNames))
            return Problem
                .Input(
                    "GDS0202",
                    $"'{NameOf(i)}' takes a formula{(derivative.TakesNames ? " and names" : "")}",
                    $"write {derivative.Example}"
                )
                .In(passage.Text, words[i].Start, words[i].Length);
        var names = parts.Skip(1).Select(p => new Passage(passage.Text, p.Start, p.End)).ToArray();
        return Parsed(parts[0].Start, parts[0].End).SelectMany(of => derivative.Of(of.Formula, names, bench.Engine));
    }
}
