using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Turns a formula into the order it is run in: depth first, so that a value is made shortly before it is used, and the
/// gradient before the loss, whose parts the gradient has made by then (1.4–1.6 times the time of hand-written code
/// instead of 2.8–3.8). What needs no point is computed here, with the same functions, so no bit changes; powers whose
/// exponent is written as a small number become products: x^0 = 1 (also for 0 and NaN), x^1 = x, x·x, (x·x)·x, (x·x)·(x·x), 1/x.
/// </summary>
internal sealed class Lowering
{
    private readonly Formula formula;
    private readonly int[] valueOf;
    private readonly int[] offsets;
    private readonly Distinct<Node, NodeHash> table = new(16);
    private readonly List<int> lists = [];
    private readonly List<double> constants = [];
    private readonly Dictionary<long, int> constantAt = [];
    private readonly HashSet<int> triangles = [];

    private Lowering(Formula formula)
    {
        this.formula = formula;
        valueOf = new int[formula.Nodes.Length];
        Array.Fill(valueOf, -1);
        offsets = new int[formula.Parameters.Length + 1];
        for (var p = 0; p < formula.Parameters.Length; p++)
            offsets[p + 1] = checked(offsets[p] + formula.Parameters[p].Shape.Count);
    }

    /// <summary>The schedule of a formula. <paramref name="whole"/> keeps what only an explanation asks for: the sums within a long sum.</summary>
    public static Schedule Of(Formula formula, bool whole = false)
    {
        var (written, at) = Contraction.Of(formula);
        var lowering = new Lowering(written);
        foreach (var root in written.Roots.Skip(1))
            lowering.Visit(root);
        lowering.Visit(written.Root);
        var reached = whole && at != null ? formula.Reached() : [];
        for (var i = 0; i < reached.Length; i++)
            if (reached[i])
                lowering.Visit(at![i]);
        return new()
        {
            Nodes = lowering.table.Values.ToArray(),
            Lists = [.. lowering.lists],
            Constants = [.. lowering.constants],
            Roots = [.. written.Roots.Select(root => lowering.valueOf[root])],
            ValueOf = at is null ? lowering.valueOf : [.. at.Select(node => lowering.valueOf[node])],
            PointSize = lowering.offsets[^1],
            Columns = formula.Columns,
            Triangles = lowering.triangles,
        };
    }

    /// <summary>Depth first with a stack of (node, next argument): formulas may be a million nodes deep.</summary>
    private void Visit(int root)
    {
        var stack = new Stack<(int Node, int Next)>([(root, 0)]);
        while (stack.TryPop(out var top))
        {
            var (node, next) = top;
            if (valueOf[node] >= 0)
                continue;
            var arguments = formula.Arguments(node);
            while (next < arguments.Count && valueOf[arguments[next]] >= 0)
                next++;
            if (next == arguments.Count)
            {
                valueOf[node] = Lowered(formula.Nodes[node]);
                continue;
            }
            stack.Push((node, next + 1));
            stack.Push((arguments[next], 0));
        }
    }

    private int Lowered(in Node node) =>
        node.Op switch
        {
            Op.Const => Constant(formula.ConstantOf(node).ToDouble()),
            Op.Pi => Constant(Math.PI),
            Op.E => Constant(Math.E),
            Op.Param => table.Add(new(Op.Param, node.Shape, offsets[node.A])),
            Op.Column => table.Add(new(Op.Column, node.Shape, node.A)),
            Op.OneHot => OneHot(node.Shape, node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A),
            Op.Array => Listed(node),
            Op.At => At(valueOf[node.A], node),
            Op.Gather => Gathered(valueOf[node.A], valueOf[node.B], node.Shape),
            Op.Scatter => table.Add(new(Op.Scatter, node.Shape, valueOf[node.A], valueOf[node.B])),
            Op.Fill => Filled(valueOf[node.A], node.Shape),
            Op.Sum or Op.Mean or Op.Norm or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => table.Add(
                new(node.Op, node.Shape, valueOf[node.A])
            ),
            Op.Dot or Op.MatMul or Op.Outer => table.Add(new(node.Op, node.Shape, valueOf[node.A], valueOf[node.B])),
            Op.RowSum or Op.RowMean when RowProducts.FactorsOf(formula, node) != null => OfProducts(Thin(valueOf[node.A]), node),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => table.Add(new(node.Op, node.Shape, valueOf[node.A], node.B)),
            Op.Pow => Power(Thin(valueOf[node.A]), node),
            Op.Polygamma or Op.Bessel => Elementwise(node.Op, node.Shape, valueOf[node.A], Constant(node.B)),
            _ => Elementwise(
                node.Op,
                node.Shape,
                valueOf[node.A],
                node.Op.Arity() > 1 ? valueOf[node.B] : -1,
                node.Op.Arity() > 2 ? valueOf[node.C] : -1
            ),
        };

    private int Power(int x, in Node node) =>
        Literal(formula.Nodes[node.B]) switch
        {
            0 => Filled(Constant(1), node.Shape),
            1 => Filled(x, node.Shape),
            2 => Square(x, node.Shape),
            3 => Elementwise(Op.Mul, node.Shape, Square(x, node.Shape), x),
            4 => Square(Square(x, node.Shape), node.Shape),
            -1 => Elementwise(Op.Div, node.Shape, Constant(1), x),
            _ => Elementwise(Op.Pow, node.Shape, x, valueOf[node.B]),
        };

    /// <summary>An exponent written as a number, with or without a minus; NaN for any other.</summary>
    private double Literal(in Node exponent) =>
        exponent.Op == Op.Const ? formula.ConstantOf(exponent).ToDouble()
        : exponent.Op == Op.Neg && formula.Nodes[exponent.A].Op == Op.Const ? -Literal(formula.Nodes[exponent.A])
        : double.NaN;

    /// <summary>A sum of products over rows; where these are one number in an array, the sum is.</summary>
    private int OfProducts(int products, in Node node) =>
        Filled(table.Add(new(node.Op, table.Values[products].Shape, products, node.B, RowProducts.Mark)), node.Shape);

    private int Square(int x, Shape shape) => Elementwise(Op.Mul, shape, x, x);

    private int Elementwise(Op op, Shape shape, int a, int b = -1, int c = -1)
    {
        (a, b, c) = (Thin(a), Thin(b), Thin(c));
        if (!shape.IsScalar && IsThin(a) && IsThin(b) && IsThin(c))
            return Filled(Elementwise(op, Shape.Scalar, a, b, c), shape);
        if (shape.IsScalar && IsConstant(a, out var x) && IsConstant(b, out var y) && IsConstant(c, out var z))
            return Constant(Scalar.Apply(op, x, y, z));
        if (op == Op.Fma && IsConstant(a, out var p) && IsConstant(b, out var q) && IsExact(p, q))
            return Elementwise(Op.Add, shape, Constant(p * q), c);
        return table.Add(new(op, shape, a, b, c));
    }

    /// <summary>A product that is the number it is, such as 2·π: far enough from the subnormals that its remainder could not vanish there.</summary>
    private static bool IsExact(double p, double q) => Math.Abs(p * q) > 1e-250 && Math.FusedMultiplyAdd(p, q, -(p * q)) == 0;

    /// <summary>An array of one number is that number to an elementwise operation.</summary>
    private int Thin(int value) => value >= 0 && table.Values[value] is { Op: Op.Fill } fill ? fill.A : value;

    private bool IsThin(int value) => value < 0 || table.Values[value].Shape.IsScalar;

    /// <summary>True for a scalar constant, and for an argument that is not there.</summary>
    private bool IsConstant(int value, out double number)
    {
        number = 0;
        if (value < 0)
            return true;
        var node = table.Values[value];
        if (node.Op != Op.Const || !node.Shape.IsScalar)
            return false;
        number = constants[node.A];
        return true;
    }

    private int Listed(in Node node)
    {
        var at = Written(node);
        if (Triangles.Is(formula, node))
            triangles.Add(at);
        return at;
    }

    private int Written(in Node node)
    {
        var elements = formula.ListOf(node).ToArray().Select(element => valueOf[element]).ToArray();
        var numbers = new double[elements.Length];
        var known = 0;
        while (known < elements.Length && IsConstant(elements[known], out numbers[known]))
            known++;
        if (known == elements.Length)
            return Constants(numbers, node.Shape);
        lists.AddRange(elements);
        return table.Add(new(Op.Array, node.Shape, lists.Count - elements.Length));
    }

    private int At(int array, in Node node)
    {
        var from = table.Values[array];
        var offset = from.Shape.IsMatrix ? node.B * from.Shape.Columns + Math.Max(0, node.C) : node.B;
        if (from.Op == Op.At)
            (array, offset, from) = (from.A, from.B + offset, table.Values[from.A]);
        if (from.Op == Op.Fill)
            return Filled(from.A, node.Shape);
        if (from.Op == Op.Array && node.Shape.IsScalar)
            return lists[from.A + offset];
        if (from.Op == Op.Const && node.Shape.IsScalar)
            return Constant(constants[from.A + offset]);
        return table.Add(new(Op.At, node.Shape, array, offset));
    }

    /// <summary>What a known index names is taken as any element, or is known to be none.</summary>
    private int Gathered(int array, int index, Shape shape)
    {
        if (!IsConstant(index, out var number))
            return table.Add(new(Op.Gather, shape, array, index));
        var at = Arrays.Place(number, table.Values[array].Shape.Rows);
        return at < 0 ? Filled(Constant(double.NaN), shape) : At(array, new(Op.At, shape, array, at));
    }

    private int Filled(int value, Shape shape) => shape == table.Values[value].Shape ? value : table.Add(new(Op.Fill, shape, value));

    private int OneHot(Shape shape, int at)
    {
        var numbers = new double[shape.Count];
        numbers[at] = 1;
        return Constants(numbers, shape);
    }

    private int Constants(double[] numbers, Shape shape)
    {
        constants.AddRange(numbers);
        return table.Add(new(Op.Const, shape, constants.Count - numbers.Length));
    }

    private int Constant(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        if (!constantAt.TryGetValue(bits, out var at))
        {
            constantAt.Add(bits, at = constants.Count);
            constants.Add(number);
        }
        return table.Add(new(Op.Const, Shape.Scalar, at));
    }
}
