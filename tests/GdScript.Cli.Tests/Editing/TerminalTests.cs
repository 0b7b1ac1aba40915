using Xunit;

namespace GdScript.Cli.Tests.Editing;

/// <summary>A person at <c>gds repl</c> in a real terminal: every key of the editor, one after the other.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-terminal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [TmuxFact]
    public void Every_key_does_what_it_should()
    {
        using var at = new Tmux(folder, 80, 24);
        at.Type("gds repl").Keys("Enter").Expect("1> |");
        Moving(at);
        TakingAway(at);
        Lines(at);
        Pasting(at);
        Completing(at);
        Remembering(at);
        Interrupting(at);
        at.Keys("C-d").Expect("$ |");
        at.Type("gds repl").Keys("Enter").Expect("1> |").Keys("Up").Expect("> 40 + 2|").Keys("C-c").Expect("> |").Keys("C-d").Expect("$ |");
        at.Type("stty -a | grep -o '[-]*icanon'").Keys("Enter").See("\nicanon");
    }

    [TmuxFact]
    public void A_small_window_shows_what_fits_and_survives_another_size()
    {
        using var at = new Tmux(folder, 40, 10);
        at.Type("gds repl").Keys("Enter").Expect("1> |");
        at.Type("\"a line that is longer than the window is wide \u68af\u5ea6\"").Expect("w is wide \u68af\u5ea6\"|");
        at.Resize(70, 12);
        at.Expect("1> \"a line that is longer than the window is wide \u68af\u5ea6\"|");
        at.Resize(30, 10);
        at.Expect("the window is wide \u68af\u5ea6\"|").Keys("Home").Expect("1> |\"a line that is longer tha");
        at.Keys("C-c").Expect("1> |");
        at.Paste(string.Join('\n', Enumerable.Range(1, 15).Select(i => $"// line {i}"))).Expect("// line 15|").Miss("line 5\n");
        at.Keys([.. Enumerable.Repeat("Up", 14)]).See("1> // line 1\n").Miss("line 15");
        at.Keys("C-c").See("// line 15^C").Expect("1> |").Keys("C-d").Expect("$ |");
    }

    [TmuxFact]
    public void Without_colour_there_is_none_and_on_a_dumb_terminal_no_escape_at_all()
    {
        using var at = new Tmux(folder, 80, 24);
        at.Type("NO_COLOR=1 gds repl").Keys("Enter").Expect("1> |").Type("1 + \"a\".Length").Expect("Length|");
        Assert.DoesNotMatch("\e\\[(.*;)?[34][0-7]", at.Coloured());
        at.Keys("C-c").Expect("1> |").Keys("C-d").Expect("$ |");
        at.Type("TERM=dumb gds repl").Keys("Enter").Expect("1> |");
        var heard = at.Record(Path.Combine(folder, "heard"));
        at.Type("1 + 1").Keys("Enter").See("\n2\n").Expect("2> |").Type("1 +").Keys("BSpace", "BSpace", "Enter").Expect("3> |");
        Assert.DoesNotContain('\e', heard());
        at.Keys("C-d").Expect("$ |");
    }

    private static void Moving(Tmux at)
    {
        at.Type("one two three").Expect("> one two three|").Keys("C-a").Expect("> |one two three").Keys("C-e").Expect("three|");
        at.Keys("Home").Expect("> |one").Keys("End").Expect("three|");
        at.Keys("M-b")
            .Expect("two |three")
            .Keys("C-Left")
            .Expect("one |two")
            .Keys("M-f")
            .Expect("two| three")
            .Keys("C-Right")
            .Expect("three|");
        at.Keys("Left", "Left").Expect("thr|ee").Keys("C-t").Expect("ther|e").Keys("C-_").Expect("thr|ee").Keys("Right").Expect("thre|e");
        at.Keys("C-l").Miss("gds repl").Expect("> one two thre|e");
        Assert.Single(at.Screen().Split('\n'));
        at.Keys("C-c").See("three^C").Expect("> |");
    }

    private static void TakingAway(Tmux at)
    {
        at.Type("one two three").Keys("BSpace").Expect("thre|").Keys("C-w").Expect("one two |").Keys("C-w").Expect("one |");
        at.Keys("C-y").Expect("one two thre|").Keys("C-a", "DC").Expect("> |ne two thre").Keys("C-d").Expect("> |e two thre");
        at.Keys("M-d").Expect("> | two thre").Keys("C-y", "M-y").Expect("> two thre| two thre");
        at.Keys("C-u")
            .Expect("> | two thre")
            .Keys("Right", "C-k")
            .Expect(">  |")
            .Keys("C-y")
            .Expect(">  two thre|")
            .Keys("C-u")
            .Expect("> |");
        at.Type("\u68af\u5ea6 \U0001F600 e\u0301x")
            .Expect("e\u0301x|")
            .Keys("Left", "BSpace", "BSpace", "BSpace")
            .Expect("> \u68af\u5ea6 |x");
        at.Keys("C-u", "C-k").Expect("> |");
    }

    private static void Lines(Tmux at)
    {
        at.Type("if (1 < 2) {").Keys("Enter").Expect("..     |").Type("Print(1);").Keys("M-Enter").Expect("..     |");
        at.Type("Print(2);")
            .Keys("C-j")
            .Expect("..     |")
            .Type("Print(3);")
            .Bytes("\e[13;2u")
            .Expect("..     |")
            .Type("}")
            .Expect(".. }|");
        at.Keys("Up").Expect("..  |   Print(3);").Keys("Up", "Up", "Up").Expect("> i|f (1 < 2) {");
        at.Keys("Down", "End").Expect("Print(1);|").Keys("C-j").Expect("..     |").Keys("BSpace", "BSpace").Expect("Print(1);|");
        at.Keys("Enter").Expect("> |").See("\n1\n2\n3\n");
    }

    private static void Pasting(Tmux at)
    {
        at.Paste("var p = 1;\n\tvar q = p + 1;\u0007\nPrint(p + q);\n").Expect("Print(p + q);|").See("..     var q = p + 1;\n");
        at.Keys("Enter").See("\n3\n").Expect("> |");
    }

    private static void Completing(Tmux at)
    {
        at.Type("sigm").Keys("Tab").Expect("> sigmoid(|").See("sigmoid(x)").Type("4)").Miss("sigmoid(x)").Expect("sigmoid(4)|");
        at.Keys("C-u").Expect("> |").Type("atan2(1").See("atan2(y, x)").Type(",").See("atan2(y, x)").Keys("Escape").Miss("atan2(y, x)");
        at.Keys("C-u")
            .Expect("> |")
            .Type("2*si")
            .Keys("Tab")
            .See("\n sigmoid(")
            .Expect("2*si|")
            .Type("n")
            .Miss("\n sigmoid(")
            .See("\n sinh(");
        at.Keys("BTab", "Down", "Up", "Escape").Miss("\n sinh(").Expect("2*sin|");
        at.Keys("Tab").See("\n sinh(").Keys("Tab", "Tab", "Enter").Miss("\n sinh(").Expect("2*sinh(|");
        at.Keys("C-u")
            .Expect("> |")
            .Type("#")
            .Keys("Tab")
            .See("\n #help")
            .Keys("Tab", "Tab", "BTab")
            .Type(" ")
            .Expect("> #help |")
            .Keys("C-u");
    }

    private static void Remembering(Tmux at)
    {
        at.Type("1 + 1").Keys("Enter").Expect("> |").Type("2 + 2").Keys("Enter").Expect("> |").Type("10 + 1").Keys("Enter").Expect("> |");
        at.Keys("Up").Expect("> 10 + 1|").Keys("Up").Expect("> 2 + 2|").Keys("Down", "Down").Expect("> |");
        at.Type("1").Keys("Up").Expect("> 10 + 1|").Keys("Up").Expect("> 1 + 1|").Keys("Down", "Down").Expect("> 1|").Keys("C-u");
        at.Keys("C-r")
            .Expect("history search: |")
            .Type("+ 1")
            .Expect("search: + 1|")
            .See("> 10 + 1")
            .Keys("C-r")
            .See("> 1 + 1")
            .Keys("C-g")
            .Expect("> |");
        at.Keys("C-r").Type("2 +").Expect("search: 2 +|").See("> 2 + 2").Bytes("\e").Miss("history search").Expect("> |");
        at.Keys("C-r")
            .Type("0 +")
            .Expect("search: 0 +|")
            .See("> 10 + 1")
            .Keys("Enter")
            .Miss("history search")
            .Expect("> 1|0 + 1")
            .Keys("End", "C-u")
            .Expect("> |");
    }

    private static void Interrupting(Tmux at)
    {
        at.Type("while (true) { }").Keys("Enter").Busy().Keys("C-c").Expect("> |");
        at.Type("Console.ReadLine()")
            .Keys("Enter")
            .Busy()
            .Keys("C-c")
            .Expect("> |")
            .Type("20 + 3")
            .Keys("Enter")
            .See("\n23\n")
            .Expect("> |");
        at.Type("Console.ReadLine()").Keys("Enter").Busy().Type("h\u00e9 \u68af").Keys("Enter").See("\n\"h\u00e9 \u68af\"\n").Expect("> |");
        at.Type("System.Threading.Thread.Sleep(700);")
            .Keys("Enter")
            .Busy()
            .Type("40 + 2")
            .Keys("Enter")
            .Type("hal")
            .See("\n42\n")
            .Expect("> hal|")
            .Keys("C-c")
            .Expect("> |");
        at.Type("abc").Keys("C-z").See("Stopped").Expect("$ |").Type("fg").Keys("Enter").Expect("> abc|").Keys("C-u").Expect("> |");
    }
}
