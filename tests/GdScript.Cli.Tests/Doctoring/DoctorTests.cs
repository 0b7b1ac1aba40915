using GdScript.Cli.Doctoring;
using GdScript.Cli.Tests.Commands;
using GdScript.Kernels;
using GdScript.MathNet;
using Xunit;

namespace GdScript.Cli.Tests.Doctoring;

public class DoctorTests
{
    public static TheoryData<string> Formulas => [.. KnownBits.Known.Select(k => k.Formula)];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Every_way_to_run_a_formula_gives_the_bits_that_were_written_down(string formula)
    {
        var known = KnownBits.Known.Single(k => k.Formula == formula).Digest;
        Assert.Equal($"{formula} 0x{known:x16}", $"{formula} 0x{KnownBits.Digest(formula, Tier.Interpreter):x16}");
        Assert.Equal($"{formula} 0x{known:x16}", $"{formula} 0x{KnownBits.Digest(formula, Tier.Il):x16}");
    }

    [Fact]
    public void A_last_bit_somewhere_is_another_digest() =>
        Assert.NotEqual(KnownBits.Digest("x + 1", Tier.Interpreter), KnownBits.Digest("x + 1.0000000000000002", Tier.Interpreter));

    [Fact]
    public void The_doctor_names_what_it_looked_at_and_says_how_it_is()
    {
        var said = Command.Run("doctor");
        Assert.Equal((0, ""), (said.Exit, said.Err));
        foreach (var name in new[] { "version", "runtime", "vectors", "bits", "cache", "dotnet", "locale", "MathNet.Symbolics" })
            Assert.Contains($" {name} ", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("\nall is well\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_engine_is_found_or_missed_with_a_way_to_it()
    {
        var (found, missed) = (
            Examination.Engine(MathNetEngine.Where(EngineTests.Fake)),
            Examination.Engine(MathNetEngine.Where("nowhere"))
        );

        Assert.Equal((Health.Well, Path.Combine(EngineTests.Fake, "MathNet.Symbolics.dll")), (found.Health, found.Said));
        Assert.Equal((Health.Missing, "not found"), (missed.Health, missed.Said));
        Assert.StartsWith("for --engine mathnet: build gds with -p:WithMathNet=true", missed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void For_a_program_each_finding_is_an_object()
    {
        var answer = Command.Json("doctor");
        Assert.True(answer.GetProperty("well").GetBoolean());
        Assert.Contains(
            answer.GetProperty("findings").EnumerateArray(),
            f =>
                f.GetProperty("name").GetString() == "cache"
                && f.GetProperty("found").GetString()!.StartsWith(Command.Cache, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_trouble()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(Health.Ill, Examination.Cache(Path.Combine(file, "below-a-file")).Health);
            Assert.Equal(Health.Well, Examination.Cache(Path.Combine(Command.Cache, "not-there-yet", "v1")).Health);
            Assert.Equal(Health.Missing, Examination.Cache(null).Health);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
