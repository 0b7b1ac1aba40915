using System.Text.Json;

namespace GdScript.Plots.Exports;

/// <summary>
/// A figure as a Vega-Lite 5 specification with its data inside (Satyanarayan, Moritz, Wongsuphasawat, Heer 2017;
/// vega.github.io/vega-lite). Bands are filled lines whose rings run around holes the other way.
/// </summary>
public static class VegaLite
{
    public const string Schema = "https://vega.github.io/schema/vega-lite/v5.json";

    /// <summary>The specification as one line of JSON, ended by a newline.</summary>
    public static string Of(Figure figure) =>
        Written.Object(json =>
        {
            json.WriteString("$schema", Schema);
            json.WriteString("title", figure.Title);
            if (figure.Panels is [var panel])
                Unit(json, figure, panel);
            else
                json.List(
                    "vconcat",
                    j =>
                    {
                        foreach (var one in figure.Panels)
                            j.Object(null, k => Unit(k, figure, one));
                    }
                );
        });

    private static void Unit(Utf8JsonWriter json, Figure figure, Panel panel)
    {
        json.WriteNumber("width", Look.Width);
        json.WriteNumber("height", (int)(Look.Height * panel.Share / figure.Panels.Max(p => p.Share)));
        json.List(
            "layer",
            j =>
            {
                foreach (var mark in panel.Marks.OrderBy(m => m is Mark.Surface ? 0 : 1))
                    new VegaLayer(j, panel).Write(mark);
            }
        );
    }
}
