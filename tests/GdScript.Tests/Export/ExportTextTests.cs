using GdScript.Export;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using GdScript.Text;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Tests.Export;

/// <summary>What is written of a loss in another tongue.</summary>
public class ExportTextTests
{
    public static TheoryData<Target> Every => [.. Targets.All];

    /// <summary>SQL has no arrays.</summary>
    public static TheoryData<Target> WithArrays => [.. Targets.All.Where(t => t != Target.Sql)];

    [Theory]
    [MemberData(nameof(WithArrays))]
    public Task A_loss_reads_as_a_person_would_write_it(Target target)
    {
        var settings = new VerifySettings();
        settings.UseTextForParameters(target.Name());
        var loss = FormulaText
            .Parse(
                "param W[2,3], b[3], α\nx = [0.6, -0.9]\nz = x*W + b\np = softmax(z)\nwhere(α > 0, log(α), -α)^2 - log(p[2] + 1e-7) + sum(z.^2)/20"
            )
            .Value;
        return Verify(ExportText.Of(loss, target).Value, settings);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_target_has_words_for_an_operation_or_says_that_it_has_none(Target target)
    {
        foreach (var op in EveryOp.WithArguments)
        {
            var (loss, _) = EveryOp.Loss(op);
            var said = ExportText.Of(loss, target, new() { Hessian = true });
            if (said.Is(out var text, out var problem))
                Assert.NotEmpty(text);
            else
                Assert.True(
                    problem.What.Contains($"'{op.Text()}", StringComparison.Ordinal)
                        || problem.What.Contains("arrays", StringComparison.Ordinal),
                    problem.What
                );
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_target_is_found_by_its_name(Target target) => Assert.Equal(target, Targets.Find(target.Name()));
}
