using System.Diagnostics;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>A claimed or derived number and how far its own computation may have moved it.</summary>
public readonly record struct Bounded(double Value, double Bound)
{
    /// <summary>True when the two cannot be one number seen through two roundings.</summary>
    public bool Contradicts(Bounded other) =>
        double.IsFinite(Bound + other.Bound)
        && double.IsFinite(Value - other.Value)
        && Math.Abs(Value - other.Value) > Bound + other.Bound + 2 * RunningError.U * Math.Abs(Value - other.Value);
}

/// <summary>
/// From a measurement and a claim to a verdict. Nothing is compared with an absolute tolerance: a claim is wrong when it
/// is outside of the error bar, right when the bar is small beside the numbers, and otherwise undecided.
/// </summary>
public static class Judge
{
    /// <summary>A bar of this part of the slope is small enough for a match.</summary>
    public const double SmallBar = 1e-6;

    /// <summary>For a slope that is zero: a bar of this part of how steep the loss is elsewhere.</summary>
    public const double SmallBarOfZero = 1e-9;

    /// <summary>Why most wrong claims are wrong.</summary>
    internal const string OutsideTheBar = "outside the error bar of the measurement";

    /// <summary>What every claim may be off by its own rounding, relative to itself.</summary>
    internal const double OwnRounding = 64 * RunningError.U;

    /// <param name="measured">The measurement along the coordinate.</param>
    /// <param name="claim">The claim; its bound allows for its own rounding.</param>
    /// <param name="scale">How steep the loss is altogether: the largest slope, or |loss| per size of the coordinate.</param>
    /// <param name="small">A bar of this part of the slope is small enough for a match.</param>
    public static Verdict Of(Measurement measured, Bounded claim, double scale, double small = SmallBar) =>
        Plain(measured, claim, scale, small) is var verdict && measured.IsBox && double.IsFinite(claim.Value)
            ? OfBox(verdict, measured, claim.Value)
            : verdict;

    /// <summary>A box may be rounded inside: only beyond what that explains is a claim wrong.</summary>
    private static Verdict OfBox(Verdict verdict, Measurement measured, double claim)
    {
        var slope = Examiner.Seen(measured.What).Value;
        var size = Math.Max(Math.Abs(claim), Math.Abs(slope));
        var isWithin = measured.Band is { } band && claim >= band.Low && claim <= band.High;
        if (
            verdict is Verdict.Mismatch && (isWithin || Math.Abs(claim - slope) <= SmallBar * size)
            || measured.Band is { IsTorn: true } && isWithin
        )
            return new Verdict.Inconclusive(
                Digits(Math.Abs(claim - slope), size) is var digits && isWithin ? Math.Min(digits, 6) : digits,
                "wide and narrow steps disagree: the loss is rounded inside, or has a fine structure"
            );
        return verdict;
    }

    private static Verdict Plain(Measurement measured, Bounded claim, double scale, double small) =>
        measured.What switch
        {
            Measured.Smooth m => Compared(m.Slope, claim, Math.Max(scale, measured.Scale), small, null),
            Measured.OneSided m => Compared(m.Slope, claim, Math.Max(scale, measured.Scale), small, m.Side),
            Measured.Kink m => AtKink(m, claim.Value),
            Measured.Singular m => new Verdict.NotDifferentiable(m.Why),
            Measured.Undefined m => new Verdict.Undefined($"the loss is {Say(m.Value)} at this point"),
            Measured.Unsteady m => new Verdict.NonDeterministic(m.First, m.Second),
            Measured.Unresolved m => double.IsFinite(claim.Value)
                ? new Verdict.Inconclusive(0, m.Why)
                : new Verdict.Mismatch($"the claim is {Say(claim.Value)}, and the loss has a value here; its slope could not be measured"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Agreement of two numbers in decimal digits, 0 to 16, given how far apart they are or may be.</summary>
    public static int Digits(double apart, double size) =>
        apart == 0 ? 16
        : !(apart < size) ? 0
        : Math.Clamp((int)Math.Floor(-Elementary.Log10(apart / size)), 0, 16);

    private static Verdict Compared(Slope slope, Bounded claim, double scale, double small, Side? side)
    {
        if (!double.IsFinite(claim.Value))
            return NotFinite(claim.Value);
        var apart = Math.Abs(claim.Value - slope.Value);
        var size = Math.Max(Math.Abs(claim.Value), Math.Abs(slope.Value));
        var own = Math.Max(OwnRounding * Math.Abs(claim.Value), claim.Bound);
        if (apart > slope.Bar + own)
            return new Verdict.Mismatch(OutsideTheBar);
        // Nothing that a double can hold with all its digits stands apart from 0 here.
        if (claim.Value == 0 && slope.Value == 0 && slope.Bar < Rounding.SmallestNormal)
            return Agreed(Digits(0, 0), side);
        var bar = apart <= slope.Bar ? slope.Bar : slope.Bar + own;
        var zero = Math.Abs(claim.Value) <= Math.Max(double.IsFinite(claim.Bound) ? claim.Bound : 0, OwnRounding * scale);
        if (bar <= small * size)
            return Agreed(Digits(Math.Max(apart, bar), size), side);
        if (zero && bar <= SmallBarOfZero * scale)
            return Agreed(Digits(Math.Max(apart, bar), scale), side);
        return new Verdict.Inconclusive(Digits(Math.Max(apart, bar), size), "the error bar is too wide to tell");
    }

    private static Verdict Agreed(int digits, Side? side) =>
        side is { } one ? new Verdict.OneSided(digits, one) : new Verdict.Match(digits);

    private static Verdict AtKink(Measured.Kink kink, double claim)
    {
        var (low, high) = kink.Left.Value <= kink.Right.Value ? (kink.Left, kink.Right) : (kink.Right, kink.Left);
        var own = OwnRounding * Math.Abs(claim);
        return claim >= low.Value - low.Bar - own && claim <= high.Value + high.Bar + own
            ? new Verdict.KinkValid(kink.Left.Value, kink.Right.Value)
            : new Verdict.KinkInvalid(kink.Left.Value, kink.Right.Value);
    }

    private static Verdict.Mismatch NotFinite(double claim) => new($"the claim is {Say(claim)}, the loss has a slope here");

    private static string Say(double value) =>
        double.IsNaN(value) ? "not a number"
        : value > 0 ? "infinite"
        : "minus infinite";
}
