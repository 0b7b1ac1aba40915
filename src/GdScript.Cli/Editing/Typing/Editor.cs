namespace GdScript.Cli.Editing.Typing;

/// <summary>What each key does: state × key → state. Nothing here knows of a terminal, of time or of threads.</summary>
internal static class Editor
{
    public static EditState Press(EditState state, Key key, Surroundings near)
    {
        var fresh = state with { Note = "", Wish = Wish.Nothing, Effect = Effect.Nothing };
        var next = Route(fresh, key, near);
        if (!IsVertical(key))
            next = next with { Goal = null };
        return next.InCall && next.Draft != state.Draft ? next with { Wish = next.Wish | Wish.Signature } : next;
    }

    /// <summary>
    /// The advisor has told the signature of the call in <paramref name="asked"/>. It may have nothing to say in the middle of an argument:
    /// what it said before stays until the brackets are closed.
    /// </summary>
    public static EditState Sign(EditState state, Draft asked, SignatureHelp? answer) =>
        state.Draft != asked || !state.InCall ? state
        : answer is { Overloads.Count: > 0 } ? state with { Signature = answer }
        : asked.IsInBrackets ? state
        : Unsigned(state);

    private static EditState Unsigned(EditState state) => state with { Signature = null, InCall = false };

    /// <summary>A search or a list takes the keys it knows; any other ends it and means what it always means.</summary>
    private static EditState Route(EditState state, Key key, Surroundings near)
    {
        if (state.Search is not null)
        {
            if (Search.Press(state, key, near.History) is { } searching)
                return searching;
            state = Search.Take(state);
        }
        if (state.Menu is not null)
        {
            if (Menu.Press(state, key, near) is { } choosing)
                return choosing;
            state = Menu.Close(state, key);
        }
        return key switch
        {
            { Name: KeyName.Text, With: Held.Ctrl } => Chord(state, key.Text, near),
            { Name: KeyName.Text, With: Held.Alt } => AltChord(state, key.Text),
            { Name: KeyName.Text, With: Held.Nothing or Held.Shift } => Type(state, key.Text),
            { Name: KeyName.Text } => state,
            _ => Named(state, key, near),
        };
    }

    private static bool IsVertical(Key key) =>
        key.Name is KeyName.Up or KeyName.Down or KeyName.PageUp or KeyName.PageDown || key is { With: Held.Ctrl, Text: "p" or "n" };

    private static EditState Type(EditState state, string text)
    {
        var draft = Indent.Closing(state.Draft, text).Insert(text);
        var next = state.Edit(draft, Act.Type, joined: !string.IsNullOrWhiteSpace(text));
        return text is "(" or "," ? next with { InCall = true, Wish = Wish.Signature } : next;
    }

    private static EditState Named(EditState state, Key key, Surroundings near) =>
        key.Name switch
        {
            KeyName.Paste => Paste(state, key.Text),
            KeyName.Enter => key.With == Held.Nothing ? Enter(state, near) : NewLine(state),
            KeyName.Tab => key.With == Held.Shift ? state.Edit(Indent.Back(state.Draft), Act.Other) : Tab(state),
            KeyName.Backspace => key.With == Held.Nothing ? Backspace(state) : Kills.Kill(state, state.Draft.WordLeft),
            KeyName.Delete => key.With == Held.Nothing ? Erase(state, state.Draft.Right) : Kills.Kill(state, state.Draft.WordRight),
            KeyName.Escape => Unsigned(state),
            KeyName.Up => Up(state, near),
            KeyName.Down => Down(state, near),
            KeyName.Left => state.Move(key.With == Held.Nothing ? state.Draft.Left : state.Draft.WordLeft),
            KeyName.Right => state.Move(key.With == Held.Nothing ? state.Draft.Right : state.Draft.WordRight),
            KeyName.Home => state.Move(key.With == Held.Nothing ? state.Draft.LineStart : 0),
            KeyName.End => state.Move(key.With == Held.Nothing ? state.Draft.LineEnd : state.Draft.Text.Length),
            KeyName.PageUp => Page(state, near.Rows, static (draft, column) => draft.Above(column)),
            KeyName.PageDown => Page(state, near.Rows, static (draft, column) => draft.Below(column)),
            KeyName.Hangup => state with { Done = new Reading.Left() },
            KeyName.Text or KeyName.Other => state,
        };

    private static EditState Chord(EditState state, string letter, Surroundings near) =>
        letter switch
        {
            "a" => state.Move(state.Draft.LineStart),
            "b" => state.Move(state.Draft.Left),
            "c" => Ended(state, new Reading.Cleared()),
            "d" => state.Draft.Text.Length == 0 ? Ended(state, new Reading.Left()) : Erase(state, state.Draft.Right),
            "e" => state.Move(state.Draft.LineEnd),
            "f" => state.Move(state.Draft.Right),
            "g" => Unsigned(state),
            "h" => Backspace(state),
            "j" => NewLine(state),
            "k" => Kills.Kill(state, state.Draft.Caret == state.Draft.LineEnd ? state.Draft.Right : state.Draft.LineEnd),
            "l" => state with { Effect = Effect.ClearScreen },
            "n" => Down(state, near),
            "p" => Up(state, near),
            "r" => Search.Begin(state, near.History),
            "t" => state.Edit(state.Draft.Transposed(), Act.Other),
            "u" => Kills.Kill(state, state.Draft.Caret == state.Draft.LineStart ? state.Draft.Left : state.Draft.LineStart),
            "w" => Kills.Kill(state, state.Draft.SpacedLeft),
            "y" => Kills.Yank(state),
            "z" => state with { Effect = Effect.Suspend },
            "_" => Undo(state),
            _ => state,
        };

    private static EditState AltChord(EditState state, string letter) =>
        letter switch
        {
            "b" => state.Move(state.Draft.WordLeft),
            "f" => state.Move(state.Draft.WordRight),
            "d" => Kills.Kill(state, state.Draft.WordRight),
            "y" => Kills.Turned(state),
            _ => state,
        };

    /// <summary>Submits what is complete. Two empty lines in a row insist: the person wants to hear what is wrong.</summary>
    private static EditState Enter(EditState state, Surroundings near)
    {
        var text = state.Draft.Text;
        if (near.IsComplete(text))
            return Ended(state, new Reading.Entered(text));
        return Insists(state.Draft) ? Ended(state, new Reading.Entered(text.TrimEnd())) : NewLine(state);
    }

    private static bool Insists(Draft draft)
    {
        if (draft.Caret < draft.Text.TrimEnd().Length || !draft.OnLastLine)
            return false;
        var tail = draft.Text.AsSpan(draft.Text.TrimEnd().Length);
        return tail.Count('\n') >= 2;
    }

    private static EditState Ended(EditState state, Reading how) =>
        state with
        {
            Draft = Draft.After(state.Draft.Text),
            Signature = null,
            Menu = null,
            Done = how,
        };

    private static EditState NewLine(EditState state) => state.Edit(Indent.NewLine(state.Draft), Act.Other);

    /// <summary>Where a line begins Tab indents it; elsewhere, and in an entry that is empty, it asks what could stand here.</summary>
    private static EditState Tab(EditState state) =>
        state.Draft.Text.Length > 0 && string.IsNullOrWhiteSpace(state.Draft.BeforeCaretOnLine)
            ? state.Edit(Indent.Deeper(state.Draft), Act.Other)
            : state with
            {
                Wish = Wish.Suggestions,
            };

    /// <summary>A block is put in as one change. The line end that ends it at the end of the entry is left to Enter.</summary>
    private static EditState Paste(EditState state, string block)
    {
        var text = Pasted.Clean(block);
        var draft = state.Draft;
        var atEnd = draft.Caret == draft.Text.Length;
        return state.Edit(draft.Insert(atEnd && text.EndsWith('\n') ? text[..^1] : text), Act.Other);
    }

    /// <summary>In the indentation of a line a whole step goes at once.</summary>
    private static EditState Backspace(EditState state)
    {
        var before = state.Draft.BeforeCaretOnLine;
        var step = before.Length > 0 && before.AsSpan().Trim(' ').IsEmpty ? (before.Length - 1) % Indent.Step + 1 : 0;
        return Erase(state, step > 0 ? state.Draft.Caret - step : state.Draft.Left);
    }

    private static EditState Erase(EditState state, int to) => state.Edit(state.Draft.Without(to), Act.Erase, joined: true);

    private static EditState Undo(EditState state) =>
        state.Before.IsEmpty
            ? state
            : state with
            {
                Draft = state.Before.Peek(),
                Before = state.Before.Pop(),
                Last = Act.Undo,
                Recall = null,
            };

    private static EditState Up(EditState state, Surroundings near)
    {
        var goal = state.Goal ?? state.Draft.Column;
        return state.Draft.Above(goal) is { } above ? Moved(state, above, goal) : Recall.Older(state, near.History);
    }

    private static EditState Down(EditState state, Surroundings near)
    {
        var goal = state.Goal ?? state.Draft.Column;
        return state.Draft.Below(goal) is { } below ? Moved(state, below, goal) : Recall.Newer(state, near.History);
    }

    private static EditState Page(EditState state, int rows, Func<Draft, int, Draft?> step)
    {
        var (draft, goal) = (state.Draft, state.Goal ?? state.Draft.Column);
        for (var left = Math.Max(1, rows - 2); left > 0 && step(draft, goal) is { } next; left--)
            draft = next;
        return Moved(state, draft, goal);
    }

    private static EditState Moved(EditState state, Draft draft, int goal) => state with { Draft = draft, Goal = goal, Last = Act.Move };
}
