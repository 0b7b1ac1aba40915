using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Cli.Tests;

/// <summary>Every file in scripts/ is a demonstration and a test: the commands in its first lines are run and compared.</summary>
public class ScriptsTests
{
    /// <summary>Formulas comment with '#', C# with '//'; a command stands behind "$ ".</summary>
    private static readonly string[] Prompts = ["# $ ", "// $ "];

    public static TheoryData<string> Files =>
        [
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "scripts"))
                .Where(p => Path.GetExtension(p) is ".loss" or ".csx")
                .Select(p => Path.GetFileName(p))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public Task A_script_says_what_it_said(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "scripts", name));
        var prompt = Prompts.Single(p => lines[0].StartsWith(p[..1], StringComparison.Ordinal));
        string[] commands =
        [
            .. lines
                .TakeWhile(l => l.StartsWith(prompt[..1], StringComparison.Ordinal))
                .Where(l => l.StartsWith(prompt, StringComparison.Ordinal))
                .Select(l => l[prompt.Length..]),
        ];
        Assert.NotEmpty(commands);
        var said = commands.Select(Command.Session);
        var settings = new VerifySettings();
        settings.UseTextForParameters(Path.GetExtension(name) == ".loss" ? Path.GetFileNameWithoutExtension(name) : name.Replace('.', '-'));
        return Verify(string.Join("\n", said), settings);
    }
}
