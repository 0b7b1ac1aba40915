namespace GdScript.Kernels;

/// <summary>The steps of a roll on registers, and what they load.</summary>
internal sealed class RollCode
{
    /// <summary>The node of a column that holds known numbers.</summary>
    public const int OfNumbers = -2;

    /// <summary>What calling a loop costs, in scalar operations.</summary>
    private const int Call = 60;

    /// <summary>Loops of more steps would no longer be optimised by the just-in-time compiler.</summary>
    private const int LongestCode = 1_000;

    private readonly Roll roll;
    private readonly List<Stream> columns = [];
    private readonly List<Stream> shared = [];
    private readonly List<double> numbers = [];

    private RollCode(Roll roll) => this.roll = roll;

    public LaneCode Code { get; } = new();

    /// <summary>What each term has a number of its own from.</summary>
    public IReadOnlyList<Stream> Columns => columns;

    /// <summary>Numbers that all terms share.</summary>
    public IReadOnlyList<Stream> Shared => shared;

    /// <summary>The known numbers of all columns of them.</summary>
    public List<double> Numbers => numbers;

    /// <summary>How many doubles the loop needs for itself.</summary>
    public int Scratch => shared.Count + roll.Count * (columns.Count(c => c.Stride != 1) + (roll.Step == 1 ? 0 : 1));

    /// <summary>The code; null where a step has no form in registers, or where number by number is as fast.</summary>
    public static RollCode? Of(Roll roll)
    {
        var made = new RollCode(roll);
        return made.Writes() && made.Pays ? made : null;
    }

    /// <summary>
    /// Moving a number costs as much as several operations (a register cannot be loaded before eight stores of one number each are done:
    /// Wood-100 took three times as long rolled), and a register does at least four.
    /// </summary>
    private bool Pays
    {
        get
        {
            var moved = columns.Count(c => c.Stride != 1) + (roll.Step == 1 ? 0 : 1);
            var steps = Code.Nodes.Count - columns.Count - shared.Count;
            return Code.Size <= LongestCode && Call + roll.Count * (8.0 * moved + steps / 4.0) < roll.Count * steps;
        }
    }

    private bool Writes()
    {
        var values = new int[roll.Steps.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var step = roll.Steps[i];
            values[i] = Code.Of(step.Op, Argument(step.A, values), Argument(step.B, values), Argument(step.C, values));
            if (values[i] < 0)
                return false;
        }
        Code.End(LaneOp.Give, values[^1], 0);
        return true;
    }

    private int Argument(int argument, int[] values) =>
        argument == Roll.None ? -1
        : argument >= 0 ? values[argument]
        : Roll.IsKnown(argument) ? Known(roll.Numbers[Roll.Place(argument)])
        : InMemory(roll.Memory[Roll.Place(argument)]);

    private int Known(double[] each)
    {
        if (each.Length == 1)
            return Code.Number(each[0]);
        numbers.AddRange(each);
        columns.Add(new(OfNumbers, numbers.Count - each.Length, 1));
        return Code.Column(columns.Count - 1);
    }

    private int InMemory(Stream stream) => stream.Stride == 0 ? Code.Same(At(shared, stream)) : Code.Column(At(columns, stream));

    private static int At(List<Stream> all, Stream stream)
    {
        if (all.IndexOf(stream) is var at and >= 0)
            return at;
        all.Add(stream);
        return all.Count - 1;
    }
}
