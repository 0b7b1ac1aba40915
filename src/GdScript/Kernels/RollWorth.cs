namespace GdScript.Kernels;

/// <summary>Which rolls are worth a loop, reckoned in cycles of a processor that does two operations at a time.</summary>
internal static class RollWorth
{
    /// <summary>What a loop costs before it begins.</summary>
    private const double Begin = 20;

    /// <summary>An operation in a register.</summary>
    private const double Wide = 0.75;

    /// <summary>An operation on a number.</summary>
    private const double Single = 0.5;

    /// <summary>Numbers two to four apart come eight at a time and change places in registers, with their neighbours.</summary>
    private const double Near = 2;

    /// <summary>Numbers farther apart are moved one by one.</summary>
    private const double Far = 12;

    /// <summary>Loops of more steps would no longer be optimised by the just-in-time compiler.</summary>
    private const int LongestCode = 500;

    /// <summary>Those of as many terms together, if that costs less than number by number (they read much the same), else those that pay alone.</summary>
    public static IEnumerable<Roll> Of(IEnumerable<Roll> rolls) =>
        rolls
            .Where(roll => Array.TrueForAll(roll.Steps, step => SmallArrays.HasLanes[(int)step.Op]))
            .GroupBy(roll => roll.Count)
            .SelectMany(all => Pays([.. all]) ? all : all.Where(roll => Pays(roll)));

    private static bool Pays(params ReadOnlySpan<Roll> rolls)
    {
        var (loop, moved) = (new RolledLoop(rolls[0].Count, 0, Sums.Width.Eight), 0.0);
        foreach (var roll in rolls)
        {
            loop.Add(roll, []);
            moved += Moving(roll.Step);
            if (loop.Code.Size > LongestCode)
                return false;
        }
        var steps = loop.Code.Nodes.Count - loop.Memory.Count;
        moved += loop.Memory.Sum(stream => Moving(stream.Stride));
        return Begin + (loop.Count + 7) / 8 * (Wide * steps + moved) < Single * loop.Count * steps;
    }

    private static double Moving(int stride) =>
        stride is 0 or 1 ? 0
        : stride is > 1 and <= Dealing.Widest ? Near
        : Far;
}
