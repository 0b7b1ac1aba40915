using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>
/// What people install: the tool packed, installed from its package and run; the core packed, referenced by a program of five lines
/// and run. Packing compiles everything ahead of time, so these run on build servers and with <c>GDS_NIGHTLY=1</c>.
/// </summary>
public sealed class PackingTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private readonly string folder = Directory.CreateTempSubdirectory("gds-packed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PackingFact]
    public void The_tool_installs_from_its_package_and_runs()
    {
        Dotnet(
            Repository.Root,
            "pack",
            "src/GdScript.Cli",
            "-c",
            "Release",
            "-o",
            Packages,
            Artifacts,
            $"-p:ToolMachines={RuntimeInformation.RuntimeIdentifier}"
        );
        Configure();
        Dotnet(folder, "tool", "install", "GdScript.Tool", "--version", "0.1.0", "--tool-path", Path.Combine(folder, "tools"));
        var gds = Path.Combine(folder, "tools", "gds");
        Assert.Equal("d/dx = x/10\nd/dy = 2*y\n", Ran(folder, gds, "diff", "x^2/20 + y^2"));
        File.WriteAllText(Path.Combine(folder, "loss.csx"), "double Loss(double x) => x * x; Print(Grad(Loss, 3));\n");
        Assert.Contains("6", Ran(folder, gds, "loss.csx"), StringComparison.Ordinal);
        Assert.Matches(@"precompiled +yes", Ran(folder, gds, "doctor"));
    }

    [PackingFact]
    public void A_program_of_five_lines_reads_a_formula_takes_its_gradient_and_descends()
    {
        Dotnet(Repository.Root, "pack", "src/GdScript", "-c", "Release", "-o", Packages, Artifacts);
        Configure();
        var program = Directory.CreateDirectory(Path.Combine(folder, "program")).FullName;
        File.WriteAllText(
            Path.Combine(program, "program.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GdScript" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """
        );
        File.WriteAllText(Path.Combine(program, "Program.cs"), Program());
        Dotnet(program, "build", "-c", "Release", "-o", Path.Combine(folder, "out"));
        Assert.Equal(
            "4.9516065551694964E-05 at 0.01843577176235285, -0.00570282224236532\n",
            Ran(folder, "dotnet", Path.Combine(folder, "out", "program.dll"))
        );
        Assert.Contains(
            "The gradient is a formula too",
            File.ReadAllText(
                Directory.GetFiles(Path.Combine(folder, "packages", "gdscript"), "GdScript.xml", SearchOption.AllDirectories)[0]
            ),
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>The program that the page shows under "In a program of your own".</summary>
    private static string Program()
    {
        var page = Page.Text("scripts/programs.md");
        var start = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private string Packages => Path.Combine(folder, "feed");

    /// <summary>What packing makes goes aside: other tests read what the build left in its own folders.</summary>
    private string Artifacts => $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}";

    /// <summary>Packages come from here, and what they depend on from those that this machine has already.</summary>
    private void Configure()
    {
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
              <packageSources><clear /><add key="here" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="known" value="{known}" /></fallbackPackageFolders>
            </configuration>
            """
        );
    }

    private static void Dotnet(string at, params string[] words) => Ran(at, "dotnet", words);

    private static string Ran(string at, string program, params string[] words)
    {
        var info = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = at,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Longest))
            process.Kill(entireProcessTree: true);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}\n{output.Result}{error.Result}");
        return output.Result;
    }
}

/// <summary>A test that packs: on build servers and at night.</summary>
internal sealed class PackingFactAttribute : FactAttribute
{
    public PackingFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true" && Environment.GetEnvironmentVariable("GDS_NIGHTLY") is not "1")
            Skip = "packing takes a minute: CI=true or GDS_NIGHTLY=1 asks for it";
    }
}
