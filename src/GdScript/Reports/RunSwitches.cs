using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>
/// Boxes to tick, one for each walk and one for the arrows, which show and hide them in every picture of a page. They work without
/// scripts: what is not ticked is hidden by the style sheet.
/// </summary>
internal static class RunSwitches
{
    public static void Write(SvgText page, ImmutableArray<string> walks, bool hasArrows)
    {
        if (walks.IsEmpty && !hasArrows)
            return;
        page.Open("fieldset", ("class", "runs")).Word("legend", "Shown");
        for (var k = 0; k < walks.Length; k++)
            One(page, MarkSvg.Group(k), walks[k], k);
        if (hasArrows)
            One(page, "arrows", "the way down", null);
        page.Close().Raw("\n");
    }

    private static void One(SvgText page, string id, string name, int? series)
    {
        page.Open("label").Empty("input", ("type", "checkbox"), ("id", id), ("checked", "checked"));
        if (series is { } k)
            page.Open("svg", ("class", "gds"), ("width", "28"), ("height", "12"), ("viewBox", "0 0 28 12"), ("aria-hidden", "true"))
                .Empty("path", ("class", MarkSvg.Stroke("l", k)), ("stroke-dasharray", Style.Dash(k)), ("d", "M1 6h26"))
                .Close();
        page.Word("span", name).Close();
    }

    /// <summary>The rules that hide what is not ticked.</summary>
    public static string Css(int walks)
    {
        var css = new StringBuilder();
        for (var k = 0; k < walks; k++)
            css.Append(CultureInfo.InvariantCulture, $"body:has(#run{k}:not(:checked)) .run{k}{{display:none}}\n");
        return css.Append("body:has(#arrows:not(:checked)) .arrows{display:none}\n").ToString();
    }
}
