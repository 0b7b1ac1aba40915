using GdScript.Checking;
using GdScript.Plots;
using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>What measurements say of the gradient: one line, a table with a verdict for each component, and the story below it.</summary>
internal static class CheckSection
{
    public static void Write(SvgText page, CheckReport report, int rows, Figure? errors) =>
        page.Around(
            "section",
            "check",
            () =>
            {
                var (summary, head, table, left, story) = CheckText.Parts(report, rows);
                page.Word("h2", "Is the gradient right?");
                page.Open("p").Word("strong", $"{Sign(report.Worst)} {report.Word}", ("class", Look(report.Worst))).Raw(" ");
                page.Word("span", summary).Close().Raw("\n");
                if (table.Length > 0)
                    Table(page, head, table);
                if (left.Length > 0)
                    page.Word("p", left);
                if (story.Length > 0)
                    page.Word("pre", story);
                if (errors is not null)
                    FigureHtml.Write(page, errors, "The error of the difference quotient by its step", "errors-", 1);
            }
        );

    private static void Table(SvgText page, string[] head, (Verdict Verdict, string[] Cells)[] rows)
    {
        page.Open("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", "verdicts"))
            .Open("table")
            .Open("thead")
            .Open("tr");
        foreach (var cell in head)
            page.Word("th", cell, ("scope", "col"));
        page.Close().Close().Open("tbody");
        foreach (var (verdict, cells) in rows)
        {
            page.Open("tr").Word("th", cells[0], ("scope", "row"));
            foreach (var cell in cells[1..^1])
                page.Word("td", cell.Replace('-', '−'), ("class", "n"));
            page.Word("td", $"{Sign(verdict)} {cells[^1]}", ("class", Look(verdict))).Close().Raw("\n");
        }
        page.Close().Close().Close().Raw("\n");
    }

    private static string Look(Verdict verdict) =>
        verdict.Fails ? "bad"
        : verdict.Stands ? "good"
        : "open";

    /// <summary>The colour says it again for those who see it.</summary>
    private static string Sign(Verdict verdict) =>
        verdict.Fails ? "✗"
        : verdict.Stands ? "✓"
        : "?";
}
