using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>A search for a point where the gradient is wrong, around the given ones.</summary>
/// <param name="Points">How many further points were tried.</param>
/// <param name="Skipped">How many candidates were passed over because the loss is not finite there.</param>
/// <param name="Failures">How many components failed, over all of these points.</param>
/// <param name="Undecided">How many components could not be decided there.</param>
/// <param name="Seed">What made the points.</param>
/// <param name="Evaluations">How many losses it took.</param>
public sealed record Hunt(int Points, int Skipped, int Failures, int Undecided, long Seed, long Evaluations)
{
    /// <summary>How many points more were solved for, each in an arm of a choice that no other point had entered.</summary>
    public int Entered { get; init; }

    /// <summary>How many arms of choices no point entered: nothing is known of the gradient there.</summary>
    public int NotEntered { get; init; }
}

/// <summary>What is wrong with a component, in words.</summary>
/// <param name="Name">The component.</param>
/// <param name="Kind">In one word, for programs: <c>sign</c>, <c>factor</c>, <c>swapped</c>, <c>transposed</c>, <c>missing-term</c>, …</param>
/// <param name="Text">A sentence.</param>
/// <param name="Agreeing">At how many points the claim is what this would make of it.</param>
/// <param name="Seen">At how many points the claim is wrong.</param>
/// <param name="At">Where the term it speaks of stands in the loss's text; null where it speaks of none.</param>
public sealed record Diagnosis(string Name, string Kind, string Text, int Agreeing, int Seen, TextSpan? At)
{
    /// <summary>How sure: <c>certain</c> at four points or more, <c>likely</c> at two or three, <c>perhaps</c> at one.</summary>
    public string Sureness =>
        Agreeing < Seen || Agreeing < 2 ? "perhaps"
        : Agreeing < 4 ? "likely"
        : "certain";
}

/// <summary>A stretch of the loss's text.</summary>
public readonly record struct TextSpan(int Start, int Length);

/// <summary>The worst failure made small: few digits in the point, few terms in the loss.</summary>
/// <param name="Name">The component.</param>
/// <param name="Index">Its place in the flat point.</param>
/// <param name="Point">The flat point.</param>
/// <param name="Claimed">What is claimed there.</param>
/// <param name="Measured">What is measured there.</param>
/// <param name="Bar">How sure that is.</param>
/// <param name="Loss">What is left of the loss when terms are dropped that the claim has right; null where none was.</param>
/// <param name="Claim">What is left of the claim then.</param>
/// <param name="Checks">How many checks it took to find.</param>
public sealed record Counterexample(
    string Name,
    int Index,
    ImmutableArray<double> Point,
    double Claimed,
    double Measured,
    double Bar,
    string? Loss,
    string? Claim,
    int Checks
);

/// <summary>A search of many components at once.</summary>
/// <param name="Components">How many there are.</param>
/// <param name="Checks">How many directions were measured.</param>
/// <param name="Blind">An error of a component of average size below this part of it may have gone unseen; 0 where nothing tells.</param>
/// <param name="Unsettled">How many components lie in parts in which something is wrong that was not found.</param>
/// <param name="Seed">What chose signs and weights.</param>
/// <param name="Evaluations">How many losses it took.</param>
public sealed record Survey(int Components, int Checks, double Blind, int Unsettled, long Seed, long Evaluations)
{
    /// <summary>How many components are wrong, at least.</summary>
    public int Wrong { get; init; }

    /// <summary>False where the search was given up, so that there may be more.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>How many components lie in parts where the loss has kinks or edges that were not told apart.</summary>
    public int Torn { get; init; }

    /// <summary>True where the measurements confirm the symbolic derivative, and the wrong ones are those that contradict it.</summary>
    public bool IsGuided { get; init; }

    /// <summary>The worst, by name.</summary>
    public ImmutableArray<string> Worst { get; init; } = [];
}

/// <summary>An enclosure of a slope by interval arithmetic: not an estimate but a theorem.</summary>
/// <param name="Low">The slope is at least this.</param>
/// <param name="High">The slope is at most this.</param>
/// <param name="Own">What the claim may be off by its own rounding.</param>
/// <param name="How">What it rests on.</param>
public sealed record Proof(double Low, double High, double Own, string How)
{
    /// <summary>True when the claim cannot be the slope: the mismatch is a theorem.</summary>
    public bool Refutes(double claimed) => !(claimed + Own >= Low && claimed - Own <= High);

    /// <summary>What is proven, about a claim.</summary>
    public string Sentence(double claimed) =>
        double.IsInfinity(High - Low) ? $"not proven: {How}"
        : Refutes(claimed)
            ? $"proven wrong: the slope lies in [{NumberText.Of(Low)}, {NumberText.Of(High)}], the claim is {NumberText.Of(claimed)} ({How})"
        : $"proven: the slope lies in [{NumberText.Of(Low)}, {NumberText.Of(High)}], and so, but for its rounding, does the claim ({How})";
}
