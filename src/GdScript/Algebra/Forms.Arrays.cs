using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Arrays: scalars are drawn out of products and sums, filled arrays and indexing are looked through.</summary>
internal sealed partial class Forms
{
    /// <summary>op of one array: sum, mean, norm, transpose, softmax, logsumexp, argmax.</summary>
    public int Whole(Op op, int a)
    {
        var shape = ShapeOf(a);
        if (forms[a].Is(Mark.Broken))
            return Atom(op, a);
        if (op == Op.Transpose && IsAtom(a, Op.Transpose))
        {
            Use(Rewrites.TransposeTwice);
            return forms[a].A;
        }
        if (op is not (Op.Sum or Op.Mean or Op.Transpose))
            return Atom(op, a);
        var (scalar, rest) = Drawn(a);
        if (rest < 0)
        {
            Use(Rewrites.SumOfFilled);
            return op switch
            {
                Op.Sum => Scale(shape.Count, scalar),
                Op.Mean => scalar,
                _ => Shaped(scalar, shape.Transposed),
            };
        }
        if (op == Op.Sum && IsAtom(rest, Op.OneHot))
        {
            Use(Rewrites.OneHot);
            return scalar;
        }
        return Times(scalar, op == Op.Transpose && IsAtom(rest, Op.Transpose) ? forms[rest].A : Atom(op, rest));
    }

    /// <summary>dot, outer, or the matrix product.</summary>
    public int Combine(Op op, int a, int b)
    {
        if (forms[a].Is(Mark.Broken) || forms[b].Is(Mark.Broken))
            return Atom(op, a, b);
        var (left, u) = Drawn(a);
        var (right, v) = Drawn(b);
        if (left == Zero || right == Zero)
        {
            Use(Rewrites.TimesZero);
            Shapes.Fit(op, ShapeOf(a), ShapeOf(b), default, out var shape, out _);
            return Shaped(Zero, shape);
        }
        var scalar = Multiply(left, right);
        u = u < 0 ? Shaped(One, ShapeOf(a)) : u;
        v = v < 0 ? Shaped(One, ShapeOf(b)) : v;
        return Times(scalar, Met(op, u, v));
    }

    private int Met(Op op, int u, int v)
    {
        if (op == Op.Outer && IsAtom(u, Op.Fill) && IsAtom(v, Op.Fill))
        {
            Use(Rewrites.Filled);
            return Shaped(One, Shape.Matrix(ShapeOf(u).Rows, ShapeOf(v).Rows));
        }
        if (op == Op.Outer && IsAtom(u, Op.OneHot) && IsAtom(v, Op.OneHot))
        {
            Use(Rewrites.OneHot);
            return Leaf(Op.OneHot, Shape.Matrix(ShapeOf(u).Rows, ShapeOf(v).Rows), forms[u].A, forms[v].A);
        }
        if (op == Op.Dot && (IsAtom(u, Op.Fill) || IsAtom(v, Op.Fill)))
        {
            Use(Rewrites.DotFilled);
            return Whole(Op.Sum, IsAtom(u, Op.Fill) ? v : u);
        }
        if (op == Op.Dot && (IsAtom(u, Op.OneHot) || IsAtom(v, Op.OneHot)))
        {
            Use(Rewrites.OneHotDot);
            return IsAtom(u, Op.OneHot) ? At(v, forms[u].A, -1) : At(u, forms[v].A, -1);
        }
        if (op == Op.MatMul && IsAtom(u, Op.OneHot) && ShapeOf(u).IsVector && ShapeOf(v).IsMatrix)
        {
            Use(Rewrites.OneHotDot);
            return At(v, forms[u].A, -1);
        }
        return Atom(op, u, v);
    }

    /// <summary>A reduction of rows; a number before each row stands before the sum.</summary>
    public int Rows(Op op, int each, int table)
    {
        var (c, rest) = Split(each);
        if (op is Op.RowMax or Op.RowMin || c.IsOne || rest == One || forms[each].Is(Mark.Broken))
            return Atom(op, ShapeOf(each), each, table);
        Use(Rewrites.NumberOutOfRows);
        return Scale(c, Atom(op, ShapeOf(rest), rest, table));
    }

    /// <summary>The element or the row that an index names; one that is known is taken as any other.</summary>
    public int Gather(int a, int index)
    {
        var shape = ShapeOf(a).Element;
        if (forms[a].Is(Mark.Broken) || forms[index].Is(Mark.Broken))
            return Atom(Op.Gather, shape, a, index);
        if (IsConstant(index, out var number) && number.IsInt(out var at) && at >= 0 && at < ShapeOf(a).Rows)
        {
            Use(Rewrites.ElementOfArray);
            return At(a, at, -1);
        }
        // A filled array keeps its shape: where there is no such place, the element is NaN.
        var (scalar, rest) = Drawn(a);
        return rest < 0 ? Atom(Op.Gather, shape, a, index) : Times(scalar, Atom(Op.Gather, shape, rest, index));
    }

    /// <summary>A value at the place an index names; a number before the value stands before the array.</summary>
    public int Scatter(int value, int index, Shape shape)
    {
        var (c, rest) = Split(value);
        if (forms[value].Is(Mark.Broken) || forms[index].Is(Mark.Broken) || c.IsOne || rest == One)
            return Atom(Op.Scatter, shape, value, index);
        Use(Rewrites.ScalarOut);
        return Scale(c, Atom(Op.Scatter, shape, rest, index));
    }

    /// <summary>Element [i] or [i,j] of an array, or row [i] of a matrix.</summary>
    public int At(int a, int i, int j)
    {
        var f = forms[a];
        var row = f.Shape.IsMatrix && j < 0;
        var shape = row ? Shape.Vector(f.Shape.Columns) : Shape.Scalar;
        if (f.Is(Mark.Broken))
            return Atom(Op.At, shape, a, i, j);
        if (IsAtom(a, Op.Array))
        {
            Use(Rewrites.ElementOfArray);
            return row ? List(ListOf(f).Slice(i * f.Shape.Columns, f.Shape.Columns).ToArray(), shape) : ListOf(f)[Flat(f.Shape, i, j)];
        }
        var (scalar, rest) = Drawn(a);
        if (rest < 0)
        {
            Use(Rewrites.Filled);
            return Shaped(scalar, shape);
        }
        return Times(scalar, Looked(rest, i, j, row, shape));
    }

    private int Looked(int a, int i, int j, bool row, Shape shape)
    {
        var f = forms[a];
        if (f.Kind != Kind.Atom || (row && f.Op != Op.OneHot))
            return Atom(Op.At, shape, a, i, j);
        switch (f.Op)
        {
            case Op.OneHot:
                Use(Rewrites.OneHot);
                return row
                    ? f.A == i
                        ? Leaf(Op.OneHot, shape, f.B)
                        : Shaped(Zero, shape)
                    : Constant(f.A == i && f.B == j ? 1 : 0);
            case Op.Transpose:
                Use(Rewrites.TransposeTwice);
                return At(f.A, j, i);
            case Op.Outer:
                Use(Rewrites.ElementOfProduct);
                return Multiply(At(f.A, i, -1), At(f.B, j, -1));
            case Op.At:
                Use(Rewrites.ElementOfRow);
                return At(f.A, f.B, i);
            default:
                return Atom(Op.At, shape, a, i, j);
        }
    }

    private static int Flat(Shape shape, int i, int j) => shape.IsMatrix ? i * shape.Columns + j : i;

    private int Times(int scalar, int array)
    {
        if (scalar == One)
            return array;
        Use(Rewrites.ScalarOut);
        return Multiply(scalar, array);
    }

    /// <summary>An array as a scalar times an array; the array is -1 when it is all ones.</summary>
    private (int Scalar, int Array) Drawn(int a)
    {
        if (IsAtom(a, Op.Fill))
            return (forms[a].A, -1);
        var (c, form) = Split(a);
        var scalar = Constant(c);
        if (forms[form].Kind != Kind.Product)
            return (scalar, form);
        var (outside, inside) = (new List<Factor>(), new List<Factor>());
        foreach (var factor in FactorsOf(form))
            (ShapeOf(factor.Base).IsScalar && ShapeOf(factor.Exponent).IsScalar ? outside : inside).Add(factor);
        if (outside.Count == 0)
            return (scalar, form);
        outside.Add(new(scalar, One));
        return (ProductOf([.. outside]), ProductOf([.. inside]));
    }
}
