namespace GdScript.Kernels;

/// <summary>A part of a walk over rows: steps fused into one loop, then steps done strip by strip.</summary>
/// <param name="Codes">Fused loops, one after the other.</param>
/// <param name="Steps">What has no form in registers: special functions, large arrays.</param>
internal sealed record FusedPart(LaneCode[] Codes, RowStep[] Steps);

/// <summary>
/// A walk over rows as fused loops. What one loop keeps for a later one stands register by register, all that is kept of a row side by side; what
/// strip steps read and write stands in slots; a walk with neither runs through whole blocks in registers.
/// </summary>
/// <param name="Loop">The same walk strip by strip: its columns, and the way for rows that the fused loops give up on.</param>
/// <param name="Parts">What is done, in order.</param>
/// <param name="Ranks">Sums of outer products, taken in when all parts are done.</param>
/// <param name="Slots">How many slots there are.</param>
/// <param name="Kept">How many numbers of a row loops keep for later ones.</param>
/// <param name="Scratch">How many doubles strip steps need beside them.</param>
internal sealed record FusedPlan(RowLoop Loop, FusedPart[] Parts, RowStep[] Ranks, int Slots, int Kept, int Scratch)
{
    /// <summary>Past this many steps compiling takes longer than a person waits for.</summary>
    public const int MostSteps = 40_000;

    /// <summary>Slots of this many doubles together stay in the nearer caches.</summary>
    private const int StripDoubles = 1 << 15;

    /// <summary>True where a loop may do two registers in turns; rows then come by sixteens.</summary>
    public bool MayPair => Kept == 0;

    /// <summary>How many doubles the numbers that loops keep take; they stand before the slots.</summary>
    public int KeptRoom => Kept * Strip;

    /// <summary>How many rows go through all parts before the next ones: a multiple of 16 that divides a block.</summary>
    public int Strip
    {
        get
        {
            var strip = Slots + Kept == 0 ? Sums.BlockLength : 1024;
            while (strip > Sums.Lanes && (long)strip * (Slots + Kept) > StripDoubles)
                strip /= 2;
            return strip;
        }
    }
}
