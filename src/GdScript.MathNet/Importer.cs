using System.Collections;
using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>
/// An expression tree of MathNet.Symbolics as nodes of a sketch. A loop over what is still to be read; a part that the tree holds
/// twice as one object is read once.
/// </summary>
/// <param name="g">Where the nodes go.</param>
/// <param name="symbol">The node of a name; null for one that is not known.</param>
/// <param name="realRoots">Cube roots are real for negative numbers, because the loss has them.</param>
internal sealed class Importer(Sketch g, Func<string, int?> symbol, bool realRoots)
{
    private const int MostNodes = 2_000_000;

    private readonly Unions unions = new();
    private readonly Dictionary<object, int> made = new(ReferenceEqualityComparer.Instance);

    /// <summary>The node of a tree, or what in it is no formula of real numbers.</summary>
    public Result<int> Of(object tree)
    {
        var open = new Stack<object>();
        open.Push(tree);
        while (open.TryPeek(out var next))
        {
            if (made.ContainsKey(next))
            {
                open.Pop();
                continue;
            }
            if (!Parts(next).Is(out var parts, out var problem))
                return problem;
            var waiting = open.Count;
            foreach (var part in parts)
                if (!made.ContainsKey(part))
                    open.Push(part);
            if (open.Count > waiting)
                continue;
            if (!Node(next, [.. parts.Select(p => made[p])]).Is(out var node, out problem))
                return problem;
            made[next] = node;
            open.Pop();
            if (g.Count > MostNodes || open.Count > MostNodes)
                return Problems.TooLarge(FormattableString.Invariant($"its answer has more than {MostNodes} nodes"));
        }
        return made[tree];
    }

    /// <summary>The expressions a node is made of.</summary>
    private Result<object[]> Parts(object tree) =>
        unions.Case(tree) switch
        {
            "Sum" or "Product" => List(unions.Fields(tree)),
            "FunctionN" when unions.Fields(tree) is [_, var list] => List([list]),
            "Function" when unions.Fields(tree) is [_, var argument] => new[] { argument },
            "Power" when unions.Fields(tree) is [var radix, var exponent] => new[] { radix, exponent },
            "Number" or "Approximation" or "Identifier" or "Argument" or "Constant" => Array.Empty<object>(),
            { } other => Problems.Unreadable($"'{other}'"),
            null => Problems.Unreadable($"an object of the type {tree.GetType()}"),
        };

    private static Result<object[]> List(object[] fields) =>
        fields is [IEnumerable list and not string] && list.Cast<object?>().ToArray() is var all && all.All(o => o is not null)
            ? all!
            : (Result<object[]>)Problems.Unreadable("a list that is none");

    private Result<int> Node(object tree, int[] parts)
    {
        var name = unions.Case(tree)!;
        var fields = unions.Fields(tree);
        return name switch
        {
            "Number" => fields is [var value] && Rationals.Of(value) is { } number
                ? g.Const(number)
                : Problems.Unreadable("a number that is none"),
            "Approximation" => Approximated(fields),
            "Identifier" or "Argument" => Identified(fields),
            "Constant" => fields is [var constant] ? Constant(unions.Case(constant)) : Problems.Unreadable("a constant that is none"),
            "Sum" => parts.Length == 0 ? g.Const(0) : parts.Aggregate(g.Plus),
            "Product" => Product(tree, parts),
            "Power" => Power(parts[0], parts[1]),
            "Function" => Foreign.Function(g, unions.Case(fields[0]), parts[0]),
            _ => Foreign.FunctionN(g, unions.Case(fields[0]), parts),
        };
    }

    private Result<int> Approximated(object[] fields) =>
        fields is [var value] && unions.Case(value) == "Real" && unions.Fields(value) is [double real]
            ? double.IsFinite(real)
                ? g.Const(real)
                : Problems.Unreadable($"the number {real.ToString(System.Globalization.CultureInfo.InvariantCulture)}")
            : Problems.Unreadable("a complex number");

    private Result<int> Identified(object[] fields) =>
        fields is [var name] && unions.Fields(name) is [string text]
            ? symbol(text) is { } node
                ? node
                : Problems.Unreadable($"the name '{text}', which the loss does not have")
            : Problems.Unreadable("a name that is none");

    private Result<int> Constant(string? name) =>
        name switch
        {
            "Pi" => g.Pi(),
            "E" => g.E(),
            _ => Problems.Unreadable(name == "I" ? "the imaginary unit" : $"the constant '{name}'"),
        };

    /// <summary>Factors with a negative exponent stand below the bar.</summary>
    private int Product(object tree, int[] parts)
    {
        var (above, below) = (g.Const(1), -1);
        var factors = List(unions.Fields(tree)).Value;
        for (var i = 0; i < parts.Length; i++)
        {
            if (g[parts[i]] is { Op: Op.Div } whole && unions.Case(factors[i]) == "Power" && g.IsOne(whole.A))
                below = below < 0 ? whole.B : g.Times(below, whole.B);
            else
                above = g.Times(above, parts[i]);
        }
        return below < 0 ? above : g.Over(above, below);
    }

    private int Power(int radix, int exponent)
    {
        if (!g.IsConst(exponent, out var p))
            return g.Power(radix, exponent);
        if (p.Sign < 0)
            return g.Over(g.Const(1), Raised(radix, -p));
        return Raised(radix, p);
    }

    private int Raised(int radix, Number p)
    {
        if (p == Number.Ratio(1, 2))
            return g.Make(Op.Sqrt, radix);
        if (realRoots && p.Denominator == 3)
            return g.Power(g.Make(Op.Cbrt, radix), g.Const(Number.Ratio(p.Numerator, 1)));
        return g.Power(radix, g.Const(p));
    }
}
