using GdScript.Numerics;

namespace GdScript.Descent;

/// <summary>
/// What judges a walk that does not see its whole loss: another loss, asked at the start and at the end of every epoch. The
/// best point of the walk is then the one where this is lowest, and patience counts epochs without a lower one.
/// </summary>
/// <param name="What">What it is, for sentences: <c>held-out loss</c>.</param>
/// <param name="Loss">Asked at points of the walk; from inside it, so it should not allocate.</param>
/// <param name="PerEpoch">How many steps make an epoch, 1 or more.</param>
public sealed record Exam(string What, Loss Loss, long PerEpoch)
{
    /// <summary>Ends the run when so many epochs brought no lower loss; null for never.</summary>
    public long? Patience { get; init; }
}
