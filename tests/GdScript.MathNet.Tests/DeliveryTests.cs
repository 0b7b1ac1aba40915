using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace GdScript.MathNet.Tests;

/// <summary>The package cannot be restored everywhere, so these tests ask the build what it would take, and restore nothing.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public void By_default_nothing_of_MathNet_Symbolics_is_taken() => Assert.DoesNotContain("MathNet.Symbolics", Packages());

    [Fact]
    public void WithMathNet_takes_the_package() => Assert.Contains("MathNet.Symbolics", Packages("-p:WithMathNet=true"));

    [Fact]
    public void Nothing_is_compiled_against_it() =>
        Assert.DoesNotContain(
            typeof(MathNetEngine).Assembly.GetReferencedAssemblies(),
            name => name.Name is "MathNet.Symbolics" or "FSharp.Core" or "FParsec"
        );

    private static string[] Packages(params string[] properties)
    {
        // …/tests/GdScript.MathNet.Tests/bin/Debug/net10.0/
        var top = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var project = Path.Combine(top, "src", "GdScript.MathNet", "GdScript.MathNet.csproj");
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["msbuild", project, "-nologo", "-getItem:PackageReference", "-getItem:PackageVersion", .. properties]
        )
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start) ?? throw new InvalidOperationException("The build did not start.");
        using var answer = JsonDocument.Parse(build.StandardOutput.ReadToEnd());
        var items = answer.RootElement.GetProperty("Items").GetProperty("PackageReference");
        return [.. items.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
