using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// A least-squares loss taken apart: what it squares, scaled so that nothing stands before a square. Solvers such as Gauss-Newton's and
/// Levenberg and Marquardt's want these numbers rather than the sum of their squares.
/// </summary>
/// <param name="Residuals">A root for each of them: the loss is the sum of their squares, over the rows where there is a table.</param>
/// <param name="Table">Over whose rows; −1 for no rows.</param>
/// <param name="IsMean">The loss is a mean over the rows, not a sum.</param>
internal sealed record Squares(Formula Residuals, int Table, bool IsMean)
{
    /// <summary>The residuals of a scalar loss, or what stands in it that is no square.</summary>
    public static Result<Squares> Of(Formula loss) => new Search(loss).Found();

    /// <summary>A problem that says what cannot be had of a formula.</summary>
    public static Problem Lacking(string what, string hint) => Problem.Input("GDS0163", what, hint);

    /// <summary>
    /// Users before arguments, so that every node is looked at once, with the weight that the sum of its elements has in the loss: among
    /// what all rows share, and among what each row has.
    /// </summary>
    private sealed class Search
    {
        private readonly Formula loss;
        private readonly Sketch g;
        private readonly double?[] numbers;
        private readonly double[] shared;
        private readonly double[] ofRow;
        private readonly List<(int Node, int Power, double Weight, bool OfRow)> squares = [];
        private readonly HashSet<(int Table, bool IsMean)> kinds = [];
        private Problem? problem;

        public Search(Formula loss)
        {
            (this.loss, g, numbers) = (loss, Sketch.From(loss), NumbersOf(loss));
            (shared, ofRow) = (new double[numbers.Length], new double[numbers.Length]);
        }

        public Result<Squares> Found()
        {
            shared[loss.Root] = 1;
            for (var i = loss.Root; i >= 0 && problem is null; i--)
            {
                if (shared[i] != 0)
                    Look(i, shared, false);
                if (ofRow[i] != 0)
                    Look(i, ofRow, true);
            }
            squares.Reverse();
            return problem ?? Mixed() ?? (Result<Squares>)Answer();
        }

        private Problem? Mixed() =>
            squares.Count == 0 ? Lacking("the loss is a number: it squares nothing", Hint)
            : kinds.Count > 1 || (kinds.Count == 1 && squares.Any(s => !s.OfRow))
                ? Lacking(
                    "the loss adds squares of rows to squares of something else",
                    "export the residuals of each part alone: a solver wants both lists, the second one scaled as the sum of rows is"
                )
            : null;

        private Squares Answer()
        {
            int[] roots = [.. squares.SelectMany(Scaled)];
            return new(g.Finish(roots), kinds.Select(k => k.Table).DefaultIfEmpty(-1).First(), kinds.Any(k => k.IsMean));
        }

        private IEnumerable<int> Scaled((int Node, int Power, double Weight, bool OfRow) square)
        {
            for (var k = 0; k < g.ShapeOf(square.Node).Count; k++)
            {
                var element = g.Element(square.Node, k);
                var power = square.Power == 2 ? element : g.Power(element, g.Const(square.Power / 2));
                yield return square.Weight == 1 ? power : g.Times(g.Const(Math.Sqrt(square.Weight)), power);
            }
        }

        private void Look(int i, double[] weights, bool inRow)
        {
            var (node, weight) = (loss.Nodes[i], weights[i]);
            void Pass(int argument, double factor) =>
                weights[argument] += weight * factor * Math.Max(1, node.Shape.Count / loss.Nodes[argument].Shape.Count);
            switch (node.Op)
            {
                case Op.Add:
                    Pass(node.A, 1);
                    Pass(node.B, 1);
                    break;
                case Op.Mul when node.A != node.B && numbers[node.A] is { } factor:
                    Pass(node.B, factor);
                    break;
                case Op.Mul when node.A != node.B && numbers[node.B] is { } factor:
                    Pass(node.A, factor);
                    break;
                case Op.Div when !inRow && IsMeanOfRows(node):
                    Rows(loss.Nodes[node.A], weight, isMean: true);
                    break;
                case Op.Div when numbers[node.B] is { } divisor:
                    Pass(node.A, 1 / divisor);
                    break;
                case Op.Sum or Op.Transpose or Op.Fill:
                    weights[node.A] += weight * (node.Op == Op.Fill ? node.Shape.Count : 1);
                    break;
                case Op.Mean:
                    weights[node.A] += weight / loss.Nodes[node.A].Shape.Count;
                    break;
                case Op.Array:
                    foreach (var element in loss.ListOf(node))
                        weights[element] += weight;
                    break;
                case Op.RowSum or Op.RowMean when !inRow:
                    Rows(node, weight, node.Op == Op.RowMean);
                    break;
                default:
                    Square(i, node, weight, inRow);
                    break;
            }
        }

        private void Rows(in Node reduction, double weight, bool isMean)
        {
            kinds.Add((reduction.B, isMean));
            ofRow[reduction.A] += weight;
        }

        /// <summary>A sum over rows divided by their number.</summary>
        private bool IsMeanOfRows(in Node quotient) =>
            loss.Nodes[quotient.A] is { Op: Op.RowSum } sum
            && loss.Nodes[quotient.B] is { Op: Op.RowSum } count
            && numbers[count.A] is 1
            && sum.B == count.B;

        private void Square(int i, in Node node, double weight, bool inRow)
        {
            if (weight < 0 || !double.IsFinite(weight))
                problem = At(
                    i,
                    Lacking(FormattableString.Invariant($"a square has the weight {weight:R}, and a residual would have its root"), Hint)
                );
            else if (node.Op is Op.Mul or Op.Dot && node.A == node.B)
                Keep(node.A, 2, weight, inRow);
            else if (node.Op == Op.Pow && numbers[node.B] is { } power && power >= 2 && power <= 64 && power % 2 == 0)
                OfPower(node.A, (int)power, weight, inRow);
            else if (numbers[i] is not 0)
                problem = At(i, Lacking($"the loss is no sum of squares: '{Called(i)}' stands where a square should", Hint));
        }

        /// <summary>The square of a length is the sum of the squares it is made of.</summary>
        private void OfPower(int node, int power, double weight, bool inRow)
        {
            var lengths = loss.Nodes[node];
            double Wide(int argument) => weight * Math.Max(1, lengths.Shape.Count / loss.Nodes[argument].Shape.Count);
            if (power == 2 && lengths.Op == Op.Norm)
                Keep(lengths.A, power, weight, inRow);
            else if (power == 2 && lengths.Op == Op.Hypot)
            {
                Keep(lengths.B, power, Wide(lengths.B), inRow);
                Keep(lengths.A, power, Wide(lengths.A), inRow);
            }
            else
                Keep(lengths.Op == Op.Abs ? lengths.A : node, power, weight, inRow);
        }

        private void Keep(int node, int power, double weight, bool inRow)
        {
            if (inRow && ReadsOtherRows(node))
                problem = At(node, Lacking("the residual of a row looks at other rows", "fix what they share with --set first"));
            squares.Add((node, power, weight, inRow));
        }

        private bool ReadsOtherRows(int node)
        {
            var live = loss.WithRoots([node]).Reached();
            return live.Where((alive, i) => alive && loss.Nodes[i].Op.Family() == Family.Rows).Any();
        }

        private Problem At(int node, Problem found) =>
            loss.Source is { } source && node < source.At.Length && source.At[node] >= 0 ? found.In(source.Text, source.At[node]) : found;

        private string Called(int node) =>
            numbers[node] is { } number ? FormattableString.Invariant($"{number:R}")
            : loss.Nodes[node] is { Op: Op.Param } p ? loss.Parameters[p.A].Name
            : loss.Nodes[node] is { Op: Op.Column } c ? loss.Columns[c.A].Name
            : Vocabulary.Called(loss.Nodes[node]);

        private const string Hint = "residuals are those of a sum or mean of squares: mean((w*x + b - y)^2), x^2/20 + y^2, dot(r, r)";

        /// <summary>What is a number whatever the point: <c>1/2</c>.</summary>
        private static double?[] NumbersOf(Formula loss)
        {
            var numbers = new double?[loss.Nodes.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                var node = loss.Nodes[i];
                numbers[i] = node.Op switch
                {
                    Op.Const => loss.ConstantOf(node).ToDouble(),
                    Op.Pi => Math.PI,
                    Op.E => Math.E,
                    Op.Neg => -numbers[node.A],
                    Op.Add => numbers[node.A] + numbers[node.B],
                    Op.Sub => numbers[node.A] - numbers[node.B],
                    Op.Mul => numbers[node.A] * numbers[node.B],
                    Op.Div => numbers[node.A] / numbers[node.B],
                    _ => null,
                };
            }
            return numbers;
        }
    }
}
