namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// Ctrl-R: the latest entry that holds what is typed; Ctrl-R again goes to older ones, Ctrl-S back to newer ones. Capital letters
/// count only when some are typed.
/// </summary>
/// <param name="Query">What is looked for.</param>
/// <param name="Index">The entry that was found; the number of entries while none was.</param>
/// <param name="At">Where in the entry it was found.</param>
/// <param name="Missed">True when nothing older (or newer) holds the query.</param>
/// <param name="Origin">The draft that comes back when the search is given up.</param>
internal sealed record Search(string Query, int Index, int At, bool Missed, Draft Origin)
{
    public static EditState Begin(EditState state, IReadOnlyList<string> history) =>
        state with
        {
            Search = new("", history.Count, 0, false, state.Draft),
            Recall = null,
            Last = Act.Other,
        };

    /// <summary>A key while searching; null when the key ends the search and means what it always means.</summary>
    public static EditState? Press(EditState state, Key key, IReadOnlyList<string> history)
    {
        var search = state.Search!;
        return key switch
        {
            { Name: KeyName.Text, With: Held.Ctrl, Text: "r" } => search.Turn(state, history, older: true),
            { Name: KeyName.Text, With: Held.Ctrl, Text: "s" } => search.Turn(state, history, older: false),
            { Name: KeyName.Text, With: Held.Ctrl, Text: "g" } or { Name: KeyName.Escape } => GiveUp(state),
            { Name: KeyName.Text, With: Held.Nothing or Held.Shift } => search.Find(state, search.Query + key.Text, history),
            { Name: KeyName.Paste } => search.Find(state, search.Query + Pasted.Clean(key.Text).Replace('\n', ' '), history),
            { Name: KeyName.Backspace } => search.Find(
                state,
                search.Query[..Clusters.Previous(search.Query, search.Query.Length)],
                history
            ),
            { Name: KeyName.Enter } => Take(state),
            _ => null,
        };
    }

    /// <summary>The search ends with what it found.</summary>
    public static EditState Take(EditState state)
    {
        var found = state.Draft;
        return (state with { Draft = state.Search!.Origin }).Edit(found, Act.Other) with { Search = null };
    }

    public static EditState GiveUp(EditState state) => state with { Draft = state.Search!.Origin, Search = null, Last = Act.Other };

    /// <summary>A changed query is looked for from the newest entry on.</summary>
    private EditState Find(EditState state, string query, IReadOnlyList<string> history) =>
        query.Length == 0
            ? state with
            {
                Search = new("", history.Count, 0, false, Origin),
                Draft = Origin,
            }
            : (this with { Query = query, Index = history.Count }).Turn(state, history, older: true);

    private EditState Turn(EditState state, IReadOnlyList<string> history, bool older)
    {
        if (Query.Length == 0)
            return state;
        var step = older ? -1 : 1;
        for (var i = Index + step; i >= 0 && i < history.Count; i += step)
            if (history[i].IndexOf(Query, Comparison) is var at and >= 0 && (history[i] != state.Draft.Text || Index == history.Count))
                return state with { Search = this with { Index = i, At = at, Missed = false }, Draft = new Draft(history[i], 0).At(at) };
        return state with { Search = this with { Missed = true, Index = Math.Min(Index, history.Count) } };
    }

    private StringComparison Comparison => Query.Any(char.IsUpper) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
