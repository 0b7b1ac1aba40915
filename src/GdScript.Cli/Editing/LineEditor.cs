using System.Collections.Concurrent;
using GdScript.Cli.Editing.Screens;
using GdScript.Cli.Editing.Terminals;
using GdScript.Cli.Editing.Typing;
using GdScript.Text;

namespace GdScript.Cli.Editing;

/// <summary>
/// The editor on a terminal: takes keys, shows states, asks the advisor beside the typing. What a key does is
/// <see cref="Editor"/>'s, what is seen is <see cref="Layout"/>'s; here is only the order of things.
/// </summary>
internal sealed class LineEditor(ITerminal terminal, IAdvisor advisor, History history, Palette palette) : ILineReader
{
    /// <summary>How long Tab waits for its list before the next key is read: who types ahead of it loses nothing.</summary>
    private const int ListPatience = 30;

    /// <summary>How long colours are waited for, so that most keys are shown once and in their colours.</summary>
    private const int ColourPatience = 4;

    /// <summary>The same for an entry that is left behind: it is not painted again.</summary>
    private const int LastPatience = 40;

    private readonly ConcurrentQueue<Action> answers = new();
    private readonly Asking asking = new();
    private Kills kills = Kills.None;
    private EditState state = new();
    private Task colours = Task.CompletedTask;
    private Task list = Task.CompletedTask;
    private bool isWarm;
    private Colouring colouring = Colouring.None;
    private Screen shown = Screen.Blank;
    private string prompt = "";
    private int columns;
    private int top;

    public Reading Read(string prompt, CancellationToken stop = default)
    {
        this.prompt = prompt;
        terminal.Open();
        try
        {
            using var stopped = stop.Register(terminal.Wake);
            Begin();
            while (state.Done is null && !stop.IsCancellationRequested)
                Turn();
            Finish();
            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            asking.Stop();
            terminal.Close();
        }
        kills = state.Kills;
        if (state.Done is Reading.Entered { Text: var text })
            history.Add(text);
        return state.Done!;
    }

    public void Dispose()
    {
        asking.Dispose();
        terminal.Dispose();
    }

    /// <summary>An empty entry on a fresh row.</summary>
    private void Begin()
    {
        answers.Clear();
        state = new() { Kills = kills };
        (colouring, top) = (Colouring.None, 0);
        terminal.Disturbed = false;
        Fresh();
        Show();
        if (isWarm)
            return;
        isWarm = true;
        asking.Ask(Question.Colours, stop => advisor.Colour("x", stop), _ => { }, Deliver);
        _ = Task.Run(Warm);
    }

    /// <summary>
    /// What the first keys need is compiled while the person looks at the prompt: a rehearsal, of pure functions, seen by nobody.
    /// </summary>
    private void Warm()
    {
        var near = new Surroundings([], _ => false, Layout.Narrowest, 2);
        var (rehearsed, seen) = (new EditState(), Screen.Blank);
        foreach (
            var key in new Key[] { Key.Typed("("), Key.Typed("\u4e2d"), new(KeyName.Enter), new(KeyName.Left), new(KeyName.Backspace) }
        )
        {
            rehearsed = Editor.Press(rehearsed, key, near);
            var (next, _) = new Layout("> ", near.Columns, near.Rows).Of(rehearsed, new Colouring("(", [new(0, 1, ColourRole.Name)]), 0);
            Painter.Change(seen, next, near.Columns, palette);
            seen = next;
        }
    }

    /// <summary>All keys that are there, then all answers, then one look at the screen.</summary>
    private void Turn()
    {
        for (var key = terminal.Next(-1); key is { } pressed; key = state.Done is null ? terminal.Next(0) : null)
            if (Press(pressed))
                break;
        list.Wait(ListPatience);
        list = Task.CompletedTask;
        var before = state.Draft;
        Listen(ColourPatience);
        Ask(before);
        if (state.Done is null)
            Show();
    }

    /// <summary>True when the next key should wait until what this one has done is seen.</summary>
    private bool Press(Key key)
    {
        var before = state.Draft;
        state = Editor.Press(state, key, new(history.Entries, IsComplete, columns, Math.Max(1, terminal.Size.Rows)));
        switch (state.Effect)
        {
            case Effect.ClearScreen:
                terminal.Write("\e[H\e[2J");
                shown = Screen.Blank;
                break;
            case Effect.Suspend:
                Suspend();
                break;
            case Effect.Nothing:
                break;
        }
        // Escape changes no text, and yet the list that is about to come is not wanted any more.
        if (state.Menu is null && !state.Wish.HasFlag(Wish.Suggestions))
            asking.Forget(Question.Suggestions);
        return Ask(before) || state.Effect != Effect.Nothing;
    }

    /// <summary>Questions about the draft as it is now; those about an earlier one are not wanted any more. True when there was a wish.</summary>
    private bool Ask(Draft before)
    {
        var (draft, wish) = (state.Draft, state.Wish);
        state = state with { Wish = Wish.Nothing };
        if (draft.Text != before.Text)
            colours = asking.Ask(
                Question.Colours,
                stop => advisor.Colour(draft.Text, stop),
                parts => colouring = new(draft.Text, parts),
                Deliver
            );
        if (draft != before)
            asking.Forget(Question.Suggestions);
        if (wish.HasFlag(Wish.Suggestions))
        {
            var asked = asking.Ask(
                Question.Suggestions,
                stop => advisor.Suggest(draft.Text, draft.Caret, stop),
                found => state = Menu.Offer(state, draft, found),
                Deliver
            );
            list = state.Menu is null ? asked : list;
        }
        if (wish.HasFlag(Wish.Signature))
            asking.Ask(
                Question.Signature,
                stop => advisor.Signature(draft.Text, draft.Caret, stop),
                found => state = Editor.Sign(state, draft, found),
                Deliver
            );
        return wish != Wish.Nothing;
    }

    /// <summary>Takes in what the advisor has said; colours that are about to come are given a moment.</summary>
    private void Listen(int milliseconds)
    {
        colours.Wait(milliseconds);
        while (answers.TryDequeue(out var answer))
            answer();
    }

    private void Deliver(Action answer)
    {
        answers.Enqueue(answer);
        terminal.Wake();
    }

    /// <summary>An advisor that fails makes no entry impossible: it is submitted, and the loop says what is wrong.</summary>
    private bool IsComplete(string text)
    {
        try
        {
            return advisor.IsComplete(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return true;
        }
    }

    private void Suspend()
    {
        Finish();
        terminal.Close();
        terminal.Suspend();
        terminal.Open();
        Fresh();
    }

    /// <summary>
    /// Begins at the start of a row, wherever the output before has left the cursor: a mark and spaces for a whole row wrap to the next one
    /// unless they began at its start, where the row is then erased.
    /// </summary>
    private void Fresh()
    {
        columns = Math.Max(Layout.Narrowest, terminal.Size.Columns);
        terminal.Write($"{palette.Code(Style.Dim)}~{palette.Code(Style.Plain)}{new string(' ', columns - 1)}\r\e[K");
        shown = Screen.Blank;
    }

    private void Show()
    {
        if (terminal.Disturbed)
        {
            terminal.Disturbed = false;
            columns = Math.Max(Layout.Narrowest, terminal.Size.Columns);
            terminal.Write(Painter.Rewrapped(shown, columns));
            shown = Screen.Blank;
        }
        (var next, top) = new Layout(prompt, columns, Math.Max(2, terminal.Size.Rows)).Of(state, colouring, top);
        Paint(next);
    }

    private void Paint(Screen next)
    {
        var change = Painter.Change(shown, next, columns, palette);
        if (change.Length > 0)
            terminal.Write(change);
        shown = next;
    }

    /// <summary>The whole entry is left behind, without what helped to write it; what was too tall for the screen is written out.</summary>
    private void Finish()
    {
        Listen(LastPatience);
        var left = state with { Signature = null, Menu = null, Search = null, Note = "", Draft = Draft.After(state.Draft.Text) };
        var (next, _) = new Layout(prompt, columns, int.MaxValue).Of(left, colouring, 0);
        if (next.Rows.Count > terminal.Size.Rows || top > 0)
        {
            terminal.Write(Painter.Rewrapped(shown, columns));
            shown = Screen.Blank;
        }
        Paint(next);
        terminal.Write(Painter.Leave(shown, columns, palette));
        shown = Screen.Blank;
    }
}
