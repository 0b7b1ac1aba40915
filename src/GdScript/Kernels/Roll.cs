using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// One scalar operation of a rolled term. An argument is a step before it (0, 1, …), number j that lies in memory
/// (<see cref="Roll.InMemory"/>), number j that is known (<see cref="Roll.Known"/>), or <see cref="Roll.None"/>.
/// </summary>
internal readonly record struct RollStep(Op Op, int A, int B, int C)
{
    public int Argument(int k) =>
        k == 0 ? A
        : k == 1 ? B
        : C;
}

/// <summary>Numbers a roll reads: element <see cref="Offset"/> of a node's value (of the point for node −1) and every <see cref="Stride"/>th behind it.</summary>
internal readonly record struct Stream(int Node, int Offset, int Stride);

/// <summary>
/// Elements of one array that are the same steps on other numbers: x[0]·x[1], x[1]·x[2], …. They are one loop with the terms
/// side by side in registers, and since each of them goes through its own steps as before, no bit changes.
/// </summary>
/// <param name="Site">The array; −1 for the roots behind the first one.</param>
/// <param name="First">The place of the first term in it.</param>
/// <param name="Step">How far the next one is.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Steps">What is done, arguments first; the last step is the term.</param>
/// <param name="Memory">Where the numbers in memory are; a stride of 0 is one number for all terms.</param>
/// <param name="Numbers">The known numbers of each term, or one for all of them.</param>
internal sealed record Roll(int Site, int First, int Step, int Count, RollStep[] Steps, Stream[] Memory, double[][] Numbers)
{
    public const int None = int.MinValue;

    /// <summary>The argument that is number j in memory.</summary>
    public static int InMemory(int j) => -1 - 2 * j;

    /// <summary>The argument that is known number j.</summary>
    public static int Known(int j) => -2 - 2 * j;

    public static bool IsKnown(int argument) => argument % 2 == 0;

    /// <summary>The j of an argument that is no step.</summary>
    public static int Place(int argument) => (-1 - argument) / 2;

    /// <summary>The places of its terms in the site.</summary>
    public IEnumerable<int> Places => Enumerable.Range(0, Count).Select(k => First + k * Step);

    /// <summary>Every <paramref name="many"/>th term, as rolls of their own: the first one and so on, the second one and so on, ….</summary>
    public IEnumerable<Roll> Parts(int many) =>
        from part in Enumerable.Range(0, many)
        select this with
        {
            First = First + part * Step,
            Step = many * Step,
            Count = Count / many,
            Memory = [.. Memory.Select(s => s with { Offset = s.Offset + part * s.Stride, Stride = many * s.Stride })],
            Numbers = [.. Numbers.Select(all => Each([.. all.Where((_, k) => all.Length == 1 || k % many == part)]))],
        };

    /// <summary>The known numbers of all terms; one where they are the same to the bit.</summary>
    public static double[] Each(double[] all) =>
        Array.TrueForAll(all, x => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(all[0])) ? [all[0]] : all;
}
