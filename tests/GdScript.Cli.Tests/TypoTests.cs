using GdScript.Tests.Text;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The command line suggests by the one suggester, against the words that it has today.</summary>
public sealed class TypoTests
{
    [Fact]
    public void Slips_in_commands_and_options_are_understood()
    {
        Typo[] typos = [.. Typos.All.Where(t => t.Tongue is Tongue.Command or Tongue.CommandOption)];
        var wrong = typos.Where(t => !Understood(t)).Select(t => $"{t.Of} {t.Typed}: {t.Meant}").ToArray();

        Assert.True(wrong.Length * 20 <= typos.Length, $"{wrong.Length} of {typos.Length}\n{string.Join('\n', wrong)}");
    }

    private static bool Understood(Typo typo)
    {
        string[] args = typo.Tongue == Tongue.Command ? [typo.Typed] : [typo.Of, "x^2", typo.Typed, "1"];
        if (typo.Of == "run")
            args = ["run", typo.Typed, "x.csx"];
        return Command.Run(args).Err.Contains($"did you mean '{typo.Meant}'?", StringComparison.Ordinal);
    }
}
