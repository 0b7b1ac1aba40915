using System.Collections.Immutable;
using GdScript.Plots;
using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>A figure in a page of HTML. One in space can be turned there, with a pointer, a finger or the arrow keys; without scripts it stands still.</summary>
public static class FigureHtml
{
    /// <summary>A page with nothing but the figure, ended by a newline.</summary>
    public static string Of(Figure figure, Sheet? sheet = null)
    {
        var walks = Walks(figure);
        return PageText.Of(
            figure.Title,
            page =>
                page.Around(
                    "main",
                    "alone",
                    () =>
                    {
                        RunSwitches.Write(page, walks, figure.Panels.Any(p => p.Marks.Any(m => m is Mark.Arrows)));
                        Write(page, figure, "", "", sheet ?? new Sheet());
                    }
                ),
            Resource.Css + RunSwitches.Css(walks.Length),
            IsInSpace(figure) ? Resource.Space : null
        );
    }

    /// <summary>What a picture shows, for those who do not see it.</summary>
    private static string Said(Figure figure, string heading)
    {
        var walks = Walks(figure);
        var of = heading.Length > 0 ? $"{heading}: {figure.Title}" : figure.Title;
        return walks.IsEmpty ? of : $"{of}, with {string.Join(" and ", walks)}";
    }

    internal static bool IsInSpace(Figure figure) => figure.Panels.Any(p => p.Height is not null);

    /// <summary>The names of walks, in the order of their series.</summary>
    private static ImmutableArray<string> Walks(Figure figure) =>
        [
            .. figure
                .Panels.SelectMany(p => p.Marks)
                .OfType<Mark.Walk>()
                .Where(w => w.Name.Length > 0)
                .DistinctBy(w => w.Series)
                .Select(w => w.Name),
        ];

    /// <summary>The figure with a heading, where it has one, as part of a page.</summary>
    internal static void Write(SvgText page, Figure figure, string heading, string name, int stride) =>
        Write(page, figure, heading, name, new Sheet { Stride = stride });

    private static void Write(SvgText page, Figure figure, string heading, string name, Sheet sheet)
    {
        var isInSpace = IsInSpace(figure);
        page.Open("figure", ("class", isInSpace ? "space" : ""), ("aria-label", Said(figure, heading)));
        if (isInSpace)
            page.Word("figcaption", heading.Length > 0 ? heading : figure.Title);
        var shown = heading.Length > 0 ? figure with { Title = heading } : figure;
        page.Raw(FigureSvg.Of(shown, sheet with { Prefix = name, HasRuns = true }));
        if (isInSpace)
            page.Open("script", ("type", "application/json"))
                .Raw(SpaceJson.Of(figure.Panels.First(p => p.Height is not null), figure.Title, sheet.Theme))
                .Close()
                .Word(
                    "p",
                    "Drag to turn it, or use the arrow keys; a double click, or Home, turns it back.",
                    ("class", "hint"),
                    ("hidden", "hidden")
                );
        page.Close().Raw("\n");
    }
}
