using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Export.Queries;

/// <summary>
/// The text of every node: a name where it is used more than once, else its expression, which is written into the one that uses it. What
/// needs no parameter and no row is worked out and written as a number.
/// </summary>
internal sealed class SqlExpressions
{
    private readonly Formula formula;
    private readonly Code[] texts;
    private readonly double[] numbers;
    private readonly Certain certain;

    public SqlExpressions(Formula formula)
    {
        this.formula = formula;
        texts = new Code[formula.Nodes.Length];
        certain = new(formula);
        numbers = Constants(formula);
    }

    /// <summary>What an argument is called, or written as.</summary>
    public Code this[int node] => texts[node];

    public void Set(int node, Code text) => texts[node] = text;

    public bool IsNumber(int node) => !double.IsNaN(numbers[node]);

    /// <summary>The expression of a node whose arguments have their texts.</summary>
    public Code Of(int node)
    {
        var n = formula.Nodes[node];
        if (IsNumber(node))
            return Code.Finite(numbers[node]);
        return n.Op switch
        {
            Op.Neg => new("-" + (texts[n.A].Text[0] == '-' ? $"({texts[n.A].Text})" : texts[n.A].As(Binds.Unary)), Binds.Unary),
            Op.Add => Binary(n, "+", Binds.Sum),
            Op.Sub => Binary(n, "-", Binds.Sum),
            Op.Mul => Binary(n, "*", Binds.Product),
            Op.Fma => new($"{texts[n.A].As(Binds.Product)} * {texts[n.B].As(Binds.Unary)} + {texts[n.C].As(Binds.Product)}", Binds.Sum),
            Op.Div => Quotient(texts[n.A], n.B),
            Op.Pow => Power(n),
            Op.Where => Choice(Condition(n.A), Typed(n.B), Typed(n.C)),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => Choice(
                Truth(n),
                Double("1.0"),
                Double("0.0")
            ),
            Op.Const or Op.Pi or Op.E => Code.Name("NULL"),
            Op.RowSum => Code.Call("coalesce", $"sum({texts[n.A].Text})", "0.0"),
            Op.RowMean => Code.Call("avg", texts[n.A].Text),
            Op.RowMax => Code.Call("max", texts[n.A].Text),
            Op.RowMin => Code.Call("min", texts[n.A].Text),
            _ => SqlFunctions.Of(n.Op, texts[n.A], n.Op.Arity() > 1 ? texts[n.B] : default),
        };
    }

    /// <summary>How often node's text mentions argument k: as often as it is multiplied where a power is a product.</summary>
    public int Mentions(int node, int k)
    {
        var n = formula.Nodes[node];
        return n.Op != Op.Pow ? SqlFunctions.Mentions(n.Op, k)
            : IsNumber(n.B) && numbers[n.B] is 1 or -1 ? 1
            : 3;
    }

    private static double[] Constants(Formula formula)
    {
        var live = formula.Reached();
        var free = new bool[live.Length];
        for (var i = 0; i < live.Length; i++)
        {
            var op = formula.Nodes[i].Op;
            free[i] = live[i] && op is not (Op.Param or Op.Column) && op.Family() != Family.Rows;
            foreach (var argument in formula.Arguments(i))
                free[i] &= free[argument];
        }
        int[] nodes = [.. Enumerable.Range(0, live.Length).Where(i => free[i])];
        var (values, numbers) = (new double[nodes.Length], new double[live.Length]);
        Array.Fill(numbers, double.NaN);
        if (nodes.Length == 0)
            return numbers;
        Kernel.For(formula.WithRoots(nodes)).Run(new double[formula.PointSize], values);
        foreach (var (at, node) in nodes.Index())
            numbers[node] = double.IsFinite(values[at]) ? values[at] : double.NaN;
        return numbers;
    }

    private Code Binary(in Node n, string sign, Binds binds) => new($"{texts[n.A].As(binds)} {sign} {texts[n.B].As(binds + 1)}", binds);

    private Code Quotient(Code top, int below) =>
        new(
            $"{top.As(Binds.Product)} / {(certain.IsNeverZero(below) ? texts[below].As(Binds.Unary) : $"nullif({texts[below].Text}, 0.0)")}",
            Binds.Product
        );

    private Code Power(in Node n)
    {
        var x = texts[n.A];
        return numbers[n.B] switch
        {
            1 => x,
            2 => Product(x, 2),
            3 => Product(x, 3),
            4 => new($"({Product(x, 2).Text}) * ({Product(x, 2).Text})", Binds.Product),
            -1 => Quotient(Code.Finite(1), n.A),
            _ => SqlFunctions.Power(x, texts[n.B]),
        };
    }

    private static Code Product(Code x, int times) => new(string.Join(" * ", Enumerable.Repeat(x.As(Binds.Unary), times)), Binds.Product);

    private static Code Choice(string condition, string yes, string no) =>
        new($"CASE WHEN {condition} THEN {yes} ELSE {no} END", Binds.Primary);

    /// <summary>A number by itself is an exact decimal to PostgreSQL, whose functions go other ways with those.</summary>
    private string Typed(int node) => IsNumber(node) ? Double(texts[node].Text) : texts[node].Text;

    private static string Double(string number) => $"CAST({number} AS DOUBLE PRECISION)";

    /// <summary>Anything but 0 counts as true.</summary>
    private string Condition(int node) => $"{texts[node].As(Binds.Sum)} <> 0.0";

    private string Truth(in Node n) =>
        n.Op switch
        {
            Op.Lt => Compared(n, "<"),
            Op.Le => Compared(n, "<="),
            Op.Gt => Compared(n, ">"),
            Op.Ge => Compared(n, ">="),
            Op.Eq => Compared(n, "="),
            Op.Ne => Compared(n, "<>"),
            Op.And => $"{Condition(n.A)} AND {Condition(n.B)}",
            Op.Or => $"{Condition(n.A)} OR {Condition(n.B)}",
            _ => $"{texts[n.A].As(Binds.Sum)} = 0.0",
        };

    private string Compared(in Node n, string sign) => $"{texts[n.A].As(Binds.Sum)} {sign} {texts[n.B].As(Binds.Sum)}";
}
