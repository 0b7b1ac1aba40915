using System.Globalization;
using System.Text.Json;
using GdScript.Kernels;
using GdScript.Plots.Svg;

namespace GdScript.Plots.Exports;

/// <summary>A figure as <c>data</c> and <c>layout</c> of plotly.js 2 (plotly.com/javascript/reference), which Plotly for Python reads as well.</summary>
public static class Plotly
{
    private const double Gap = 0.08;

    /// <summary>The figure as one line of JSON, ended by a newline.</summary>
    public static string Of(Figure figure) =>
        Written.Object(json =>
        {
            json.List(
                "data",
                j =>
                {
                    for (var k = 0; k < figure.Panels.Length; k++)
                        foreach (var mark in figure.Panels[k].Marks)
                            if (figure.Panels[k].Height is { } height)
                                PlotlySpace.Write(j, figure.Panels[k], height, mark);
                            else
                                Write(j, figure.Panels[k], mark, k == 0 ? "" : Whole(k + 1));
                }
            );
            json.Object("layout", j => Layout(j, figure));
        });

    internal static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, Panel panel, Mark mark, string axes)
    {
        void Trace(string name, string mode, IEnumerable<Vertex> points, Action<Utf8JsonWriter> more) =>
            json.Object(
                null,
                t =>
                {
                    Vertex[] all = [.. points];
                    t.WriteString("type", "scatter");
                    t.WriteString("mode", mode);
                    t.WriteString("name", name);
                    t.WriteBoolean("showlegend", name.Length > 0 && axes.Length == 0);
                    t.Numbers("x", all.Select(p => p.IsFinite ? p.X : double.NaN));
                    t.Numbers("y", all.Select(p => p.IsFinite ? p.Y : double.NaN));
                    t.WriteString("xaxis", "x" + axes);
                    t.WriteString("yaxis", "y" + axes);
                    more(t);
                }
            );
        switch (mark)
        {
            case Mark.Line line:
                Trace(mark.Name, "lines", line.Points, t => Line(t, Look.Colour(line.Series), 2, Look.Dash(line.Series)));
                break;
            case Mark.Aid aid:
                Trace(mark.Name, "lines", aid.Points, t => Line(t, Look.Quiet, 1.3, Look.Dash(aid)));
                break;
            case Mark.Walk walk:
                Trace(
                    mark.Name,
                    "lines+markers",
                    walk.Points,
                    t =>
                    {
                        Line(t, Look.Colour(walk.Series), 2, Look.Dash(walk.Series));
                        t.Object("marker", m => Marker(m, Look.Colour(walk.Series), 4, "circle"));
                    }
                );
                Trace(
                    "",
                    "markers",
                    walk.Points.Take(1),
                    t => t.Object("marker", m => Marker(m, Look.Colour(walk.Series), 10, "circle-open"))
                );
                Trace(
                    "",
                    "markers",
                    walk.Points.Skip(Math.Max(1, walk.Points.Length - 1)),
                    t => t.Object("marker", m => Marker(m, Look.Colour(walk.Series), 11, "diamond"))
                );
                break;
            case Mark.Spots spots:
                Trace(
                    mark.Name,
                    "markers",
                    spots.Points,
                    t => t.Object("marker", m => Marker(m, Look.Colour(spots.Series), spots.Sign == Sign.Disc ? 6 : 9, Symbol(spots.Sign)))
                );
                break;
            case Mark.Arrows arrows:
                Trace(
                    mark.Name,
                    "lines+markers",
                    arrows.Each.SelectMany(a => (Vertex[])[a.Foot, a.Tip, None]),
                    t =>
                    {
                        Line(t, Look.Quiet, 1.2, []);
                        t.Object("marker", m => Tips(m, arrows.Each.Length));
                    }
                );
                break;
            case Mark.Band band:
                Trace(
                    Look.Label(band),
                    "lines",
                    Look.Rings(band, panel).SelectMany(ring => ring.Append(ring[0]).Append(None)),
                    t =>
                    {
                        Line(t, Palette.Light.Iso, 0.5, []);
                        t.WriteString("fill", "toself");
                        t.WriteString("fillcolor", Look.Shade(band));
                        t.WriteString("hoverinfo", "skip");
                    }
                );
                break;
        }
    }

    private static readonly Vertex None = new(double.NaN, double.NaN);

    internal static void Line(Utf8JsonWriter trace, string colour, double width, int[] dash) =>
        trace.Object(
            "line",
            l =>
            {
                l.WriteString("color", colour);
                l.WriteNumber("width", width);
                if (dash.Length > 0)
                    l.WriteString("dash", string.Join(',', dash.Select(d => Whole(d) + "px")));
            }
        );

    internal static void Marker(Utf8JsonWriter marker, string colour, double size, string symbol)
    {
        marker.WriteString("color", colour);
        marker.WriteNumber("size", size);
        marker.WriteString("symbol", symbol);
    }

    private static string Symbol(Sign sign) =>
        sign switch
        {
            Sign.Ring => "circle-open",
            Sign.Disc => "circle",
            Sign.Cross => "x-thin-open",
        };

    /// <summary>A head at each tip, turned the way the line before it goes.</summary>
    private static void Tips(Utf8JsonWriter marker, int count)
    {
        marker.WriteString("color", Look.Quiet);
        marker.WriteString("symbol", "arrow");
        marker.WriteString("angleref", "previous");
        marker.Object("line", l => l.WriteNumber("width", 0));
        marker.Numbers("size", Enumerable.Range(0, count).SelectMany(_ => (double[])[0, 7, 0]));
    }

    private static void Layout(Utf8JsonWriter layout, Figure figure)
    {
        layout.Object("title", t => t.WriteString("text", figure.Title));
        layout.WriteNumber("width", Look.Width + 240);
        layout.WriteNumber("height", Look.Height + 160 + (figure.Panels.Length - 1) * 160);
        if (figure.Panels is [{ Height: { } height } space])
        {
            // Beside the picture stands the bar of its colours.
            layout.Object("legend", l => l.WriteString("orientation", "h"));
            PlotlySpace.Scene(layout, space, height);
            return;
        }
        layout.WriteString("plot_bgcolor", Palette.Light.Page);
        layout.Object("legend", l => l.WriteString("traceorder", "normal"));
        var (all, top) = (figure.Panels.Sum(p => p.Share), 1.0);
        var free = 1 - Gap * (figure.Panels.Length - 1);
        for (var k = 0; k < figure.Panels.Length; k++)
        {
            var (panel, number) = (figure.Panels[k], k == 0 ? "" : Whole(k + 1));
            var isLast = k == figure.Panels.Length - 1;
            var bottom = isLast ? 0 : Math.Max(0, top - free * panel.Share / all);
            Axis(layout, "xaxis" + number, isLast ? panel.Across : panel.Across with { Name = "" }, "y" + number, null);
            Axis(layout, "yaxis" + number, panel.Up, "x" + number, (bottom, top));
            top = bottom - Gap;
        }
    }

    /// <summary>Ends of a logarithmic axis are exponents.</summary>
    internal static double Place(Axis axis, double x) => axis.IsLog ? Elementary.Log10(x) : x;

    private static void Axis(Utf8JsonWriter layout, string name, Axis axis, string anchor, (double Low, double High)? domain) =>
        layout.Object(
            name,
            a =>
            {
                a.Object("title", t => t.WriteString("text", axis.Name));
                a.WriteString("type", axis.IsLog ? "log" : "linear");
                a.Numbers("range", [Place(axis, axis.Range.Low), Place(axis, axis.Range.High)]);
                a.WriteString("anchor", anchor);
                a.WriteString("gridcolor", Palette.Light.Rule);
                a.WriteBoolean("zeroline", false);
                if (domain is var (low, high))
                    a.Numbers("domain", [low, high]);
            }
        );
}
