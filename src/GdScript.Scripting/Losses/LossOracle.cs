using GdScript.Descent;

namespace GdScript.Scripting.Losses;

/// <summary>
/// The exact slopes of a script's loss for a walk. While no guard breaks it allocates nothing; when one does, a kept recording that
/// holds there answers, or the loss is recorded anew. Where it cannot be recorded, loss and slopes are NaN and
/// <see cref="Trouble"/> says why.
/// </summary>
public sealed class LossOracle(BoundLoss loss) : Oracle
{
    private volatile Region? current;

    public override int Size => loss.PointSize;

    public override string Text => "exact";

    public override Evaluations GradientCost => new(0, 1);

    /// <summary>Why a point could not be recorded; null when every one could.</summary>
    public Problem? Trouble { get; private set; }

    public override double Value(ReadOnlySpan<double> x)
    {
        Interrupt.Check();
        if (current is { } now && now.TryValue(x, out var value))
            return value;
        foreach (var region in loss.Regions)
            if (region.TryValue(x, out value))
                return Taken(region, value);
        return Anew(x) is { } made && (made.TryValue(x, out value) || Differs()) ? value : double.NaN;
    }

    public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Interrupt.Check();
        if (current is { } now && now.TryGradient(x, gradient, out var value))
            return value;
        foreach (var region in loss.Regions)
            if (region.TryGradient(x, gradient, out value))
                return Taken(region, value);
        if (Anew(x) is { } made && (made.TryGradient(x, gradient, out value) || Differs()))
            return value;
        gradient.Fill(double.NaN);
        return double.NaN;
    }

    private double Taken(Region region, double value)
    {
        current = loss.Used(region);
        return value;
    }

    private Region? Anew(ReadOnlySpan<double> x)
    {
        if (!loss.Recorded(x).Is(out var region, out var problem))
            Trouble ??= problem;
        return current = region;
    }

    /// <summary>The recording just made does not hold at its own point: an exponent that is a parameter may do that, see ScalarMath.Pow.</summary>
    private bool Differs()
    {
        Trouble ??= Problem.Input(
            "GDS2010",
            $"a condition of '{loss.Loss.Title}' comes out differently in the formula than in the loss itself",
            "an exponent that is a parameter and exactly 1, 3, 4 or -1 changes the last bit: compare with a margin"
        );
        return false;
    }
}
