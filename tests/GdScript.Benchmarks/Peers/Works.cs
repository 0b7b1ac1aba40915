namespace GdScript.Benchmarks.Peers;

/// <summary>Everything that is raced, in the order of the table.</summary>
internal static class Works
{
    public static IEnumerable<Work> All =>
        [.. Classics.All, .. RowWorks.All, Network.Work, Mixture.Work, Bundle.Work, BundleByIndex.Work, Memory.Work];
}
