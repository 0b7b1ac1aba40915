using System.Globalization;
using GdScript.Graphs;
using GdScript.Plots.Svg;

namespace GdScript.Reports;

/// <summary>What a report was made of: the loss as it was written, and the first rows of its data.</summary>
internal static class DataSection
{
    private const int MostColumns = 8;
    private const int MostLetters = 20_000;

    public static void Write(SvgText page, LossReport report, int rows)
    {
        var tables = report.Formula?.Data ?? [];
        if (tables.IsEmpty && report.Source.Length == 0)
            return;
        page.Around(
            "section",
            "data",
            () =>
            {
                page.Word("h2", "Made of");
                if (report.Source.Length > 0)
                    page.Open("details")
                        .Word("summary", "The loss as it was written")
                        .Open("pre")
                        .Word("code", Cut(report.Source))
                        .Close()
                        .Close()
                        .Raw("\n");
                foreach (var table in tables)
                    Rows(page, table, rows);
            }
        );
    }

    private static string Cut(string source) => source.Length <= MostLetters ? source : source[..MostLetters] + "…";

    private static void Rows(SvgText page, Table table, int most)
    {
        var names = table.Names.Where((_, k) => table.Shapes[k].IsScalar).Take(MostColumns).ToArray();
        var told = FormattableString.Invariant($"{table.Count} rows of {string.Join(", ", table.Names.Take(12))}");
        page.Open("details").Word("summary", told + (table.Names.Length > 12 ? ", …" : ""));
        page.Open("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", "data")).Open("table");
        page.Open("thead").Open("tr");
        foreach (var name in (string[])["row", .. names])
            page.Word("th", name, ("scope", "col"));
        page.Close().Close().Open("tbody");
        for (var row = 0; row < Math.Min(most, table.Count); row++)
        {
            page.Open("tr").Word("td", (row + 1).ToString(CultureInfo.InvariantCulture), ("class", "n"));
            foreach (var name in names)
                page.Word("td", ReportHtml.Full(table[name][row]), ("class", "n"));
            page.Close();
        }
        page.Close().Close().Close();
        if (table.Count > most)
            page.Word("p", FormattableString.Invariant($"… and {table.Count - most} more rows."));
        page.Close().Raw("\n");
    }
}
