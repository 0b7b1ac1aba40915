using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>
/// Pages of HTML that are XML as well: every element is closed and every text escaped, so that any reader of either can take them apart.
/// What elements stand where nobody reads XML, and hold a script or a style, is written so that both see the same.
/// </summary>
internal static class PageText
{
    /// <summary>A page whose body <paramref name="fill"/> writes.</summary>
    public static string Of(string title, Action<SvgText> fill, string css, string? script)
    {
        var page = new SvgText();
        page.Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en"))
            .Raw("\n")
            .Open("head")
            .Empty("meta", ("charset", "utf-8"))
            .Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Empty("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Empty("meta", ("name", "generator"), ("content", "GdScript"))
            .Word("title", title);
        page.Open("style").Raw("\n" + css).Close().Close().Raw("\n").Open("body").Raw("\n");
        fill(page);
        if (script is not null)
            page.Open("script").Raw("//<![CDATA[\n" + script + "//]]>").Close();
        page.Close().Raw("\n").Close();
        return "<!DOCTYPE html>\n" + page + "\n";
    }

    /// <summary>An element around what <paramref name="inside"/> writes, and a line break for those who read the source.</summary>
    public static SvgText Around(this SvgText page, string name, string look, Action inside)
    {
        page.Open(name, ("class", look));
        inside();
        return page.Close().Raw("\n");
    }
}
