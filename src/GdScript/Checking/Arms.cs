using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// The arms of every choice in a formula: both sides of abs, relu, sign, min, max and of each condition, the next pieces of
/// floor, ceil and round. An arm is entered where its margin is positive and what it belongs to is itself chosen; a margin
/// says by how much, and in which direction more of it is found (as the robustness of temporal logic does: Fainekos and
/// Pappas, Theor. Comput. Sci. 410, 2009). Over rows an arm is entered when one row enters it.
/// </summary>
internal sealed class Arms
{
    /// <summary>More arms than this are not followed, and no formula of more nodes.</summary>
    private const int Most = 64;
    private const int LargestFormula = 20_000;
    private const int MostElements = 8;

    private readonly Formula formula;
    private readonly Formula margins;
    private readonly Kernel kernel;
    private readonly int[] owners;
    private readonly Dictionary<int, int> choices;

    private Arms(Formula formula, Formula margins, int[] owners, Dictionary<int, int> choices)
    {
        (this.formula, this.margins, this.owners, this.choices) = (formula, margins, owners, choices);
        kernel = Kernel.For(margins);
    }

    public int Count => owners.Length;

    /// <summary>The arms of a formula; null where it has none, or is too large to follow them.</summary>
    /// <param name="formula">Any number of roots; bound to its data.</param>
    /// <param name="at">A point: the pieces of floor and its kin are counted from the one it lies in.</param>
    public static Arms? Of(Formula formula, double[] at)
    {
        if (formula.Nodes.Length > LargestFormula || !formula.Nodes.Any(n => n.Op.HasKink()))
            return null;
        var made = new Maker(formula, at);
        return made.Roots.Count == 0 ? null : new(formula, made.Sketch.Finish([.. made.Roots]), [.. made.Owners], made.Choices);
    }

    /// <summary>The margin of every arm at a point.</summary>
    public double[] Margins(ReadOnlySpan<double> point)
    {
        var values = new double[Count];
        kernel.Run(point, values);
        return values;
    }

    /// <summary>A number for the piece of the formula that a point lies in: on which side of every choice that matters there.</summary>
    public long Piece(ReadOnlySpan<double> point)
    {
        var margin = Margins(point);
        var (piece, bit) = (0L, 0);
        foreach (var isIn in Entered(margin))
            piece |= (isIn ? 1L : 0L) << bit++;
        return piece;
    }

    /// <summary>The margin of one arm as a formula of its own.</summary>
    public Formula Margin(int arm) => margins.WithRoots(margins.Roots[arm]);

    /// <summary>Which arms a point with these margins enters.</summary>
    public bool[] Entered(double[] margin)
    {
        var chosen = Chosen(margin);
        return [.. owners.Select((owner, arm) => margin[arm] > 0 && chosen[owner])];
    }

    /// <summary>The nodes that the value at such a point is made of: what a choice leaves aside is not among them.</summary>
    private bool[] Chosen(double[] margin)
    {
        var chosen = new bool[formula.Nodes.Length];
        foreach (var root in formula.Roots)
            chosen[root] = true;
        for (var node = chosen.Length - 1; node >= 0; node--)
        {
            if (!chosen[node])
                continue;
            var arguments = formula.Arguments(node);
            for (var k = 0; k < arguments.Count; k++)
                if (!IsLeftAside(formula.Nodes[node], k, choices.TryGetValue(node, out var arm) ? margin[arm] : 0))
                    chosen[arguments[k]] = true;
        }
        return chosen;
    }

    private static bool IsLeftAside(in Node node, int k, double margin)
    {
        var (below, above) = (margin < 0, margin > 0);
        return node.Op is Op.Where && (k == 1 && below || k == 2 && above)
            || node.Op is Op.Max && (k == 0 && below || k == 1 && above)
            || node.Op is Op.Min && (k == 0 && above || k == 1 && below)
            || node.Op is Op.Relu && below;
    }

    /// <summary>Writes the margins down, node by node.</summary>
    private sealed class Maker
    {
        private readonly Formula formula;
        private readonly double[] at;
        private readonly int[] truths;
        private readonly bool[] isAsked;

        public Sketch Sketch { get; }

        public List<int> Roots { get; } = [];

        public List<int> Owners { get; } = [];

        /// <summary>For a scalar choice the arm whose margin decides it.</summary>
        public Dictionary<int, int> Choices { get; } = [];

        public Maker(Formula formula, double[] at)
        {
            (this.formula, this.at, Sketch) = (formula, at, Sketch.From(formula));
            truths = new int[formula.Nodes.Length];
            isAsked = Asked(formula);
            var live = formula.Reached();
            for (var node = 0; node < truths.Length; node++)
                if (live[node])
                    Visit(node, formula.Nodes[node]);
        }

        /// <summary>The nodes whose truth is asked for.</summary>
        private static bool[] Asked(Formula formula)
        {
            var asked = new bool[formula.Nodes.Length];
            foreach (var n in formula.Nodes)
            {
                if (n.Op is Op.Where or Op.Not or Op.And or Op.Or)
                    asked[n.A] = true;
                if (n.Op is Op.And or Op.Or)
                    asked[n.B] = true;
            }
            return asked;
        }

        private void Visit(int node, in Node n)
        {
            truths[node] = Truth(node, n);
            if (n.Op is Op.Abs or Op.Relu or Op.Sign)
                Both(node, n.A);
            else if (n.Op is Op.Min or Op.Max)
                Both(node, Sketch.Make(Op.Sub, n.A, n.B));
            else if (n.Op is Op.Lt or Op.Le or Op.Gt or Op.Ge)
                Both(node, truths[node]);
            else if (n.Op is Op.Where)
                Both(node, truths[n.A]);
            else if (n.Op is Op.Floor or Op.Ceil or Op.Round && n.Shape.IsScalar && formula.TableOf(node) < 0)
                Pieces(node, n);
        }

        /// <summary>Positive where a condition holds, negative where it does not; any other number is true where it is not 0.</summary>
        private int Truth(int node, in Node n)
        {
            int Apart(int a, int b) => Sketch.Make(Op.Sub, a, b);
            if (n.Op is Op.Gt or Op.Ge)
                return Apart(n.A, n.B);
            if (n.Op is Op.Lt or Op.Le)
                return Apart(n.B, n.A);
            if (n.Op is Op.Eq or Op.Ne)
                return Sketch.Make(Op.Abs, Apart(n.A, n.B)) is var off && n.Op is Op.Ne ? off : Sketch.Make(Op.Neg, off);
            if (n.Op is Op.And or Op.Or)
                return Sketch.Make(n.Op is Op.And ? Op.Min : Op.Max, truths[n.A], truths[n.B]);
            if (n.Op is Op.Not)
                return Sketch.Make(Op.Neg, truths[n.A]);
            return isAsked[node] ? Sketch.Make(Op.Abs, node) : node;
        }

        private void Pieces(int node, in Node n)
        {
            var here = Kernel.For(formula.WithRoots(node)).Value(at);
            if (!(Math.Abs(here) < 1e9))
                return;
            var (above, below) =
                n.Op == Op.Floor ? (here + 1, here)
                : n.Op == Op.Ceil ? (here, here - 1)
                : (here + 0.5, here - 0.5);
            Add(node, Sketch.Make(Op.Sub, n.A, Sketch.Const(above)));
            Add(node, Sketch.Make(Op.Sub, Sketch.Const(below), n.A));
        }

        private void Both(int node, int margin)
        {
            if (Roots.Count < Most && Sketch.ShapeOf(margin).IsScalar && Sketch.TableOf(margin) < 0)
                Choices.TryAdd(node, Roots.Count);
            Add(node, margin);
            Add(node, Sketch.Make(Op.Neg, margin));
        }

        private void Add(int node, int margin)
        {
            var table = Sketch.TableOf(margin);
            var all = table < 0 ? margin : Sketch.Rows(Op.RowMax, margin, table);
            var count = Sketch.ShapeOf(all).Count;
            for (var k = 0; k < Math.Min(count, MostElements) && Roots.Count < Most; k++)
            {
                Roots.Add(count == 1 ? all : Sketch.Element(all, k));
                Owners.Add(node);
            }
        }
    }
}
