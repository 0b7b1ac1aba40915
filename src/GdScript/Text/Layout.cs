using System.Text;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// Spells each operation as boxes of a typeset formula: fractions, powers, roots, cases, tables. LaTeX and MathML differ
/// only in their <see cref="Marks"/>.
/// </summary>
internal sealed class Layout(Formula formula, Marks marks) : Scribe(formula)
{
    /// <summary>The node, whole; past the limit with its shared subterms on lines of their own.</summary>
    public string Of(int node)
    {
        var text = new StringBuilder(marks.Whole.Open);
        if (Write(text, node, PlainLimit))
            return text.Append(marks.Whole.Close).ToString();
        text.Clear().Append(marks.Whole.Open).Append(marks.Lines.Open);
        foreach (var (shared, name) in Subterms.Of(Formula, node))
        {
            text.Append(marks.Line.Open).Append(marks.Name(name)).Append(marks.Line.Middle);
            Write(text, shared);
            text.Append(marks.Line.Close);
            Named.Add(shared, name);
        }
        text.Append(marks.Line.Open).Append(marks.Line.Middle);
        Write(text, node);
        return text.Append(marks.Lines.Close).Append(marks.Whole.Close).ToString();
    }

    protected override string Open => marks.Parentheses.Open;

    protected override string Close => marks.Parentheses.Close;

    protected override string Use(string name) => marks.Name(name);

    protected override int LevelOf(int node) =>
        Formula.Nodes[node].Op switch
        {
            Op.Const => LevelOf(NumberText.Of(Formula.ConstantOf(Formula.Nodes[node]))),
            Op.Where => Levels.Or,
            Op.Or => Levels.Or,
            Op.And => Levels.And,
            Op.Eq or Op.Ne => Levels.Equality,
            Op.Lt or Op.Le or Op.Gt or Op.Ge => Levels.Order,
            Op.Add or Op.Sub => Levels.Sum,
            Op.Mul or Op.MatMul => Levels.Product,
            Op.Neg or Op.Not => Levels.Prefix,
            Op.Div => IsElementwise(node) ? Levels.Product : Levels.Power,
            // A call carries no exponent of its own: (sin(x))^2.
            Op.Pow or Op.Transpose or Op.OneHot or Op.Fill or Op.Scatter => Levels.Power,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 => Levels.Power,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan or Op.Atan2 => Levels.Power,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Levels.Power,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Erfc or Op.Gamma or Op.Bessel => Levels.Power,
            Op.Sign or Op.Relu or Op.Round or Op.Hypot or Op.Min or Op.Max or Op.Fma => Levels.Power,
            Op.Sum or Op.Mean or Op.Outer or Op.Softmax or Op.LogSumExp or Op.Argmax => Levels.Power,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => Levels.Power,
            Op.Pi or Op.E or Op.Param or Op.Column or Op.Array or Op.At or Op.Gather => Levels.Atom,
            Op.Sqrt or Op.Cbrt or Op.Abs or Op.Floor or Op.Ceil or Op.Norm or Op.Dot => Levels.Atom,
        };

    protected override void Spell(int node)
    {
        var n = Formula.Nodes[node];
        switch (n.Op)
        {
            case Op.Const:
                Put(marks.Constant(NumberText.Of(Formula.ConstantOf(n))));
                break;
            case Op.Pi or Op.E:
                Put(marks.Letter(n.Op == Op.Pi ? Symbols.Pi : Symbols.E));
                break;
            case Op.Param:
                Put(marks.Name(Formula.Parameters[n.A].Name));
                break;
            case Op.Column:
                Put(marks.Name(Formula.Columns[n.A].Name));
                break;
            case Op.Neg or Op.Not:
                Put(marks.Prefix(Symbols.Of(n.Op)));
                Right(n.A, Levels.Prefix);
                break;
            case Op.Add or Op.Sub or Op.And or Op.Or:
                Between(n, marks.Sign(Symbols.Of(n.Op)), LevelOf(node), LevelOf(node) + 1);
                break;
            case Op.Eq or Op.Ne or Op.Lt or Op.Le or Op.Gt or Op.Ge:
                Between(n, marks.Sign(Symbols.Of(n.Op)), Levels.Sum, Levels.Sum);
                break;
            case Op.Mul or Op.MatMul:
                Between(n, Product(n), Levels.Product, Levels.Prefix);
                break;
            case Op.Div when IsElementwise(node):
                Between(n, marks.Sign(Symbols.ElementQuotient), Levels.Product, Levels.Prefix);
                break;
            case Op.Div:
                Join(marks.Fraction, n.A, Levels.Any, n.B);
                break;
            case Op.Pow:
                Join(IsElementwise(node) ? marks.ElementPower : marks.Power, n.A, Levels.Atom, n.B);
                break;
            default:
                SpellCall(node, n);
                break;
        }
    }

    private void SpellCall(int node, Node n)
    {
        switch (n.Op)
        {
            case Op.Sqrt or Op.Cbrt or Op.Abs or Op.Floor or Op.Ceil or Op.Norm:
                Wrap(Fence(n.Op), n.A, Levels.Any);
                break;
            case Op.Transpose:
                Wrap(marks.Transposed, n.A, Levels.Atom);
                break;
            case Op.Dot:
                Put(marks.Angle.Open);
                Put(n.A, Levels.Any);
                Put(marks.Comma);
                Put(n.B, Levels.Any);
                Put(marks.Angle.Close);
                break;
            case Op.Polygamma or Op.Bessel:
                Put(marks.Function(Symbols.OfFamily(n)));
                Wrap(marks.Parentheses, n.A, Levels.Any);
                break;
            case Op.Where:
                Join(marks.Cases, n.B, Levels.Or + 1, n.A, Levels.Or);
                Put(n.C, Levels.Or + 1);
                Put(marks.CaseElse);
                break;
            case Op.At:
            case Op.Gather when StartsWithName(n.B):
                Index(n);
                break;
            case Op.Array:
                Table(n);
                break;
            case Op.Fill or Op.OneHot or Op.Scatter:
                Call(node, n.Op != Op.OneHot ? Sizes(n.Shape) : [n.A, .. n.B < 0 ? (int[])[] : [n.B], .. Sizes(n.Shape)]);
                break;
            default:
                Call(node, []);
                break;
        }
    }

    private void Index(Node n)
    {
        var plain = Formula.Nodes[n.A].Op == Op.Param && !marks.Name(Formula.Parameters[Formula.Nodes[n.A].A].Name).Contains('_');
        var below = plain ? marks.BelowName : marks.Below;
        Put(below.Open);
        Put(n.A, Levels.Atom);
        if (n.Op == Op.Gather)
            Put(below.Middle, n.B, below.Close);
        else
            Put(below.Middle + Numbers(n.C < 0 ? [n.B] : [n.B, n.C]) + below.Close);
    }

    private Around Fence(Op op) =>
        op == Op.Sqrt ? marks.SquareRoot
        : op == Op.Cbrt ? marks.CubeRoot
        : op == Op.Abs ? marks.Absolute
        : op == Op.Floor ? marks.Floor
        : op == Op.Ceil ? marks.Ceiling
        : marks.Norm;

    private void Call(int node, int[] numbers)
    {
        Put(marks.Function(Symbols.Of(Formula.Nodes[node].Op)));
        Put(marks.Parentheses.Open);
        var first = true;
        foreach (var argument in Formula.Arguments(node))
        {
            if (!first)
                Put(marks.Comma);
            Put(argument);
            first = false;
        }
        if (numbers.Length > 0)
            Put((first ? "" : marks.Comma) + Numbers(numbers));
        Put(marks.Parentheses.Close);
    }

    private string Numbers(ReadOnlySpan<int> numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
            text.Append(text.Length > 0 ? marks.Comma : "").Append(marks.Number(FormattableString.Invariant($"{number}")));
        return text.ToString();
    }

    private void Table(Node n)
    {
        var elements = Formula.ListOf(n);
        var columns = Math.Max(1, n.Shape.Columns);
        Put(marks.Table.Open);
        for (var i = 0; i < elements.Length; i++)
        {
            if (i > 0)
                Put(i % columns == 0 ? marks.NextRow : marks.NextColumn);
            Put(elements[i]);
        }
        Put(marks.Table.Close);
    }

    private static int LevelOf(string constant) =>
        constant[0] == '-' ? Levels.Prefix
        : constant.Contains('/') ? Levels.Power
        : constant.Contains('e') ? Levels.Product
        : Levels.Atom;

    /// <summary>A number stands beside what it multiplies; everything else, and number with number, has a visible dot.</summary>
    private string Product(Node n) =>
        n.Op == Op.MatMul ? marks.Sign(Symbols.MatrixProduct)
        : !ShapeOf(n.A).IsScalar && !ShapeOf(n.B).IsScalar ? marks.Sign(Symbols.ElementProduct)
        : IsNumber(n.A) && !StartsWithDigit(n.B) ? marks.Beside
        : marks.Sign(Symbols.Dot);

    private bool IsNumber(int node) =>
        Formula.Nodes[node].Op is Op.Const || (Formula.Nodes[node].Op is Op.Neg && Formula.Nodes[Formula.Nodes[node].A].Op is Op.Const);

    private bool StartsWithDigit(int node)
    {
        while (!Named.ContainsKey(node) && Formula.Nodes[node].Op is Op.Mul or Op.MatMul or Op.Pow)
            node = Formula.Nodes[node].A;
        return !Named.ContainsKey(node) && Formula.Nodes[node].Op is Op.Const or Op.Div;
    }

    private bool StartsWithMinus(int node)
    {
        while (!Named.ContainsKey(node) && Formula.Nodes[node].Op is Op.Mul or Op.MatMul)
            node = Formula.Nodes[node].A;
        var n = Formula.Nodes[node];
        return !Named.ContainsKey(node) && (n.Op == Op.Neg || (n.Op == Op.Const && NumberText.Of(Formula.ConstantOf(n))[0] == '-'));
    }

    private void Between(Node n, string sign, int left, int right)
    {
        Put(n.A, left);
        Put(sign);
        Right(n.B, right);
    }

    private void Right(int node, int level) => Put(node, StartsWithMinus(node) ? Levels.Atom : level);

    private void Wrap(Around around, int node, int level)
    {
        Put(around.Open);
        Put(node, level);
        Put(around.Close);
    }

    private void Join(Joint joint, int first, int level, int second, int secondLevel = Levels.Any)
    {
        Put(joint.Open);
        Put(first, level);
        Put(joint.Middle);
        Put(second, secondLevel);
        Put(joint.Close);
    }

    private bool IsElementwise(int node)
    {
        var n = Formula.Nodes[node];
        return !ShapeOf(n.B).IsScalar || (n.Op == Op.Pow && !ShapeOf(n.A).IsScalar);
    }

    private Shape ShapeOf(int node) => Formula.Nodes[node].Shape;

    private static int[] Sizes(Shape shape) => shape.IsMatrix ? [shape.Rows, shape.Columns] : [shape.Rows];
}
