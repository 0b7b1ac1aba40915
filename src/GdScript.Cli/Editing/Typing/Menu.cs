namespace GdScript.Cli.Editing.Typing;

/// <summary>The open list of completions: what could replace the word at the caret, narrowed by what is typed.</summary>
/// <param name="All">What the advisor said.</param>
/// <param name="Shown">What of it still fits.</param>
/// <param name="Selected">The chosen row of <paramref name="Shown"/>; −1 while none is.</param>
/// <param name="Start">Where the word begins that is replaced.</param>
/// <param name="Tail">How many characters behind the caret are replaced too.</param>
internal sealed record Menu(IReadOnlyList<Suggestion> All, IReadOnlyList<Suggestion> Shown, int Selected, int Start, int Tail)
{
    /// <summary>
    /// The advisor has answered. A single suggestion is put in; of several the part they share is, and the list opens. An answer to
    /// another draft is too late and nobody's.
    /// </summary>
    public static EditState Offer(EditState state, Draft asked, Suggestions answer)
    {
        if (state.Draft != asked || state.Search is not null || state.Done is not null)
            return state;
        var menu = new Menu(answer.Items, [], -1, answer.Start, answer.Start + answer.Length - asked.Caret);
        if (answer.Start < 0 || answer.Start > asked.Caret || menu.Tail < 0 || asked.Caret + menu.Tail > asked.Text.Length)
            return state;
        if (state.Menu is { } open)
            return state with { Menu = menu.Narrowed(asked)?.Choosing(open.Choice) };
        return menu.Narrowed(asked) switch
        {
            null => state with { Note = "no completions" },
            { Shown: [var only] } single => single.Take(state, only),
            var list => list.Open(state),
        };
    }

    /// <summary>A key while the list is open; null when the list closes and the key means what it always means.</summary>
    public static EditState? Press(EditState state, Key key, Surroundings near)
    {
        var menu = state.Menu!;
        var shape = MenuShape.Of(menu, near.Columns, near.Rows);
        return key switch
        {
            { Name: KeyName.Tab, With: Held.Shift } or { Name: KeyName.Up } or { Text: "p", With: Held.Ctrl } => menu.Select(state, -1),
            { Name: KeyName.Tab or KeyName.Down } or { Text: "n", With: Held.Ctrl } => menu.Select(state, 1),
            { Name: KeyName.Left } when shape.Columns > 1 && menu.Selected >= 0 => menu.Jump(state, -shape.Rows),
            { Name: KeyName.Right } when shape.Columns > 1 && menu.Selected >= 0 => menu.Jump(state, shape.Rows),
            { Name: KeyName.PageUp } => menu.Jump(state, -shape.Height),
            { Name: KeyName.PageDown } => menu.Jump(state, shape.Height),
            { Name: KeyName.Enter, With: Held.Nothing } when menu.Choice is { } choice => menu.Take(state, choice),
            { Name: KeyName.Escape } or { Text: "g", With: Held.Ctrl } => state with { Menu = null },
            { Name: KeyName.Backspace, With: Held.Nothing } => menu.Narrow(state, state.Draft.Without(state.Draft.Left), Act.Erase),
            { Name: KeyName.Text, With: Held.Nothing } when IsWord(key.Text) => menu.Narrow(state, state.Draft.Insert(key.Text), Act.Type),
            _ => null,
        };
    }

    /// <summary>The list closes before another key: a character that ends the word takes what was chosen.</summary>
    public static EditState Close(EditState state, Key key) =>
        key is { Name: KeyName.Text, With: Held.Nothing } && state.Menu is { Choice: { } choice } menu
            ? menu.Take(state, choice)
            : state with
            {
                Menu = null,
            };

    /// <summary>The chosen suggestion.</summary>
    public Suggestion? Choice => Selected >= 0 ? Shown[Selected] : null;

    private EditState Open(EditState state)
    {
        var typed = state.Draft.Text[Start..state.Draft.Caret];
        var shared = Shared();
        if (shared.Length <= typed.Length || !shared.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return state with { Menu = this };
        return state.Edit(state.Draft.Replace(Start, typed.Length, shared), Act.Other) with { Menu = this };
    }

    private EditState Take(EditState state, Suggestion chosen)
    {
        var end = state.Draft.Caret + Tail;
        var taken = state.Edit(state.Draft.Replace(Start, end - Start, chosen.Text), Act.Other) with { Menu = null };
        return chosen.Text.EndsWith('(') ? taken with { InCall = true, Wish = Wish.Signature } : taken;
    }

    /// <summary>The word grows or shrinks; when the caret leaves it, or nothing fits, the list closes.</summary>
    private EditState Narrow(EditState state, Draft draft, Act act)
    {
        var next = state.Edit(draft, act, joined: true);
        var menu = draft.Caret < Start ? null : Narrowed(draft)?.Choosing(Choice);
        return next with { Menu = menu, Wish = menu is null ? Wish.Nothing : Wish.Suggestions };
    }

    /// <summary>
    /// What begins with the typed part, else what holds it; before anything is narrowed away, whatever the advisor found.
    /// </summary>
    private Menu? Narrowed(Draft draft)
    {
        var typed = draft.Text[Start..draft.Caret];
        Suggestion[] fitting = [.. All.Where(s => s.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
        if (fitting.Length == 0)
            fitting = [.. All.Where(s => s.Text.Contains(typed, StringComparison.OrdinalIgnoreCase))];
        return fitting.Length == 0 ? null : this with { Shown = fitting, Selected = -1 };
    }

    private Menu Choosing(Suggestion? choice) =>
        this with
        {
            Selected = choice is null ? -1 : Shown.ToList().FindIndex(s => s.Text == choice.Text),
        };

    private EditState Select(EditState state, int step)
    {
        var next = Selected < 0 && step < 0 ? Shown.Count - 1 : (Selected + step + Shown.Count) % Shown.Count;
        return state with { Menu = this with { Selected = next } };
    }

    private EditState Jump(EditState state, int step) =>
        state with
        {
            Menu = this with { Selected = Math.Clamp(Math.Max(Selected, 0) + step, 0, Shown.Count - 1) },
        };

    private string Shared()
    {
        var first = Shown[0].Text;
        var length = Shown.Min(s => first.AsSpan().CommonPrefixLength(s.Text));
        while (length > 0 && Clusters.Whole(first, length) != length)
            length--;
        return first[..length];
    }

    private static bool IsWord(string text) => text.All(c => c == '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c));
}
