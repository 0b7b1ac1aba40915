using System.Collections.Immutable;
using System.Globalization;
using GdScript.Kernels;
using GdScript.Plots.Svg;
using GdScript.Traces;

namespace GdScript.Reports;

/// <summary>How walks ended, side by side, what is to be said of each end, and their traces, folded and thinned.</summary>
internal static class WalkSection
{
    private const int MostNames = 6;

    public static void Write(SvgText page, ImmutableArray<ReportWalk> walks, int rows) =>
        page.Around(
            "section",
            "walks",
            () =>
            {
                page.Word("h2", walks.Length == 1 ? "The walk" : "The walks");
                Ends(page, walks);
                foreach (var walk in walks.Take(rows))
                    One(page, walk, rows);
            }
        );

    private static void Ends(SvgText page, ImmutableArray<ReportWalk> walks)
    {
        var names = walks[0].Trace.Header.ElementNames;
        var shown = names.Length <= MostNames ? names : [];
        page.Open("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", "ends of walks"))
            .Open("table")
            .Open("thead")
            .Open("tr");
        foreach (var head in (string[])["method", "steps", "loss", "lowest loss", .. shown, "ended because"])
            page.Word("th", head, ("scope", "col"));
        page.Close().Close().Open("tbody");
        foreach (var walk in walks)
        {
            var end = walk.Trace.End;
            page.Open("tr").Word("th", walk.Trace.Header.Method, ("scope", "row"));
            Number(page, end.Steps.ToString(CultureInfo.InvariantCulture));
            Number(page, ReportHtml.Short(end.Last.Loss));
            Number(page, ReportHtml.Short(end.Best.Loss));
            for (var k = 0; k < shown.Length; k++)
                Number(page, ReportHtml.Short(end.Last.Point[k]));
            page.Word("td", (walk.IsWell ? "" : "✗ ") + end.Why, ("class", walk.IsWell ? "" : "bad")).Close().Raw("\n");
        }
        page.Close().Close().Close().Raw("\n");
    }

    private static void Number(SvgText page, string text) => page.Word("td", text, ("class", "n"));

    private static void One(SvgText page, ReportWalk walk, int rows)
    {
        page.Word("h3", walk.Trace.Header.Method);
        foreach (var sentence in walk.Sentences)
            page.Word("p", sentence);
        if (!walk.Trace.Rows.IsEmpty)
            Trace(page, walk.Trace, rows);
    }

    private static void Trace(SvgText page, Trace trace, int most)
    {
        var (names, kept) = (trace.Header.ElementNames, Thinned(trace.Rows, most));
        var shown = names.Length <= MostNames ? names : [];
        var hasRate = kept.Any(r => r.Rate is not null);
        page.Open("details")
            .Word("summary", FormattableString.Invariant($"Trace: {kept.Length} of {trace.End.Steps + 1} points"))
            .Open("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", "trace"))
            .Open("table")
            .Open("thead")
            .Open("tr");
        foreach (var head in (string[])["step", .. hasRate ? ["rate"] : Array.Empty<string>(), "loss", "‖gradient‖", .. shown, ""])
            page.Word("th", head, ("scope", "col"));
        page.Close().Close().Open("tbody");
        foreach (var row in kept)
        {
            page.Open("tr");
            Number(page, row.Step.ToString(CultureInfo.InvariantCulture));
            if (hasRate)
                Number(page, row.Rate is { } rate ? ReportHtml.Short(rate) : "");
            Number(page, ReportHtml.Full(row.Loss));
            Number(page, ReportHtml.Short(row.GradientNorm));
            for (var k = 0; k < shown.Length; k++)
                Number(page, ReportHtml.Full(row.Point[k]));
            page.Word("td", string.Join(" ", row.Events.Select(e => e.Text))).Close().Raw("\n");
        }
        page.Close().Close().Close();
        page.Word("p", $"Gradient: {trace.Header.Gradient}. SHA-256 over every point: {trace.End.Sha256}", ("class", "fine"))
            .Close()
            .Raw("\n");
    }

    /// <summary>The first rows, the last ones, and between them ever fewer.</summary>
    private static ImmutableArray<TraceRow> Thinned(ImmutableArray<TraceRow> rows, int most)
    {
        if (rows.Length <= most)
            return rows;
        var (edge, kept) = (most / 4, new SortedSet<int>());
        kept.UnionWith(Enumerable.Range(0, edge).Concat(Enumerable.Range(rows.Length - edge, edge)));
        var middle = most - 2 * edge;
        var factor = Elementary.Pow((double)(rows.Length - edge) / edge, 1.0 / (middle + 1));
        for (var (k, at) = (0, edge * factor); k < middle; k++, at *= factor)
            kept.Add(Math.Min(rows.Length - 1, (int)at));
        return [.. kept.Select(k => rows[k])];
    }
}
