using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>A slope that was only measured, because the loss has no formula.</summary>
/// <param name="Name">The element of the point.</param>
/// <param name="Point">Where.</param>
/// <param name="What">What was found.</param>
public sealed record MeasuredSlope(string Name, ImmutableArray<double> Point, Measured What)
{
    public override string ToString() =>
        What switch
        {
            Measured.Smooth m => $"{NumberText.Of(m.Slope.Value)} ± {Short(m.Slope.Bar)}",
            Measured.OneSided m =>
                $"{NumberText.Of(m.Slope.Value)} ± {Short(m.Slope.Bar)} from the {(m.Side == Side.Left ? "left" : "right")}",
            Measured.Kink m => $"{NumberText.Of(m.Left.Value)} from the left, {NumberText.Of(m.Right.Value)} from the right",
            Measured.Singular m => m.Why,
            Measured.Undefined => "the loss is not finite here",
            Measured.Unresolved m => m.Why,
            Measured.Unsteady => "the same point gives different losses",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Short(double bar) => bar.ToString("0.#e-0", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Whether a gradient agrees with independent measurements. It prints as <c>gds check</c> says it.</summary>
public sealed class LossCheck
{
    private readonly string title;

    internal LossCheck(string title, CheckReport? report, ImmutableArray<MeasuredSlope> measured) =>
        (this.title, Report, Measured) = (title, report, measured);

    /// <summary>The worst verdict in a word: <c>match</c>, <c>mismatch</c>, <c>kink-valid</c>; <c>measured</c> where there was nothing to compare with.</summary>
    public string Verdict => Report?.Word ?? "measured";

    /// <summary>False when something is wrong with the gradient.</summary>
    public bool Passed => Report is { Fails: false };

    /// <summary>The whole report; null for a loss without a formula.</summary>
    public CheckReport? Report { get; }

    /// <summary>The measured slopes of a loss without a formula.</summary>
    public ImmutableArray<MeasuredSlope> Measured { get; }

    /// <summary>Ends the script with exit code 1, the report on stderr, when the check did not pass; else gives the check back.</summary>
    /// <exception cref="ProblemException">It did not pass.</exception>
    public LossCheck OrFail()
    {
        if (Passed)
            return this;
        Console.Error.WriteLine(ToString());
        var what = Report is null ? "was only measured: there is no formula to check" : $"does not pass its check: {Verdict}";
        throw new ProblemException(new("GDS4010", ProblemKind.Check, $"the gradient of '{title}' {what}"));
    }

    public override string ToString() =>
        Report is { } report
            ? CheckText.Of(report).TrimEnd('\n')
            : "measured: the loss has no formula to compare with\n\n"
                + Answers.Table([
                    ["component", "numeric"],
                    .. Measured.Select(m => new[] { m.Name, m.ToString() }),
                ]);
}
