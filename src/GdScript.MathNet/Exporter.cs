using System.Numerics;
using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>
/// A piece of a formula as an expression of MathNet.Symbolics, made by calling its operators and functions: its parser reads
/// <c>-x^2</c> as <c>(-x)^2</c>. Constants go over exactly.
/// </summary>
internal sealed class Exporter(Symbolics symbolics, Formula loss)
{
    /// <summary>Numbers are raised to powers on the spot; beyond this they would fill the memory.</summary>
    private const int LargestPower = 1024;

    private readonly Unions unions = new();
    private readonly Dictionary<int, object> variables = [];
    private readonly Dictionary<string, int> nodes = new(StringComparer.Ordinal);

    /// <summary>The node each name in an answer stands for.</summary>
    public IReadOnlyDictionary<string, int> Names => nodes;

    /// <summary>The symbol of a node, the same one every time.</summary>
    public object Symbol(int node)
    {
        if (variables.TryGetValue(node, out var known))
            return known;
        var plain = NameOf(node);
        var name = plain;
        for (var k = 2; nodes.ContainsKey(name); k++)
            name = FormattableString.Invariant($"{plain}'{k}");
        nodes[name] = node;
        return variables[node] = symbolics.Variable(name);
    }

    /// <summary>The expression a piece is.</summary>
    /// <exception cref="TooLargeException">A power of two numbers would be too large.</exception>
    public object Of(Block block)
    {
        var made = new Dictionary<int, object>();
        foreach (var node in block.Nodes)
            made[node] = Block.IsSymbol(loss, node) ? Symbol(node) : Made(loss.Nodes[node], made);
        return made[block.Root];
    }

    private string NameOf(int node) =>
        loss.Nodes[node] switch
        {
            { Op: Op.Param } n => loss.Parameters[n.A].Name,
            { Op: Op.At } n when loss.Nodes[n.A] is var array => (
                array.Op == Op.Param ? loss.Parameters[array.A].Name : loss.Columns[array.A].Name
            ) + array.Shape.ElementText(array.Shape.IsMatrix ? n.B * array.Shape.Columns + n.C : n.B),
            { Op: Op.Column } n => loss.Columns[n.A].Name,
            var n => FormattableString.Invariant($"{n.Op.Text()}_{node}"),
        };

    private object Made(Node n, Dictionary<int, object> made)
    {
        object A() => made[n.A];
        object B() => made[n.B];
        return n.Op switch
        {
            Op.Const => Constant(loss.ConstantOf(n)),
            Op.Pi => symbolics.Pi,
            Op.E => symbolics.E,
            Op.Neg => symbolics.Operator("op_UnaryNegation", A()),
            Op.Add => Plus(A(), B()),
            Op.Sub => symbolics.Operator("op_Subtraction", A(), B()),
            Op.Mul => symbolics.Operator("op_Multiply", A(), B()),
            Op.Fma => Plus(symbolics.Operator("op_Multiply", A(), B()), made[n.C]),
            Op.Div => Over(A(), B()),
            Op.Pow => Power(A(), B()),
            Op.Exp => Call("Exp", A()),
            Op.Expm1 => symbolics.Operator("op_Subtraction", Call("Exp", A()), One),
            Op.Log => Call("Ln", A()),
            Op.Log1p => Call("Ln", Plus(One, A())),
            Op.Log2 => Over(Call("Ln", A()), Call("Ln", Whole(2))),
            Op.Log10 => Over(Call("Ln", A()), Call("Ln", Whole(10))),
            Op.Sqrt => Call("Sqrt", A()),
            Op.Cbrt => symbolics.Call("Root", A(), Whole(3)),
            Op.Sin => Call("Sin", A()),
            Op.Cos => Call("Cos", A()),
            Op.Tan => Call("Tan", A()),
            Op.Asin => Call("ArcSin", A()),
            Op.Acos => Call("ArcCos", A()),
            Op.Atan => Call("ArcTan", A()),
            Op.Sinh => Call("Sinh", A()),
            Op.Cosh => Call("Cosh", A()),
            Op.Tanh => Call("Tanh", A()),
            Op.Asinh => Call("ArcSinh", A()),
            Op.Acosh => Call("ArcCosh", A()),
            Op.Atanh => Call("ArcTanh", A()),
            Op.Sigmoid => Over(One, Plus(One, Call("Exp", symbolics.Operator("op_UnaryNegation", A())))),
            Op.Softplus => Call("Ln", Plus(One, Call("Exp", A()))),
            Op.Hypot => Call("Sqrt", Plus(Power(A(), Whole(2)), Power(B(), Whole(2)))),
            Op.Bessel => Special(Bessel.Of(n.B), A()),
            _ => throw new System.Diagnostics.UnreachableException($"{n.Op} is refused before"),
        };
    }

    private object Special(Bessel function, object x) =>
        function.HasOrder ? symbolics.Call("Bessel" + function.Kind, x, Whole(function.Order)) : Call("Airy" + function.Kind, x);

    private object One => Whole(1);

    private object Whole(int value) => symbolics.Ratio(value, BigInteger.One);

    private object Call(string name, object on) => symbolics.Call(name, on);

    private object Plus(object a, object b) => symbolics.Operator("op_Addition", a, b);

    private object Over(object a, object b) => symbolics.Operator("op_Division", a, b);

    private object Constant(Number value) =>
        value.IsFinite ? symbolics.Ratio(value.Numerator, value.Denominator) : throw new TooLargeException($"it has the constant {value}");

    private object Power(object a, object b)
    {
        if (Rational(a) is not null && Rational(b) is { } exponent && BigInteger.Abs(exponent.Numerator) > LargestPower)
            throw new TooLargeException($"a number is raised to the power {exponent}");
        return symbolics.Call("Pow", a, b);
    }

    /// <summary>The number an expression has become; null where it is none.</summary>
    private Number? Rational(object expression)
    {
        var tree = symbolics.Tree(expression);
        return unions.Case(tree) == "Number" ? Rationals.Of(unions.Fields(tree)[0]) : null;
    }
}

/// <summary>Something that would not fit; told as a problem at the edge of this project.</summary>
internal sealed class TooLargeException(string message) : Exception(message);

/// <summary>The rational numbers of MathNet.Numerics, read by name.</summary>
internal static class Rationals
{
    /// <summary>Null for an object that has no numerator and denominator.</summary>
    public static Number? Of(object rational)
    {
        var type = rational.GetType();
        return
            type.GetProperty("Numerator")?.GetValue(rational) is BigInteger top
            && type.GetProperty("Denominator")?.GetValue(rational) is BigInteger { IsZero: false } bottom
            ? Number.Ratio(top, bottom)
            : null;
    }
}
