using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>What a loop gives: the value of one of its steps goes to an array element by element, or into a sum.</summary>
/// <param name="Step">The step.</param>
/// <param name="Node">The array it goes to, −1 for the roots behind the first one; of a sum, the node that is the sum.</param>
/// <param name="First">Where in the array the first value goes; of a sum, what it is divided by in the end.</param>
/// <param name="Stride">How far behind it the next one goes; 0 for a sum.</param>
/// <param name="Count">How many values there are: those of the first terms of the loop.</param>
internal readonly record struct LoopEnd(int Step, int Node, int First, int Stride, int Count)
{
    public bool IsSum => Stride == 0;
}

/// <summary>
/// One loop of compiled code: the same scalar steps for k = 0, 1, …, side by side in registers. Several rolls of as many terms, and the
/// elementwise operations on arrays of that size, share it, and what two of them do is done once.
/// </summary>
internal sealed class RolledLoop(int count, int level, Sums.Width widest)
{
    /// <summary>The node of a stream of known numbers, which lie behind the constants of the schedule.</summary>
    public const int OfNumbers = -2;

    /// <summary>The node of a stream of the point.</summary>
    public const int OfPoint = -1;

    /// <summary>Sums of more terms have blocks, and are taken from memory.</summary>
    public const int LongestSum = Sums.BlockLength;

    /// <summary>A loop of more steps takes no more in: its registers are all in use.</summary>
    private const int LongestCode = 250;

    /// <summary>Nor one that loads and stores at more places.</summary>
    private const int MostPlaces = 64;

    /// <summary>Loops that differ by a register of terms do not share their time.</summary>
    private const int MostFewer = 7;

    private readonly List<RollStep> steps = [];
    private readonly List<int> values = [];
    private readonly List<Stream> memory = [];
    private readonly List<double> numbers = [];
    private readonly Dictionary<RollStep, int> at = [];

    /// <summary>How many terms it has; no end takes more, some may take a few less.</summary>
    public int Count => count;

    /// <summary>It runs when everything of its stage has run that is no loop.</summary>
    public int Level => level;

    /// <summary>The steps, arguments first.</summary>
    public IReadOnlyList<RollStep> Steps => steps;

    /// <summary>What it reads; column and shared number j of <see cref="Code"/> are stream j.</summary>
    public IReadOnlyList<Stream> Memory => memory;

    /// <summary>Known numbers that are the same for every k.</summary>
    public IReadOnlyList<double> Numbers => numbers;

    public List<LoopEnd> Ends { get; } = [];

    /// <summary>The steps on registers.</summary>
    public LaneCode Code { get; } = new();

    /// <summary>True when nothing more should be added.</summary>
    public bool IsFull => Code.Size > LongestCode || memory.Count + Ends.Count > MostPlaces;

    /// <summary>As many in a register as there are, no more than the loop has.</summary>
    public Sums.Width Width =>
        count >= 8 ? widest
        : count >= 4 && widest > Sums.Width.One ? Sums.Width.Four
        : Sums.Width.One;

    private int Lanes =>
        Width switch
        {
            Sums.Width.One => 1,
            Sums.Width.Four => 4,
            Sums.Width.Eight => 8,
        };

    /// <summary>How many terms fill registers in all of its ends.</summary>
    public int Shared => Ends.Min(end => end.Count) / Lanes * Lanes;

    /// <summary>
    /// True where its steps are written out once although the registers do not come out even: nothing is counted that a term done twice would change,
    /// and all ends have as many terms.
    /// </summary>
    public bool Overlaps => Ends.TrueForAll(end => !end.IsSum && end.Count == Ends[0].Count) && Ends[0].Count % Lanes != 0;

    /// <summary>How often its steps are written out: once where they overlap, else for the registers of all ends, then for what the ends of each count have beyond them.</summary>
    public int Bodies => Overlaps ? 1 : 1 + Ends.Select(end => end.Count).Distinct().Sum(n => (n - Shared + Lanes - 1) / Lanes);

    /// <summary>Where in <see cref="Code"/> the value of a step is.</summary>
    public int ValueOf(int step) => values[step];

    /// <summary>Adds a step whose operation has a form in registers, or finds it.</summary>
    public int Add(RollStep step)
    {
        if (at.TryGetValue(step, out var here))
            return here;
        at.Add(step, here = steps.Count);
        steps.Add(step);
        values.Add(Code.Of(step.Op, Value(step.A), Value(step.B), Value(step.C)));
        return here;
    }

    /// <summary>Adds the steps of a roll; the last one is its term.</summary>
    public int Add(Roll roll, List<double> constants)
    {
        var here = new int[roll.Steps.Length];
        for (var i = 0; i < here.Length; i++)
        {
            var step = roll.Steps[i];
            here[i] = Add(new(step.Op, Argument(step.A), Argument(step.B), Argument(step.C)));
        }
        return here[^1];

        int Argument(int argument) =>
            argument == Roll.None ? Roll.None
            : argument >= 0 ? here[argument]
            : !Roll.IsKnown(argument) ? Read(roll.Memory[Roll.Place(argument)])
            : roll.Numbers[Roll.Place(argument)] is [var one] ? Known(one)
            : Each(roll.Numbers[Roll.Place(argument)], constants);
    }

    /// <summary>
    /// This loop and another one of its stage as one, when registers are as wide in both, the other one does nearly as many terms, and some of what it
    /// does is done here; null for any other. Numbers that are not neighbours are loaded by the count, and keep loops apart.
    /// </summary>
    public RolledLoop? With(RolledLoop other)
    {
        if (other.Level != level || other.Width != Width || other.Count > count || other.Count + MostFewer < count)
            return null;
        if (Ends.Count + other.Ends.Count > MostPlaces || !AreNeighbours || !other.AreNeighbours || !Shares(other))
            return null;
        var both = new RolledLoop(count, level, widest);
        both.Take(this);
        both.Take(other);
        return both.steps.Count < steps.Count + other.steps.Count && !both.IsFull ? both : null;
    }

    private bool AreNeighbours => memory.TrueForAll(stream => stream.Stride is 0 or 1) && Ends.TrueForAll(end => end.Stride is 0 or 1);

    /// <summary>True when a step that reads nothing but memory and numbers is in both: where none is, no other step can be, and nothing need be built to see it.</summary>
    private bool Shares(RolledLoop other)
    {
        foreach (var step in other.steps)
            if (Here(step.A) is { } a && Here(step.B) is { } b && Here(step.C) is { } c && at.ContainsKey(new(step.Op, a, b, c)))
                return true;
        return false;

        int? Here(int argument) =>
            argument == Roll.None ? argument
            : argument >= 0 ? null
            : Roll.IsKnown(argument)
                ? PlaceOf(other.numbers[Roll.Place(argument)]) is var n and >= 0 ? Roll.Known(n)
                    : null
            : memory.IndexOf(other.memory[Roll.Place(argument)]) is var m and >= 0 ? Roll.InMemory(m)
            : null;
    }

    private int PlaceOf(double number) =>
        numbers.FindIndex(n => BitConverter.DoubleToInt64Bits(n) == BitConverter.DoubleToInt64Bits(number));

    private void Take(RolledLoop other)
    {
        var here = new int[other.steps.Count];
        for (var i = 0; i < here.Length; i++)
        {
            var step = other.steps[i];
            here[i] = Add(new(step.Op, Argument(step.A), Argument(step.B), Argument(step.C)));
        }
        Ends.AddRange(other.Ends.Select(end => end with { Step = here[end.Step] }));

        int Argument(int argument) =>
            argument == Roll.None ? Roll.None
            : argument >= 0 ? here[argument]
            : Roll.IsKnown(argument) ? Known(other.numbers[Roll.Place(argument)])
            : Read(other.memory[Roll.Place(argument)]);
    }

    /// <summary>The argument that reads a stream.</summary>
    public int Read(Stream stream)
    {
        var j = memory.IndexOf(stream);
        if (j < 0)
            memory.Add(stream);
        return Roll.InMemory(j < 0 ? memory.Count - 1 : j);
    }

    /// <summary>The argument that is a number.</summary>
    public int Known(double number)
    {
        var j = PlaceOf(number);
        if (j < 0)
            numbers.Add(number);
        return Roll.Known(j < 0 ? numbers.Count - 1 : j);
    }

    private int Each(double[] all, List<double> constants)
    {
        constants.AddRange(all);
        return Read(new(OfNumbers, constants.Count - all.Length, 1));
    }

    private int Value(int argument) =>
        argument == Roll.None ? -1
        : argument >= 0 ? values[argument]
        : Roll.IsKnown(argument) ? Code.Number(numbers[Roll.Place(argument)])
        : memory[Roll.Place(argument)].Stride == 0 ? Code.Same(Roll.Place(argument))
        : Code.Column(Roll.Place(argument));
}
