namespace GdScript.Descent;

/// <summary>
/// When a run ends. With a number of steps asked for, it makes exactly that many unless a value stops being finite, and
/// rest and divergence only warn; without one, it ends where going on is pointless, or at the limit.
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

    /// <summary>Ends where ‖gradient‖₂ ≤ this; null unless asked for.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>True when nothing but the number of steps ends the run.</summary>
    public bool Only { get; init; }

    internal long Most => Steps ?? Limit;

    internal bool Obeys(Stop reason) => !Only && (Steps is null || reason is Stop.NonFinite);
}
