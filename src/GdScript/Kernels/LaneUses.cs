namespace GdScript.Kernels;

/// <summary>
/// What a loop works out where: how often each step is read, whether it is worked out where it is read, and how many values it keeps at once.
/// </summary>
internal sealed class LaneUses
{
    /// <summary>How deep an expression may grow before its parts are kept in locals.</summary>
    private const int MaxHeight = 24;

    private readonly LaneCode code;
    private readonly int[] uses;
    private readonly bool[] inline;

    /// <param name="code">The steps of the loop.</param>
    public LaneUses(LaneCode code)
        : this(code, [.. code.Ends.SelectMany(e => Enumerable.Range(0, e.End.Count).Select(k => (e.End.Argument(k), e.After)))]) { }

    /// <param name="code">The steps of the loop.</param>
    /// <param name="ends">Which steps its ends read, each behind which step.</param>
    public LaneUses(LaneCode code, IReadOnlyList<(int Value, int After)> ends)
    {
        this.code = code;
        (uses, inline) = (new int[code.Nodes.Count], new bool[code.Nodes.Count]);
        Count(ends);
        var heights = new int[uses.Length];
        for (var i = 0; i < uses.Length; i++)
        {
            inline[i] = uses[i] == 1 && !IsLeaf(i);
            for (var k = 0; k < code.Nodes[i].Count; k++)
                if (code.Nodes[i].Argument(k) is var a && inline[a])
                    heights[i] = Math.Max(heights[i], heights[a] + 1);
            inline[i] &= heights[i] < MaxHeight;
        }
        Live = MostLive(ends);
    }

    /// <summary>How many values are kept at once at most.</summary>
    public int Live { get; }

    /// <summary>How often a step is read by what is needed.</summary>
    public int this[int i] => uses[i];

    /// <summary>True for a step that is worked out by the only one that reads it.</summary>
    public bool IsInline(int i) => inline[i];

    public bool IsLeaf(int i) => code.Nodes[i].Op is LaneOp.Number or LaneOp.Same or LaneOp.Column or LaneOp.Slot or LaneOp.Kept;

    /// <summary>True for a step whose value stands in a local.</summary>
    public bool IsKept(int i) => uses[i] > 0 && !inline[i] && !IsLeaf(i);

    private void Count(IReadOnlyList<(int Value, int After)> ends)
    {
        foreach (var (value, _) in ends)
            uses[value]++;
        for (var i = uses.Length - 1; i >= 0; i--)
        for (var k = 0; uses[i] > 0 && k < code.Nodes[i].Count; k++)
            uses[code.Nodes[i].Argument(k)]++;
    }

    private int MostLive(IReadOnlyList<(int Value, int After)> ends)
    {
        // where a step is worked out, and where what is kept is read for the last time
        var (place, last, change) = (new int[uses.Length], new int[uses.Length], new int[uses.Length + 1]);
        foreach (var (value, after) in ends)
            Read(value, after);
        for (var i = uses.Length - 1; i >= 0; i--)
        {
            place[i] = inline[i] ? place[i] : i;
            for (var k = 0; uses[i] > 0 && k < code.Nodes[i].Count; k++)
                Read(code.Nodes[i].Argument(k), place[i]);
        }
        for (var i = 0; i < uses.Length; i++)
            if (IsKept(i))
                (change[i], change[last[i] + 1]) = (change[i] + 1, change[last[i] + 1] - 1);
        var (live, most) = (0, 0);
        foreach (var step in change)
            most = Math.Max(most, live += step);
        return most;

        void Read(int value, int at) => (place[value], last[value]) = (at, Math.Max(last[value], at));
    }
}
