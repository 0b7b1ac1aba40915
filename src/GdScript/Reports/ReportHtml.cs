using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Plots;
using GdScript.Plots.Svg;
using GdScript.Text;

namespace GdScript.Reports;

/// <summary>
/// A report as one page of HTML that needs nothing else: no network, and without scripts it only stands still. It is light or dark as
/// the reader's browser prefers, and the same report gives the same bytes everywhere.
/// </summary>
public static class ReportHtml
{
    /// <summary>What a page may weigh; pictures and tables become coarser before it is more.</summary>
    public const int Most = 300_000;

    /// <summary>The page as text, ended by a newline.</summary>
    public static string Of(LossReport report)
    {
        foreach (var thrift in (Thrift[])[new(1, 40), new(2, 24), new(3, 12), new(4, 6)])
            if (Of(report, thrift) is var page && (thrift.Stride == 4 || Encoding.UTF8.GetByteCount(page) <= Most))
                return page;
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>How much room there is.</summary>
    /// <param name="Stride">Every how many lines of a surface's grid are drawn.</param>
    /// <param name="Rows">How many rows of a table are shown.</param>
    internal sealed record Thrift(int Stride, int Rows);

    private static string Of(LossReport report, Thrift thrift)
    {
        var hasSpace = report.Pictures.Any(p => FigureHtml.IsInSpace(p.Figure));
        return PageText.Of(
            report.Title,
            page => page.Around("main", "report", () => Body(page, report, thrift)),
            Resource.Css + RunSwitches.Css(report.Walks.Length),
            hasSpace ? Resource.Space : null
        );
    }

    private static void Body(SvgText page, LossReport report, Thrift thrift)
    {
        page.Around("header", "", () => Head(page, report));
        FormulaSection.Write(page, report);
        if (report.Check is { } check)
            CheckSection.Write(page, check, thrift.Rows, report.Errors);
        if (!report.Pictures.IsEmpty)
            Pictures(page, report, thrift);
        if (!report.Walks.IsEmpty)
            WalkSection.Write(page, report.Walks, thrift.Rows);
        DataSection.Write(page, report, Math.Min(thrift.Rows, 10));
        if (report.Command.Length > 0)
            page.Around("footer", "", () => page.Word("p", "Made by").Open("pre").Word("code", report.Command).Close());
    }

    private static void Head(SvgText page, LossReport report)
    {
        page.Word("h1", Lettering.Cut(report.Title, 1, 160));
        foreach (var note in report.Notes)
            page.Word("p", note, ("class", "note"));
    }

    private static void Pictures(SvgText page, LossReport report, Thrift thrift)
    {
        var hasArrows = report.Pictures.Any(p => p.Figure.Panels.Any(q => q.Marks.Any(m => m is Mark.Arrows)));
        page.Around(
            "section",
            "pictures",
            () =>
            {
                page.Word("h2", "Pictures");
                RunSwitches.Write(page, [.. report.Walks.Select(w => w.Trace.Header.Method)], hasArrows);
                foreach (var (heading, figure) in report.Pictures)
                    FigureHtml.Write(page, figure, heading, Name(heading), thrift.Stride + 1);
            }
        );
    }

    /// <summary>What the parts of a picture are called in the page.</summary>
    private static string Name(string heading) => string.Concat(heading.ToLowerInvariant().Where(char.IsAsciiLetter)) + "-";

    /// <summary>A number to as many digits as a table has room for.</summary>
    internal static string Short(double x) =>
        Scale.Label(
            double.IsFinite(x) ? double.Parse(x.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0 : x
        );

    /// <summary>A number in full.</summary>
    internal static string Full(double x) => NumberText.Of(x).Replace('-', '−');
}
