namespace GdScript.Data;

/// <summary>How rows are dealt out to the steps of a walk: which epoch and batch a step belongs to, and how many rows it sees.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Size">How many of them a step sees, but for the last of an epoch; at most all of them.</param>
public readonly record struct Batching(int Rows, int Size)
{
    /// <summary>How many batches make an epoch, which sees every row once.</summary>
    public int PerEpoch => (Rows + Size - 1) / Size;

    /// <summary>The epoch step t belongs to, both from 0.</summary>
    public long EpochOf(long step) => step / PerEpoch;

    /// <summary>The number of its batch within the epoch, from 0.</summary>
    public int NumberOf(long step) => (int)(step % PerEpoch);

    /// <summary>How many rows that batch has: the last of an epoch has what is left over.</summary>
    public int CountOf(long step) => Math.Min(Size, Rows - NumberOf(step) * Size);
}
