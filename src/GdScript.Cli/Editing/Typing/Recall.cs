namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// Up and Down through the history: the entries that begin with what stood before the caret, and at the end the draft that was left.
/// </summary>
/// <param name="Prefix">What the entries begin with.</param>
/// <param name="Index">The entry that is shown.</param>
/// <param name="Origin">The draft at which it began.</param>
internal sealed record Recall(string Prefix, int Index, Draft Origin)
{
    /// <summary>
    /// The next older entry, with the caret at the end of its first line, so that another Up goes on and Down goes through its lines.
    /// </summary>
    public static EditState Older(EditState state, IReadOnlyList<string> history)
    {
        var recall = state.Recall ?? new(state.Draft.Text[..state.Draft.Caret], history.Count, state.Draft);
        for (var i = Math.Min(recall.Index, history.Count) - 1; i >= 0; i--)
            if (recall.Fits(history[i]) && history[i] != state.Draft.Text)
                return recall.Show(state, i, new Draft(history[i], 0) is var top ? top with { Caret = top.LineEnd } : top);
        return state with { Last = Act.Other };
    }

    /// <summary>The next newer entry, with the caret at its end; after the newest comes the draft that was left.</summary>
    public static EditState Newer(EditState state, IReadOnlyList<string> history)
    {
        if (state.Recall is not { } recall)
            return state with { Last = Act.Other };
        for (var i = recall.Index + 1; i < history.Count; i++)
            if (recall.Fits(history[i]) && history[i] != state.Draft.Text)
                return recall.Show(state, i, Draft.After(history[i]));
        return state.Edit(recall.Origin, Act.Other) with { Recall = null };
    }

    private bool Fits(string entry) => entry.StartsWith(Prefix, StringComparison.Ordinal);

    private EditState Show(EditState state, int index, Draft draft) =>
        state.Edit(draft, Act.Other) with
        {
            Recall = this with { Index = index },
        };
}
