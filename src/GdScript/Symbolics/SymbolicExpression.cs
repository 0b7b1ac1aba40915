using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Symbolics;

/// <summary>
/// A formula as a value to calculate with, for those who know MathNet.Symbolics: <c>(x.Sin()*x.Pow(2)).Differentiate("x")</c>. It is
/// always in simplified form: <c>x + x</c> is <c>2*x</c>. What is printed is what is evaluated, derived and compared.
/// </summary>
/// <remarks>
/// An operator costs the same whatever its operands hold; the work is done when somebody first looks (prints, evaluates, compares),
/// once for each expression, in proportion to its size. So n terms added in a loop cost n, and printing every step of it n². Equal are
/// expressions with the same simplified form, whatever the order of terms and factors.
/// </remarks>
public partial class SymbolicExpression : IEquatable<SymbolicExpression>
{
    private readonly Link link;
    private Formula? settled;
    private Kernel? kernel;
    private UInt128[]? prints;

    private protected SymbolicExpression(SymbolicExpression same) =>
        (link, settled, kernel, prints) = (same.link, same.settled, same.kernel, same.prints);

    private SymbolicExpression(Link link) => this.link = link;

    private SymbolicExpression(Formula settled)
        : this(new Link(settled)) => this.settled = settled;

    /// <summary>The same expression.</summary>
    public SymbolicExpression(Expression expression)
        : this((SymbolicExpression)expression) { }

    /// <summary>Reads a formula of the language: <c>-x^2</c> is <c>-(x^2)</c>. MathNet's <c>|x|</c>, <c>sin^2(x)</c> and <c>π</c> are understood.</summary>
    /// <exception cref="SymbolicException">It cannot be read; the message shows the place.</exception>
    public static SymbolicExpression Parse(string infix)
    {
        ArgumentNullException.ThrowIfNull(infix);
        return SymbolicException.Value(Read(infix));
    }

    /// <summary>The expression of a text, or what is wrong with it.</summary>
    public static Result<SymbolicExpression> Read(string infix) => FormulaText.Parse(Dialect.Plain(infix)).SelectMany(Of);

    /// <summary>The expression of the first root of a formula of numbers.</summary>
    /// <returns>A problem for arrays and data, which an expression cannot hold.</returns>
    public static Result<SymbolicExpression> Of(Formula formula)
    {
        var live = formula.WithRoots(formula.Root).Reached();
        for (var node = 0; node < live.Length; node++)
            if (live[node] && formula.Nodes[node] is { Op: Op.Param, Shape.IsScalar: false } array)
                return SymbolicProblems.NotScalar($"'{formula.Parameters[array.A].Name}' is {array.Shape}");
            else if (live[node] && formula.Nodes[node].Op == Op.Column)
                return SymbolicProblems.NotScalar($"'{formula.Columns[formula.Nodes[node].A].Name}' is a column of data");
        if (!formula.Top.Shape.IsScalar)
            return SymbolicProblems.NotScalar($"this is {formula.Top.Shape}");
        return new SymbolicExpression(new Link(WithPi(formula.WithRoots(formula.Root))));
    }

    /// <summary>A name for a number.</summary>
    /// <exception cref="SymbolicException">The formula language could not read the name.</exception>
    public static SymbolicExpression Variable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var g = new Sketch();
        return Letters.IsName(name) ? new(g.Finish(g.Param(name))) : throw new SymbolicException(SymbolicProblems.BadName(name));
    }

    /// <summary>The simplified formula; its parameters are the variables it holds, by name: equal expressions have them in one order.</summary>
    public Formula Formula => settled ??= Tidy(Simplify.Of(Sorted(link.Joined())));

    /// <summary>The same expression, as the modules of <c>Infix</c> and <c>Calculus</c> give it.</summary>
    public Expression Expression => this as Expression ?? new Expression(this);

    /// <summary>In the formula language; reads back to an equal expression.</summary>
    public override string ToString() => Formula.Infix;

    public string ToLaTeX() => Formula.Latex;

    /// <summary>As presentation MathML, one <c>math</c> element.</summary>
    public string ToMathML() => Formula.MathML;

    public bool Equals(SymbolicExpression? other) => other is not null && (ReferenceEquals(link, other.link) || Print == other.Print);

    public override bool Equals(object? obj) => Equals(obj as SymbolicExpression);

    public override int GetHashCode() => Print.GetHashCode();

    /// <summary>What it is, for comparison.</summary>
    internal UInt128 Print => Prints[Formula.Root];

    private UInt128[] Prints => prints ??= Fingerprints.Of(Formula);

    private Kernel Kernel => kernel ??= Kernel.For(Formula);

    private static Formula Sorted(Formula f) => Declared(f, f.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal));

    /// <summary>The parameters that no node reads are left out; the others keep their order.</summary>
    private static Formula Tidy(Formula f)
    {
        var live = f.Reached();
        var used = Enumerable.Range(0, live.Length).Where(i => live[i] && f.Nodes[i].Op == Op.Param).Select(i => f.Nodes[i].A).ToHashSet();
        return Declared(f, from i in Enumerable.Range(0, f.Parameters.Length) where used.Contains(i) select f.Parameters[i].Name);
    }

    /// <summary>The same formula with its parameters in this order.</summary>
    private static Formula Declared(Formula f, IEnumerable<string> names)
    {
        var g = new Sketch(f.Nodes.Length);
        foreach (var name in names)
            g.Param(name);
        return g.Finish(Graft.Onto(g, f, f.Roots.AsSpan(), _ => null));
    }

    /// <summary>The letter π is the number, as MathNet prints it.</summary>
    private static Formula WithPi(Formula f)
    {
        if (!f.Parameters.Any(p => p.Name == "π"))
            return f;
        var g = new Sketch();
        return g.Finish(
            Graft.Onto(g, f, f.Roots.AsSpan(), i => f.Nodes[i].Op == Op.Param && f.Parameters[f.Nodes[i].A].Name == "π" ? g.Pi() : null)
        );
    }

    private ImmutableArray<string> Names => [.. Formula.Parameters.Select(p => p.Name)];
}
