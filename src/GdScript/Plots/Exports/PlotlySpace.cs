using System.Text.Json;
using GdScript.Plots.Svg;

namespace GdScript.Plots.Exports;

/// <summary>The marks of a panel in space, as traces of Plotly that can be turned: surface, scatter3d, mesh3d.</summary>
internal static class PlotlySpace
{
    public static void Write(Utf8JsonWriter json, Panel panel, Axis height, Mark mark)
    {
        switch (mark)
        {
            case Mark.Surface surface:
                json.Object(null, t => Surface(t, panel, height, surface));
                break;
            case Mark.Lifted lifted:
                Path(json, lifted.Name, lifted.Points, Look.Colour(lifted.Series), 3, "dot", "lines");
                break;
            case Mark.Walk walk:
                var floor = walk.Points.Select(p => new Vertex3(p.X, p.Y, height.Range.Low));
                Path(json, walk.Name, floor, Look.Colour(walk.Series), 5, "solid", "lines+markers");
                break;
            case Mark.Plate plate:
                json.Object(null, t => Plate(t, plate));
                break;
        }
    }

    private static void Surface(Utf8JsonWriter trace, Panel panel, Axis height, Mark.Surface surface)
    {
        trace.WriteString("type", "surface");
        trace.Numbers("x", Look.Along(panel.Across, surface.Columns));
        trace.Numbers("y", Look.Along(panel.Up, surface.Rows));
        trace.List(
            "z",
            z =>
            {
                for (var row = 0; row < surface.Rows; row++)
                    z.Numbers(null, surface.Heights.Skip(row * surface.Columns).Take(surface.Columns));
            }
        );
        trace.List(
            "colorscale",
            c =>
            {
                for (var k = 0; k < Palette.Light.Ramp.Length; k++)
                    c.List(
                        null,
                        pair =>
                        {
                            pair.WriteNumberValue((double)k / (Palette.Light.Ramp.Length - 1));
                            pair.WriteStringValue(Palette.Light.Ramp[k]);
                        }
                    );
            }
        );
        trace.Number("cmin", height.Range.Low);
        trace.Number("cmax", height.Range.High);
        trace.WriteNumber("opacity", 0.9);
        trace.Object("colorbar", c => c.Object("title", t => t.WriteString("text", height.Name)));
    }

    private static void Path(
        Utf8JsonWriter json,
        string name,
        IEnumerable<Vertex3> points,
        string colour,
        double width,
        string dash,
        string mode
    ) =>
        json.Object(
            null,
            t =>
            {
                Vertex3[] all = [.. points];
                t.WriteString("type", "scatter3d");
                t.WriteString("mode", mode);
                t.WriteString("name", name);
                t.Numbers("x", all.Select(p => p.X));
                t.Numbers("y", all.Select(p => p.Y));
                t.Numbers("z", all.Select(p => p.Z));
                t.Object(
                    "line",
                    l =>
                    {
                        l.WriteString("color", colour);
                        l.WriteNumber("width", width);
                        l.WriteString("dash", dash);
                    }
                );
                if (mode != "lines")
                    t.Object("marker", m => Plotly.Marker(m, colour, 3, "circle"));
            }
        );

    private static void Plate(Utf8JsonWriter trace, Mark.Plate plate)
    {
        trace.WriteString("type", "mesh3d");
        trace.WriteString("name", plate.Name);
        trace.Numbers("x", plate.Corners.Select(p => p.X));
        trace.Numbers("y", plate.Corners.Select(p => p.Y));
        trace.Numbers("z", plate.Corners.Select(p => p.Z));
        var fan = Enumerable.Range(1, Math.Max(0, plate.Corners.Length - 2)).ToArray();
        trace.Numbers("i", fan.Select(_ => 0.0));
        trace.Numbers("j", fan.Select(k => (double)k));
        trace.Numbers("k", fan.Select(k => k + 1.0));
        trace.WriteString("color", Look.Quiet);
        trace.WriteNumber("opacity", 0.45);
        trace.WriteBoolean("showlegend", true);
    }

    /// <summary>The three axes.</summary>
    public static void Scene(Utf8JsonWriter layout, Panel panel, Axis height) =>
        layout.Object(
            "scene",
            s =>
            {
                foreach (var (name, axis) in ((string, Axis)[])[("xaxis", panel.Across), ("yaxis", panel.Up), ("zaxis", height)])
                    s.Object(
                        name,
                        a =>
                        {
                            a.Object("title", t => t.WriteString("text", axis.Name));
                            a.WriteString("type", axis.IsLog ? "log" : "linear");
                            a.Numbers("range", [Plotly.Place(axis, axis.Range.Low), Plotly.Place(axis, axis.Range.High)]);
                        }
                    );
            }
        );
}
