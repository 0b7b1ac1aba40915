using System.Runtime.InteropServices;

namespace GdScript.Kernels;

/// <summary>
/// A roll as machine code: one pass over its terms with as many in a register as fit. The last register is filled with terms
/// from before, which are done twice and come out the same. Numbers that do not lie side by side are brought together first, and
/// terms that do not are dealt out in the end.
/// </summary>
internal sealed unsafe class RolledLoop
{
    private readonly Roll roll;
    private readonly Sums.Width width;
    private readonly FusedRows code;
    private readonly double[] pinned;
    private readonly Home to;
    private readonly (Home Home, int Stride)[] columns;
    private readonly Home[] shared;
    private readonly Home[] memory;
    private readonly int scratch;

    private RolledLoop(Roll roll, RollCode made, Home to, Func<Stream, Home> homeOf, int scratch)
    {
        (this.roll, this.to, this.scratch) = (roll, to, scratch);
        width = Sums.Widest;
        code = FusedEmitter.Of(made.Code, new bool[made.Columns.Count], width);
        pinned = GC.AllocateUninitializedArray<double>(Math.Max(1, made.Numbers.Count), pinned: true);
        made.Numbers.CopyTo(pinned);
        columns =
        [
            .. made.Columns.Select(c => c.Node == RollCode.OfNumbers ? (new Home(Segment.None, c.Offset), 1) : (homeOf(c), c.Stride)),
        ];
        shared = [.. made.Shared.Select(homeOf)];
        memory = [.. roll.Memory.Select(homeOf)];
    }

    /// <summary>The loop as a piece of code like any other.</summary>
    /// <param name="made">Its steps.</param>
    /// <param name="roll">The terms.</param>
    /// <param name="to">The home of the site.</param>
    /// <param name="homeOf">Where what it reads is.</param>
    /// <param name="scratch">Where in the work its own scratch starts, <see cref="RollCode.Scratch"/> doubles.</param>
    public static Chunk Of(Roll roll, RollCode made, Home to, Func<Stream, Home> homeOf, int scratch) =>
        new RolledLoop(roll, made, to, homeOf, scratch).Run;

    private void Run(double* point, double* constants, double* work, double* first, double* rest)
    {
        var table = stackalloc double*[columns.Length + 1];
        double* same = work + scratch,
            free = same + shared.Length;
        for (var k = 0; k < shared.Length; k++)
            same[k] = *At(shared[k], point, constants, work, first, rest);
        for (var c = 0; c < columns.Length; c++)
        {
            table[c] = At(columns[c].Home, point, constants, work, first, rest);
            if (columns[c].Stride == 1)
                continue;
            Gather(free, table[c], columns[c].Stride, roll.Count);
            table[c] = free;
            free += roll.Count;
        }
        var terms = At(to, point, constants, work, first, rest) + roll.First;
        table[columns.Length] = roll.Step == 1 ? terms : free;
        if (!Terms(same, table))
            OneByOne(point, constants, work, first, rest, table[columns.Length]);
        if (roll.Step != 1)
            Deal(terms, roll.Step, free, roll.Count);
    }

    /// <summary>All terms; false where an argument is beyond what registers can do.</summary>
    private bool Terms(double* same, double** table)
    {
        var wide =
            width == Sums.Width.One ? 1
            : width == Sums.Width.Four ? 4
            : 8;
        var rest = roll.Count % wide;
        if (code(same, (void**)table, null, null, roll.Count - rest) != 0)
            return false;
        if (rest == 0)
            return true;
        for (var c = 0; c <= columns.Length; c++)
            table[c] += roll.Count - wide;
        var done = code(same, (void**)table, null, null, wide) == 0;
        table[columns.Length] -= roll.Count - wide;
        return done;
    }

    private static void Gather(double* to, double* from, int stride, int count)
    {
        for (var k = 0; k < count; k++, from += stride)
            to[k] = *from;
    }

    private static void Deal(double* to, int stride, double* from, int count)
    {
        for (var k = 0; k < count; k++, to += stride)
            *to = from[k];
    }

    /// <summary>The same steps without registers.</summary>
    private void OneByOne(double* point, double* constants, double* work, double* first, double* rest, double* terms)
    {
        var values = stackalloc double[roll.Steps.Length];
        var from = stackalloc double*[roll.Memory.Length];
        for (var j = 0; j < memory.Length; j++)
            from[j] = At(memory[j], point, constants, work, first, rest);
        for (var k = 0; k < roll.Count; k++)
        {
            for (var i = 0; i < roll.Steps.Length; i++)
            {
                var step = roll.Steps[i];
                values[i] = Scalar.Apply(
                    step.Op,
                    Number(step.A, k, values, from),
                    Number(step.B, k, values, from),
                    Number(step.C, k, values, from)
                );
            }
            terms[k] = values[roll.Steps.Length - 1];
        }
    }

    private double Number(int argument, int k, double* values, double** from)
    {
        if (argument >= 0)
            return values[argument];
        if (argument == Roll.None)
            return 0;
        var j = Roll.Place(argument);
        return !Roll.IsKnown(argument) ? from[j][k * roll.Memory[j].Stride]
            : roll.Numbers[j] is { Length: > 1 } each ? each[k]
            : roll.Numbers[j][0];
    }

    private double* At(Home home, double* point, double* constants, double* work, double* first, double* rest) =>
        home.Offset
        + home.Segment switch
        {
            Segment.None => (double*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0),
            Segment.Point => point,
            Segment.Constants => constants,
            Segment.Work => work,
            Segment.First => first,
            Segment.Rest => rest,
        };
}
