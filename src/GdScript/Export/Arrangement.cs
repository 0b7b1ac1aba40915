using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// The neutral middle of every written program: what is computed in which method and in which order, which values get a name, and
/// where those live that another method reads. Compilers stop optimising very long methods, so a method ends well before.
/// </summary>
internal sealed class Arrangement
{
    /// <summary>About half of what .NET's just-in-time compiler still optimises (60,000 bytes of IL).</summary>
    public const int MethodBytes = 30_000;

    private const int Stretch = 256;

    /// <summary>Array expressions nest this deep in one another before one of them is written into memory.</summary>
    private const int Deepest = 12;

    private readonly Formula formula;
    private readonly bool[] live,
        layer;
    private readonly int[] uses;
    private readonly bool[] asSpan;
    private readonly bool[] repeated;
    private readonly bool[] asWhole;
    private readonly int[] first;
    private readonly int[] firstReader,
        lastReader;
    private readonly int[] methodOfWalk;
    private readonly int[] depth;
    private readonly int budget;
    private readonly bool valueLast,
        forReaders,
        tellsRows;

    /// <param name="formula">What is computed: every root.</param>
    /// <param name="budget">About how many bytes of IL a method may have; <see cref="int.MaxValue"/> for one method whatever it takes.</param>
    /// <param name="forReaders">
    /// A program to be read, not one whose bits are compared: what is squared or cubed gets a name, so that it can be multiplied by
    /// itself, and walks over rows share methods.
    /// </param>
    /// <param name="valueLast">The first root is stored behind all others: it is what the last method returns.</param>
    /// <param name="table">The table of whose rows the roots tell: they are stored as the walk over them goes; −1 for none.</param>
    public Arrangement(Formula formula, int budget = MethodBytes, bool forReaders = false, bool valueLast = false, int table = -1)
    {
        (this.formula, this.budget, this.valueLast, this.forReaders, tellsRows) = (formula, budget, valueLast, forReaders, table >= 0);
        var n = formula.Nodes.Length;
        live = formula.Reached();
        Rows = new(formula, live, table);
        methodOfWalk = new int[Rows.Walks.Count];
        (layer, asSpan, repeated, asWhole, Named) = (new bool[n], new bool[n], new bool[n], new bool[n], new bool[n]);
        (uses, first, firstReader, lastReader) = (new int[n], new int[n], new int[n], new int[n]);
        Array.Fill(firstReader, int.MaxValue);
        Array.Fill(lastReader, -1);
        (MethodOf, depth) = (new int[n], new int[n]);
        foreach (var named in formula.Layers)
            layer[named.Node] = true;
        CountUses(forReaders);
        (Lines, Methods) = Cut();
        NameFromTheBack();
        WorkSize = GiveHomes();
    }

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>Which method each line stands in, from 0.</summary>
    public IReadOnlyList<int> Methods { get; }

    /// <summary>Which values differ from row to row, and the walks that reduce them.</summary>
    public RowWalks Rows { get; }

    /// <summary>The method in which a node's value is complete.</summary>
    public int[] MethodOf { get; }

    /// <summary>True for scalars in a variable of their own and for arrays that are written out into memory.</summary>
    public bool[] Named { get; }

    public Dictionary<int, Home> Homes { get; } = [];

    public int WorkSize { get; }

    /// <summary>Written where it is used, at no cost: numbers, points, elements, and arrays that are all alike or nearly all zero.</summary>
    public bool IsTransparent(int node) =>
        formula.Nodes[node].Op is Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.At or Op.Fill
        || NumberOf(node) is not null;

    /// <summary>What rows scatter and nothing but sums over them takes: no array is made of it.</summary>
    public bool IsOnlySummed(int node) => formula.Nodes[node].Op == Op.Scatter && Rows.TableOf[node] >= 0 && !asWhole[node];

    /// <summary>An array whose elements are numbers written in the formula: data, not work.</summary>
    public bool IsData(int node)
    {
        if (formula.Nodes[node].Op != Op.Array)
            return false;
        foreach (var element in formula.ListOf(formula.Nodes[node]))
            if (NumberOf(element) is null)
                return false;
        return true;
    }

    /// <summary>The number a node is written as, with or without a minus.</summary>
    public double? NumberOf(int node) =>
        formula.Nodes[node] switch
        {
            { Op: Op.Const } constant => formula.ConstantOf(constant).ToDouble(),
            { Op: Op.Pi } => Math.PI,
            { Op: Op.E } => Math.E,
            { Op: Op.Neg, A: var a } when formula.Nodes[a].Op is Op.Const or Op.Pi or Op.E => -NumberOf(a),
            _ => null,
        };

    private void CountUses(bool namedBases)
    {
        foreach (var root in formula.Roots)
        {
            uses[root]++;
            (asSpan[root], asWhole[root]) = (true, true);
        }
        for (var i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i])
                continue;
            var node = formula.Nodes[i];
            if (Rows.Shared(i) is { } element)
                uses[element] += 2;
            if (namedBases && node.Op == Op.Pow && NumberOf(node.B) is 2 or 3 or 4)
                uses[node.A]++;
            foreach (var argument in formula.Arguments(i))
            {
                uses[argument]++;
                asWhole[argument] |= node.Op is not (Op.RowSum or Op.RowMean);
                asSpan[argument] |= node.Op.Family() == Family.Structural;
                repeated[argument] |= node.Op == Op.Fill || (node.Op.Family() is Family.Elementwise or Family.Rows && !node.Shape.IsScalar);
            }
        }
    }

    private (List<Line>, List<int>) Cut()
    {
        var (lines, methods, bytes, method) = (new List<Line>(), new List<int>(), 0L, 0);
        foreach (var line in AllLines())
        {
            bytes += Cost(line);
            if (budget < int.MaxValue && (bytes > budget || (line.Walk >= 0 && lines.Count > 0 && !forReaders)))
                (method, bytes) = (method + 1, (long)Cost(line));
            if (line.Walk >= 0)
            {
                methodOfWalk[line.Walk] = method;
                foreach (var reduction in Rows.Walks[line.Walk].Reductions)
                    MethodOf[reduction] = method;
                bytes = forReaders ? bytes : budget;
            }
            else if (line.Root < 0)
                MethodOf[line.Node] = method;
            if (line is { Root: < 0, From: 0 })
                first[line.Node] = lines.Count;
            lines.Add(line);
            methods.Add(method);
        }
        return (lines, methods);
    }

    private IEnumerable<Line> AllLines()
    {
        for (var stage = 0; stage <= Rows.Deepest; stage++)
        {
            foreach (var line in LinesOf(stage))
                yield return line;
            for (var w = 0; w < Rows.Walks.Count; w++)
                if (Rows.Walks[w].Stage == stage)
                    yield return new(Rows.Walks[w].Reductions is [var reduction, ..] ? reduction : formula.Root, 0, 0, -1, w);
        }
        for (var r = valueLast ? 1 : 0; r < formula.Roots.Length && !tellsRows; r++)
            yield return new(formula.Roots[r], 0, 0, r);
        if (valueLast)
            yield return new(formula.Root, 0, 0, 0);
    }

    /// <summary>What all rows have in common and what needs no rows, stage by stage; a walk over rows ends a stage.</summary>
    private IEnumerable<Line> LinesOf(int stage)
    {
        for (var i = 0; i < live.Length; i++)
        {
            if (!live[i] || IsData(i) || Rows.StageOf[i] != stage || Rows.IsWalked(i))
                continue;
            var elements = formula.Nodes[i].Op == Op.Array ? formula.Nodes[i].Shape.Count : 0;
            var from = 0;
            do yield return new(i, from, Math.Min(elements, from + Stretch), -1);
            while ((from += Stretch) < elements);
        }
    }

    /// <summary>An upper bound of a line's IL: each argument may have to be fetched into a local first.</summary>
    private int Cost(Line line)
    {
        if (line.Walk >= 0)
            return forReaders ? WalkCost(Rows.Walks[line.Walk]) : budget;
        var op = formula.Nodes[line.Node].Op;
        if (line.Root < 0 && IsTransparent(line.Node))
            return 0;
        return 60 + 45 * (op == Op.Array ? line.To - line.From : op.Arity());
    }

    private int WalkCost(RowWalk walk) =>
        (int)Math.Min(budget, walk.Nodes.Sum(n => (long)Cost(new(n, 0, formula.Nodes[n].Shape.Count, -1))) + 150 * walk.Reductions.Length);

    /// <summary>Users before arguments: who reads a value decides whether it needs a name, and so where its arguments are read.</summary>
    private void NameFromTheBack()
    {
        for (var k = Lines.Count - 1; k >= 0; k--)
            if (Lines[k].Root >= 0)
                Read(Lines[k].Node, Methods[k], Methods[k]);
        foreach (var root in tellsRows ? formula.Roots : [])
            Read(root, Methods[^1], Methods[^1]);
        for (var i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i] || IsData(i))
                continue;
            Named[i] = NeedsName(i);
            var node = formula.Nodes[i];
            var arguments = formula.Arguments(i);
            if (uses[i] > 1 && !Named[i] && !IsTransparent(i))
                foreach (var argument in arguments)
                    uses[argument] += uses[i] - 1;
            if (Rows.Shared(i) is { } element)
                Read(element, firstReader[i], lastReader[i]);
            foreach (var argument in arguments)
                depth[argument] = Math.Max(depth[argument], Named[i] ? 0 : depth[i] + 1);
            for (var k = 0; k < arguments.Count; k++)
                if (Rows.TableOf[i] >= 0)
                    ReadInWalks(i, arguments[k]);
                else if (IsTransparent(i) && !Named[i])
                    Read(arguments[k], firstReader[i], lastReader[i]);
                else
                {
                    var method = node.Op == Op.Array ? Methods[first[i] + k / Stretch] : MethodOf[i];
                    Read(arguments[k], method, method);
                }
        }
    }

    private void Read(int node, int from, int to) =>
        (firstReader[node], lastReader[node]) = (Math.Min(firstReader[node], from), Math.Max(lastReader[node], to));

    /// <summary>What a row needs of what all rows share is read in the method of every walk that it is part of.</summary>
    private void ReadInWalks(int user, int argument)
    {
        foreach (var walk in Rows.WalksOf(user))
            Read(argument, methodOfWalk[walk], methodOfWalk[walk]);
    }

    private bool NeedsName(int i)
    {
        var node = formula.Nodes[i];
        if (Rows.IsWalked(i) && Rows.TableOf[i] < 0)
            return true;
        if (node.Op is Op.Fill or Op.OneHot)
            return asSpan[i];
        if (IsTransparent(i))
            return false;
        if (node.Op.Family() != Family.Elementwise && !node.Shape.IsScalar)
            return true;
        var elsewhere = Rows.TableOf[i] < 0 && (firstReader[i] != MethodOf[i] || lastReader[i] != MethodOf[i]);
        if (forReaders && IsCondition(i) && !elsewhere && !layer[i])
            return false;
        return uses[i] > 1 || layer[i] || elsewhere || (node.Shape.IsScalar ? repeated[i] : asSpan[i] || depth[i] > Deepest);
    }

    /// <summary>A comparison is said again where it is asked again: <c>x > 0 ? … : …</c>.</summary>
    private bool IsCondition(int i) =>
        formula.Nodes[i] is { Op: Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne, Shape.IsScalar: true } && !formula.Roots.Contains(i);

    /// <summary>Arrays that are results are made in the results; other arrays, and scalars another method reads, in the scratch.</summary>
    private int GiveHomes()
    {
        var offset = 0;
        foreach (var root in formula.Roots)
        {
            if (Named[root] && !formula.Nodes[root].Shape.IsScalar && !tellsRows)
                Homes.TryAdd(root, new(true, offset));
            offset = checked(offset + formula.Nodes[root].Shape.Count);
        }
        var size = 0;
        for (var i = 0; i < live.Length; i++)
        {
            var shape = formula.Nodes[i].Shape;
            var outlives = Rows.TableOf[i] < 0 && (firstReader[i] != MethodOf[i] || lastReader[i] != MethodOf[i]);
            if (live[i] && Named[i] && (!shape.IsScalar || outlives) && Homes.TryAdd(i, new(false, size)))
                size = checked(size + shape.Count);
        }
        return size;
    }
}
