using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Calculus;

/// <summary>One line on the blackboard.</summary>
/// <param name="Number">Lines count from 1.</param>
/// <param name="Rule">The rule used: "sum rule", "power rule", "chain rule: sin"; "so" where results are put back together.</param>
/// <param name="Left">What is differentiated, <c>d/dx(x^2/20)</c>.</param>
/// <param name="Right">What the rule makes of it, <c>d/dx(x^2)/20</c>.</param>
public sealed record StepLine(int Number, string Rule, string Left, string Right);

/// <summary>
/// The derivative as a person writes it down: which rule takes each term apart, down to the parameter itself, and how the
/// results go back together.
/// </summary>
public static class Steps
{
    /// <summary>
    /// The lines for ∂formula/∂<paramref name="parameter"/>, at most <paramref name="limit"/> of them; subterms that occur
    /// several times are explained once.
    /// </summary>
    /// <exception cref="ArgumentException">The formula has no scalar parameter of that name.</exception>
    public static ImmutableArray<StepLine> Of(Formula formula, string parameter, int limit = 200) =>
        new Blackboard(formula, parameter, limit).Lines();

    private sealed class Blackboard
    {
        private readonly Formula f;
        private readonly string x;
        private readonly int limit;
        private readonly bool[] depends;
        private readonly Formula results;
        private readonly int[] rootOf;
        private readonly List<StepLine> lines = [];
        private readonly HashSet<int> explained = [];

        public Blackboard(Formula formula, string parameter, int limit)
        {
            (f, x, this.limit) = (formula, parameter, limit);
            var index = formula.Parameters.Select(p => p.Name).ToList().IndexOf(parameter);
            if (index < 0 || !formula.Parameters[index].Shape.IsScalar)
                throw new ArgumentException($"'{parameter}' is no scalar parameter", nameof(parameter));
            var g = Sketch.From(formula);
            int[] directions = [.. formula.Parameters.Select((_, i) => i == index ? g.Const(1) : -1)];
            var tangent = Tangent.Sweep(g, formula, directions);
            depends = [.. tangent.Select(t => t >= 0)];
            rootOf = new int[tangent.Length];
            var roots = new List<int>();
            for (var node = 0; node < tangent.Length; node++)
            {
                rootOf[node] = roots.Count;
                roots.Add(tangent[node] < 0 ? g.Const(0) : tangent[node]);
            }
            results = g.Finish([.. roots]);
        }

        public ImmutableArray<StepLine> Lines()
        {
            if (!depends[f.Root])
                Add("constant", f.Root, $"0, no {x} in it");
            else if (f.Top.Op == Op.Param)
                Add("itself", f.Root, "1");
            else
                Explain();
            return [.. lines];
        }

        /// <summary>Rule first, then the parts, then what they come to; with a stack of our own, so that depth does not matter.</summary>
        private void Explain()
        {
            var open = new Stack<(int Node, bool IsOpened)>([(f.Root, false)]);
            while (open.TryPop(out var at))
            {
                if (lines.Count >= limit)
                {
                    lines.Add(new(lines.Count + 1, "and so on", $"d/d{x}({Text(f.Root)})", Result(f.Root)));
                    return;
                }
                if (at.IsOpened)
                    Add("so", at.Node, Result(at.Node));
                else if (explained.Add(at.Node))
                    Open(at.Node, open);
            }
        }

        private void Open(int node, Stack<(int, bool)> open)
        {
            if (!depends[node])
            {
                Add("constant", node, $"0, no {x} in it");
                return;
            }
            var right = Rule(node);
            Add(RuleName(node), node, right);
            int[] parts = [.. Parts(node).Where(p => f.Nodes[p].Op != Op.Param || !depends[p])];
            if (parts.Any(p => depends[p]) || right != Result(node))
                open.Push((node, true));
            foreach (var part in parts.Reverse())
                open.Push((part, false));
        }

        /// <summary>The arguments whose derivatives the rule asks for: those that depend on x, and other terms of a sum.</summary>
        private IEnumerable<int> Parts(int node)
        {
            var parts = new List<int>();
            var isSum = f.Nodes[node].Op is Op.Add or Op.Sub;
            foreach (var argument in f.Arguments(node))
                if (depends[argument] || (isSum && f.Nodes[argument].Op != Op.Const))
                    parts.Add(argument);
            return parts.Distinct();
        }

        /// <summary>The rule applied to the node alone: the derivatives of its parts stand as names.</summary>
        private string Rule(int node)
        {
            var h = new Sketch();
            var arguments = new List<int>();
            foreach (var argument in f.Arguments(node))
                arguments.Add(argument);
            var made = Graft.Onto(h, f, [.. arguments, node], _ => null);
            var moves = new Dictionary<int, int>();
            foreach (var part in Parts(node))
                moves[made[arguments.IndexOf(part)]] = f.Nodes[part].Op == Op.Param && depends[part] ? h.Const(1) : Moved(h, part);
            var slope = Tangent.Moved(h, made[^1], a => moves.GetValueOrDefault(a, -1));
            return Simplify.Of(h.Finish(slope)).Infix;
        }

        /// <summary>The derivative of a part as a name; a column where the part has a number for every row.</summary>
        private int Moved(Sketch h, int part)
        {
            var (name, shape) = ($"d/d{x}({Text(part)})", f.Nodes[part].Shape);
            return f.TableOf(part) is var table and >= 0 && shape.IsScalar ? h.Column(name, table) : h.Param(name, shape);
        }

        private string Result(int node) => Simplify.Of(results.WithRoots(results.Roots[rootOf[node]])).Infix;

        private string Text(int node) => Printer.Infix(f, node);

        private void Add(string rule, int node, string right) => lines.Add(new(lines.Count + 1, rule, $"d/d{x}({Text(node)})", right));

        private string RuleName(int node)
        {
            var n = f.Nodes[node];
            bool Has(int argument) => depends[argument];
            return n.Op switch
            {
                Op.Neg => "sign",
                Op.Add => "sum rule",
                Op.Sub => "difference rule",
                Op.Mul or Op.Dot or Op.MatMul or Op.Outer => Has(n.A) && Has(n.B) ? "product rule" : "constant factor",
                Op.Div => !Has(n.B) ? "constant factor"
                : Has(n.A) ? "quotient rule"
                : "reciprocal rule",
                Op.Pow => Through(
                    n.A,
                    !Has(n.B) ? "power rule"
                        : !Has(n.A) ? "exponential rule"
                        : "power rule and exponential rule"
                ),
                Op.Fma => Has(n.A) && Has(n.B) ? "product rule and sum rule" : "sum rule",
                Op.Where => "the side that is taken",
                Op.Min => "the smaller one",
                Op.Max => "the larger one",
                Op.RowSum or Op.RowMean => "row by row",
                Op.RowMax or Op.RowMin => "the rows that attain it",
                Op.Gather => "the element that is named",
                Op.Array or Op.At or Op.Scatter or Op.Fill or Op.Sum or Op.Mean or Op.Transpose => "element by element",
                _ => Through(n.A, $"derivative of {n.Op.Text()}"),
            };
        }

        /// <summary>A function of something else than the parameter itself: the inner derivative comes in.</summary>
        private string Through(int inner, string rule) => f.Nodes[inner].Op == Op.Param || !depends[inner] ? rule : $"chain rule, {rule}";
    }
}
