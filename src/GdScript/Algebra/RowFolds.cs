using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Sums and means over rows, with everything before them that does not have to be done for every row.</summary>
public static class RowFolds
{
    extension(Sketch g)
    {
        /// <summary>How many rows a table has, as a node: it is not known before the formula is bound to data.</summary>
        public int RowCount(int table) => g.Rows(Op.RowSum, g.Const(1), table);

        /// <summary>
        /// The sum over all rows of a table; factors that are the same for all rows stand before it, however deep in the
        /// product. Equal for real numbers; where a factor is 0 and the sum without it overflows, it is NaN instead of 0.
        /// </summary>
        public int RowTotal(int each, int table) => g.Reduced(Op.RowSum, each, table, 16);

        /// <summary>The mean over all rows of a table; what is the same for all rows is its own mean.</summary>
        public int RowAverage(int each, int table) => g.Reduced(Op.RowMean, each, table, 16);

        private int Reduced(Op op, int each, int table, int look)
        {
            var node = g[each];
            bool Same(int a) => g.TableOf(a) < 0;
            int Inside(int a) => g.Reduced(op, a, table, look - 1);
            if (g.IsZero(each))
                return each;
            if (Same(each))
                return op == Op.RowMean ? each : g.Times(g.RowCount(table), each);
            return look == 0
                ? g.Rows(op, each, table)
                : node.Op switch
                {
                    Op.Neg => g.Negate(Inside(node.A)),
                    Op.Fill => g.Fill(Inside(node.A), node.Shape),
                    Op.Where when g.ScatteredWhole(each) is var inner && inner != each => g.Rows(op, inner, table),
                    Op.Mul when g.Shared(each) is { Count: > 0 } shared => shared.Aggregate(
                        Inside(g.Without(each)),
                        (inside, factor) => g.Times(factor, inside)
                    ),
                    Op.Div when Same(node.B) && g.ShapeOf(node.A) == node.Shape => g.Over(Inside(node.A), node.B),
                    _ => g.Rows(op, each, table),
                };
        }

        /// <summary>The factors of a product that all rows share, the innermost first; adjoints are products that grow to the right.</summary>
        private List<int> Shared(int product)
        {
            var shared = new List<int>();
            foreach (var (factor, taken) in g.Spine(product))
                if (taken)
                    shared.Insert(0, factor);
            return shared;
        }

        /// <summary>The product without the factors that all rows share; what remains is multiplied in the order it had.</summary>
        private int Without(int product)
        {
            var (rest, last) = (new Stack<int>(), product);
            foreach (var (factor, taken) in g.Spine(product))
            {
                if (!taken)
                    rest.Push(factor);
                last = g[last].A == factor ? g[last].B : g[last].A;
            }
            foreach (var factor in rest)
                last = g.Product(last, factor);
            return last;
        }

        /// <summary>
        /// The factors of a product from the outside in, as far as sixteen products, and whether each can stand before a sum
        /// over rows: it is the same in all of them, and what it multiplies has the product's shape.
        /// </summary>
        private IEnumerable<(int Factor, bool Taken)> Spine(int product)
        {
            for (var look = 0; look < 16 && g[product] is { Op: Op.Mul } n; look++)
            {
                var first = g.TableOf(n.A) < 0 && g.ShapeOf(n.B) == n.Shape;
                var taken = first || (g.TableOf(n.B) < 0 && g.ShapeOf(n.A) == n.Shape);
                yield return (first ? n.A : n.B, taken);
                product = first ? n.B : n.A;
            }
        }
    }
}
