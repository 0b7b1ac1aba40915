using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Typing;
using Xunit;
using CompletionKind = GdScript.Text.CompletionKind;

namespace GdScript.Cli.Tests.Editing.Typing;

/// <summary>The list of completions: how it opens, what the keys do in it, and that late answers change nothing.</summary>
public sealed class MenuTests
{
    private static readonly string[] Words = ["grad", "graph", "Gradient", "grid"];

    [Theory]
    [InlineData("gr|", "", "gr|", -1)]
    [InlineData("gra|", "", "gra|", -1)]
    [InlineData("gri|", "", "grid|", null)]
    [InlineData("zz|", "", "zz|", null)]
    [InlineData("1 + gri|d2", "", "1 + grid|", null)]
    [InlineData("gr|", "<Tab>", "gr|", 0)]
    [InlineData("gr|", "<Tab><Tab><Tab><Tab><Tab>", "gr|", 0)]
    [InlineData("gr|", "<S-Tab>", "gr|", 3)]
    [InlineData("gr|", "<Down><Down><Up>", "gr|", 0)]
    [InlineData("gr|", "<PageDown>", "gr|", 3)]
    [InlineData("gr|", "<Tab><Enter>", "grad|", null)]
    [InlineData("gr|", "<Tab><Tab><Enter>", "graph|", null)]
    [InlineData("gr|", "<Tab>(", "grad(|", null)]
    [InlineData("gr|", "<Tab> ", "grad |", null)]
    [InlineData("gr|", "<Escape>", "gr|", null)]
    [InlineData("gr|", "<Tab><C-g>", "gr|", null)]
    [InlineData("gr|", "a", "gra|", -1)]
    [InlineData("gr|", "<Tab><Tab>a", "gra|", 1)]
    [InlineData("gr|", "i<Tab><Enter>", "grid|", null)]
    [InlineData("gr|", "ap<Backspace>", "gra|", -1)]
    [InlineData("gr|", "<Backspace><Backspace>", "|", -1)]
    [InlineData("x gr|", "<Backspace><Backspace><Backspace>", "x|", null)]
    [InlineData("gr|", "zz", "grzz|", null)]
    [InlineData("gr|", ".", "gr.|", null)]
    [InlineData("gr|", "<Left>", "g|r", null)]
    [InlineData("gr|", "<Tab><Enter><C-_>", "gr|", null)]
    public void Keys_choose_and_typing_narrows(string before, string keys, string after, int? selected)
    {
        var state = Keys.Of(keys).Aggregate(Asked(before, Words), (s, key) => Editor.Press(s, key, EditorTests.Near()));
        Assert.Equal((after, selected), (EditorTests.Shown(state), state.Menu?.Selected));
        Assert.Null(state.Done);
    }

    [Fact]
    public void What_all_share_is_put_in_and_the_list_stays()
    {
        var state = Asked("me|", ["memory", "member", "memento"]);
        Assert.Equal("mem|", EditorTests.Shown(state));
        Assert.Equal(3, state.Menu!.Shown.Count);
        Assert.Equal("memory|", EditorTests.Shown(Press(state, "o<Tab><Enter>")));
    }

    [Fact]
    public void With_nothing_chosen_Enter_is_Enter()
    {
        var state = Editor.Press(Asked("gr|", Words), Keys.Named("Enter"), EditorTests.Near(complete: true));
        Assert.Equal(new Reading.Entered("gr"), state.Done);
        Assert.Null(state.Menu);
    }

    [Fact]
    public void Nothing_to_suggest_is_said_until_the_next_key()
    {
        var state = Asked("zz|", Words);
        Assert.Equal("no completions", state.Note);
        Assert.Equal("", Press(state, "<Left>").Note);
    }

    [Fact]
    public void An_answer_that_is_too_late_changes_nothing()
    {
        var asked = EditorTests.Read("gr|");
        var typed = Press(asked, "a");
        Assert.Same(typed, Menu.Offer(typed, asked.Draft, Found(asked, Words)));
    }

    [Fact]
    public void An_answer_that_does_not_fit_the_text_changes_nothing()
    {
        var state = EditorTests.Read("gr|");
        foreach (var (start, length) in new[] { (3, 0), (-1, 3), (0, 5), (0, 1) })
            Assert.Same(state, Menu.Offer(state, state.Draft, new(start, length, [new("x", "", CompletionKind.Method)])));
    }

    [Fact]
    public void A_newer_answer_keeps_what_was_chosen()
    {
        var state = Press(Asked("gr|", Words), "<Tab><Tab>");
        Assert.Equal("graph", state.Menu!.Choice!.Text);
        var again = Menu.Offer(state, state.Draft, Found(state, ["grab", .. Words]));
        Assert.Equal("graph", again.Menu!.Choice!.Text);
    }

    [Fact]
    public void In_columns_the_arrows_go_sideways()
    {
        var state = Asked("m|", [.. Enumerable.Range(0, 60).Select(i => $"m{i:00}")]);
        var shape = MenuShape.Of(state.Menu!, 80, 24);
        Assert.True(shape.Columns > 1);
        Assert.Equal(shape.Rows, Press(state, "<Tab><Right>").Menu!.Selected);
        Assert.Equal(1, Press(state, "<Tab><Down><Right><Left>").Menu!.Selected);
        Assert.Equal("m|", EditorTests.Shown(Press(state, "<Tab><Right>")));
    }

    [Fact]
    public void The_chosen_row_is_always_seen()
    {
        var state = Asked("m|", [.. Enumerable.Range(0, 300).Select(i => $"member number {i}")]);
        for (var i = 0; i < 310; i++)
        {
            state = Press(state, "<Tab>");
            var shape = MenuShape.Of(state.Menu!, 60, 14);
            Assert.InRange(state.Menu!.Selected % shape.Rows, shape.Top, shape.Top + shape.Height - 1);
            Assert.True(shape.Columns * shape.Width < 60 && shape.Height <= 7);
        }
    }

    private static EditState Press(EditState state, string keys) =>
        Keys.Of(keys).Aggregate(state, (s, key) => Editor.Press(s, key, EditorTests.Near()));

    private static EditState Asked(string before, string[] words)
    {
        var state = Press(EditorTests.Read(before), "<Tab>");
        Assert.Equal(Wish.Suggestions, state.Wish);
        return Menu.Offer(state, state.Draft, Found(state, words));
    }

    private static Suggestions Found(EditState state, string[] words)
    {
        var (text, caret) = state.Draft;
        var (start, end) = (caret, caret);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
            start--;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return new(start, end - start, [.. words.Select(w => new Suggestion(w, "of it", CompletionKind.Function))]);
    }
}
