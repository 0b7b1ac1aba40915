namespace GdScript.Cli.Editing.Screens;

/// <summary>One column of the screen.</summary>
/// <param name="Text">What is written there: a cluster; nothing in the second column of a wide one.</param>
/// <param name="Width">1 or 2; 0 for the second column of a wide cluster.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct Cell(string Text, byte Width, Style Style);

/// <summary>What the editor shows: rows of cells, as wide as what stands in them, and where the caret is.</summary>
internal sealed record Screen(IReadOnlyList<Cell[]> Rows, int CaretRow, int CaretColumn)
{
    /// <summary>An empty row with the caret at its start: where an editor begins.</summary>
    public static Screen Blank { get; } =
        new(
            [
                [],
            ],
            0,
            0
        );
}
