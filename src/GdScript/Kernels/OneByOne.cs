namespace GdScript.Kernels;

/// <summary>The steps of a loop without registers, for arguments that these cannot do (a sine of 10^200).</summary>
internal sealed unsafe class OneByOne(RolledLoop loop, Home[] memory, Home[] ends)
{
    /// <summary>For how many terms each step is done: as many as the ends that need it have.</summary>
    private readonly int[] counts = CountsOf(loop);

    /// <summary>Does the whole loop again, number by number.</summary>
    public void Run(double* point, double* constants, double* work, double* first, double* rest)
    {
        var values = stackalloc double[loop.Steps.Count];
        var from = stackalloc double*[loop.Memory.Count + 1];
        for (var j = 0; j < memory.Length; j++)
            from[j] = At(memory[j], point, constants, work, first, rest);
        var terms = Workspace.Take(loop.Count * loop.Ends.Count);
        for (var k = 0; k < loop.Count; k++)
        {
            for (var i = 0; i < loop.Steps.Count; i++)
                if (k < counts[i])
                    values[i] = Step(loop.Steps[i], k, values, from);
            for (var e = 0; e < ends.Length; e++)
                terms[e * loop.Count + k] = values[loop.Ends[e].Step];
        }
        for (var e = 0; e < ends.Length; e++)
            Give(loop.Ends[e], terms.AsSpan(e * loop.Count, loop.Ends[e].Count), At(ends[e], point, constants, work, first, rest));
        Workspace.GiveBack(terms);
    }

    private static int[] CountsOf(RolledLoop loop)
    {
        var counts = new int[loop.Steps.Count];
        foreach (var end in loop.Ends)
            counts[end.Step] = Math.Max(counts[end.Step], end.Count);
        for (var i = counts.Length - 1; i >= 0; i--)
        for (var k = 0; k < 3; k++)
            if (loop.Steps[i].Argument(k) is var argument and >= 0)
                counts[argument] = Math.Max(counts[argument], counts[i]);
        return counts;
    }

    private static void Give(in LoopEnd end, ReadOnlySpan<double> terms, double* to)
    {
        if (end.IsSum)
            *to = Sums.Of(terms) / end.First;
        else
            foreach (var term in terms)
            {
                *to = term;
                to += end.Stride;
            }
    }

    private double Step(in RollStep step, int k, double* values, double** from) =>
        Scalar.Apply(step.Op, Number(step.A, k, values, from), Number(step.B, k, values, from), Number(step.C, k, values, from));

    private double Number(int argument, int k, double* values, double** from) =>
        argument >= 0 ? values[argument]
        : argument == Roll.None ? 0
        : Roll.IsKnown(argument) ? loop.Numbers[Roll.Place(argument)]
        : from[Roll.Place(argument)][(long)k * loop.Memory[Roll.Place(argument)].Stride];

    private static double* At(Home home, double* point, double* constants, double* work, double* first, double* rest) =>
        home.Offset
        + home.Segment switch
        {
            Segment.None => throw new InvalidOperationException("a value without a home has no address"),
            Segment.Point => point,
            Segment.Constants => constants,
            Segment.Work => work,
            Segment.First => first,
            Segment.Rest => rest,
        };
}
