using System.Collections.Immutable;
using System.Diagnostics;

namespace GdScript.Checking;

/// <summary>A direction in which a claim at a kink goes farther than the loss does on any side.</summary>
/// <param name="Direction">A number for every number of the point; the largest is 1.</param>
/// <param name="Claimed">The slope that the claim gives along it.</param>
/// <param name="Steepest">The largest slope along it that there is around the point.</param>
public sealed record Excess(ImmutableArray<double> Direction, double Claimed, double Steepest);

/// <summary>What a check says about one partial derivative at one point.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>Claim and measurement agree within an error bar that is small enough.</summary>
    /// <param name="Digits">How many decimal digits the agreement is good for.</param>
    public sealed record Match(int Digits) : Verdict;

    /// <summary>The claim lies outside the error bar: it is wrong.</summary>
    public sealed record Mismatch(string Why) : Verdict;

    /// <summary>They agree, but the error bar is too wide to call it a match.</summary>
    public sealed record Inconclusive(int Digits, string Why) : Verdict;

    /// <summary>The loss has a kink here and the claim lies between its one-sided slopes: a valid subgradient.</summary>
    public sealed record KinkValid(double Left, double Right) : Verdict;

    /// <summary>The loss has a kink here and the claim is none of its generalized gradients.</summary>
    public sealed record KinkInvalid(double Left, double Right) : Verdict
    {
        /// <summary>Where each component lies between its one-sided slopes: a direction in which all of them together go too far.</summary>
        public Excess? Along { get; init; }
    }

    /// <summary>There is no slope to compare with: a jump, a cusp, a vertical tangent.</summary>
    public sealed record NotDifferentiable(string Why) : Verdict;

    /// <summary>The loss ends here; the claim agrees with the slope of the side that exists.</summary>
    public sealed record OneSided(int Digits, Side Side) : Verdict;

    /// <summary>The loss itself is not finite at the point.</summary>
    public sealed record Undefined(string Why) : Verdict;

    /// <summary>The same point gave two different losses.</summary>
    public sealed record NonDeterministic(double First, double Second) : Verdict;

    /// <summary>The verdict as JSON and tables name it.</summary>
    public string Word =>
        this switch
        {
            Match => "match",
            Mismatch => "mismatch",
            Inconclusive => "inconclusive",
            KinkValid => "kink-valid",
            KinkInvalid => "kink-invalid",
            NotDifferentiable => "not-differentiable",
            OneSided => "one-sided",
            Undefined => "undefined",
            NonDeterministic => "non-deterministic",
            _ => throw new UnreachableException(),
        };

    /// <summary>Agreement in decimal digits; 0 where there is none to speak of.</summary>
    public int AgreedDigits =>
        this switch
        {
            Match v => v.Digits,
            Inconclusive v => v.Digits,
            OneSided v => v.Digits,
            _ => 0,
        };

    /// <summary>The claim stands: a match, a valid subgradient at a kink, a match on the one side there is.</summary>
    public bool Stands => this is Match or KinkValid or OneSided;

    /// <summary>The claim is wrong.</summary>
    public bool Fails => this is Mismatch or KinkInvalid;

    /// <summary>The worst first: what a person must look at before anything else.</summary>
    public int Rank =>
        this switch
        {
            Mismatch => 0,
            KinkInvalid => 1,
            NonDeterministic => 2,
            Undefined => 3,
            NotDifferentiable => 4,
            Inconclusive => 5,
            KinkValid => 6,
            OneSided => 7,
            Match => 8,
            _ => throw new UnreachableException(),
        };
}
