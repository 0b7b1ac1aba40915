using GdScript.Cli.Edge;
using GdScript.Cli.Editing;
using GdScript.Cli.Editing.Screens;
using GdScript.Cli.Editing.Typing;
using Xunit;
using Coloured = GdScript.Text.Coloured;
using ColourRole = GdScript.Text.ColourRole;
using CompletionKind = GdScript.Text.CompletionKind;

namespace GdScript.Cli.Tests.Editing;

/// <summary>The order of things: keys, answers, the screen, the history; with a script for a person and an advisor that may be slow.</summary>
public sealed class LineEditorTests
{
    [Fact]
    public void What_is_typed_is_returned_shown_and_remembered()
    {
        var (terminal, history) = (new FakeTerminal(40, 10).Types("1 + 1<Enter>x<C-c><C-d>"), History.InMemory());
        using var editor = new LineEditor(terminal, new ToyAdvisor(), history, Palette.Coloured);
        Assert.Equal(new Reading.Entered("1 + 1"), editor.Read("> "));
        Assert.Equal(new Reading.Cleared(), editor.Read("> "));
        Assert.Equal(new Reading.Left(), editor.Read("> "));
        Assert.Equal("> 1 + 1\n> x^C\n>", terminal.Screen.Text);
        Assert.Equal((3, 0, false), (terminal.Screen.CursorRow, terminal.Screen.Column, terminal.IsOpen));
        Assert.Equal(["1 + 1"], history.Entries);
    }

    [Fact]
    public void What_was_killed_can_be_put_into_the_next_entry()
    {
        var terminal = new FakeTerminal(40, 10).Types("abc<C-u>1<Enter><C-y><Up><Up><Enter>");
        using var editor = Editor(terminal);
        editor.Read("> ");
        terminal.Types("<C-y><Enter>");
        Assert.Equal(new Reading.Entered("abc"), editor.Read("> "));
    }

    [Fact]
    public void Typing_ahead_of_the_prompt_is_not_lost()
    {
        var terminal = new FakeTerminal(40, 10).Types("1<Enter>2<Enter>3<Enter>");
        using var editor = Editor(terminal);
        Assert.Equal(["1", "2", "3"], Enumerable.Range(0, 3).Select(_ => ((Reading.Entered)editor.Read("> ")).Text));
    }

    [Fact]
    public void The_prompt_begins_its_own_row_and_no_row_more()
    {
        foreach (var column in new[] { 0, 1, 7, 39 })
        {
            var terminal = new FakeTerminal(40, 10).Types("1<Enter>");
            terminal.Screen.Write(new string('o', column));
            using var editor = Editor(terminal);
            editor.Read("> ");
            Assert.Equal(column == 0 ? "> 1" : $"{new string('o', column)}~\n> 1", terminal.Screen.Text);
        }
    }

    [Fact]
    public void An_advisor_that_takes_its_time_does_not_hold_up_the_keys()
    {
        using var gate = new ManualResetEventSlim();
        var advisor = new ToyAdvisor { OnSuggest = stop => gate.Wait(stop), OnColour = stop => gate.Wait(stop) };
        var terminal = new FakeTerminal(40, 10);
        terminal
            .Types("gr<Tab>")
            .Then(() => SpinWait.SpinUntil(() => advisor.LastStop.CanBeCanceled, 5_000))
            .Types("id")
            .Then(() => Assert.Equal("> grid", terminal.Screen.Text))
            .Types("<Enter>");
        using var editor = new LineEditor(terminal, advisor, History.InMemory(), Palette.Plain);
        Assert.Equal(new Reading.Entered("grid"), editor.Read("> "));
        Assert.True(advisor.LastStop.IsCancellationRequested);
    }

    [Theory]
    [InlineData("gr<Tab>", "<Escape>")]
    public void A_list_that_was_given_up_does_not_open_when_its_answer_comes(string asking, string givingUp)
    {
        using var gate = new ManualResetEventSlim();
        var advisor = new ToyAdvisor { OnSuggest = _ => gate.Wait(TimeSpan.FromSeconds(10), CancellationToken.None) };
        var terminal = new FakeTerminal(40, 10);
        terminal
            .Types(asking)
            .Then(() => SpinWait.SpinUntil(() => advisor.LastStop.CanBeCanceled, 5_000))
            .Types(givingUp)
            .Then(gate.Set)
            .Then(() => Thread.Sleep(50))
            .Then(() => Assert.Equal("> gr", terminal.Screen.Text))
            .Types("<Enter>");
        using var editor = new LineEditor(terminal, advisor, History.InMemory(), Palette.Plain);
        Assert.Equal(new Reading.Entered("gr"), editor.Read("> "));
    }

    [Fact]
    public void An_advisor_that_does_not_listen_is_asked_once_at_a_time_and_then_only_what_is_still_of_interest()
    {
        using var gate = new ManualResetEventSlim();
        var advisor = new ToyAdvisor { OnColour = _ => gate.Wait(TimeSpan.FromSeconds(10), CancellationToken.None) };
        var terminal = new FakeTerminal(40, 10);
        terminal.Types("a").Then(() => SpinWait.SpinUntil(() => advisor.Coloured.Count == 1, 5_000));
        foreach (var letter in "bcdefg")
            terminal.Types(letter.ToString()).Then(() => { });
        terminal.Then(gate.Set).Until(() => advisor.Coloured.Count == 2).Types("<Enter>");
        using var editor = new LineEditor(terminal, advisor, History.InMemory(), Palette.Coloured);
        editor.Read("> ");
        Assert.Equal(["a", "abcdefg"], advisor.Coloured);
    }

    [Fact]
    public void An_answer_opens_the_list_and_colours_come_when_they_are_there()
    {
        var terminal = new FakeTerminal(40, 10);
        terminal
            .Types("gr")
            .Until(() => terminal.Screen[0][2].Code == Palette.Coloured.Code(Style.Keyword))
            .Types("<Tab>")
            .Until(() => terminal.Screen.Text == "> gr\n grad  word\n grid  word")
            .Types("<Tab><Tab><Enter>")
            .Then(() => Assert.Equal("> grid", terminal.Screen.Text))
            .Types("<Enter>");
        using var editor = new LineEditor(terminal, new ToyAdvisor(), History.InMemory(), Palette.Coloured);
        Assert.Equal(new Reading.Entered("grid"), editor.Read("> "));
        Assert.Equal("> grid", terminal.Screen.Text);
    }

    [Fact]
    public void An_advisor_that_fails_is_no_trouble()
    {
        static void Fail(CancellationToken _) => throw new InvalidOperationException("a mistake of the advisor");
        var terminal = new FakeTerminal(40, 10).Types("f(<Tab>)<Enter>");
        var advisor = new ToyAdvisor
        {
            OnColour = Fail,
            OnSuggest = Fail,
            OnSignature = Fail,
            OnComplete = () => Fail(default),
        };
        using var editor = new LineEditor(terminal, advisor, History.InMemory(), Palette.Plain);
        Assert.Equal(new Reading.Entered("f()"), editor.Read("> "));
    }

    [Fact]
    public void A_reading_can_be_stopped_from_outside()
    {
        using var stop = new CancellationTokenSource();
        var terminal = new FakeTerminal(40, 10);
        terminal.Types("abc").Then(stop.Cancel);
        using var editor = Editor(terminal);
        Assert.Throws<OperationCanceledException>(() => editor.Read("> ", stop.Token));
        Assert.False(terminal.IsOpen);
        Assert.Equal(("> abc", 1, 0), (terminal.Screen.Text, terminal.Screen.CursorRow, terminal.Screen.Column));
    }

    [Theory]
    [InlineData(80, 10)]
    [InlineData(21, 10)]
    [InlineData(11, 10)]
    [InlineData(40, 4)]
    public void Another_size_of_the_window_leaves_one_picture_of_the_entry(int columns, int rows)
    {
        const string Text = "Print(\"a long line that is wrapped when the window becomes narrow\");\n    \u68af\u5ea6 = 1;";
        var terminal = new FakeTerminal(40, 10);
        terminal.Screen.Write("was here\r\nand here\r\n");
        terminal
            .Sends(Key.Paste(Text))
            .Types("<Up><Right>")
            .Then(() =>
            {
                terminal.Screen.Resize(columns, rows);
                terminal.Disturbed = true;
            })
            .Types("<End><C-End>")
            .Types("<Enter>");
        using var editor = Editor(terminal);
        Assert.Equal(new Reading.Entered(Text), editor.Read("> "));
        var fresh = new EmulatedScreen(columns, 60);
        var (screen, _) = new Layout("> ", columns, 60).Of(
            new EditState { Draft = Draft.After(Text), Done = new Reading.Left() },
            Colouring.None,
            0
        );
        fresh.Write(Painter.Change(Screen.Blank, screen, columns, Palette.Plain));
        Assert.Equal("was here\nand here\n" + fresh.Text, terminal.Screen.Text);
    }

    [Fact]
    public void An_entry_taller_than_the_screen_is_left_behind_whole()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"line {i}").ToArray();
        var terminal = new FakeTerminal(40, 8);
        terminal.Screen.Write("before\r\n");
        terminal.Sends(Key.Paste(string.Join('\n', lines)));
        for (var i = 0; i < 20; i++)
            terminal.Types("<Up>").Then(() => { });
        terminal.Types("<Enter>");
        using var editor = Editor(terminal);
        editor.Read("> ");
        Assert.Equal($"before\n> {string.Join("\n  ", lines)}", terminal.Screen.Text);
    }

    [Fact]
    public void Ctrl_L_clears_and_Ctrl_Z_gives_the_terminal_back_until_the_process_goes_on()
    {
        var terminal = new FakeTerminal(40, 8);
        terminal.Screen.Write("before\r\n");
        terminal
            .Types("abc<C-l>")
            .Then(() => Assert.Equal("> abc", EmulatedScreen.Line(terminal.Screen[0])))
            .Types("<C-z>")
            .Then(() => Assert.Equal((1, true, "> abc"), (terminal.Suspended, terminal.IsOpen, EmulatedScreen.Line(terminal.Screen[1]))))
            .Types("d<Enter>");
        using var editor = Editor(terminal);
        Assert.Equal(new Reading.Entered("abcd"), editor.Read("> "));
    }

    [Fact]
    public void Where_the_terminal_can_do_nothing_lines_are_lines()
    {
        using var output = new StringWriter();
        var io = new Io(output, TextWriter.Null, new StringReader("1 + 1\nf(\n2)\n(\n\nlast ("));
        var history = History.InMemory();
        using var reader = new PlainReader(io, new ToyAdvisor(), history);
        Assert.Equal(["1 + 1", "f(\n2)", "(", "last ("], Enumerable.Range(0, 4).Select(_ => ((Reading.Entered)reader.Read("gds> ")).Text));
        Assert.IsType<Reading.Left>(reader.Read("gds> "));
        Assert.Equal("gds> gds> .... gds> .... gds> .... \ngds> \n", output.ToString());
        Assert.Equal(4, history.Entries.Count);
    }

    private static LineEditor Editor(FakeTerminal terminal) => new(terminal, new ToyAdvisor(), History.InMemory(), Palette.Plain);
}

/// <summary>Knows two words, and that brackets are closed.</summary>
internal sealed class ToyAdvisor : IAdvisor
{
    public Action<CancellationToken>? OnSuggest { get; init; }

    public Action<CancellationToken>? OnColour { get; init; }

    public Action<CancellationToken>? OnSignature { get; init; }

    public Action? OnComplete { get; init; }

    public CancellationToken LastStop { get; private set; }

    public List<string> Coloured { get; } = [];

    public bool IsComplete(string text)
    {
        OnComplete?.Invoke();
        return text.Count(c => c == '(') <= text.Count(c => c == ')');
    }

    public Suggestions Suggest(string text, int caret, CancellationToken stop)
    {
        LastStop = stop;
        OnSuggest?.Invoke(stop);
        var start = caret;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        var typed = text[start..caret];
        return new(
            start,
            caret - start,
            [
                .. new[] { "grad", "grid", "other" }
                    .Where(w => w.StartsWith(typed, StringComparison.Ordinal))
                    .Select(w => new Suggestion(w, "word", CompletionKind.Function)),
            ]
        );
    }

    public SignatureHelp? Signature(string text, int caret, CancellationToken stop)
    {
        OnSignature?.Invoke(stop);
        return null;
    }

    public IReadOnlyList<Coloured> Colour(string text, CancellationToken stop)
    {
        if (text == "x") // the editor's rehearsal
            return [];
        lock (Coloured)
            Coloured.Add(text);
        OnColour?.Invoke(stop);
        return text.Length == 0 ? [] : [new(0, text.Length, ColourRole.Keyword)];
    }
}
