namespace GdScript.Kernels;

/// <summary>
/// Scratch that a thread keeps between runs. It is taken and given back, so a run inside a run, or a loop of a run that is done again
/// number by number, gets scratch of its own. Two are kept, so that neither allocates the next time.
/// </summary>
internal static class Workspace
{
    [ThreadStatic]
    private static double[]? spare;

    [ThreadStatic]
    private static double[]? other;

    public static double[] Take(int size)
    {
        ref var kept = ref (spare?.Length >= size ? ref spare : ref other);
        if (!(kept?.Length >= size))
            return GC.AllocateUninitializedArray<double>(size);
        var taken = kept;
        kept = null;
        return taken;
    }

    /// <summary>The two larger ones stay.</summary>
    public static void GiveBack(double[] lent)
    {
        ref var smaller = ref ((spare?.Length ?? -1) <= (other?.Length ?? -1) ? ref spare : ref other);
        if (smaller is null || smaller.Length < lent.Length)
            smaller = lent;
    }
}
