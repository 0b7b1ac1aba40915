using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>If the rule of one op were wrong, would the checker say so? For every op that has a slope, in several ways of being wrong.</summary>
public class PlantedRuleTests
{
    public static TheoryData<Op> Ops => [.. EveryOp.WithArguments.Where(HasSlope)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_right_rule_stands(Op op)
    {
        var (loss, point) = EveryOp.Loss(op);
        Assert.False(Check.Gradient(loss, null, point).Fails);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void A_wrong_rule_is_caught_and_its_component_named(Op op)
    {
        var (loss, point) = EveryOp.Loss(op);
        var right = Plain.At(Gradient.Of(loss), point)[1..];
        var i = Array.FindIndex(right, g => g != 0);
        // Over rows a second tier takes seconds: the fast set has two of the six, GDS_NIGHTLY=1 all.
        var many = op.Family() != Family.Rows || Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";
        foreach (var wrong in many ? Mistakes : Mistakes[..2])
        {
            var claimed = right.ToArray();
            claimed[i] = wrong(right[i]);
            var report = Check.Gradient(loss, new Claim.Numbers(claimed), point);
            Assert.True(report.Fails, $"{op}: {claimed[i]} for {right[i]}");
            Assert.Equal([loss.ElementNames.ElementAt(i)], report.Components.Where(c => c.Verdict.Fails).Select(c => c.Name));
        }
    }

    private static readonly Func<double, double>[] Mistakes = [g => g * (1 + 1e-5), g => -g, g => 2 * g, g => g / 2, g => 0, g => g + 1];

    private static bool HasSlope(Op op)
    {
        var (loss, point) = EveryOp.Loss(op);
        return Plain.At(Gradient.Of(loss), point)[1..].Any(g => g != 0);
    }
}
