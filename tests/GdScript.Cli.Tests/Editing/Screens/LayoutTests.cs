using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Screens;
using GdScript.Cli.Editing.Typing;
using GdScript.Cli.Tests.Editing.Typing;
using GdScript.Text;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Screens;

/// <summary>Pictures of states, as a person sees them; the caret is <c>|</c>.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("a\nb|", 20, 5, "gds> a\n  .. b|")]
    [InlineData("|", 20, 5, "gds> |")]
    [InlineData("abcdefgh|", 10, 5, "gds> abcde\nfgh|")]
    [InlineData("abcde|", 10, 5, "gds> abcde\n|")]
    [InlineData("abcde|f", 10, 5, "gds> abcde\n|f")]
    [InlineData("abcd\u4e2d|", 10, 5, "gds> abcd\n\u4e2d|")]
    [InlineData("abcd|\u4e2d", 10, 5, "gds> abcd\n|\u4e2d")]
    [InlineData("a\nb\nc\nd|", 20, 2, "  .. c\n  .. d|")]
    [InlineData("a|\nb\nc\nd", 20, 2, "gds> a|\n  .. b")]
    public void Lines_wrap_and_the_caret_is_always_seen(string marked, int columns, int rows, string picture) =>
        Assert.Equal(picture, Picture(EditorTests.Read(marked), columns, rows));

    [Fact]
    public void A_view_moves_no_more_than_it_must()
    {
        var layout = new Layout("> ", 20, 3);
        var state = EditorTests.Read("0\n1\n2\n3\n4\n5\n6|");
        var (_, top) = layout.Of(state, Colouring.None, 0);
        Assert.Equal(4, top);
        foreach (var expected in new[] { 4, 4, 3, 2 })
        {
            state = Editor.Press(state, Keys.Named("Up"), EditorTests.Near());
            (_, top) = layout.Of(state, Colouring.None, top);
            Assert.Equal(expected, top);
        }
    }

    [Fact]
    public void Few_completions_stand_with_their_details_and_many_in_columns()
    {
        var few = Offered("a|", [("alpha", "int"), ("all", ""), ("a\u4e2d", "a long detail that does not fit")]);
        Assert.Equal("gds> a|\n alpha  int\n all\n a\u4e2d    a long det..", Picture(few, 20, 10));
        var many = Offered("m|", [.. Enumerable.Range(10, 9).Select(i => ($"m{i}", $"detail {i}"))]);
        Assert.Equal("gds> m1|\n m10  m13  m16\n m11  m14  m17\n 9 completions", Picture(many, 21, 8));
        many = Editor.Press(many, Keys.Named("Tab"), new([], _ => false, 21, 8));
        Assert.EndsWith("\n 1 of 9  detail 10", Picture(many, 21, 8), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_has_its_own_line_and_the_caret()
    {
        var state = Keys.Of("<C-r>x").Aggregate(EditorTests.Read("|"), (s, key) => Editor.Press(s, key, EditorTests.Near()));
        Assert.Equal("gds> for {\n  ..   x\n  .. }\nhistory search: x|", Picture(state, 30, 10));
        state = Editor.Press(state, Key.Typed("q"), EditorTests.Near());
        Assert.EndsWith("history search: xq|  not found", Picture(state, 40, 10), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_behind_has_no_help_beside_it()
    {
        var state = Offered("f|", [("f1", ""), ("f2", "")]);
        state = Editor.Press(state, Key.Ctrl('c'), EditorTests.Near());
        Assert.Equal("gds> f^C|", Picture(state, 30, 10));
    }

    [Theory]
    [InlineData(0, "2 of 2  F([int a], params T[] rest)")]
    [InlineData(1, "2 of 2  F(int a, [params T[] rest])")]
    [InlineData(7, "2 of 2  F(int a, [params T[] rest])")]
    public void The_parameter_that_is_typed_is_emphasised(int number, string shown)
    {
        var state = EditorTests.Read("F(|") with { Signature = new(["F()", "F(int a, params T[] rest)"], 1, number) };
        var row = new Layout("> ", 60, 10).Of(state, Colouring.None, 0).Screen.Rows[1];
        Assert.Equal(shown, Marked(row, Style.Emphasis));
    }

    [Theory]
    [InlineData("F(Dictionary<string, int> map, (int, int) pair = (1, 2), string s)", 1, "(int, int) pair = (1, 2)")]
    [InlineData("F(Func<int, bool> f, int n)", 0, "Func<int, bool> f")]
    [InlineData("F()", 0, "")]
    [InlineData("x", 0, "")]
    [InlineData("F(int a", 0, "")]
    public void Parameters_are_found_in_a_signature(string signature, int number, string parameter)
    {
        var (start, length) = SignatureText.Parameter(signature, number);
        Assert.Equal(parameter, signature.Substring(start, length));
    }

    [Theory]
    [InlineData("f(a[1])|", "f[(]a[1][)]")]
    [InlineData("f|(a[1])", "f[(]a[1][)]")]
    [InlineData("f(a[1]|)", "f(a[[]1[]])")]
    [InlineData("f(|", "f(")]
    [InlineData("f(\")\", x)|", "f[(]\")\", x[)]")]
    public void The_mate_of_a_bracket_is_shown(string marked, string shown)
    {
        var state = EditorTests.Read(marked);
        var text = state.Draft.Text.IndexOf('"', StringComparison.Ordinal) is var at and >= 0
            ? new Coloured[] { new(at, 3, ColourRole.Text) }
            : [];
        var row = new Layout("", 60, 10).Of(state, new(state.Draft.Text, text), 0).Screen.Rows[0];
        Assert.Equal(shown, Marked(row, Style.Bracket));
    }

    [Fact]
    public void A_closing_bracket_without_a_mate_is_a_mistake()
    {
        var row = new Layout("", 60, 10).Of(EditorTests.Read("(a])|"), Colouring.None, 0).Screen.Rows[0];
        Assert.Equal("(a][)]", Marked(row, Style.LoneBracket));
    }

    [Fact]
    public void Colours_move_with_the_letters_until_newer_ones_come()
    {
        var colours = new Colouring("var x = 12;", [new(0, 3, ColourRole.Keyword), new(8, 2, ColourRole.Number)]);
        Assert.Equal([new(1, 3, ColourRole.Keyword), new(9, 2, ColourRole.Number)], colours.On(" var x = 12;").Parts);
        Assert.Equal([new(0, 3, ColourRole.Keyword), new(8, 3, ColourRole.Number)], colours.On("var x = 132;").Parts);
        Assert.Equal([new(0, 2, ColourRole.Keyword), new(7, 2, ColourRole.Number)], colours.On("vr x = 12;").Parts);
        Assert.Equal([new(0, 3, ColourRole.Keyword)], colours.On("var x = ;").Parts);
        Assert.Empty(colours.On("").Parts);
    }

    [Fact]
    public void Colours_stay_in_order_and_within_the_text()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = new string('x', random.Next(1, 30));
            Coloured[] parts =
            [
                .. Enumerable
                    .Range(0, 5)
                    .Select(i => new Coloured(i * 6, random.Next(1, 7), ColourRole.Name))
                    .Where(p => p.Start + p.Length <= text.Length),
            ];
            var at = random.Next(text.Length);
            var newer = text[..at] + new string('y', random.Next(4)) + text[(at + random.Next(text.Length - at))..];
            var end = 0;
            foreach (var part in new Colouring(text, parts).On(newer).Parts)
            {
                Assert.True(part.Start >= end && part.Length > 0, $"seed {seed}: {string.Join(" ", parts)} of {text}, then {newer}");
                end = part.Start + part.Length;
            }
            Assert.True(end <= newer.Length, $"seed {seed}");
        }
    }

    private static EditState Offered(string marked, (string Text, string Detail)[] items)
    {
        var state = EditorTests.Read(marked);
        return Menu.Offer(
            state,
            state.Draft,
            new(0, state.Draft.Caret, [.. items.Select(i => new Suggestion(i.Text, i.Detail, CompletionKind.Method))])
        );
    }

    private static string Picture(EditState state, int columns, int rows)
    {
        var screen = new Layout("gds> ", columns, rows).Of(state, Colouring.None, 0).Screen;
        return string.Join('\n', screen.Rows.Select((row, r) => Line(row, r == screen.CaretRow ? screen.CaretColumn : -1)));
    }

    private static string Line(Cell[] row, int caret)
    {
        var line = string.Concat(row.Select((cell, c) => c == caret ? "|" + cell.Text : cell.Text));
        return caret >= row.Length ? line + "|" : line.TrimEnd(' ');
    }

    /// <summary>The text of a row, with what has a style in brackets.</summary>
    private static string Marked(Cell[] row, Style style)
    {
        var text = "";
        for (var c = 0; c < row.Length; c++)
        {
            var (here, before) = (row[c].Style == style, c > 0 && row[c - 1].Style == style);
            text += (here, before) switch
            {
                (true, false) => "[",
                (false, true) => "]",
                _ => "",
            };
            text += row[c].Text;
        }
        return row[^1].Style == style ? text + "]" : text;
    }
}
