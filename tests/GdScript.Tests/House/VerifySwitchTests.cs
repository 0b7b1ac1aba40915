using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace GdScript.Tests.House;

/// <summary>
/// The package Verify.Xunit cannot be restored everywhere, so these tests ask the build what it would take, and restore nothing.
/// </summary>
public sealed class VerifySwitchTests
{
    [Theory]
    [InlineData("GdScript.Tests")]
    [InlineData("GdScript.Cli.Tests")]
    public void By_default_a_test_project_takes_the_stand_in(string project)
    {
        var (packages, projects) = ItemsOf(project);

        Assert.DoesNotContain("Verify.Xunit", packages);
        Assert.Contains("GdScript.Snapshots", projects);
    }

    [Theory]
    [InlineData("GdScript.Tests")]
    [InlineData("GdScript.Cli.Tests")]
    public void WithVerify_takes_the_package_in_its_place(string project)
    {
        var (packages, projects) = ItemsOf(project, "-p:WithVerify=true");

        Assert.Contains("Verify.Xunit", packages);
        Assert.DoesNotContain("GdScript.Snapshots", projects);
    }

    private static (string[] Packages, string[] Projects) ItemsOf(string project, params string[] properties)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                "msbuild",
                Repository.At($"tests/{project}/{project}.csproj"),
                "-nologo",
                "-getItem:PackageReference",
                "-getItem:ProjectReference",
                .. properties,
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start) ?? throw new InvalidOperationException("The build did not start.");
        using var answer = JsonDocument.Parse(build.StandardOutput.ReadToEnd());
        var items = answer.RootElement.GetProperty("Items");
        return (Names(items.GetProperty("PackageReference")), Names(items.GetProperty("ProjectReference")));
    }

    private static string[] Names(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).Select(Name)];

    private static string Name(string identity) =>
        identity.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(identity.Replace('\\', '/')) : identity;
}
