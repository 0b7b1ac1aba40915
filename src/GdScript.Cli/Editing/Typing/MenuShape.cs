namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// How a list of completions lies on the screen: one a row with its detail while there are few, in columns read downwards when
/// there are many. The keys that move in it and the picture of it must agree.
/// </summary>
/// <param name="Columns">Suggestions side by side.</param>
/// <param name="Rows">Suggestions below each other, seen or not.</param>
/// <param name="Top">The first row that is seen.</param>
/// <param name="Height">How many rows are seen.</param>
/// <param name="Width">The columns of the screen that each takes.</param>
internal readonly record struct MenuShape(int Columns, int Rows, int Top, int Height, int Width)
{
    private const int Highest = 10;

    /// <summary>True when a line below says where in the list the choice is.</summary>
    public bool HasFooter(Menu menu) => Columns > 1 || Height < menu.Shown.Count;

    public static MenuShape Of(Menu menu, int columns, int rows)
    {
        var most = Math.Clamp(rows / 2 - 1, 1, Highest);
        var count = menu.Shown.Count;
        var width = Math.Min(columns - 1, menu.Shown.Max(s => Clusters.Columns(s.Text)) + 2);
        var side = count <= most ? 1 : Math.Clamp((columns - 1) / Math.Max(1, width), 1, count);
        var high = (count + side - 1) / side;
        var seen = Math.Min(high, count <= most ? most : Math.Max(1, most - 1));
        var chosen = menu.Selected < 0 ? 0 : menu.Selected % high;
        return new(side, high, Math.Min(chosen / seen * seen, high - seen), seen, width);
    }
}
