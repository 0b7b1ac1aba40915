using System.Collections.Immutable;

namespace GdScript.Cli.Editing.Typing;

/// <summary>What Ctrl-K, Ctrl-U, Ctrl-W and Alt-D took away, to be put back by Ctrl-Y and turned through by Alt-Y.</summary>
/// <param name="Ring">The texts, the latest last.</param>
/// <param name="Start">Where the last Ctrl-Y put its text.</param>
/// <param name="Turn">How far Alt-Y has turned.</param>
internal sealed record Kills(ImmutableList<string> Ring, int Start, int Turn)
{
    private const int Most = 60;

    public static Kills None { get; } = new([], 0, 0);

    /// <summary>Takes away what lies between the caret and <paramref name="to"/>. Kills in a row are put back as one text.</summary>
    public static EditState Kill(EditState state, int to)
    {
        var gone = state.Draft.Between(to);
        if (gone.Length == 0)
            return state with { Last = Act.Kill };
        var joined = state.Last == Act.Kill && state.Kills.Ring.Count > 0;
        var ring = state.Kills.Ring;
        var last = joined ? ring[^1] : "";
        var text = to < state.Draft.Caret ? gone + last : last + gone;
        ring = joined ? ring.SetItem(ring.Count - 1, text) : ring.Add(text);
        return state.Edit(state.Draft.Without(to), Act.Kill) with
        {
            Kills = None with { Ring = ring.Count > Most ? ring.RemoveAt(0) : ring },
        };
    }

    public static EditState Yank(EditState state)
    {
        if (state.Kills.Ring is not [.., var text])
            return state;
        var start = state.Draft.Caret;
        return state.Edit(state.Draft.Insert(text), Act.Yank) with { Kills = state.Kills with { Start = start, Turn = 0 } };
    }

    /// <summary>Right after a yank: the text before the one that was put in takes its place.</summary>
    public static EditState Turned(EditState state)
    {
        var (ring, start, turn) = state.Kills;
        if (state.Last != Act.Yank || ring.Count == 0)
            return state;
        var next = (turn + 1) % ring.Count;
        var draft = state.Draft.Replace(start, state.Draft.Caret - start, ring[ring.Count - 1 - next]);
        return state.Edit(draft, Act.Yank, joined: true) with { Kills = state.Kills with { Turn = next } };
    }
}
