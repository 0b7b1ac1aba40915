using GdScript.Cli.Editing.Terminals;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Terminals;

/// <summary>The keys of .NET are our keys.</summary>
public sealed class ConsoleTerminalTests
{
    [Theory]
    [InlineData('a', ConsoleKey.A, ConsoleModifiers.None, "a")]
    [InlineData('A', ConsoleKey.A, ConsoleModifiers.Shift, "A")]
    [InlineData('\u0001', ConsoleKey.A, ConsoleModifiers.Control, "<C-a>")]
    [InlineData('b', ConsoleKey.B, ConsoleModifiers.Alt, "<A-b>")]
    [InlineData('@', ConsoleKey.Q, ConsoleModifiers.Alt | ConsoleModifiers.Control, "<A-C-q>")]
    [InlineData('{', ConsoleKey.Oem1, ConsoleModifiers.Alt | ConsoleModifiers.Control, "{")]
    [InlineData('\u001f', ConsoleKey.OemMinus, ConsoleModifiers.Control, "<C-_>")]
    [InlineData('\r', ConsoleKey.Enter, ConsoleModifiers.None, "<Enter>")]
    [InlineData('\r', ConsoleKey.Enter, ConsoleModifiers.Shift, "<S-Enter>")]
    [InlineData('\t', ConsoleKey.Tab, ConsoleModifiers.Shift, "<S-Tab>")]
    [InlineData('\0', ConsoleKey.LeftArrow, ConsoleModifiers.Control, "<C-Left>")]
    [InlineData('\0', ConsoleKey.F5, ConsoleModifiers.None, "<Other>")]
    [InlineData('\u4e2d', ConsoleKey.None, ConsoleModifiers.None, "\u4e2d")]
    public void A_key_is_a_key(char letter, ConsoleKey key, ConsoleModifiers held, string ours) =>
        Assert.Equal(
            Keys.Of(ours).Single(),
            ConsoleTerminal.Of(
                new ConsoleKeyInfo(
                    letter,
                    key,
                    held.HasFlag(ConsoleModifiers.Shift),
                    held.HasFlag(ConsoleModifiers.Alt),
                    held.HasFlag(ConsoleModifiers.Control)
                )
            )
        );
}
