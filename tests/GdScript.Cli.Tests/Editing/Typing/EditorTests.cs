using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Typing;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Typing;

/// <summary>What each key does, as a table: a text with its caret (<c>|</c>), keys, the text after them.</summary>
public sealed class EditorTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";

    [Theory]
    // motions
    [InlineData("abc|", "<C-a>", "|abc")]
    [InlineData("ab\ncd|", "<C-a>", "ab\n|cd")]
    [InlineData("|ab\ncd", "<C-e>", "ab|\ncd")]
    [InlineData("|ab\ncd", "<End><Right>", "ab\n|cd")]
    [InlineData("ab\n|cd", "<Left>", "ab|\ncd")]
    [InlineData("a|b", "<C-b><C-b>", "|ab")]
    [InlineData("a|b", "<C-f><C-f>", "ab|")]
    [InlineData("f(alpha, beta_2)|", "<A-b>", "f(alpha, |beta_2)")]
    [InlineData("f(alpha, beta_2)|", "<A-b><C-Left>", "f(|alpha, beta_2)")]
    [InlineData("|f(alpha, beta)", "<A-f><C-Right><A-Right>", "f(alpha, beta|)")]
    [InlineData("a b|\nc", "<C-Home>", "|a b\nc")]
    [InlineData("a| b\nc", "<C-End>", "a b\nc|")]
    [InlineData("long line\nab\nlonger l|ine", "<Up><Up>", "long lin|e\nab\nlonger line")]
    [InlineData("long line\nab\nlonger l|ine", "<Up>", "long line\nab|\nlonger line")]
    [InlineData("long lin|e\nab\nlonger line", "<C-n><C-n>", "long line\nab\nlonger l|ine")]
    [InlineData("\u68af\u5ea6|\nabcdef", "<Down>", "\u68af\u5ea6\nabcd|ef")]
    [InlineData("abc|def\n\u68af\u5ea6", "<Down>", "abcdef\n\u68af|\u5ea6")]
    [InlineData("a" + Family + "|b", "<Left>", "a|" + Family + "b")]
    [InlineData("e\u0301|x", "<Left>", "|e\u0301x")]
    // taking away
    [InlineData("abc|", "<Backspace>", "ab|")]
    [InlineData("|abc", "<Delete>", "|bc")]
    [InlineData("|abc", "<C-d>", "|bc")]
    [InlineData("abc|", "<C-d>", "abc|")]
    [InlineData("ab|\ncd", "<Delete>", "ab|cd")]
    [InlineData("ab\n|cd", "<Backspace>", "ab|cd")]
    [InlineData("a" + Family + "|b", "<Backspace>", "a|b")]
    [InlineData("\u4e2d\u6587|", "<C-h>", "\u4e2d|")]
    [InlineData("{\n        |x", "<Backspace>", "{\n    |x")]
    [InlineData("{\n      |x", "<Backspace>", "{\n    |x")]
    // kills
    [InlineData("ab| cd\nef", "<C-k>", "ab|\nef")]
    [InlineData("ab| cd\nef", "<C-k><C-k>", "ab|ef")]
    [InlineData("ab cd|ef", "<C-u>", "|ef")]
    [InlineData("ab\n|cd", "<C-u>", "ab|cd")]
    [InlineData("say f(x, y)|", "<C-w>", "say f(x, |")]
    [InlineData("say f(x, y)|", "<A-Backspace>", "say f(x, |")]
    [InlineData("say |alpha beta", "<A-d>", "say | beta")]
    [InlineData("one two three|", "<C-w><C-w><C-y>", "one two three|")]
    [InlineData("|one two three", "<A-d><A-d><End><C-y>", " threeone two|")]
    [InlineData("a b|", "<C-w><Left><C-u><End><C-y>", " a|")]
    [InlineData("one two|", "<C-w><Home><C-k><C-y><A-y>", "two|")]
    [InlineData("one two|", "<C-w><Home><C-k><C-y><A-y><A-y>", "one |")]
    [InlineData("one|", "<C-w><C-y><C-y>", "oneone|")]
    [InlineData("|", "<C-y>", "|")]
    // changing places, undoing
    [InlineData("ab|cd", "<C-t>", "acb|d")]
    [InlineData("abcd|", "<C-t>", "abdc|")]
    [InlineData("|ab", "<C-t>", "|ab")]
    [InlineData("a" + Family + "|", "<C-t>", Family + "a|")]
    [InlineData("|", "abc<C-_>", "|")]
    [InlineData("|", "abc def<C-_>", "abc|")]
    [InlineData("|", "abc<Left>d<C-_><C-_>", "|")]
    [InlineData("abc|", "<C-u>xy<C-_><C-_>", "abc|")]
    [InlineData("abc|", "<C-_>", "abc|")]
    // lines
    [InlineData("if (x) {|", "<Enter>", "if (x) {\n    |")]
    [InlineData("if (x) {|}", "<Enter>", "if (x) {\n    |\n}")]
    [InlineData("{\n    f(|)", "<Enter>", "{\n    f(\n        |\n    )")]
    [InlineData("{\n    a;|", "<C-j>b;<A-Enter>c;", "{\n    a;\n    b;\n    c;|")]
    [InlineData("{\n    a;|", "<S-Enter>}", "{\n    a;\n}|")]
    [InlineData("a|b", "<C-j>", "a\n|b")]
    [InlineData("{\n|", "<Tab>x", "{\n    x|")]
    [InlineData("{\n  |", "<Tab>x", "{\n    x|")]
    [InlineData("{\n      x|", "<S-Tab>", "{\n    x|")]
    [InlineData("{\n    x|", "<S-Tab><S-Tab>", "{\nx|")]
    [InlineData("a|b", "}", "a}|b")]
    [InlineData("a|b", "<C-s><C-q><A-x><Other>", "a|b")]
    public void A_key_does_what_it_does_everywhere(string before, string keys, string after) =>
        Assert.Equal(after, Shown(Press(before, keys)));

    [Fact]
    public void Enter_submits_what_is_complete_wherever_the_caret_is()
    {
        Assert.Equal(new Reading.Entered("1 + 1"), Press("1| + 1", "<Enter>", complete: true).Done);
        Assert.Null(Press("1 +|", "<Enter>").Done);
        Assert.Null(Press("1 + 1|", "<C-j>", complete: true).Done);
    }

    [Fact]
    public void Two_empty_lines_insist_on_an_answer()
    {
        Assert.Equal(new Reading.Entered("f("), Press("f(|", "<Enter><Enter><Enter>").Done);
        Assert.Null(Press("f(|", "<Enter><Enter>").Done);
        Assert.Null(Press("f(|\n\n", "<Enter>").Done);
    }

    [Fact]
    public void Ctrl_C_clears_and_Ctrl_D_leaves_only_an_empty_entry()
    {
        Assert.IsType<Reading.Cleared>(Press("abc|", "<C-c>").Done);
        Assert.IsType<Reading.Cleared>(Press("|", "<C-c>").Done);
        Assert.IsType<Reading.Left>(Press("|", "<C-d>").Done);
        Assert.Null(Press(" |", "<C-d>").Done);
        Assert.IsType<Reading.Left>(Press("abc|", "<Hangup>").Done);
    }

    [Fact]
    public void The_screen_is_cleared_and_the_process_stopped_by_whoever_can()
    {
        Assert.Equal(Effect.ClearScreen, Press("abc|", "<C-l>").Effect);
        Assert.Equal(Effect.Suspend, Press("abc|", "<C-z>").Effect);
        Assert.Equal(Effect.Nothing, Press("abc|", "<C-z>a").Effect);
    }

    [Theory]
    [InlineData("a\tb\r\n\tc\rd\n\n", "a   b\n    c\nd\n|")]
    [InlineData("x\e[31m\0\u0007\u009b2J\u202e\u2066y", "x[31m2Jy|")]
    [InlineData("\u4e2d\u6587 " + Family, "\u4e2d\u6587 " + Family + "|")]
    [InlineData("print(1)\nprint(2)\n", "print(1)\nprint(2)|")]
    public void A_pasted_block_is_text_and_never_submits(string block, string after)
    {
        var pasted = Editor.Press(Read("|"), Key.Paste(block), Near(complete: true));
        Assert.Null(pasted.Done);
        Assert.Equal(after, Shown(pasted));
        Assert.Equal("|", Shown(Editor.Press(pasted, Key.Ctrl('_'), Near())));
    }

    [Fact]
    public void A_line_end_stays_where_a_block_is_put_between_lines() =>
        Assert.Equal("a\nb\n|c", Shown(Editor.Press(Read("a\n|c"), Key.Paste("b\n"), Near())));

    [Theory]
    [InlineData("|", "<Up>", "grad f|")]
    [InlineData("|", "<Up><Up>", "for {|\n  x\n}")]
    [InlineData("|", "<Up><Up><Up>", "f = 1|")]
    [InlineData("|", "<Up><Up><Up><Up><Up>", "f = 1|")]
    [InlineData("|", "<Up><Up><Down><Down><Down>", "grad f|")]
    [InlineData("dra|ft", "<C-p>", "dra|ft")]
    [InlineData("f|", "<Up>", "for {|\n  x\n}")]
    [InlineData("f|", "<Up><Up>", "f = 1|")]
    [InlineData("f|", "<Up><Up><Down>", "for {\n  x\n}|")]
    [InlineData("f|x", "<Up><Up><Down><Down>", "f|x")]
    [InlineData("f|x", "<Up><Up><C-_><C-_>", "f|x")]
    [InlineData("a\nb|", "<Up>", "a|\nb")]
    [InlineData("a\n|b", "<Up><Up>", "grad f|")]
    public void Up_and_Down_go_through_the_lines_and_then_through_what_begins_alike(string before, string keys, string after) =>
        Assert.Equal(after, Shown(Press(before, keys)));

    [Theory]
    [InlineData("dr|aft", "<C-r>x", "for {\n  |x\n}")]
    [InlineData("dr|aft", "<C-r>f", "grad |f")]
    [InlineData("dr|aft", "<C-r>f<C-r>", "|for {\n  x\n}")]
    [InlineData("dr|aft", "<C-r>f<C-r><C-r>", "|f = 1")]
    [InlineData("dr|aft", "<C-r>f<C-r><C-r><C-r>", "|f = 1")]
    [InlineData("dr|aft", "<C-r>f<C-r><C-s>", "grad |f")]
    [InlineData("dr|aft", "<C-r>f<Escape>", "dr|aft")]
    [InlineData("dr|aft", "<C-r>f<C-r><C-g>", "dr|aft")]
    [InlineData("dr|aft", "<C-r>GRAD", "dr|aft")]
    [InlineData("dr|aft", "<C-r>xy<Backspace>", "for {\n  |x\n}")]
    [InlineData("dr|aft", "<C-r>x<Backspace>", "dr|aft")]
    [InlineData("dr|aft", "<C-r>x<Enter>y", "for {\n  y|x\n}")]
    [InlineData("dr|aft", "<C-r>x<C-a>y", "for {\ny|  x\n}")]
    [InlineData("dr|aft", "<C-r>x<Enter><C-_>", "dr|aft")]
    public void A_search_finds_while_it_is_typed(string before, string keys, string after) =>
        Assert.Equal(after, Shown(Press(before, keys)));

    [Fact]
    public void What_a_search_found_is_taken_and_not_submitted()
    {
        var taken = Press("|", "<C-r>grad<Enter>", complete: true);
        Assert.Null(taken.Done);
        Assert.Null(taken.Search);
        Assert.IsType<Reading.Cleared>(Press("|", "<C-r>grad<C-c>").Done);
    }

    [Fact]
    public void A_call_asks_for_its_signature_until_the_caret_has_left_it()
    {
        var help = new SignatureHelp(["f(int x)"], 0, 0);
        Assert.Equal(Wish.Nothing, Press("f|", "g").Wish);
        var open = Press("f|", "(");
        Assert.Equal(Wish.Signature, open.Wish);
        var shown = Editor.Sign(open, open.Draft, help);
        Assert.Equal(help, shown.Signature);
        var next = Editor.Press(shown, Key.Typed("1"), Near());
        Assert.Equal((Wish.Signature, help), (next.Wish, next.Signature));
        Assert.Equal(next, Editor.Sign(next, open.Draft, null));
        Assert.Equal(help, Editor.Sign(next, next.Draft, null).Signature);
        var closed = Editor.Press(next, Key.Typed(")"), Near());
        Assert.Equal((Wish.Signature, help), (closed.Wish, closed.Signature));
        var left = Editor.Sign(closed, closed.Draft, null);
        Assert.Null(left.Signature);
        Assert.Equal(Wish.Nothing, Editor.Press(left, Key.Typed("1"), Near()).Wish);
        Assert.Null(Editor.Press(shown, Keys.Named("Escape"), Near()).Signature);
        Assert.Equal(Wish.Signature, Press("f|", "(1").Wish);
    }

    [Fact]
    public void Any_keys_leave_the_caret_between_clusters_and_undo_brings_everything_back()
    {
        string[] strokes =
        [
            .. "a e\u0301 \u0301 \u200d \U0001F600 \U0001F1E9 \U0001F1EA \u1100 \u1161 \u11a8 \u0915 \u094d \u0600 ( }".Split(' '),
            " ",
            .. "<Left> <Left> <Right> <Up> <Down> <Home> <C-j> <Backspace> <Delete> <C-k> <C-w> <A-d> <C-y> <A-y> <C-t> <S-Tab> <A-b> <C-Right>".Split(
                ' '
            ),
        ];
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var state = Read("start|");
            for (var step = 0; step < 60; step++)
            {
                state = Editor.Press(state, Keys.Of(strokes[random.Next(strokes.Length)]).First(), Near());
                var boundaries = System.Globalization.StringInfo.ParseCombiningCharacters(state.Draft.Text);
                Assert.True(
                    state.Draft.Caret == state.Draft.Text.Length || boundaries.Contains(state.Draft.Caret),
                    $"seed {seed} step {step}: {Shown(state)}"
                );
            }
            for (var i = 0; i < 100; i++)
                state = Editor.Press(state, Key.Ctrl('_'), Near());
            Assert.Equal("start", state.Draft.Text);
        }
    }

    private static readonly string[] Past = ["f = 1", "for {\n  x\n}", "grad f"];

    internal static Surroundings Near(bool complete = false) => new(Past, _ => complete, 80, 24);

    internal static EditState Read(string marked)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        return new() { Draft = new(marked.Remove(caret, 1), caret) };
    }

    internal static string Shown(EditState state) => state.Draft.Text.Insert(state.Draft.Caret, "|");

    private static EditState Press(string before, string keys, bool complete = false) =>
        Keys.Of(keys).Aggregate(Read(before), (state, key) => Editor.Press(state, key, Near(complete)));
}
