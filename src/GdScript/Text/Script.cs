using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>What one step of the untyped program does with the stack of values.</summary>
internal enum StepKind : byte
{
    /// <summary>Push the whole number A.</summary>
    Whole,

    /// <summary>Push the number A of the script's numbers.</summary>
    Number,

    /// <summary>Push the name A.</summary>
    Name,

    /// <summary>Apply the sign A.</summary>
    Sign,

    /// <summary>Make the call A of the script's calls.</summary>
    Call,

    /// <summary>Gather A values into an array.</summary>
    Array,

    /// <summary>Take the index A of the script's indexes.</summary>
    Index,

    /// <summary>Take A (one or two) indexes that are worked out.</summary>
    IndexBy,

    /// <summary>Begin a sum or a list over the index A: its first and last value lie on the stack.</summary>
    Loop,

    /// <summary>End of the term of a sum over the index A.</summary>
    LoopEnd,

    /// <summary>End of the term of a list over the index A.</summary>
    ListEnd,

    /// <summary>Begin the turns A of the script's turns: the starts of the states, the first and the last index lie on the stack.</summary>
    Turns,

    /// <summary>Within turns: the name A has this value from here on.</summary>
    Let,

    /// <summary>End of a turn of the turns A.</summary>
    TurnsEnd,

    /// <summary>End of a line, named A or (-1) unnamed.</summary>
    Line,
}

/// <summary>One step and the character of the text it stands at.</summary>
internal readonly record struct Step(StepKind Kind, int A, int At);

internal readonly record struct Call(int Name, int Count);

/// <summary>One or two numbers in brackets; J is -1 when there is one.</summary>
internal readonly record struct Indexing(int I, int J, bool Two);

/// <summary>A name of a <c>param</c> or <c>column</c> line.</summary>
internal readonly record struct Declaration(int Name, Shape? Shape, int At, bool IsColumn = false);

/// <summary>
/// A formula read but not yet understood: a flat program in postfix order, names by number. What the names are and which
/// shapes they have is found out later.
/// </summary>
internal sealed class Script(string text)
{
    private const int Bits = 14;
    private readonly List<Step[]> blocks = [];
    private readonly Dictionary<string, int> nameIndex = new(StringComparer.Ordinal);
    private readonly int[] letterIndex = new int[128];

    public string Text => text;

    public int Count { get; private set; }

    public List<string> Names { get; } = [];

    public List<Number> Numbers { get; } = [];

    public List<Call> Calls { get; } = [];

    public List<Indexing> Indexes { get; } = [];

    public List<Declaration> Declarations { get; } = [];

    public List<Turns> Turns { get; } = [];

    public List<Problem> Warnings { get; } = [];

    /// <summary>Blocks, so that a long program never moves.</summary>
    public Step this[int step] => blocks[step >> Bits][step & ((1 << Bits) - 1)];

    public void Add(StepKind kind, int a, int at)
    {
        if (Count >> Bits == blocks.Count)
            blocks.Add(new Step[1 << Bits]);
        blocks[Count >> Bits][Count & ((1 << Bits) - 1)] = new(kind, a, at);
        Count++;
    }

    /// <summary>The number of a name; names of one letter are found without hashing.</summary>
    public int Intern(ReadOnlySpan<char> name)
    {
        if (name.Length > 1 || name[0] >= 128)
            return Lookup(name);
        ref var known = ref letterIndex[name[0]];
        if (known == 0)
            known = Lookup(name) + 1;
        return known - 1;
    }

    private int Lookup(ReadOnlySpan<char> name)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(
            nameIndex.GetAlternateLookup<ReadOnlySpan<char>>(),
            name,
            out var known
        );
        if (!known)
        {
            index = Names.Count;
            Names.Add(name.ToString());
        }
        return index;
    }
}
