using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Which memory a value lives in; the number is the argument of a compiled chunk that points to it.</summary>
internal enum Segment
{
    None,
    Point,
    Constants,
    Work,
    First,
    Rest,
}

/// <summary>A place in memory: a segment and how many doubles into it.</summary>
internal readonly record struct Home(Segment Segment, int Offset)
{
    public Home Plus(int offset) => this with { Offset = checked(Offset + offset) };
}

/// <summary>What compiled code does at one place of its sequence: compute a node, store its value to one more place, or run a loop.</summary>
/// <param name="Node">The node; of a loop none.</param>
/// <param name="To">Where a move goes.</param>
/// <param name="Loop">The number of a loop, −1 for anything else.</param>
/// <param name="Array">The array that an element is moved to, −1 for anything else.</param>
internal readonly record struct Item(int Node, Home To, int Loop = -1, int Array = -1)
{
    public bool IsMove => To.Segment != Segment.None;

    public bool IsLoop => Loop >= 0;
}

/// <summary>
/// Where compiled code keeps each value and in which chunk it is made. Roots live in the results and elements in their
/// array from the start; a scalar gets memory only when an array operation or a later chunk reads it. A scalar read once,
/// by a scalar step of its own chunk, stays on the evaluation stack as long as that stays shallow.
/// </summary>
internal sealed class Layout
{
    /// <summary>The just-in-time compiler stops optimising methods above 60,000 bytes of IL, so a chunk ends well before.</summary>
    public const int ChunkBytes = 45_000;

    public const int ChunkItems = 1_500;

    /// <summary>How deep an expression may grow before its parts are kept in locals; the stack holds at most twice as many values.</summary>
    public const int MaxHeight = 32;

    public required Schedule Schedule { get; init; }

    public required Home[] Homes { get; init; }

    public required Item[] Items { get; init; }

    /// <summary>Where each chunk starts in <see cref="Items"/>, and where the last one ends.</summary>
    public required int[] ChunkStarts { get; init; }

    /// <summary>True for values that are computed where they are used, on the stack.</summary>
    public required bool[] Inline { get; init; }

    public required int WorkSize { get; init; }

    /// <summary>What the items that are loops name.</summary>
    public required RolledLoop[] Loops { get; init; }

    /// <summary>The constants of the schedule, and behind them the numbers that loops read.</summary>
    public required double[] Constants { get; init; }

    /// <summary>So much scratch a single chunk takes from the stack by itself.</summary>
    private const int SmallWork = 512;

    /// <summary>True when the only chunk takes its scratch from the stack: it may be called without ceremony.</summary>
    public bool HasOwnWork => ChunkStarts.Length == 2 && WorkSize <= SmallWork;

    /// <summary>Where the first number is that a loop reads.</summary>
    public Home HomeOf(Stream stream) =>
        stream.Node == RolledLoop.OfPoint ? new(Segment.Point, stream.Offset)
        : stream.Node == RolledLoop.OfNumbers ? new(Segment.Constants, stream.Offset)
        : Homes[stream.Node].Plus(stream.Offset);

    /// <summary>Where the first number is that a loop gives.</summary>
    public Home HomeOf(in LoopEnd end) =>
        end.IsSum ? Homes[end.Node]
        : end.Node < 0 ? new(Segment.Rest, end.First)
        : Homes[end.Node].Plus(end.First);

    /// <summary>How many numbers lie where a stream is from; what it reads may be read up to there.</summary>
    public int SizeOf(Stream stream) =>
        stream.Node == RolledLoop.OfPoint ? Schedule.PointSize
        : stream.Node == RolledLoop.OfNumbers ? Constants.Length
        : Schedule.Nodes[stream.Node].Shape.Count;

    /// <summary>The layout for registers up to a width; the tests ask for each there is.</summary>
    public static Layout Of(Schedule schedule, Sums.Width? widest = null) => new Layouting(schedule, widest ?? Sums.Widest).Made();

    public ReadOnlySpan<Item> ItemsOf(int chunk) => Items.AsSpan(ChunkStarts[chunk]..ChunkStarts[chunk + 1]);

    /// <summary>True when a step reads its arguments through pointers, not as numbers.</summary>
    public static bool ByPointer(in Node node) => !Schedule.IsScalarStep(node);

    /// <summary>
    /// True when arguments may stay on the stack until they are all there. Those of a fused multiply-add stand in locals: the just-in-time compiler
    /// fetches the first two before it works out the third, and finds no registers for them.
    /// </summary>
    public static bool FromStack(in Node node) => !ByPointer(node) && node.Op != Op.Fma;
}
