namespace GdScript.Text;

/// <summary>A name and the character of the text it stands at.</summary>
internal readonly record struct NameAt(int Name, int At);

/// <summary>
/// A recurrence: states with their starts, an index with its bounds, and what each turn does. Names that a turn gives a value are
/// states, which the next turn finds, or hold for the turn alone.
/// </summary>
/// <param name="IsScan">True for the values of all turns, false for that of the last.</param>
/// <param name="States">The states, in order.</param>
/// <param name="Index">What is counted.</param>
/// <param name="Named">The names a turn gives values, in order.</param>
/// <param name="EndsBare">True when a value without a name ends the turn, and is what the turn gives.</param>
internal sealed record Turns(bool IsScan, NameAt[] States, NameAt Index, NameAt[] Named, bool EndsBare)
{
    public const string Fold = "fold";
    public const string Scan = "scan";

    /// <summary>How one is written.</summary>
    public static string Example(string function) => $"{function}(h = 0, t = 0, 9, h/2 + x[t])";

    private readonly Dictionary<int, int> numbers = States.Index().ToDictionary(s => s.Item.Name, s => s.Index);

    /// <summary>The number of the state of that name; -1 for none.</summary>
    public int StateOf(int name) => numbers.GetValueOrDefault(name, -1);

    /// <summary>The names that mean something else within a turn: states, the index, and what holds for a turn.</summary>
    public IEnumerable<int> Names => States.Append(Index).Concat(Named).Select(p => p.Name).Distinct();

    /// <summary>The name whose value a turn gives, when it ends with a name.</summary>
    public int Last => Named[^1].Name;
}

/// <summary>Turns that are being read, item by item.</summary>
internal sealed class TurnsInHand(bool isScan)
{
    private readonly HashSet<int> heads = [];
    private readonly HashSet<int> named = [];

    /// <summary>Names with a start: the states, and last the index.</summary>
    public List<NameAt> Heads { get; } = [];

    public List<NameAt> Named { get; } = [];

    public bool HasHead(int name) => heads.Contains(name);

    public bool HasNamed(int name) => named.Contains(name);

    public void AddHead(NameAt head)
    {
        Heads.Add(head);
        heads.Add(head.Name);
    }

    public void AddNamed(NameAt value)
    {
        Named.Add(value);
        named.Add(value.Name);
    }

    /// <summary>True behind the last index, where the turn begins.</summary>
    public bool InTurn { get; set; }

    /// <summary>The name of the item at hand; -1 for none.</summary>
    public int Name { get; set; } = -1;

    /// <summary>Where the item at hand stands; -1 before its first word.</summary>
    public int At { get; set; } = -1;

    /// <summary>The step that awaits the turns; they are known as a whole at their end.</summary>
    public int Number { get; set; } = -1;

    public Turns Finished(bool endsBare) => new(isScan, [.. Heads.SkipLast(1)], Heads[^1], [.. Named], endsBare);
}
