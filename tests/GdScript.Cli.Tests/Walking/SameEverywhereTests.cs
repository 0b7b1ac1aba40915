using System.Diagnostics;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

/// <summary>The bits of a walk come from its text alone: not from the number of processors, their registers, or how code was compiled.</summary>
public class SameEverywhereTests
{
    /// <summary>The runtime's switches for what another machine might have.</summary>
    public static TheoryData<string> Machines =>
        [
            "DOTNET_PROCESSOR_COUNT=1",
            "DOTNET_PROCESSOR_COUNT=5",
            "DOTNET_EnableAVX512=0",
            "DOTNET_EnableAVX2=0",
            "DOTNET_EnableHWIntrinsic=0",
            "DOTNET_TieredCompilation=0",
            "DOTNET_TieredPGO=0",
        ];

    private static readonly Lazy<string> Here = new(() => Walked(""));

    [Theory, MemberData(nameof(Machines))]
    public void A_walk_has_the_same_trace_on_another_machine(string machine) => Assert.Equal(Here.Value, Walked(machine));

    [Fact]
    public void Another_walk_has_another_trace() => Assert.NotEqual(Here.Value, Walked("", rate: "0.0100000000000001"));

    /// <summary>Thirteen numbers (three fours and one), every kind of loop, a full trace and its hash.</summary>
    private static string Walked(string machine, string rate = "0.01")
    {
        var info = new ProcessStartInfo(
            ProcessTests.Host,
            [
                ProcessTests.Gds,
                "descend",
                "param x[13]; dot(x, x)^2/20 + sum(sin(3*x)) + exp(-dot(x - 1, x - 1))",
                "--from",
                "x=normal(13; scale=1, seed=7)",
                "--method",
                $"clip(1) | adam(lr=exponential({rate}, gamma=0.99)) | average",
                "-n",
                "150",
                "--detail",
                "full",
                "--json",
            ]
        );
        if (machine.Split('=') is [var name, var value])
            info.Environment[name] = value;
        using var walk = ProcessTests.Started(info);
        var text = walk.StandardOutput.ReadToEnd();
        walk.WaitForExit();
        Assert.Equal(0, walk.ExitCode);
        return text;
    }
}
