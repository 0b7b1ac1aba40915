using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>
/// Reads a formula into normal forms, arguments first. A chain of additions (or of multiplications) whose links nobody else
/// uses is taken as one sum (one product), so that a long chain costs what its length is.
/// </summary>
internal sealed class Canonical
{
    private enum Chain : byte
    {
        None,
        Additive,
        Multiplicative,
    }

    private readonly Formula formula;
    private readonly Forms forms;
    private readonly int[] made;
    private readonly Chain[] chains;
    private readonly bool[] inner;
    private readonly Stack<(int Node, bool Turned)> open = [];
    private readonly List<Term> terms = [];
    private readonly List<(int Form, bool Below)> factors = [];

    private Canonical(Formula formula, Forms forms)
    {
        (this.formula, this.forms) = (formula, forms);
        made = new int[formula.Nodes.Length];
        chains = new Chain[made.Length];
        inner = new bool[made.Length];
        System.Array.Fill(made, -1);
    }

    /// <summary>The form of every node the roots need (-1 for links inside a chain and for what is not needed).</summary>
    public static int[] Of(Formula formula, Forms forms)
    {
        var canonical = new Canonical(formula, forms);
        var live = formula.Reached();
        canonical.FindChains(live);
        for (var node = 0; node < live.Length; node++)
            if (live[node] && !canonical.inner[node])
                canonical.made[node] = canonical.Read(node);
        return canonical.made;
    }

    private void FindChains(bool[] live)
    {
        var (uses, parent) = (new int[live.Length], new int[live.Length]);
        foreach (var root in formula.Roots)
            uses[root] = 2;
        for (var node = live.Length - 1; node >= 0; node--)
        {
            if (!live[node])
                continue;
            var above = uses[node] == 1 ? chains[parent[node]] : Chain.None;
            chains[node] = formula.Nodes[node].Op switch
            {
                Op.Add or Op.Sub => Chain.Additive,
                Op.Mul or Op.Div => Chain.Multiplicative,
                Op.Neg when above != Chain.None => above,
                Op.Neg => formula.Nodes[formula.Nodes[node].A].Op is Op.Add or Op.Sub ? Chain.Additive : Chain.Multiplicative,
                _ => Chain.None,
            };
            inner[node] = above != Chain.None && above == chains[node] && formula.Nodes[parent[node]].Shape == formula.Nodes[node].Shape;
            foreach (var argument in formula.Arguments(node))
            {
                uses[argument]++;
                parent[argument] = node;
            }
        }
    }

    private int Read(int node)
    {
        var n = formula.Nodes[node];
        int A() => made[n.A];
        int B() => made[n.B];
        return n.Op switch
        {
            Op.Const => formula.ConstantOf(n) is { IsFinite: true } c ? forms.Constant(c) : forms.NotFinite(formula.ConstantOf(n)),
            Op.Pi or Op.E or Op.Param or Op.Column => forms.Leaf(n.Op, n.Shape, n.A),
            Op.OneHot => forms.Leaf(n.Op, n.Shape, n.A, n.B),
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div => chains[node] == Chain.Additive ? Sum(node, n.Shape) : Product(node, n.Shape),
            Op.Pow => Power(A(), B()),
            Op.Sqrt => forms[A()].Is(Mark.Broken) ? forms.Atom(Op.Sqrt, A()) : Root(A()),
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Cbrt => forms.Function(n.Op, A()),
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => forms.Function(n.Op, A()),
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => forms.Function(n.Op, A()),
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Erfc or Op.Gamma => forms.Function(n.Op, A()),
            Op.Polygamma or Op.Bessel => forms.Function(n.Op, A(), n.B),
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Not => forms.Function(n.Op, A()),
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max => forms.Pair(n.Op, A(), B()),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or => forms.Pair(n.Op, A(), B()),
            Op.Fma => Fused(A(), B(), made[n.C]),
            Op.Where => forms.Where(A(), B(), made[n.C]),
            Op.Array => List(n),
            Op.At => forms.At(A(), n.B, n.C),
            Op.Gather => forms.Gather(A(), B()),
            Op.Scatter => forms.Scatter(A(), B(), n.Shape),
            Op.Fill => Filled(A(), n.Shape),
            Op.Sum or Op.Mean or Op.Norm or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => forms.Whole(n.Op, A()),
            Op.Dot or Op.MatMul or Op.Outer => forms.Combine(n.Op, A(), B()),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => forms.Rows(n.Op, A(), n.B),
        };
    }

    private int Power(int a, int b) => forms[a].Is(Mark.Broken) || forms[b].Is(Mark.Broken) ? forms.Atom(Op.Pow, a, b) : forms.Power(a, b);

    /// <summary>To the algebra it is a product and a sum: how often they are rounded is a matter of kernels.</summary>
    private int Fused(int a, int b, int c) =>
        forms[a].Is(Mark.Broken) || forms[b].Is(Mark.Broken) || forms[c].Is(Mark.Broken)
            ? forms.Atom(Op.Fma, a, b, c)
            : forms.Plus(forms.Multiply(a, b), c);

    private int Root(int a) => forms.IsConstant(a, out var c) && c.Sign < 0 ? forms.Broken(Op.Sqrt, a) : forms.Power(a, forms.Half);

    private int Filled(int scalar, Shape shape) => forms.Atom(Op.Fill, shape, scalar);

    private int List(in Node array)
    {
        var elements = new int[array.Shape.Count];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = made[formula.ListOf(array)[i]];
        return forms.List(elements, array.Shape);
    }

    /// <summary>The whole chain as one sum; what is broken is added afterwards, as it stands.</summary>
    private int Sum(int top, Shape shape)
    {
        terms.Clear();
        List<Term>? broken = null;
        Unfold(top, false);
        while (Next() is var (node, turned))
            (forms[made[node]].Is(Mark.Broken) ? broken ??= [] : terms).Add(new(turned ? -1 : 1, made[node]));
        var sum = terms.Count == 0 ? -1 : forms.Sum(terms, broken is null ? shape : ShapeOf(terms));
        foreach (var (sign, form) in broken ?? [])
            sum =
                sum < 0
                    ? sign.IsOne
                        ? form
                        : forms.Atom(Op.Neg, form)
                    : sign.IsOne
                        ? forms.Atom(Op.Add, sum, form)
                        : forms.Atom(Op.Sub, sum, form);
        return sum;
    }

    private Shape ShapeOf(List<Term> terms)
    {
        var shape = Shape.Scalar;
        foreach (var term in terms)
            shape = shape.IsScalar ? forms.ShapeOf(term.Form) : shape;
        return shape;
    }

    private int Product(int top, Shape shape)
    {
        factors.Clear();
        List<(int Form, bool Below)>? broken = null;
        var whole = Shape.Scalar;
        Unfold(top, false);
        while (Next() is var (node, turned))
        {
            var form = node < 0 ? forms.MinusOne : made[node];
            (forms[form].Is(Mark.Broken) ? broken ??= [] : factors).Add((form, turned));
            if (!forms[form].Is(Mark.Broken) && whole.IsScalar)
                whole = forms.ShapeOf(form);
        }
        var product = factors.Count == 0 && broken is [(_, false), ..] ? -1 : forms.Product(factors, broken is null ? shape : whole);
        foreach (var (form, below) in broken ?? [])
            product = product < 0 ? form : forms.Atom(below ? Op.Div : Op.Mul, product, form);
        return product;
    }

    /// <summary>
    /// The next of the nodes a chain joins, in the order they are written: turned means subtracted, or divided by. A minus
    /// among factors is node -1.
    /// </summary>
    private (int Node, bool Turned)? Next()
    {
        while (open.TryPop(out var link))
        {
            if (link.Node < 0 || !inner[link.Node])
                return link;
            forms.Use(Opening(link.Node, link.Turned));
            Unfold(link.Node, link.Turned);
        }
        return null;
    }

    private Rewrite Opening(int node, bool turned) =>
        chains[node] == Chain.Additive ? Rewrites.FlatSum
        : turned && formula.Nodes[node].Op == Op.Div ? Rewrites.OverFraction
        : Rewrites.FlatProduct;

    private void Unfold(int node, bool turned)
    {
        var n = formula.Nodes[node];
        var additive = chains[node] == Chain.Additive;
        if (n.Op != Op.Neg)
            open.Push((n.B, turned ^ n.Op is Op.Sub or Op.Div));
        open.Push((n.A, turned ^ (additive && n.Op == Op.Neg)));
        if (n.Op == Op.Neg && !additive)
            open.Push((-1, false));
    }
}
