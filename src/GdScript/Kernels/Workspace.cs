namespace GdScript.Kernels;

/// <summary>
/// Scratch that a thread keeps between runs. It is taken and given back, so a run inside a run gets scratch of its own; the
/// larger one stays.
/// </summary>
internal static class Workspace
{
    [ThreadStatic]
    private static double[]? spare;

    public static double[] Take(int size)
    {
        var taken = spare;
        spare = null;
        return taken?.Length >= size ? taken : GC.AllocateUninitializedArray<double>(size);
    }

    public static void GiveBack(double[] lent)
    {
        if (spare is null || spare.Length < lent.Length)
            spare = lent;
    }
}
