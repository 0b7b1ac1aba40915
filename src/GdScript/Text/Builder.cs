using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// A script whose names are understood becomes a formula: shapes are found and checked, and every node is made exactly as
/// written (no folding, no algebra).
/// </summary>
internal sealed partial class Builder
{
    private readonly Script script;
    private readonly Scope scope;
    private readonly IReadOnlyDictionary<string, Shape> shapes;
    private readonly IReadOnlyList<Column> columns;
    private readonly Sketch g;
    private readonly List<int> places = [];
    private readonly int[] nodeOfName;

    /// <summary>Values not yet used: a node, or (negative) a literal array that may still become rows of a matrix.</summary>
    private readonly List<int> stack = [];
    private readonly List<int[]> loose = [];

    /// <summary>Parameters that are scalars because nobody said otherwise.</summary>
    private readonly HashSet<int> assumed = [];
    private int root;
    private Problem? problem;

    private Builder(Scope scope, IReadOnlyDictionary<string, Shape> shapes, IReadOnlyList<Column> columns)
    {
        (script, this.scope, this.shapes, this.columns) = (scope.Script, scope, shapes, columns);
        g = new Sketch(script.Count);
        nodeOfName = new int[script.Names.Count];
        Array.Fill(nodeOfName, -1);
    }

    public static Result<Formula> Of(Scope scope, IReadOnlyDictionary<string, Shape>? shapes, IReadOnlyList<Column>? columns)
    {
        var builder = new Builder(scope, shapes ?? new Dictionary<string, Shape>(), columns ?? []);
        return builder.Run() ? builder.Finish() : builder.problem!;
    }

    private bool Run()
    {
        foreach (var declaration in script.Declarations)
            if (!Declare(declaration))
                return false;
        for (var i = 0; i < script.Count; i++)
            if (
                !(
                    script[i].Kind == StepKind.Loop ? BeginLoop(script[i], ref i)
                    : script[i].Kind is StepKind.LoopEnd or StepKind.ListEnd ? EndLoop(script[i], ref i)
                    : script[i].Kind == StepKind.Turns ? BeginTurns(script[i], ref i)
                    : script[i].Kind == StepKind.TurnsEnd ? EndTurn(script[i], ref i)
                    : Take(script[i])
                )
            )
                return false;
        return true;
    }

    private Formula Finish() => g.Finish(new Source(script.Text, [.. places]), root);

    private bool Take(Step step) =>
        step.Kind switch
        {
            StepKind.Whole => Push(g.Const((long)step.A), step.At),
            StepKind.Number => Push(g.Const(script.Numbers[step.A]), step.At),
            StepKind.Name => Name(step),
            StepKind.Sign => Apply((Sign)step.A, step.At),
            StepKind.Call => Call(script.Calls[step.A], step.At),
            StepKind.Array => ArrayOf(step.A, step.At),
            StepKind.Index => Index(script.Indexes[step.A], step.At),
            StepKind.IndexBy => IndexBy(step.A, step.At),
            StepKind.Line => Line(step),
            StepKind.Let => Let(step),
            StepKind.Loop or StepKind.LoopEnd or StepKind.ListEnd or StepKind.Turns or StepKind.TurnsEnd =>
                throw new InvalidOperationException("what goes over an index is gone through by Run"),
        };

    private bool Name(Step step)
    {
        var node = nodeOfName[step.A];
        if (node < 0)
            nodeOfName[step.A] = node = scope.MeaningOf(step.A) switch
            {
                Meaning.Pi => g.Pi(),
                Meaning.E => g.E(),
                Meaning.Parameter => Open(step.A),
                Meaning.Column or Meaning.Line or Meaning.Unused => throw new InvalidOperationException(
                    $"'{script.Names[step.A]}' should have a value here"
                ),
            };
        return Push(node, step.At);
    }

    /// <summary>A name that nobody declared: a column when it is known as one, else a parameter.</summary>
    private int Open(int name)
    {
        var text = script.Names[name];
        if (columns.FirstOrDefault(c => c.Name == text) is { Name: not null } column)
            return g.Column(column.Name, column.Table, column.Shape);
        var known = shapes.TryGetValue(text, out var shape);
        var node = g.Param(text, shape);
        if (!known)
            assumed.Add(node);
        return node;
    }

    private bool Declare(Declaration declaration)
    {
        var name = script.Names[declaration.Name];
        var column = columns.FirstOrDefault(c => c.Name == name);
        var shape = column.Shape;
        var given = declaration.IsColumn ? column.Name is not null : shapes.TryGetValue(name, out shape);
        if (given && declaration.Shape is { } wanted && wanted != shape)
            return Fail(
                TextProblems.Id.ShapeConflict,
                $"'{Lexer.Shorten(name)}' is declared as {wanted} and given as {shape}",
                "make the two the same, or declare the name without a shape",
                declaration.At,
                name.Length
            );
        nodeOfName[declaration.Name] = declaration.IsColumn
            ? g.Column(name, column.Table, declaration.Shape ?? shape)
            : g.Param(name, declaration.Shape ?? shape);
        if (!declaration.IsColumn && !given && declaration.Shape is null)
            assumed.Add(nodeOfName[declaration.Name]);
        Mark(declaration.At);
        return true;
    }

    private bool Line(Step step)
    {
        root = Pop(step.At);
        if (step.A < 0)
            return true;
        nodeOfName[step.A] = root;
        g.Name(script.Names[step.A], root);
        return true;
    }

    private bool Apply(Sign sign, int at)
    {
        var b = Pop(at);
        var op = sign switch
        {
            Sign.Neg => Op.Neg,
            Sign.Not => Op.Not,
            Sign.Add => Op.Add,
            Sign.Sub => Op.Sub,
            Sign.Mul or Sign.DotMul => Op.Mul,
            Sign.Div or Sign.DotDiv => Op.Div,
            Sign.Pow or Sign.DotPow => Op.Pow,
            Sign.Lt => Op.Lt,
            Sign.Le => Op.Le,
            Sign.Gt => Op.Gt,
            Sign.Ge => Op.Ge,
            Sign.Eq => Op.Eq,
            Sign.Ne => Op.Ne,
            Sign.And => Op.And,
            Sign.Or => Op.Or,
            Sign.Plus => throw new ArgumentOutOfRangeException(nameof(sign), sign, "a plus before a value leaves no step"),
        };
        if (op is Op.Neg or Op.Not)
            return Make(op, at, 1, b);
        var a = Pop(at);
        var (left, right) = (g.ShapeOf(a), g.ShapeOf(b));
        if (!RowsMeet(op, at, a, b))
            return false;
        if (left.IsScalar && right.IsScalar)
            return Push(g.Add(new(op, Shape.Scalar, a, b)), at);
        var product = sign == Sign.Mul && !left.IsScalar && !right.IsScalar;
        return Allowed(sign, left, right, at) && Make(product ? Op.MatMul : op, at, sign.Text().Length, a, b);
    }

    /// <summary>Makes the node, or says why the shapes do not fit.</summary>
    private bool Make(Op op, int at, int length, int a, int b = -1, int c = -1)
    {
        var second = b < 0 ? default : g.ShapeOf(b);
        var third = c < 0 ? default : g.ShapeOf(c);
        if (op is Op.Sum or Op.Mean && g.ShapeOf(a).IsScalar && g.TableOf(a) is var table and >= 0)
            return Push(g.Rows(op == Op.Sum ? Op.RowSum : Op.RowMean, a, table), at);
        if (!RowsMeet(op, at, a, b, c))
            return false;
        if (!Shapes.Fit(op, g.ShapeOf(a), second, third, out var shape, out var reason))
            return Misfit(op, reason, at, length, a, b, c);
        return Sizes.Fit(shape) ? Push(g.Add(new(op, shape, a, b, c)), at) : TooLarge(shape, at, length);
    }

    private bool Push(int node, int at)
    {
        Mark(at);
        stack.Add(node);
        return true;
    }

    /// <summary>Remembers where the nodes made since the last mark stand.</summary>
    private void Mark(int at)
    {
        while (places.Count < g.Count)
            places.Add(at);
    }

    private int Pop(int at)
    {
        var value = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return Node(value, at);
    }

    /// <summary>The node of a value; a literal array is made when it is clear that it stays a vector.</summary>
    private int Node(int value, int at)
    {
        if (value >= 0)
            return value;
        var items = loose[~value];
        var node = g.Array(items, Shape.Vector(items.Length));
        Mark(at);
        return node;
    }

    private bool Fail(string id, string what, string hint, int at, int length)
    {
        problem = Problem.Input(id, what, hint).In(script.Text, at, length);
        return false;
    }
}
