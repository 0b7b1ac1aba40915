using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>What an expression is made of.</summary>
public partial class SymbolicExpression
{
    /// <summary>What stands at the top of the simplified form.</summary>
    public SymbolicExpressionType Type => TypeOf(Formula.Top);

    /// <summary>The name of a variable.</summary>
    /// <exception cref="SymbolicException">It is none.</exception>
    public string VariableName =>
        Formula.Top.Op == Op.Param
            ? Formula.Parameters[Formula.Top.A].Name
            : throw new SymbolicException(SymbolicProblems.NotVariable(ToString()));

    /// <summary>The exact value of a rational number.</summary>
    /// <exception cref="SymbolicException">It is none.</exception>
    public Number RationalNumberValue =>
        Type == SymbolicExpressionType.RationalNumber
            ? Formula.ConstantOf(Formula.Top)
            : throw new SymbolicException(SymbolicProblems.NotConstant(ToString()));

    /// <summary>The variables it holds, by name.</summary>
    public IEnumerable<SymbolicExpression> CollectVariables() => Formula.Parameters.Select(p => Variable(p.Name)).ToArray();

    /// <summary>True when the variable, or the subexpression, does not occur in it.</summary>
    public bool FreeOf(SymbolicExpression symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var live = Formula.Reached();
        for (var node = 0; node < live.Length; node++)
            if (live[node] && Prints[node] == symbol.Print)
                return false;
        return true;
    }

    /// <summary>
    /// Every occurrence of a variable, or of a subexpression as the simplified form has it, replaced; all at once, so that
    /// <c>x</c> may be replaced by <c>x + 1</c>.
    /// </summary>
    public SymbolicExpression Substitute(SymbolicExpression x, SymbolicExpression replacement)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(replacement);
        var (g, put) = (new Sketch(), replacement.Formula);
        var node = -1;
        int Put() => node >= 0 ? node : node = Graft.Onto(g, put, [put.Root], _ => null)[0];
        return new(new Link(g.Finish(Graft.Onto(g, Formula, [Formula.Root], i => Prints[i] == x.Print ? Put() : null))));
    }

    /// <summary>The terms of a sum; of anything else, itself.</summary>
    public IEnumerable<SymbolicExpression> Summands() => [.. Terms().Select(t => t.Negative ? -At(t.Node) : At(t.Node))];

    /// <summary>The factors of a product, those below the bar inverted; of anything else, itself.</summary>
    public IEnumerable<SymbolicExpression> Factors()
    {
        var (negative, factors) = FactorsOf(Formula.Root);
        SymbolicExpression[] all = [.. factors.Select(f => f.Below ? At(f.Node).Invert() : At(f.Node))];
        return negative ? [MinusOne, .. all] : all;
    }

    /// <summary>How many parts it has: terms of a sum, factors of a product, base and exponent, arguments; 0 for a number or a name.</summary>
    public int NumberOfOperands => Operands().Length;

    /// <summary>A part, counted from 0.</summary>
    public SymbolicExpression this[int index] => Operand(index);

    /// <summary>A part, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public SymbolicExpression Operand(int index) =>
        Operands() is var all && index >= 0 && index < all.Length
            ? all[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"'{this}' has {all.Length} parts");

    private SymbolicExpression[] Operands() =>
        Type switch
        {
            SymbolicExpressionType.Sum => [.. Summands()],
            SymbolicExpressionType.Product => [.. Factors()],
            SymbolicExpressionType.Power when Formula.Top.Op == Op.Sqrt => [At(Formula.Top.A), IntegerFraction(1, 2)],
            SymbolicExpressionType.Power => [At(Formula.Top.A), At(Formula.Top.B)],
            SymbolicExpressionType.Function => Arguments(),
            SymbolicExpressionType.RationalNumber or SymbolicExpressionType.RealNumber or SymbolicExpressionType.Variable => [],
            SymbolicExpressionType.PositiveInfinity or SymbolicExpressionType.NegativeInfinity or SymbolicExpressionType.Undefined => [],
        };

    private SymbolicExpression[] Arguments()
    {
        var all = new List<SymbolicExpression>();
        foreach (var argument in Formula.Arguments(Formula.Root))
            if (Formula.Nodes[argument].Shape.IsScalar)
                all.Add(At(argument));
        return [.. all];
    }

    /// <summary>The expression at a node of the formula.</summary>
    private SymbolicExpression At(int node) => new(new Link(Formula.WithRoots(node)));

    /// <summary>The terms of the sum at the root, as they are written.</summary>
    private List<(int Node, bool Negative)> Terms()
    {
        var (terms, open) = (new List<(int, bool)>(), new Stack<(int Node, bool Negative)>([(Formula.Root, false)]));
        while (open.TryPop(out var next))
        {
            var n = Formula.Nodes[next.Node];
            if (n.Op is Op.Add or Op.Sub)
            {
                open.Push((n.B, next.Negative ^ n.Op == Op.Sub));
                open.Push((n.A, next.Negative));
            }
            else if (n.Op == Op.Neg && Formula.Nodes[n.A].Op is Op.Add or Op.Sub)
                open.Push((n.A, !next.Negative));
            else
                terms.Add(next);
        }
        return terms;
    }

    /// <summary>The factors of the product at a node, as they are written, and whether an odd number of signs stands before them.</summary>
    private (bool Negative, List<(int Node, bool Below)> Factors) FactorsOf(int node)
    {
        var (negative, factors) = (false, new List<(int, bool)>());
        var open = new Stack<(int Node, bool Below)>([(node, false)]);
        while (open.TryPop(out var next))
        {
            var n = Formula.Nodes[next.Node];
            if (n.Op is Op.Mul or Op.Div)
            {
                open.Push((n.B, next.Below ^ n.Op == Op.Div));
                open.Push((n.A, next.Below));
            }
            else if (n.Op == Op.Neg)
            {
                negative = !negative;
                open.Push((n.A, next.Below));
            }
            else if (n.Op != Op.Const || !Formula.ConstantOf(n).IsOne)
                factors.Add(next);
        }
        return (negative, factors);
    }

    private SymbolicExpressionType TypeOf(Node top) =>
        top.Op == Op.Const ? NumberType(Formula.ConstantOf(top))
        : top.Op is Op.Pi or Op.E ? SymbolicExpressionType.RealNumber
        : top.Op == Op.Param ? SymbolicExpressionType.Variable
        : top.Op is Op.Add or Op.Sub ? SymbolicExpressionType.Sum
        : top.Op is Op.Neg or Op.Mul or Op.Div ? SymbolicExpressionType.Product
        : top.Op is Op.Pow or Op.Sqrt ? SymbolicExpressionType.Power
        : SymbolicExpressionType.Function;

    private static SymbolicExpressionType NumberType(Number value) =>
        value.IsFinite ? SymbolicExpressionType.RationalNumber
        : value.Sign > 0 ? SymbolicExpressionType.PositiveInfinity
        : value.Sign < 0 ? SymbolicExpressionType.NegativeInfinity
        : SymbolicExpressionType.Undefined;
}
