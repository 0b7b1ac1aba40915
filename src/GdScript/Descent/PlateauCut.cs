namespace GdScript.Descent;

/// <summary>
/// Cuts a rate when the loss stops falling (PyTorch's ReduceLROnPlateau). Its memory: how many cuts were made, steps
/// without a new best, steps of cooldown left, the best loss.
/// </summary>
internal sealed record PlateauCut(Schedule Rate, double Factor, long Patience, double Threshold, bool Relative, long Cooldown, double Floor)
{
    public const int Scalars = 4;

    public double At(long step, double loss, Span<double> memory, Report? report)
    {
        ref var factor = ref memory[0];
        ref var bad = ref memory[1];
        ref var cool = ref memory[2];
        if (step == 0)
            (factor, bad, cool, memory[3]) = (1, 0, 0, loss);
        else
            Judge(loss, ref bad, ref cool, ref memory[3]);
        var rate = Rate.At(step);
        if (bad <= Patience)
            return Held(rate, factor);
        if (Held(rate, factor) <= Floor)
            bad = Patience; // nothing left to cut
        else
        {
            factor *= Factor;
            (bad, cool) = (0, Cooldown);
            report?.Add(Told(Held(rate, factor), memory[3], report.ByEpoch ? "epochs" : "steps"));
        }
        return Held(rate, factor);
    }

    /// <summary>The rate between two losses that count.</summary>
    public double Hold(long step, ReadOnlySpan<double> memory) => Held(Rate.At(step), step == 0 ? 1 : memory[0]);

    private void Judge(double loss, ref double bad, ref double cool, ref double best)
    {
        if (loss < (Relative ? best - Threshold * Math.Abs(best) : best - Threshold))
            (best, bad) = (loss, 0);
        else
            bad++;
        if (cool > 0)
            (cool, bad) = (cool - 1, 0);
    }

    private double Held(double rate, double factor) => Math.Max(rate * factor, Math.Min(rate, Floor));

    private Event Told(double rate, double best, string times) =>
        new("rate", $"No loss below {Digits.Of(best)} for more than {Digits.Of(Patience)} {times}: the rate is cut to {Digits.Of(rate)}.");
}
