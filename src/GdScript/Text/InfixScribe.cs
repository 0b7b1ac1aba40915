using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Spells each operation in the formula language, spaced as a person writes.</summary>
internal sealed class InfixScribe(Formula formula) : Scribe(formula)
{
    private readonly Dictionary<int, string> constants = [];
    private readonly Lazy<bool> shadowsE = new(() => formula.Parameters.Any(p => p.Name == "e") || formula.Columns.Any(c => c.Name == "e"));
    private readonly Lazy<bool> shadowsPi = new(() =>
        formula.Parameters.Any(p => p.Name == "pi") || formula.Columns.Any(c => c.Name == "pi")
    );

    protected override int LevelOf(int node) =>
        Formula.Nodes[node].Op switch
        {
            Op.Const => LevelOf(Constant(node)),
            Op.Or => Levels.Or,
            Op.And => Levels.And,
            Op.Eq or Op.Ne => Levels.Equality,
            Op.Lt or Op.Le or Op.Gt or Op.Ge => Levels.Order,
            Op.Add or Op.Sub => Levels.Sum,
            Op.Mul or Op.Div or Op.MatMul => Levels.Product,
            Op.Neg or Op.Not => Levels.Prefix,
            Op.Pow => Levels.Power,
            Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.Array or Op.At or Op.Fill => Levels.Atom,
            Op.Gather or Op.Scatter => Levels.Atom,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => Levels.Atom,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan or Op.Atan2 => Levels.Atom,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Levels.Atom,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Erfc or Op.Gamma or Op.Bessel => Levels.Atom,
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => Levels.Atom,
            Op.Hypot or Op.Min or Op.Max or Op.Where or Op.Fma => Levels.Atom,
            Op.Sum or Op.Mean or Op.Dot or Op.Norm or Op.Outer or Op.Transpose => Levels.Atom,
            Op.Softmax or Op.LogSumExp or Op.Argmax => Levels.Atom,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => Levels.Atom,
        };

    protected override void Spell(int node)
    {
        var n = Formula.Nodes[node];
        switch (n.Op)
        {
            case Op.Const:
                Put(Constant(node));
                break;
            case Op.Pi:
                Put(shadowsPi.Value ? NumberText.Of(Math.PI) : "pi");
                break;
            case Op.E:
                Put(shadowsE.Value ? NumberText.Of(Math.E) : "e");
                break;
            case Op.Param:
                Put(Formula.Parameters[n.A].Name);
                break;
            case Op.Column:
                Put(Formula.Columns[n.A].Name);
                break;
            case Op.Neg or Op.Not:
                Put(n.Op == Op.Neg ? "-" : "!");
                Right(n.A, Levels.Prefix);
                break;
            case Op.Add or Op.Sub or Op.Or or Op.And:
                Between(n, $" {n.Op.Text()} ", LevelOf(node), LevelOf(node) + 1);
                break;
            case Op.Eq or Op.Ne or Op.Lt or Op.Le or Op.Gt or Op.Ge:
                Between(n, $" {n.Op.Text()} ", Levels.Sum, Levels.Sum);
                break;
            case Op.Mul or Op.Div or Op.MatMul:
                Between(n, Product(n), Levels.Product, Levels.Prefix);
                break;
            case Op.Pow:
                Between(n, Scalars(n) ? "^" : ".^", Levels.Atom, Levels.Power);
                break;
            case Op.At:
                Put(n.A, Levels.Atom);
                Put($"[{Pair(n.B, n.C, ",")}]");
                break;
            case Op.Gather when !StartsWithName(n.B):
                Call(node, "gather");
                break;
            case Op.Gather:
                Put(n.A, Levels.Atom);
                Put("[", n.B, "]");
                break;
            case Op.Scatter:
                Put("scatter(", n.A, ", ");
                Put(n.B);
                Put($", {Sizes(n.Shape)})");
                break;
            case Op.Array:
                Elements(n);
                break;
            case Op.Fill:
                Put("fill(", n.A, $", {Sizes(n.Shape)})");
                break;
            case Op.OneHot:
                Put($"onehot({Pair(n.A, n.B, ", ")}, {Sizes(n.Shape)})");
                break;
            case Op.Polygamma:
                Put(
                    n.B == 0 ? "digamma("
                        : n.B == 1 ? "trigamma("
                        : FormattableString.Invariant($"polygamma({n.B}, "),
                    n.A,
                    ")"
                );
                break;
            case Op.Bessel:
                Put(Bessel.Of(n.B).Opening, n.A, ")");
                break;
            case Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin:
                Put(n.Op.Text() + "(", n.A, IsClear(n) ? ")" : FormattableString.Invariant($", {n.B})"));
                break;
            default:
                Call(node, n.Op.Text());
                break;
        }
    }

    /// <summary>True when the reader finds the table by itself: the one the rows are of, else the first.</summary>
    private bool IsClear(Node rows) => rows.B == 0 || Formula.TableOf(rows.A) >= 0;

    private void Call(int node, string name)
    {
        Put(name);
        var before = "(";
        foreach (var argument in Formula.Arguments(node))
        {
            Put(before);
            Put(argument);
            before = ", ";
        }
        Put(")");
    }

    private void Between(Node n, string sign, int left, int right)
    {
        Put(n.A, left);
        Put(sign);
        Right(n.B, right);
    }

    /// <summary>After an operator, what starts with a minus stands in parentheses.</summary>
    private void Right(int node, int level) => Put(node, StartsWithMinus(node) ? Levels.Atom : level);

    /// <summary>A walk down the left side of products only: anything looser is in parentheses anyway.</summary>
    private bool StartsWithMinus(int node)
    {
        while (!Named.ContainsKey(node) && Formula.Nodes[node].Op is Op.Mul or Op.Div or Op.MatMul)
            node = Formula.Nodes[node].A;
        var op = Formula.Nodes[node].Op;
        return !Named.ContainsKey(node) && (op == Op.Neg || (op == Op.Const && Constant(node)[0] == '-'));
    }

    private string Product(Node n) =>
        n.Op == Op.MatMul ? "*"
        : n.Op == Op.Mul ? (ShapeOf(n.A).IsScalar || ShapeOf(n.B).IsScalar ? "*" : ".*")
        : ShapeOf(n.B).IsScalar ? "/"
        : "./";

    private void Elements(Node n)
    {
        var elements = Formula.ListOf(n);
        var columns = Math.Max(1, n.Shape.Columns);
        Put(n.Shape.IsMatrix ? "[[" : "[");
        for (var i = 0; i < elements.Length; i++)
        {
            if (i > 0)
                Put(n.Shape.IsMatrix && i % columns == 0 ? "], [" : ", ");
            Put(elements[i]);
        }
        Put(n.Shape.IsMatrix ? "]]" : "]");
    }

    private bool Scalars(Node n) => ShapeOf(n.A).IsScalar && ShapeOf(n.B).IsScalar;

    private Shape ShapeOf(int node) => Formula.Nodes[node].Shape;

    /// <summary>A constant; what is no finite number is written as the division that gives it.</summary>
    private string Constant(int node)
    {
        var index = Formula.Nodes[node].A;
        if (!constants.TryGetValue(index, out var text))
            constants.Add(
                index,
                text = NumberText.Of(Formula.Constants[index]) switch
                {
                    "NaN" => "0/0",
                    "Infinity" => "1/0",
                    "-Infinity" => "-1/0",
                    var number => number,
                }
            );
        return text;
    }

    private static int LevelOf(string constant) =>
        constant.Contains('/') ? Levels.Product
        : constant[0] == '-' ? Levels.Prefix
        : Levels.Atom;

    private static string Sizes(Shape shape) =>
        shape.IsMatrix ? FormattableString.Invariant($"{shape.Rows}, {shape.Columns}") : FormattableString.Invariant($"{shape.Rows}");

    private static string Pair(int i, int j, string between) =>
        j < 0 ? FormattableString.Invariant($"{i}") : FormattableString.Invariant($"{i}{between}{j}");
}
