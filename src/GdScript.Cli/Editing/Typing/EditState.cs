using System.Collections.Immutable;

namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// Everything the editor knows between two keys. A key makes a new state of it (<see cref="Editor.Press"/>), and the screen is a
/// picture of it, so that both are tested without a terminal.
/// </summary>
internal sealed record EditState
{
    public Draft Draft { get; init; } = Draft.Empty;

    /// <summary>What the last key did: kills in a row are one, letters in a row are undone together.</summary>
    public Act Last { get; init; }

    /// <summary>Earlier drafts, the latest on top.</summary>
    public ImmutableStack<Draft> Before { get; init; } = [];

    public Kills Kills { get; init; } = Kills.None;

    /// <summary>The column that Up and Down keep to; null when the last key was neither.</summary>
    public int? Goal { get; init; }

    /// <summary>Where in the history Up and Down have come.</summary>
    public Recall? Recall { get; init; }

    /// <summary>The search of Ctrl-R.</summary>
    public Search? Search { get; init; }

    /// <summary>The open list of completions.</summary>
    public Menu? Menu { get; init; }

    /// <summary>True from the bracket or comma that asked for a signature until the caret leaves the call.</summary>
    public bool InCall { get; init; }

    /// <summary>The signature that is shown.</summary>
    public SignatureHelp? Signature { get; init; }

    /// <summary>A word to the person, until the next key.</summary>
    public string Note { get; init; } = "";

    /// <summary>What the advisor is to be asked about this state.</summary>
    public Wish Wish { get; init; }

    /// <summary>What is to be done to the screen or the process after this key.</summary>
    public Effect Effect { get; init; }

    /// <summary>How the reading ended; null while it goes on.</summary>
    public Reading? Done { get; init; }

    /// <summary>The draft changes, and what it was can be had back; an act of the same kind in a row is one change.</summary>
    public EditState Edit(Draft draft, Act act, bool joined = false) =>
        draft.Text == Draft.Text
            ? this with
            {
                Draft = draft,
                Last = act,
            }
            : this with
            {
                Draft = draft,
                Last = act,
                Before = joined && Last == act ? Before : Before.Push(Draft),
                Recall = null,
            };

    /// <summary>Only the caret moves.</summary>
    public EditState Move(int caret) => this with { Draft = Draft.At(caret), Last = Act.Move };
}

internal enum Act
{
    Nothing,
    Type,
    Erase,
    Kill,
    Yank,
    Move,
    Undo,
    Other,
}

/// <summary>What the advisor is to be asked.</summary>
[Flags]
internal enum Wish
{
    Nothing = 0,
    Suggestions = 1,
    Signature = 2,
}

internal enum Effect
{
    Nothing,
    ClearScreen,
    Suspend,
}

/// <summary>What a key may look at besides the state.</summary>
/// <param name="History">Entries, oldest first.</param>
/// <param name="IsComplete">Whether Enter submits a text.</param>
/// <param name="Columns">The width of the screen.</param>
/// <param name="Rows">The height of the screen.</param>
internal sealed record Surroundings(IReadOnlyList<string> History, Func<string, bool> IsComplete, int Columns, int Rows);
