using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Screens;
using GdScript.Cli.Editing.Typing;
using GdScript.Text;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Screens;

/// <summary>
/// The law of the screen: whatever keys are pressed, what the terminal shows after all the small changes is what it would show if
/// everything were drawn anew, the cursor stands at the caret, and what stood above stands there still.
/// </summary>
public sealed class PainterTests
{
    private static readonly int Walks = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 5_000 : 120;

    private static readonly string[] Strokes =
    [
        .. "a b ( ) { } [ , . ; \" \u68af \u5ea6 e\u0301 \U0001F600 \U0001F468\u200D\U0001F469\u200D\U0001F467 \u0301 \uFF21 x1 long_word_of_letters".Split(
            ' '
        ),
        " ",
        "<Left>",
        "<Left>",
        "<Right>",
        "<Up>",
        "<Down>",
        "<Home>",
        "<End>",
        "<Enter>",
        "<C-j>",
        "<C-j>",
        "<Backspace>",
        "<Backspace>",
        "<Delete>",
        "<Tab>",
        "<S-Tab>",
        "<Escape>",
        "<C-k>",
        "<C-u>",
        "<C-w>",
        "<C-y>",
        "<A-y>",
        "<C-t>",
        "<C-_>",
        "<C-r>",
        "<C-g>",
        "<PageUp>",
        "<PageDown>",
        "<C-Left>",
    ];

    private static readonly string[] Past =
    [
        "f = x^2",
        "for (var i = 0; i < 10; i++)\n{\n    Print(i);\n}",
        "grad f at x=1",
        string.Concat(Enumerable.Repeat("\u68af\u5ea6 ", 30)),
        string.Join('\n', Enumerable.Range(0, 30).Select(i => $"line {i}")),
    ];

    [Fact]
    public void After_any_keys_the_screen_is_what_a_full_redraw_shows()
    {
        for (var seed = 0; seed < Walks; seed++)
            Walk(new Random(seed), $"seed {seed}");
    }

    [Fact]
    public void A_key_writes_what_it_changes_and_nothing_else()
    {
        var scene = new Scene(80, 24, 0);
        foreach (var key in Keys.Of("var answer = 42<C-j>say answer"))
            scene.Press(key, "");
        var before = scene.Terminal.Printed;
        scene.Press(Key.Typed(";"), "");
        scene.Press(Keys.Named("Left"), "");
        Assert.Equal(1, scene.Terminal.Printed - before);
        Assert.Equal("\b", scene.LastChange);
        scene.Press(Keys.Named("C-e"), "");
        scene.Press(Keys.Named("Backspace"), "");
        Assert.Equal("\b\e[K", scene.LastChange);
        scene.Press(Keys.Named("Up"), "");
        Assert.Equal("\e[A", scene.LastChange);
    }

    [Fact]
    public void Where_terminals_disagree_about_a_cluster_the_text_after_it_stands_where_it_should()
    {
        static int ByCharacter(string cluster) =>
            cluster.EnumerateRunes().Where(r => r.Value is not (0x200D or 0x301)).Sum(r => Clusters.Width(r.ToString()));
        var scene = new Scene(40, 10, 0, ByCharacter);
        const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
        foreach (var key in Keys.Of($"a{Family}b e\u0301 {Family}c<Home><Right><Right>xy<End>z"))
            scene.Paint(key);
        var row = scene.Terminal[0];
        Assert.Equal("axybecz", string.Concat(row.Skip(2).Select(s => s.Text).Where(t => t is [>= 'a' and <= 'z', ..]).Select(t => t[0])));
        Assert.Equal(("x", "y", "b"), (row[5].Text, row[6].Text, row[7].Text));
    }

    private static void Walk(Random random, string label)
    {
        var (columns, rows) = (random.Next(8, 60), random.Next(2, 20));
        var scene = new Scene(columns, rows, random.Next(0, 30));
        for (var step = random.Next(5, 80); step > 0; step--)
        {
            var stroke = Strokes[random.Next(Strokes.Length)];
            var key =
                random.Next(40) == 0 ? Key.Paste("a\tb\r\n  \u4e2d\u6587\e[31m " + new string('p', random.Next(90)))
                : stroke is ['<', .., '>'] ? Keys.Named(stroke[1..^1])
                : Key.Typed(stroke);
            scene.Press(key, $"{label}, {columns}x{rows}, after {key}");
        }
    }

    /// <summary>A state, and two terminals: one that gets the changes, one that is drawn anew.</summary>
    private sealed class Scene
    {
        private readonly Layout layout;
        private readonly Surroundings near;
        private readonly string[] prelude;
        private EditState state = new();
        private Screen shown = Screen.Blank;
        private int top;

        public Scene(int columns, int rows, int prelude, Func<string, int>? measured = null)
        {
            layout = new("> ", columns, rows);
            near = new(Past, _ => false, columns, rows);
            Terminal = new(columns, rows, measured);
            this.prelude = [.. Enumerable.Range(0, prelude).Select(i => $"was {i}")];
            foreach (var line in this.prelude)
                Terminal.Write(line + "\r\n");
            Show();
        }

        public EmulatedScreen Terminal { get; }

        public string LastChange { get; private set; } = "";

        /// <summary>Presses a key, answers what the state wishes, and checks the law.</summary>
        public void Press(Key key, string label)
        {
            Paint(key);
            Check(label);
        }

        public void Paint(Key key)
        {
            state = Editor.Press(state, key, near);
            if (state.Wish.HasFlag(Wish.Suggestions))
                state = Menu.Offer(state, state.Draft, Suggestions());
            if (state.Wish.HasFlag(Wish.Signature))
                state = Editor.Sign(state, state.Draft, new(["double F(int a, string b = \"x\", params int[] rest)", "F()"], 0, 1));
            Show();
        }

        private Suggestions Suggestions() =>
            new(
                state.Draft.Caret,
                0,
                [
                    .. Enumerable
                        .Range(0, state.Draft.Text.Length % 30)
                        .Select(i => new Suggestion($"item{i}\u4e2d", "of int", CompletionKind.Method)),
                ]
            );

        private void Show()
        {
            var parts = state.Draft.Text.Length > 3 ? new[] { new Coloured(1, 2, ColourRole.Keyword) } : [];
            (var next, top) = layout.Of(state, new Colouring(state.Draft.Text, parts), top);
            LastChange = Painter.Change(shown, next, layout.Columns, Palette.Coloured);
            Terminal.Write(LastChange);
            shown = next;
        }

        private void Check(string label)
        {
            var fresh = new EmulatedScreen(layout.Columns, layout.Height);
            fresh.Write(Painter.Change(Screen.Blank, shown, layout.Columns, Palette.Coloured));
            var first = Terminal.CursorRow - shown.CaretRow;
            Assert.True(first >= 0, label);
            Assert.True(
                Terminal.Column == shown.CaretColumn && fresh.Column == shown.CaretColumn,
                $"{label}: the cursor is in column {Terminal.Column}"
            );
            for (var r = first; r < layout.Height; r++)
                Assert.True(
                    Terminal[r].SequenceEqual(fresh[r - first]),
                    $"{label}: row {r - first} is '{EmulatedScreen.Line(Terminal[r])}', not '{EmulatedScreen.Line(fresh[r - first])}'"
                );
            var above = Terminal.All.Take(Terminal.All.Count - layout.Height + first).Select(EmulatedScreen.Line);
            Assert.True(prelude.SequenceEqual(above), $"{label}: what stood above has changed");
            CheckText(label);
        }

        /// <summary>The rows are the text: read back from the screen they are what was typed.</summary>
        private void CheckText(string label)
        {
            Assert.InRange(shown.Rows.Count, 1, layout.Height);
            Assert.InRange(shown.CaretRow, 0, shown.Rows.Count - 1);
            Assert.InRange(shown.CaretColumn, 0, layout.Columns - 1);
            Assert.All(shown.Rows, row => Assert.True(row.Length <= layout.Columns, label));
            var (whole, _) = (layout with { Height = int.MaxValue }).Of(
                state with
                {
                    Search = null,
                    Menu = null,
                    Signature = null,
                    Note = "",
                },
                Colouring.None,
                0
            );
            var text = string.Concat(whole.Rows.SelectMany(r => r).Select(c => c.Text)).Replace(" ", "", StringComparison.Ordinal);
            var typed = string.Concat(Elements(state.Draft.Text)).Replace(" ", "", StringComparison.Ordinal);
            Assert.True(text == ">" + typed, $"{label}: {text} is not {typed}");
        }

        private static IEnumerable<string> Elements(string text)
        {
            for (int at = 0, next; at < text.Length; at = next)
            {
                next = Clusters.Next(text, at);
                if (text[at] != '\n')
                    yield return Clusters.Shown(text.AsSpan(at, next - at));
            }
        }
    }
}
