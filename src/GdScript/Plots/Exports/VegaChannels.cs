using System.Text.Json;

namespace GdScript.Plots.Exports;

/// <summary>What the places and colours of a layer of Vega-Lite stand for: the axes of its panel, the names of its marks.</summary>
internal static class VegaChannels
{
    public static void Axes(Utf8JsonWriter encoding, Panel panel)
    {
        Axis(encoding, "x", panel.Across);
        Axis(encoding, "y", panel.Up);
    }

    private static void Axis(Utf8JsonWriter encoding, string channel, Axis axis) =>
        encoding.Object(
            channel,
            c =>
            {
                Field(c, channel);
                c.WriteString("title", axis.Name);
                c.Object(
                    "scale",
                    s =>
                    {
                        s.WriteString("type", axis.IsLog ? "log" : "linear");
                        s.Numbers("domain", [axis.Range.Low, axis.Range.High]);
                        s.WriteBoolean("nice", false);
                        if (!axis.IsLog)
                            s.WriteBoolean("zero", false);
                    }
                );
            }
        );

    public static void Field(Utf8JsonWriter channel, string name)
    {
        channel.WriteString("field", name);
        channel.WriteString("type", "quantitative");
    }

    /// <summary>The legend: what has a name has the colour of the first mark with that name.</summary>
    public static void Named(Utf8JsonWriter encoding, Mark? mark, Panel panel)
    {
        if (mark is not { Name.Length: > 0 })
            return;
        var named = panel.Marks.Where(m => m.Name.Length > 0 && m is not (Mark.Lifted or Mark.Plate)).DistinctBy(m => m.Name).ToArray();
        encoding.Object(
            "color",
            c =>
            {
                c.WriteString("datum", mark.Name);
                c.WriteString("type", "nominal");
                c.WriteNull("title");
                c.Object(
                    "scale",
                    s =>
                    {
                        s.Words("domain", named.Select(m => m.Name));
                        s.Words("range", named.Select(ColourOf));
                    }
                );
            }
        );
    }

    private static string ColourOf(Mark mark) =>
        mark switch
        {
            Mark.Line line => Look.Colour(line.Series),
            Mark.Walk walk => Look.Colour(walk.Series),
            Mark.Spots spots => Look.Colour(spots.Series),
            _ => Look.Quiet,
        };
}
