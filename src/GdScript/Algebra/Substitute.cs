using System.Globalization;
using System.Numerics;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Algebra;

/// <summary>
/// Parameters replaced by formulas or by values. What is replaced leaves the parameters, the others keep their order, and
/// the parameters of what is put in join at the end. No algebra is done.
/// </summary>
public static class Substitute
{
    /// <summary>
    /// Every parameter named in <paramref name="by"/> replaced by the first root of its formula, all at once: a name inside an
    /// inserted formula stays a parameter. A problem when a name is no parameter or a shape does not fit.
    /// </summary>
    public static Result<Formula> Of(Formula f, IReadOnlyDictionary<string, Formula> by)
    {
        foreach (var (name, formula) in by.OrderBy(b => b.Key, StringComparer.Ordinal))
            if (Misfit(f, name, formula.Top.Shape) is { } problem)
                return problem;
        if (Clash(f, by) is { } clash)
            return clash;
        var joining = f.Parameters.Where(p => by.ContainsKey(p.Name)).SelectMany(p => by[p.Name].Parameters);
        return Put(
            f,
            joining,
            name => by.TryGetValue(name, out var formula) ? g => Graft.Onto(g, formula, [formula.Root], _ => null)[0] : null
        );
    }

    /// <summary>
    /// Parameters fixed at values, as <c>--set a=2</c> does. A value is taken as the shortest decimal that gives it, so
    /// <c>0.1</c> is one tenth to the algebra. Values without a name go to the parameters in order.
    /// </summary>
    public static Result<Formula> Fix(Formula f, IEnumerable<Given> values)
    {
        var set = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var position = 0;
        foreach (var (given, value) in values)
        {
            var name = given.Length > 0 || position >= f.Parameters.Length ? given : f.Parameters[position++].Name;
            if (Misfit(f, name, value.Shape) is { } problem)
                return problem;
            if (!set.TryAdd(name, value))
                return Problem.Input(TextProblems.Id.PointTwice, $"'{name}' is given twice", "give each name one value");
        }
        return Put(f, [], name => set.TryGetValue(name, out var value) ? g => Constant(g, value) : null);
    }

    private static Problem? Misfit(Formula f, string name, Shape shape)
    {
        foreach (var p in f.Parameters)
            if (p.Name == name)
                return p.Shape == shape
                    ? null
                    : Problem.Input(
                        TextProblems.Id.PointShape,
                        $"'{name}' is {p.Shape}, and what replaces it is {shape}",
                        $"give {p.Shape}"
                    );
        var names = f.Parameters.Select(p => p.Name).ToArray();
        return Problem.Input(
            TextProblems.Id.PointExtra,
            name.Length == 0 ? "there are more values than parameters" : $"the formula has no parameter '{name}'",
            name.Length > 0 && Suggest.Nearest(name, names) is { } near ? $"did you mean '{near}'?"
                : names.Length == 0 ? "it has no parameters at all"
                : $"its parameters are {string.Join(", ", names.Take(10))}{(names.Length > 10 ? ", …" : "")}"
        );
    }

    /// <summary>One name for values of different shape, among what is put in and what stays.</summary>
    private static Problem? Clash(Formula f, IReadOnlyDictionary<string, Formula> by)
    {
        var shapes = f.Parameters.Where(p => !by.ContainsKey(p.Name)).ToDictionary(p => p.Name, p => p.Shape, StringComparer.Ordinal);
        foreach (var p in f.Parameters.Where(p => by.ContainsKey(p.Name)))
        foreach (var joining in by[p.Name].Parameters)
            if (!shapes.TryAdd(joining.Name, joining.Shape) && shapes[joining.Name] != joining.Shape)
                return Conflict(joining, p.Name);
        return null;
    }

    private static Problem Conflict(Parameter joining, string name) =>
        Problem.Input(
            TextProblems.Id.ShapeConflict,
            $"what replaces '{name}' uses '{joining.Name}' as {joining.Shape}, and elsewhere it has another shape",
            "give one of the two another name"
        );

    private static Formula Put(Formula f, IEnumerable<Parameter> joining, Func<string, Func<Sketch, int>?> replacement)
    {
        var g = new Sketch();
        foreach (var p in f.Parameters)
            if (replacement(p.Name) is null)
                g.Param(p.Name, p.Shape);
        foreach (var p in joining)
            g.Param(p.Name, p.Shape);
        var live = f.Reached();
        int[] wanted = [.. Enumerable.Range(0, live.Length).Where(node => live[node]).Union(f.Layers.Select(l => l.Node))];
        var replace = (int node) =>
            f.Nodes[node].Op == Op.Param && replacement(f.Parameters[f.Nodes[node].A].Name) is { } make ? make(g) : (int?)null;
        var copy = new int[live.Length];
        foreach (var (node, made) in wanted.Zip(Graft.Onto(g, f, wanted, replace)))
            copy[node] = made;
        foreach (var layer in f.Layers)
            g.Name(layer.Name, copy[layer.Node]);
        return g.Finish(Moved(f, g, wanted, copy), [.. f.Roots.Select(root => copy[root])]);
    }

    /// <summary>The text, with the places of the nodes under their new numbers.</summary>
    private static Source? Moved(Formula f, Sketch g, int[] nodes, int[] copy)
    {
        if (f.Source is not { } source)
            return null;
        var at = new int[g.Count];
        Array.Fill(at, -1);
        foreach (var node in nodes)
            if (node < source.At.Length && at[copy[node]] < 0)
                at[copy[node]] = source.At[node];
        return source with { At = [.. at] };
    }

    private static int Constant(Sketch g, Tensor value)
    {
        if (value.Shape.IsScalar)
            return Constant(g, value.Data[0]);
        var elements = new int[value.Data.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = Constant(g, value.Data[i]);
        return g.Array(elements, value.Shape);
    }

    private static int Constant(Sketch g, double value) =>
        value == 0 || !double.IsFinite(value) ? g.Const(value) : g.Const(Shortest(value));

    /// <summary>The shortest decimal that reads back as the double.</summary>
    private static Number Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var (mantissa, exponent) = mark < 0 ? (text, 0) : (text[..mark], int.Parse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture));
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Number.Decimal(digits, exponent - (point < 0 ? 0 : mantissa.Length - point - 1));
    }
}
