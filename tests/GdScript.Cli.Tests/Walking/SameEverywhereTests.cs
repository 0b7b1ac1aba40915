using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
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

    /// <summary>What the loops over rows are made of changes most with these; the last machine makes no code at run time.</summary>
    public static TheoryData<string> RowMachines =>
        ["DOTNET_EnableAVX512=0", "DOTNET_EnableAVX2=0", "DOTNET_EnableHWIntrinsic=0", NoDynamicCode];

    private const string NoDynamicCode = "no dynamic code";

    private static readonly Lazy<string> OverRowsHere = new(() => WalkedOverRows(""));

    [Theory, MemberData(nameof(RowMachines))]
    public void A_walk_over_rows_has_the_same_trace_on_another_machine(string machine) =>
        Assert.Equal(OverRowsHere.Value, WalkedOverRows(machine));

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
        return Output(info, machine);
    }

    /// <summary>12,000 rows, so that the first step is compiled already, and a tail that fills no register.</summary>
    private static string WalkedOverRows(string machine)
    {
        var folder = Directory.CreateTempSubdirectory("gds-rows-");
        try
        {
            var (rows, config) = (Path.Combine(folder.FullName, "rows.csv"), Path.Combine(folder.FullName, "gds.runtimeconfig.json"));
            File.WriteAllLines(
                rows,
                Enumerable
                    .Range(0, 12_007)
                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 997 * 0.004},{Math.Round(Math.Cos(i), 4)}"))
                    .Prepend("t,y")
            );
            File.WriteAllText(config, machine == NoDynamicCode ? WithoutDynamicCode() : "{}");
            string[] run = machine == NoDynamicCode ? ["exec", "--runtimeconfig", config] : [];
            var info = new ProcessStartInfo(
                ProcessTests.Host,
                [
                    .. run,
                    ProcessTests.Gds,
                    "descend",
                    "(a*exp(-b*t) + sin(c*t) - y)^2 + softplus(c*y) + erf(b*t)*tanh(a)",
                    "--data",
                    rows,
                    "--from",
                    "a=2,b=0.5,c=0.25",
                    "--method",
                    "adam(lr=0.05)",
                    "-n",
                    "8",
                    "--detail",
                    "full",
                    "--json",
                    "--no-check",
                ]
            );
            return Output(info, machine).Replace(rows, "rows.csv", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WithoutDynamicCode()
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(ProcessTests.Gds, ".runtimeconfig.json")))!;
        var options = config["runtimeOptions"]!.AsObject();
        var properties = options["configProperties"]?.AsObject() ?? [];
        properties["System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported"] = false;
        options["configProperties"] = properties.Parent is null ? properties : properties.DeepClone();
        return config.ToJsonString();
    }

    private static string Output(ProcessStartInfo info, string machine)
    {
        if (machine.Split('=') is [var name, var value])
            info.Environment[name] = value;
        using var walk = ProcessTests.Started(info);
        var text = walk.StandardOutput.ReadToEnd();
        walk.WaitForExit();
        Assert.Equal(0, walk.ExitCode);
        return text;
    }
}
