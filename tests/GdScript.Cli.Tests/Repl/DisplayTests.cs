using System.Text;
using GdScript.Cli.Edge;
using GdScript.Cli.Repl;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>Values on a terminal: what they hold never steers it.</summary>
public class DisplayTests
{
    public static TheoryData<object> Steering =>
        [
            "a\u001b[2Jb\u009b31m",
            '\u001b',
            new Rune('\u001b'),
            new StringBuilder("a\u001b[2J\u202eb"),
            new InvalidOperationException("a\u0007b"),
            new Named("\u001b]0;title\u0007"),
            new[] { new Named("\u001bc"), new Named("\u0085") },
            new Dictionary<string, Named> { ["\u001b[m"] = new("\u001b[m"), ["b"] = new("") },
        ];

    [Theory]
    [MemberData(nameof(Steering), DisableDiscoveryEnumeration = true)]
    public void A_value_never_steers_the_terminal(object value) =>
        Assert.DoesNotContain(Display.Of(value), c => c is not '\n' && Visible.Steers(c));

    [Fact]
    public void A_text_of_several_lines_keeps_them() => Assert.Equal("one\ntwo\tthree", Display.Of(new Named("one\r\ntwo\tthree")));

    [Fact]
    public void What_is_taken_back_and_what_was_typed_is_shown_and_not_obeyed()
    {
        var said = Command.RunWith("var s = \"\u001b[2J\";\n#history\n#undo", "repl");
        Assert.Equal("var s = \"\\u001B[2J\";\ntook back: var s = \"\uFFFD[2J\";\n", said.Out);
    }

    private sealed class Named(string name)
    {
        public override string ToString() => name;
    }
}
