using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Screens;

/// <summary>
/// The picture of a state: prompt and text in rows, as many as fit, with the caret among them; below it the search, the signature, the
/// list. A pure function, so that whatever is on the screen can be checked against it.
/// </summary>
/// <param name="Prompt">What stands before the first line.</param>
/// <param name="Columns">The width of the terminal.</param>
/// <param name="Height">Its height; a picture that is left behind has no bound.</param>
internal sealed record Layout(string Prompt, int Columns, int Height)
{
    /// <summary>Narrower and lower than this nothing can be shown: the terminal is taken to be at least so large.</summary>
    public const int Narrowest = 8;

    /// <summary>The screen for a state.</summary>
    /// <param name="state">What is shown.</param>
    /// <param name="colouring">The colours of its text.</param>
    /// <param name="top">The first row of the text that was seen before: it moves no more than it must.</param>
    public (Screen Screen, int Top) Of(EditState state, Colouring colouring, int top)
    {
        var (text, caretRow, caretColumn) = Text(state, colouring.On(state.Draft.Text));
        var footer = Footer.Of(state, Columns, Height);
        var below = Math.Min(footer.Count, Height - 1);
        var seen = Math.Min(text.Count, Height - below);
        top = Math.Clamp(top, Math.Max(0, caretRow - seen + 1), caretRow);
        top = Math.Clamp(top, 0, text.Count - seen);
        Cell[][] rows = [.. text.Skip(top).Take(seen), .. footer.Take(below)];
        var screen =
            state.Search is { } search && below > 0
                ? new Screen(rows, seen, Footer.SearchCaret(search, Columns))
                : new Screen(rows, caretRow - top, caretColumn);
        return (screen, top);
    }

    /// <summary>The rows of the text, and where among them the caret is.</summary>
    private (IReadOnlyList<Cell[]> Rows, int CaretRow, int CaretColumn) Text(EditState state, Colouring colouring)
    {
        var text = state.Draft.Text;
        var styles = Looks(state, colouring);
        var rows = new Rows(Columns);
        var caret = (Row: 0, Column: 0);
        rows.Write(Prompt, Style.Prompt);
        for (int at = 0, next; at <= text.Length; at = next)
        {
            next = at < text.Length ? Clusters.Next(text, at) : at + 1;
            var breaks = at == text.Length || text[at] == '\n';
            if (at == state.Draft.Caret)
            {
                rows.Reserve(breaks ? 1 : Clusters.Width(text.AsSpan(at, next - at)));
                caret = (rows.Row, rows.Column);
            }
            if (!breaks)
                rows.Put(text.AsSpan(at, next - at), styles[at]);
            else if (at < text.Length)
                Continue(rows);
        }
        if (state.Done is not Reading.Cleared)
            return (rows.Finish(), caret.Row, caret.Column);
        rows.Write("^C", Style.Dim);
        caret = (rows.Row, Math.Min(rows.Column, Columns - 1));
        return (rows.Finish(), caret.Row, caret.Column);
    }

    private static Style[] Looks(EditState state, Colouring colouring)
    {
        var styles = colouring.Styles();
        if (state.Search is { Query.Length: > 0, Missed: false } search && search.At + search.Query.Length <= styles.Length)
            styles.AsSpan(search.At, search.Query.Length).Fill(Style.Emphasis);
        else if (state.Done is null)
            Brackets.Mark(state.Draft.Text, state.Draft.Caret, styles);
        return styles;
    }

    /// <summary>Lines after the first begin under it, with two dots in place of the prompt.</summary>
    private void Continue(Rows rows)
    {
        rows.Break();
        var width = Clusters.Columns(Prompt);
        rows.Write(width < 3 ? new string(' ', width) : new string(' ', width - 3) + ".. ", Style.Dim);
    }
}
