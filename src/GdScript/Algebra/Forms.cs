using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>
/// The normal forms of one simplification, each once. Sums are kept as numbers times forms, products as bases to exponents,
/// both flat; everything else is an atom. Order of making is kept: a form's parts have smaller numbers.
/// </summary>
internal sealed partial class Forms
{
    /// <summary>A term as it is stored: sums are stored by form, and remember the place each term is read at.</summary>
    private readonly record struct Stored(int Number, int Form, int Place);

    private const long Dear = 1L << 50;

    private readonly Style style;
    private Form[] forms = new Form[64];
    private long[] costs = new long[64];
    private Factor[] selves = new Factor[64];
    private int[] slots = new int[128];
    private readonly List<Stored> stored = [];
    private readonly List<Factor> factors = [];
    private readonly List<int> lists = [];
    private readonly List<Number> numbers = [];
    private readonly Dictionary<Number, int> numberIndex = [];
    private UInt128 used;

    public Forms(Style style)
    {
        this.style = style;
        One = Constant(1);
        Zero = Constant(0);
        MinusOne = Constant(-1);
        Two = Constant(2);
        Half = Constant(Number.Ratio(1, 2));
    }

    public int One { get; }
    public int Zero { get; }
    public int MinusOne { get; }
    public int Two { get; }
    public int Half { get; }

    public int Count { get; private set; }

    public Form this[int form] => forms[form];

    /// <summary>The rewrites applied so far, one bit each.</summary>
    public UInt128 Used => used;

    public void Use(Rewrite rewrite) => used |= UInt128.One << rewrite.Index;

    /// <summary>How many operations a reader meets when the form is written out.</summary>
    public long CostOf(int form) => costs[form];

    public Shape ShapeOf(int form) => forms[form].Shape;

    public bool IsConstant(int form, out Number value)
    {
        var constant = forms[form].Kind == Kind.Constant;
        value = constant ? numbers[forms[form].A] : default;
        return constant;
    }

    public bool IsAtom(int form, Op op) => forms[form].Kind == Kind.Atom && forms[form].Op == op;

    /// <summary>The form as a number times the rest of it.</summary>
    public Term Split(int form)
    {
        var f = forms[form];
        return f.Kind switch
        {
            Kind.Constant => new(numbers[f.A], One),
            Kind.Scaled => new(numbers[f.A], f.B),
            Kind.Atom or Kind.Product or Kind.Sum => new(1, form),
        };
    }

    /// <summary>
    /// The factors of a product; any other form is its own only factor, 1 has none. What is stored of a form never changes,
    /// so the span stays true while others are made.
    /// </summary>
    public ReadOnlySpan<Factor> FactorsOf(int form) =>
        forms[form].Kind == Kind.Product ? FactorsAt(forms[form])
        : form == One ? default
        : selves.AsSpan(form, 1);

    /// <summary>The terms of a sum in the order they are read.</summary>
    public Term[] TermsOf(int sum)
    {
        var terms = new Term[forms[sum].Count];
        foreach (var term in CollectionsMarshal.AsSpan(stored).Slice(forms[sum].A, terms.Length))
            terms[term.Place] = new(numbers[term.Number], term.Form);
        return terms;
    }

    public ReadOnlySpan<int> ListOf(in Form array) => CollectionsMarshal.AsSpan(lists).Slice(array.A, array.Shape.Count);

    public int Constant(Number value)
    {
        var mark = Mark.Plain;
        if (value.Sign >= 0)
            mark |= Mark.NotNegative;
        if (value.Sign > 0)
            mark |= Mark.Positive;
        if (value.IsZero || value.IsOne)
            mark |= Mark.Truth;
        if (value.IsInteger)
            mark |= Mark.Whole;
        return Add(new(Kind.Constant, Op.Const, Shape.Scalar, Intern(value), Mark: mark), 0);
    }

    /// <summary>A NaN or an infinity, as an atom; A is its place among the numbers.</summary>
    public int NotFinite(Number value) => Add(new(Kind.Atom, Op.Const, Shape.Scalar, Intern(value), Mark: Mark.Broken), 0);

    public Number NumberOf(in Form constant) => numbers[constant.A];

    public int Leaf(Op op, Shape shape, int a = -1, int b = -1)
    {
        var mark = op switch
        {
            Op.Pi or Op.E => Mark.Plain | Mark.NotNegative | Mark.Positive,
            Op.OneHot => Mark.Truth | Mark.NotNegative | Mark.Whole,
            _ => Mark.Plain,
        };
        return Add(new(Kind.Atom, op, shape, a, b, Mark: mark), 0);
    }

    /// <summary>The operation as it stands, on forms; no algebra.</summary>
    public int Atom(Op op, Shape shape, int a, int b = -1, int c = -1)
    {
        var (mark, cost) = (Mark.None, 1L);
        for (var k = 0; k < op.Arity(); k++)
        {
            var argument =
                k == 0 ? a
                : k == 1 ? b
                : c;
            mark |= forms[argument].Mark & Mark.Broken;
            cost += costs[argument];
        }
        return Add(new(Kind.Atom, op, shape, a, b, c, Mark: mark | Known(op, a, b)), cost);
    }

    /// <summary>The operation as it stands, with the shape that follows.</summary>
    public int Atom(Op op, int a, int b = -1, int c = -1)
    {
        var fits = Shapes.Fit(op, ShapeOf(a), b < 0 ? default : ShapeOf(b), c < 0 ? default : ShapeOf(c), out var shape, out var reason);
        return fits ? Atom(op, shape, a, b, c) : throw new InvalidOperationException(reason);
    }

    public int List(ReadOnlySpan<int> elements, Shape shape)
    {
        if (Single(elements) is var only and >= 0)
        {
            Use(Rewrites.OneHotArray);
            return Multiply(
                elements[only],
                shape.IsMatrix ? OneHot(shape, only / shape.Columns, only % shape.Columns) : OneHot(shape, only)
            );
        }
        var (start, mark, cost) = (lists.Count, Mark.None, 0L);
        foreach (var element in elements)
        {
            mark |= forms[element].Mark & Mark.Broken;
            cost += costs[element];
        }
        lists.AddRange(elements);
        var made = Add(new(Kind.Atom, Op.Array, shape, start, Mark: mark), cost);
        if (forms[made].A != start)
            lists.RemoveRange(start, elements.Length);
        return made;
    }

    private int Intern(Number value)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(numberIndex, value, out var known);
        if (!known)
        {
            place = numbers.Count;
            numbers.Add(value);
        }
        return place;
    }

    /// <summary>The number of an equal form, or of this one newly added.</summary>
    private int Add(in Form form, long cost)
    {
        if (Count == forms.Length)
            Grow();
        var mask = slots.Length - 1;
        var slot = Hash(form) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
            if (Same(forms[slots[slot] - 1], form))
                return slots[slot] - 1;
        forms[Count] = form;
        costs[Count] = Math.Min(cost, Dear);
        selves[Count] = new(Count, One);
        slots[slot] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref forms, forms.Length * 2);
        Array.Resize(ref costs, forms.Length);
        Array.Resize(ref selves, forms.Length);
        slots = new int[forms.Length * 2];
        var mask = slots.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = Hash(forms[i]) & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = i + 1;
        }
    }

    private bool Same(in Form a, in Form b)
    {
        if (a.Kind != b.Kind || a.Op != b.Op || a.Shape != b.Shape || a.Count != b.Count)
            return false;
        if (a.Kind == Kind.Atom && a.Op == Op.Array)
            return ListOf(a).SequenceEqual(ListOf(b));
        if (a.Kind == Kind.Product)
            return ((ReadOnlySpan<Factor>)FactorsAt(a)).SequenceEqual(FactorsAt(b));
        if (a.Kind != Kind.Sum)
            return a.A == b.A && a.B == b.B && a.C == b.C;
        var left = StoredAt(a);
        var right = StoredAt(b);
        for (var i = 0; i < left.Length; i++)
            if (left[i].Number != right[i].Number || left[i].Form != right[i].Form)
                return false;
        return true;
    }

    private int Hash(in Form form)
    {
        var hash = (ulong)form.Kind * 31 + (ulong)form.Op;
        hash = Mix(hash, ((long)form.Shape.Rows << 32) ^ form.Shape.Columns);
        if (form.Kind == Kind.Atom && form.Op == Op.Array)
            foreach (var element in ListOf(form))
                hash = Mix(hash, element);
        else if (form.Kind == Kind.Product)
            foreach (var factor in FactorsAt(form))
                hash = Mix(hash, ((long)factor.Base << 32) ^ factor.Exponent);
        else if (form.Kind == Kind.Sum)
            foreach (var term in StoredAt(form))
                hash = Mix(hash, ((long)term.Number << 32) ^ term.Form);
        else
            hash = Mix(Mix(hash, ((long)form.A << 32) ^ (uint)form.B), form.C);
        return (int)(hash >> 33);
    }

    private static ulong Mix(ulong hash, long next)
    {
        hash = (hash ^ (ulong)next) * 0x9E37_79B9_7F4A_7C15;
        return hash ^ (hash >> 29);
    }

    private Span<Factor> FactorsAt(in Form product) => CollectionsMarshal.AsSpan(factors).Slice(product.A, product.Count);

    private Span<Stored> StoredAt(in Form sum) => CollectionsMarshal.AsSpan(stored).Slice(sum.A, sum.Count);
}
