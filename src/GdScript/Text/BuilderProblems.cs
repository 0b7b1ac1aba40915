using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>The mistakes of shape, each with the shapes in it and what to write instead.</summary>
internal sealed partial class Builder
{
    /// <summary>Refuses the operators that would leave it to the reader whether they work element by element.</summary>
    private bool Allowed(Sign sign, Shape left, Shape right, int at) =>
        sign switch
        {
            Sign.Mul when left.IsVector && right.IsVector => Fail(
                TextProblems.Id.VectorProduct,
                $"'*' is not defined for {left} and {right}",
                "write .* for element by element, dot(a, b) for the inner product, or outer(a, b)",
                at,
                1
            ),
            Sign.Div when !right.IsScalar => Fail(
                TextProblems.Id.ElementwiseWanted,
                $"'/' cannot divide by {right}",
                "write ./ for element by element",
                at,
                1
            ),
            Sign.Pow => Fail(
                TextProblems.Id.ElementwiseWanted,
                $"'^' works on scalars, not on {(left.IsScalar ? right : left)}",
                "write .^ for element by element",
                at,
                1
            ),
            _ => true,
        };

    /// <summary>Refuses values of rows of different tables, of which nothing says which row goes with which.</summary>
    private bool RowsMeet(Op op, int at, int a, int b, int c = -1)
    {
        var (first, second, third) = (g.TableOf(a), b < 0 ? -1 : g.TableOf(b), c < 0 ? -1 : g.TableOf(c));
        return !(Dependence.Clash(first, second) || Dependence.Clash(Math.Max(first, second), third))
            || Fail(
                TextProblems.Id.RowsDoNotMeet,
                $"'{op.Text()}' cannot join rows of two tables",
                "reduce one side first, with rowsum(...) or rowmean(...)",
                at,
                1
            );
    }

    private bool Misfit(Op op, string reason, int at, int length, int a, int b, int c)
    {
        int[] all = [a, b, c];
        int[] arguments = all[..(op == Op.Gather ? 1 : op.Arity())];
        if (
            op.Family() == Family.Structural
            && Unknown(arguments, $"{op.Text()} needs {(op == Op.Transpose ? "a matrix" : "an array")}", op == Op.Transpose, at, length)
        )
            return false;
        var hint = op == Op.MatMul ? ProductHint(a, b) : "";
        var named = string.Join(", ", arguments.Where(HasName).Distinct().Select(v => $"{NameOf(v)} is {g.ShapeOf(v)}"));
        return Fail(TextProblems.Id.ShapesDoNotFit, reason, hint.Length == 0 ? named : hint, at, length);
    }

    private string ProductHint(int a, int b)
    {
        var (left, right) = (g.ShapeOf(a), g.ShapeOf(b));
        var (first, second) = (HasName(a) ? NameOf(a) : "a", HasName(b) ? NameOf(b) : "b");
        return left.IsMatrix && Shapes.Fit(Op.MatMul, left.Transposed, right, default, out _, out _)
                ? $"transpose({first})*{second} would fit"
            : right.IsMatrix && Shapes.Fit(Op.MatMul, left, right.Transposed, default, out _, out _)
                ? $"{first}*transpose({second}) would fit"
            : Shapes.Fit(Op.MatMul, right, left, default, out _, out _) ? $"{second}*{first} would fit"
            : "the columns on the left must be as many as the rows on the right";
    }

    /// <summary>True (with the problem set) when a scalar here is one only because nobody gave its shape.</summary>
    private bool Unknown(int[] arguments, string why, bool matrix, int at, int length)
    {
        var node = arguments.Where(v => g.ShapeOf(v).IsScalar).Select(Assumed).FirstOrDefault(v => v >= 0, -1);
        if (node < 0)
            return false;
        var name = NameOf(node);
        var hint = matrix
            ? $"give it with --shape {name}=2x3, with a point where {name} is an array, or with a line 'param {name}[2,3]'"
            : $"give it with --shape {name}=3, with a point where {name} is an array, or with a line 'param {name}[3]'";
        Fail(TextProblems.Id.ShapeUnknown, $"the shape of '{name}' is not known, and {why}", hint, at, length);
        return true;
    }

    /// <summary>The first parameter of assumed shape below a node; -1 for none.</summary>
    private int Assumed(int node)
    {
        var seen = new bool[g.Count];
        seen[node] = true;
        for (var i = node; i >= 0; i--)
        {
            if (!seen[i])
                continue;
            if (assumed.Contains(i))
                return i;
            foreach (var argument in g.Arguments(i))
                seen[argument] = true;
        }
        return -1;
    }

    private bool NoElements(int scalar, bool two, int at, int length) =>
        !Unknown([scalar], two ? "two indexes need a matrix" : "an index needs an array", two, at, length)
        && Fail(TextProblems.Id.NotIndexable, $"{Named(scalar)} has no elements", "only vectors and matrices take an index", at, length);

    private bool OutOfRange(int array, Indexing index, int at, int length)
    {
        var shape = g.ShapeOf(array);
        var given = index.Two ? Numbers(index.I, index.J) : Numbers(index.I, -1);
        var last = shape.IsVector ? IndexText(shape.Rows - 1) : IndexText(shape.Rows - 1, index.Two ? shape.Columns - 1 : -1);
        return Fail(
            TextProblems.Id.IndexOutOfRange,
            $"[{given}] is outside {Named(array)}",
            $"indexes count from 0; the last is {last}",
            at,
            length
        );
    }

    private bool TooLarge(Shape shape, int at, int length) => TooLarge(Math.Max(1, shape.Rows), Math.Max(1, shape.Columns), at, length);

    private bool TooLarge(int rows, int columns, int at, int length)
    {
        problem = Sizes.TooLarge(rows, columns).In(script.Text, at, length);
        return false;
    }

    private bool HasName(int node) => g[node].Op == Op.Param || Array.IndexOf(nodeOfName, node) >= 0;

    private string NameOf(int node) =>
        Lexer.Shorten(g[node].Op == Op.Param ? g.Parameters[g[node].A].Name : script.Names[Array.IndexOf(nodeOfName, node)]);

    /// <summary><c>'W', a 2x3 matrix,</c> or just the shape.</summary>
    private string Named(int node) => HasName(node) ? $"'{NameOf(node)}' ({g.ShapeOf(node)})" : g.ShapeOf(node).ToString();

    private static string IndexText(int i, int j = -1) => $"[{Numbers(i, j)}]";

    private static string Numbers(int i, int j) => j == -1 ? FormattableString.Invariant($"{i}") : FormattableString.Invariant($"{i},{j}");
}
