using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Cli.Tests;

/// <summary>Every file in scripts/ is a demonstration and a test: the commands in its first lines are run and compared.</summary>
public class ScriptsTests
{
    private const string Prompt = "# $ ";

    public static TheoryData<string> Files =>
        [
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "scripts"), "*.loss")
                .Select(p => Path.GetFileNameWithoutExtension(p))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public Task A_script_says_what_it_said(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "scripts", name + ".loss"));
        string[] commands = [.. lines.TakeWhile(l => l.StartsWith('#')).Where(l => l.StartsWith(Prompt, StringComparison.Ordinal))];
        Assert.NotEmpty(commands);
        var said = commands.Select(line => Command.Session(line[Prompt.Length..]));
        var settings = new VerifySettings();
        settings.UseTextForParameters(name);
        return Verify(string.Join("\n", said), settings);
    }
}
