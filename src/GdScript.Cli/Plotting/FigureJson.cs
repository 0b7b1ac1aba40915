using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Plots;

namespace GdScript.Cli.Plotting;

/// <summary>A figure as JSON: all numbers of the picture, for programs that draw their own.</summary>
internal static class FigureJson
{
    public static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteString("title", figure.Title);
        json.WriteStartArray("panels");
        foreach (var panel in figure.Panels)
        {
            json.WriteStartObject();
            Axis(json, "across", panel.Across);
            Axis(json, "up", panel.Up);
            if (panel.Height is { } height)
                Axis(json, "height", height);
            json.WriteStartArray("marks");
            foreach (var mark in panel.Marks)
                Write(json, mark);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Axis(Utf8JsonWriter json, string member, Axis axis)
    {
        json.WriteStartObject(member);
        json.WriteString("name", axis.Name);
        json.Number("low", axis.Range.Low);
        json.Number("high", axis.Range.High);
        json.WriteBoolean("log", axis.IsLog);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mark mark)
    {
        json.WriteStartObject();
        json.WriteString("kind", mark.GetType().Name.ToLowerInvariant());
        if (mark.Name.Length > 0)
            json.WriteString("name", mark.Name);
        switch (mark)
        {
            case Mark.Line line:
                Points(json, "points", line.Points);
                break;
            case Mark.Aid aid:
                Points(json, "points", aid.Points);
                break;
            case Mark.Walk walk:
                Points(json, "points", walk.Points);
                break;
            case Mark.Spots spots:
                Points(json, "points", spots.Points);
                break;
            case Mark.Surface surface:
                json.WriteNumber("columns", surface.Columns);
                json.WriteNumber("rows", surface.Rows);
                json.WritePropertyName("heights");
                json.List(surface.Heights.AsSpan());
                json.WritePropertyName("levels");
                json.List(surface.Levels.AsSpan());
                break;
            case Mark.Lifted lifted:
                Points(json, "points", lifted.Points);
                break;
            case Mark.Plate plate:
                Points(json, "corners", plate.Corners);
                json.WritePropertyName("touch");
                json.List([plate.Touch.X, plate.Touch.Y, plate.Touch.Z]);
                break;
            case Mark.Arrows arrows:
                Points(json, "feet", [.. arrows.Each.Select(a => a.Foot)]);
                Points(json, "tips", [.. arrows.Each.Select(a => a.Tip)]);
                break;
            case Mark.Band band:
                json.Number("level", band.Level);
                json.WriteStartArray("rings");
                foreach (var ring in band.Rings)
                    Points(json, null, ring);
                json.WriteEndArray();
                break;
        }
        json.WriteEndObject();
    }

    private static void Points(Utf8JsonWriter json, string member, ImmutableArray<Vertex3> points)
    {
        json.WriteStartArray(member);
        foreach (var point in points)
            json.List([point.X, point.Y, point.Z]);
        json.WriteEndArray();
    }

    private static void Points(Utf8JsonWriter json, string? member, ImmutableArray<Vertex> points)
    {
        if (member is not null)
            json.WritePropertyName(member);
        json.WriteStartArray();
        foreach (var point in points)
            json.List([point.X, point.Y]);
        json.WriteEndArray();
    }
}
