namespace GdScript.Descent;

/// <summary>
/// When a run ends. With a number of steps asked for, it makes exactly that many unless a value stops being finite or a
/// tolerance asked for is met, and rest, divergence and what the method thinks only warn; without one, it ends where
/// going on is pointless, or at the limit.
/// </summary>
public sealed record Stops
{
    /// <summary>How far a run goes that was given no number of steps.</summary>
    public const long Limit = 10_000;

    /// <summary>No number of steps: rest, divergence, a value that is not finite, or the limit end the run.</summary>
    public static Stops Default { get; } = new();

    /// <summary>Exactly this many steps, counted from where the run begins.</summary>
    public static Stops After(long steps) => new() { Steps = steps };

    /// <summary>Exactly this many steps, whatever the values do.</summary>
    public static Stops OnlyAfter(long steps) => new() { Steps = steps, Only = true };

    /// <summary>How many steps were asked for; null for none.</summary>
    public long? Steps { get; init; }

    /// <summary>Ends where ‖gradient‖₂ ≤ this; null unless asked for, as all that follow.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Ends where ‖gradient‖₂ ≤ this times what it was at the start.</summary>
    public double? RelativeGradient { get; init; }

    /// <summary>Ends after a step no longer than this.</summary>
    public double? StepLength { get; init; }

    /// <summary>Ends after a step no longer than this times the length of the point.</summary>
    public double? RelativeStep { get; init; }

    /// <summary>Ends when ten steps changed the loss by no more than this.</summary>
    public double? LossChange { get; init; }

    /// <summary>Ends when ten steps changed the loss by no more than this times its size.</summary>
    public double? RelativeChange { get; init; }

    /// <summary>Ends when so many steps brought no new best loss.</summary>
    public long? Patience { get; init; }

    /// <summary>Ends where the loss ≤ this.</summary>
    public double? Target { get; init; }

    /// <summary>Ends when the loss was asked for so often, with or without its gradient.</summary>
    public long? Evaluations { get; init; }

    /// <summary>Ends after a step at a rate below this.</summary>
    public double? LeastRate { get; init; }

    /// <summary>Ends where the caller says so; asked at every step. A limit of time is one.</summary>
    public Func<long, Stop?>? Callback { get; init; }

    /// <summary>What judges the points instead of the loss walked on; null for that loss itself.</summary>
    public Exam? Exam { get; init; }

    /// <summary>True when nothing but the number of steps ends the run.</summary>
    public bool Only { get; init; }

    internal long Most => Steps ?? Limit;

    /// <summary>True when anything but steps was asked for.</summary>
    internal bool Asks =>
        GradientNorm is not null
        || RelativeGradient is not null
        || StepLength is not null
        || RelativeStep is not null
        || LossChange is not null
        || RelativeChange is not null
        || Patience is not null
        || Exam?.Patience is not null
        || Target is not null
        || Evaluations is not null
        || LeastRate is not null
        || Callback is not null;

    internal bool Obeys(Stop reason) => !Only && (Steps is null || reason is Stop.NonFinite);

    /// <summary>The reasons that lie in the last step: too short, too little gained, at too small a rate.</summary>
    /// <param name="at">Where it led.</param>
    /// <param name="before">The loss ten steps ago; NaN where there was none.</param>
    internal Stop? Change(Walker at, double before)
    {
        if (StepLength is not null || RelativeStep is not null)
        {
            var (length, size) = (at.StepLength, Norms.Two(at.Point));
            if (length <= StepLength || length <= RelativeStep * size)
                return new Stop.Short(at.Step, length, length <= StepLength ? StepLength.Value : RelativeStep!.Value * size);
        }
        var change = Math.Abs(at.Loss - before);
        var scale = Math.Max(Math.Abs(at.Loss), Math.Abs(before));
        if (change <= LossChange || change <= RelativeChange * scale)
            return new Stop.Level(at.Step, change, change <= LossChange ? LossChange.Value : RelativeChange!.Value * scale);
        return at.Rate < LeastRate ? new Stop.RateBelow(at.Step, at.Rate, LeastRate.Value) : null;
    }
}
