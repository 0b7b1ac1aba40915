using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>
/// Building with the obvious left out: the identities that need one look at the arguments (<c>0 + a</c>, <c>1*a</c>,
/// <c>-(-a)</c>, exact constants). Derivatives are built with these, so that no zero is carried and no factor 1 is paid for.
/// <c>0*a -> 0</c> is among them: in a derivative a zero factor means "does not depend", whatever a is.
/// </summary>
public static class Folds
{
    extension(Sketch g)
    {
        /// <summary>True for a constant that is exactly zero, or an array filled with it.</summary>
        public bool IsZero(int a) => g[a].Op == Op.Fill ? g.IsZero(g[a].A) : g.IsConst(a, out var value) && value.IsZero;

        public bool IsOne(int a) => g[a].Op == Op.Fill ? g.IsOne(g[a].A) : g.IsConst(a, out var value) && value.IsOne;

        public bool IsConst(int a, out Number value)
        {
            var node = g[a];
            value = node.Op == Op.Const ? g.ConstantOf(node) : default;
            return node.Op == Op.Const;
        }

        /// <summary>0, or an array of zeros.</summary>
        public int Zero(Shape shape) => g.Fill(g.Const(0), shape);

        public int Plus(int a, int b)
        {
            if (g.IsZero(a))
                return g.Whole(b, g.ShapeOf(a));
            if (g.IsZero(b))
                return g.Whole(a, g.ShapeOf(b));
            if (g.IsConst(a, out var p) && g.IsConst(b, out var q) && Number.Add(p, q) is { } sum)
                return g.Const(sum);
            if (g.Signed(ref a, ref b) is var (minusA, minusB) && (minusA || minusB))
                return minusA && minusB ? g.Negate(g.Plus(a, b))
                    : minusB ? g.Minus(a, b)
                    : g.Minus(b, a);
            if (a == b)
                return g.Times(g.Const(2), a);
            if (g.IndexOf(a) is var index and >= 0 && index == g.IndexOf(b))
                return g.Scattered(g.Plus(g[a].A, g[b].A), index, g.ShapeOf(a));
            (a, b) = g.Unfilled(a, b);
            return g.Make(Op.Add, a, b);
        }

        public int Minus(int a, int b)
        {
            if (g.IsZero(b))
                return g.Whole(a, g.ShapeOf(b));
            if (g.IsZero(a))
                return g.Whole(g.Negate(b), g.ShapeOf(a));
            if (g.IsConst(a, out var p) && g.IsConst(b, out var q) && Number.Subtract(p, q) is { } difference)
                return g.Const(difference);
            if (g[b].Op == Op.Neg)
                return g.Bare(ref b) ? g.Plus(a, b) : g.Minus(a, b);
            (a, b) = g.Unfilled(a, b);
            return g.Make(Op.Sub, a, b);
        }

        /// <summary>The product element by element (a scalar goes with every element).</summary>
        public int Times(int a, int b)
        {
            var shape = g.ShapeOf(a).IsScalar ? g.ShapeOf(b) : g.ShapeOf(a);
            if (g.IsZero(a) || g.IsZero(b))
                return g.Zero(shape);
            if (g.IsOne(a))
                return g.Whole(b, shape);
            if (g.IsOne(b))
                return g.Whole(a, shape);
            if (g[a].Op == Op.Neg || g[b].Op == Op.Neg)
            {
                var (minusA, minusB) = g.Signed(ref a, ref b);
                return minusA == minusB ? g.Times(a, b) : g.Negate(g.Times(a, b));
            }
            if (g.IsConst(b, out _))
                (a, b) = (b, a);
            if (g.IsConst(a, out var p))
                return g.Scaled(p, a, b);
            if (g.IsMask(a) || g.IsMask(b))
                return g.IsMask(a) ? g.Masked(a, b) : g.Masked(b, a);
            if (g[b].Op == Op.Div && g.IsConst(g[b].A, out _))
                return g.Over(g.Times(g[b].A, a), g[b].B);
            if (g[a].Op == Op.Div && g.IsConst(g[a].A, out _))
                return g.Over(g.Times(g[a].A, b), g[a].B);
            (a, b) = g.Unfilled(a, b);
            return g.Make(Op.Mul, a, b);
        }

        public int Over(int a, int b)
        {
            if (g.IsZero(a))
                return g.Zero(g.ShapeOf(a).IsScalar ? g.ShapeOf(b) : g.ShapeOf(a));
            if (g.IsOne(b))
                return g.Whole(a, g.ShapeOf(b));
            if (g.IsConst(a, out var p) && g.IsConst(b, out var q) && Number.Divide(p, q) is { } ratio)
                return g.Const(ratio);
            if (g[a].Op == Op.Neg || g[b].Op == Op.Neg)
            {
                var (minusA, minusB) = g.Signed(ref a, ref b);
                return minusA == minusB ? g.Over(a, b) : g.Negate(g.Over(a, b));
            }
            if (g.IsMask(a))
                return g.OnBothSides(a, side => g.IsLayered(side) ? g.Make(Op.Div, side, b) : g.Over(side, b));
            (a, b) = g.Unfilled(a, b);
            return g.Make(Op.Div, a, b);
        }

        public int Negate(int a)
        {
            var node = g[a];
            if (node.Op == Op.Neg)
                return node.A;
            if (g.IsConst(a, out var value) && !value.IsZero)
                return g.Const(-value);
            if (node.Op == Op.Fill)
                return g.Fill(g.Negate(node.A), node.Shape);
            if (node.Op == Op.Sub)
                return g.Minus(node.B, node.A);
            if (g.IsMask(a))
                return g.OnBothSides(a, side => g.IsLayered(side) ? g.Make(Op.Neg, side) : g.Negate(side));
            if (node.Op == Op.Mul && g.IsConst(node.A, out var factor))
                return g.Times(g.Const(-factor), node.B);
            return g.IsZero(a) ? a : g.Make(Op.Neg, a);
        }

        public int Power(int a, int b)
        {
            if (g.IsConst(b, out var n) && n.IsOne)
                return a;
            if (g.IsConst(b, out n) && n.IsZero)
                return g.Fill(g.Const(1), g.ShapeOf(a));
            if (g.IsConst(a, out var x) && n.IsInt(out var times) && g.IsConst(b, out _) && Number.Power(x, times) is { } power)
                return g.Const(power);
            return g.Make(Op.Pow, a, b);
        }

        /// <summary><c>where(c, a, b)</c>; both sides the same need no choice.</summary>
        public int Where(int c, int a, int b) => a == b && g.ShapeOf(c).IsScalar ? a : g.Make(Op.Where, c, a, b);

        /// <summary>The sum of all elements; of a scalar, itself. Looks through scalar factors as far as <paramref name="look"/>.</summary>
        public int Total(int a, int look = 16)
        {
            var node = g[a];
            if (node.Shape.IsScalar)
                return a;
            return look == 0
                ? g.Make(Op.Sum, a)
                : node.Op switch
                {
                    Op.Fill => g.Times(g.Const(node.Shape.Count), node.A),
                    Op.Neg => g.Negate(g.Total(node.A, look - 1)),
                    Op.OneHot => g.Const(1),
                    Op.Where when g.IsMask(a) && g.ShapeOf(node.A).IsScalar => g.Where(
                        node.A,
                        g.Total(node.B, look - 1),
                        g.Total(node.C, look - 1)
                    ),
                    Op.Mul when g.ShapeOf(node.A).IsScalar => g.Times(node.A, g.Total(node.B, look - 1)),
                    Op.Mul when g.ShapeOf(node.B).IsScalar => g.Times(node.B, g.Total(node.A, look - 1)),
                    Op.Mul when node.Shape.IsVector => g.Make(Op.Dot, node.A, node.B),
                    Op.Div when g.ShapeOf(node.B).IsScalar => g.Over(g.Total(node.A, look - 1), node.B),
                    _ => g.Make(Op.Sum, a),
                };
        }

        /// <summary>The element at a flat, row-major index; a scalar is its own element.</summary>
        public int Element(int array, int flat)
        {
            var shape = g.ShapeOf(array);
            return shape.IsScalar ? array
                : shape.IsMatrix ? g.Pick(array, flat / shape.Columns, flat % shape.Columns)
                : g.Pick(array, flat, -1);
        }

        /// <summary>
        /// Element [i] or [i,j], or row [i] when j is -1, looked up in what the array was made of where that is at hand.
        /// </summary>
        public int Pick(int array, int i, int j, int look = 16)
        {
            var node = g[array];
            if (look == 0)
                return g.At(array, i, j);
            if (node.Shape.IsMatrix && j < 0)
                return node.Op == Op.Fill ? g.Fill(node.A, Shape.Vector(node.Shape.Columns)) : g.At(array, i);
            return node.Op switch
            {
                Op.Array => g.ListOf(node)[node.Shape.IsMatrix ? i * node.Shape.Columns + j : i],
                Op.Fill => node.A,
                Op.OneHot => g.Const(node.A == i && node.B == j ? 1 : 0),
                Op.Neg => g.Negate(g.Pick(node.A, i, j, look - 1)),
                Op.Mul when g.ShapeOf(node.A).IsScalar => g.Times(node.A, g.Pick(node.B, i, j, look - 1)),
                Op.Outer => g.Times(g.Pick(node.A, i, -1, look - 1), g.Pick(node.B, j, -1, look - 1)),
                _ => g.At(array, i, j),
            };
        }

        /// <summary>constant · b, taken together with the constants that b starts with.</summary>
        private int Scaled(Number p, int a, int b)
        {
            while (g[b].Op == Op.Mul && g.IsConst(g[b].A, out var next) && Number.Multiply(p, next) is { } grown)
                (p, a, b) = (grown, g.Const(grown), g[b].B);
            var node = g[b];
            if (g.IsConst(b, out var q) && Number.Multiply(p, q) is { } product)
                return g.Const(product);
            if (p.IsZero || p.IsOne || node.Op == Op.Neg)
                return g.Times(a, b);
            if (p == -1)
                return g.Negate(b);
            if (node.Op == Op.Fill)
                return g.Fill(g.Times(a, node.A), node.Shape);
            if (node.Op == Op.Div && g.IsConst(node.B, out var under) && (p == under || p == -under))
                return g.Whole(p == under ? node.A : g.Negate(node.A), node.Shape);
            if (node.Op == Op.Div && g.IsConst(node.A, out var first) && Number.Multiply(p, first) is { } both)
                return g.Over(g.Const(both), node.B);
            return g.IsMask(b) ? g.Masked(b, a) : g.Make(Op.Mul, a, b);
        }

        /// <summary>Takes the minus signs off both; says which of them were negative.</summary>
        private (bool A, bool B) Signed(ref int a, ref int b) => (g.Bare(ref a), g.Bare(ref b));

        /// <summary>Takes all minus signs off; true when their number was odd. A loop: a person may write a hundred thousand.</summary>
        private bool Bare(ref int a)
        {
            var minus = false;
            for (; g[a].Op == Op.Neg; a = g[a].A)
                minus = !minus;
            return minus;
        }

        /// <summary>A choice below signs and numbers: multiplying into it would open layer after layer.</summary>
        private bool IsLayered(int a)
        {
            for (var look = 0; look < 64; look++)
                if (g[a].Op == Op.Neg)
                    a = g[a].A;
                else if (g[a].Op == Op.Mul && g.IsConst(g[a].A, out _))
                    a = g[a].B;
                else
                    return g[a].Op == Op.Where;
            return true;
        }

        /// <summary>A choice with a zero on one side: a slope that holds only where its condition does.</summary>
        public bool IsMask(int a) => g[a].Op == Op.Where && (g.IsZero(g[a].B) || g.IsZero(g[a].C));

        /// <summary>
        /// mask · b as a choice of products: what b is on the side not taken (infinite, NaN) does not reach the result.
        /// Two masks become one with both conditions, so that nested choices stay flat.
        /// </summary>
        private int Masked(int mask, int b)
        {
            if (!g.IsMask(b))
                return g.OnBothSides(mask, side => g.Product(side, b));
            var (first, kept) = g.Opened(mask);
            var (second, other) = g.Opened(b);
            var product = g.Product(kept, other);
            return g.Where(g.Both(first, second), product, g.Zero(g.ShapeOf(product)));
        }

        /// <summary>Both conditions; one that is asked already is not asked twice.</summary>
        private int Both(int first, int second)
        {
            var asked = g[first];
            return first == second || (asked.Op == Op.And && (asked.A == second || asked.B == second))
                ? first
                : g.Make(Op.And, first, second);
        }

        private int OnBothSides(int mask, Func<int, int> then)
        {
            var node = g[mask];
            return g.Where(node.A, then(node.B), then(node.C));
        }

        /// <summary>The condition under which a mask is not zero, and what it is then.</summary>
        public (int Condition, int Kept) Opened(int mask)
        {
            var node = g[mask];
            return g.IsZero(node.C) ? (node.A, node.B) : (g.Make(Op.Not, node.A), node.C);
        }

        internal int Product(int a, int b) => g.IsLayered(a) || g.IsLayered(b) ? g.Make(Op.Mul, a, b) : g.Times(a, b);

        /// <summary>Element by element, an array filled with s does what the scalar s does: the filling is left out.</summary>
        private (int, int) Unfilled(int a, int b)
        {
            if (g[a].Op == Op.Fill && !g.ShapeOf(b).IsScalar)
                return (g[a].A, b);
            return g[b].Op == Op.Fill && !g.ShapeOf(a).IsScalar ? (a, g[b].A) : (a, b);
        }

        /// <summary>a itself, or the scalar a repeated to fill the wider shape.</summary>
        public int Whole(int a, Shape shape)
        {
            if (!g.ShapeOf(a).IsScalar || shape.IsScalar)
                return a;
            // A choice stays outside, where what it hides is still seen to be hidden.
            return g.IsMask(a) ? g.Where(g[a].A, g.Fill(g[a].B, shape), g.Fill(g[a].C, shape)) : g.Fill(a, shape);
        }
    }
}
