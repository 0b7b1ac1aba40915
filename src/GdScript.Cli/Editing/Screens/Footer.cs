using System.Globalization;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Screens;

/// <summary>What stands below the entry: the search, the signature of the call, the list of completions, a note.</summary>
internal static class Footer
{
    public static List<Cell[]> Of(EditState state, int columns, int rows)
    {
        var lines = new List<Cell[]>();
        if (state.Done is not null)
            return lines;
        if (state.Search is { } search)
            lines.Add(Searching(search, columns));
        else if (state.Signature is { } help)
            lines.Add(Signature(help, columns));
        if (state.Menu is { } menu)
            lines.AddRange(List(menu, MenuShape.Of(menu, columns, rows), columns));
        if (state.Note.Length > 0)
            lines.Add(new Strip(columns).Write(state.Note, Style.Dim).Finish());
        return lines;
    }

    /// <summary>The column of the line of the search that the caret stands in.</summary>
    public static int SearchCaret(Search search, int columns) => Math.Min(Clusters.Columns(Label + search.Query), columns - 1);

    private static Cell[] Searching(Search search, int columns)
    {
        var strip = new Strip(columns - 1).Write(Label, Style.Dim).Write(search.Query, Style.Plain);
        var width = strip.Width;
        return (search.Missed ? strip.Write("  not found", Style.Dim) : strip).Finish(width);
    }

    private const string Label = "history search: ";

    private static Cell[] Signature(SignatureHelp help, int columns)
    {
        var best = Math.Clamp(help.Best, 0, help.Overloads.Count - 1);
        var text = help.Overloads[best];
        var strip = new Strip(columns);
        if (help.Overloads.Count > 1)
            strip.Write(string.Create(CultureInfo.InvariantCulture, $"{best + 1} of {help.Overloads.Count}  "), Style.Dim);
        var (start, length) = SignatureText.Parameter(text, help.Parameter);
        strip.Write(text[..start], Style.Dim).Write(text.Substring(start, length), Style.Emphasis);
        var focus = length > 0 ? strip.Width : 0;
        return strip.Write(text[(start + length)..], Style.Dim).Finish(focus);
    }

    private static IEnumerable<Cell[]> List(Menu menu, MenuShape shape, int columns)
    {
        for (var r = shape.Top; r < shape.Top + shape.Height; r++)
            yield return shape.Columns > 1 ? SideBySide(menu, shape, r, columns) : WithDetail(menu, shape, r, columns);
        if (!shape.HasFooter(menu))
            yield break;
        var count =
            menu.Selected < 0
                ? $" {menu.Shown.Count.ToString(CultureInfo.InvariantCulture)} completions"
                : string.Create(CultureInfo.InvariantCulture, $" {menu.Selected + 1} of {menu.Shown.Count}");
        var detail = shape.Columns > 1 && menu.Choice is { Detail.Length: > 0 } choice ? $"  {choice.Detail}" : "";
        yield return new Strip(columns).Write(count + detail, Style.Dim).Finish();
    }

    private static Cell[] WithDetail(Menu menu, MenuShape shape, int row, int columns)
    {
        var item = menu.Shown[row];
        var strip = Name(new Strip(columns), menu, row, 0, shape.Width);
        return (item.Detail.Length > 0 ? strip.Write(" " + item.Detail, Style.Dim) : strip).Finish();
    }

    private static Cell[] SideBySide(Menu menu, MenuShape shape, int row, int columns)
    {
        var strip = new Strip(columns);
        for (var c = 0; c < shape.Columns; c++)
            if (c * shape.Rows + row is var index && index < menu.Shown.Count)
                Name(strip, menu, index, c * shape.Width, shape.Width);
        return strip.Finish();
    }

    private static Strip Name(Strip strip, Menu menu, int index, int from, int width)
    {
        var style = index == menu.Selected ? Style.Chosen : Style.Plain;
        return strip.Write(" " + menu.Shown[index].Text, style).CutTo(from + width - 1).PadTo(from + width, style);
    }
}
