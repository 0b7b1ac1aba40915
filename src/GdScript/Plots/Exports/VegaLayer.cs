using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Plots.Svg;

namespace GdScript.Plots.Exports;

/// <summary>The layers of one panel.</summary>
internal readonly struct VegaLayer(Utf8JsonWriter json, Panel panel)
{
    private static readonly (string Name, string Shape, bool IsFilled, int Angle)[] Signs =
    [
        ("ring", "circle", false, 0),
        ("disc", "circle", true, 0),
        ("cross", "cross", false, 45),
    ];

    public void Write(Mark mark)
    {
        switch (mark)
        {
            case Mark.Line line:
                Stroke(mark, line.Points, Look.Colour(line.Series), 2, Look.Dash(line.Series));
                break;
            case Mark.Aid aid:
                Stroke(mark, aid.Points, Look.Quiet, 1.3, Look.Dash(aid));
                break;
            case Mark.Walk walk:
                Stroke(null, walk.Points, Palette.Light.Halo, 5, []);
                Stroke(mark, walk.Points, Look.Colour(walk.Series), 2, Look.Dash(walk.Series));
                Dots(null, walk.Points, Look.Colour(walk.Series), "circle", true, 24, 0);
                if (walk.Points.Length > 0)
                    Dots(null, [walk.Points[0]], Look.Colour(walk.Series), "circle", false, 90, 0);
                if (walk.Points.Length > 1)
                    Dots(null, [walk.Points[^1]], Look.Colour(walk.Series), "diamond", true, 110, 0);
                break;
            case Mark.Spots spots:
                var (_, shape, isFilled, angle) = Signs[(int)spots.Sign];
                Dots(
                    panel.Marks.First(m => m.Name == mark.Name) == mark ? mark : null,
                    spots.Points,
                    Look.Colour(spots.Series),
                    shape,
                    isFilled,
                    60,
                    angle
                );
                break;
            case Mark.Arrows arrows:
                Arrows(arrows);
                break;
            case Mark.Band band:
                Band(band);
                break;
            case Mark.Surface surface:
                Heat(surface);
                break;
        }
    }

    private void Layer(
        IEnumerable<(double[] Numbers, string[] Names)> rows,
        Action<Utf8JsonWriter> mark,
        Action<Utf8JsonWriter> encoding
    ) =>
        json.Object(
            null,
            j =>
            {
                j.Object(
                    "data",
                    d =>
                        d.List(
                            "values",
                            v =>
                            {
                                foreach (var (numbers, names) in rows)
                                    v.Object(
                                        null,
                                        o =>
                                        {
                                            for (var k = 0; k < names.Length; k++)
                                                o.Number(names[k], numbers[k]);
                                        }
                                    );
                            }
                        )
                );
                j.Object("mark", mark);
                j.Object("encoding", encoding);
            }
        );

    private static readonly string[] Place = ["i", "x", "y"];

    private static IEnumerable<(double[], string[])> Rows(IEnumerable<Vertex> points) =>
        points.Select((p, i) => (new[] { i, p.X, p.Y }, Place));

    private void Stroke(Mark? named, ImmutableArray<Vertex> points, string colour, double width, int[] dash)
    {
        var at = panel;
        Layer(
            Rows(points),
            mark =>
            {
                mark.WriteString("type", "line");
                mark.WriteBoolean("clip", true);
                mark.WriteNumber("strokeWidth", width);
                if (dash.Length > 0)
                    mark.Numbers("strokeDash", dash.Select(d => (double)d));
                if (named is not { Name.Length: > 0 })
                    mark.WriteString("color", colour);
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                encoding.Object("order", o => VegaChannels.Field(o, "i"));
                VegaChannels.Named(encoding, named, at);
            }
        );
    }

    private void Dots(Mark? named, ImmutableArray<Vertex> points, string colour, string shape, bool isFilled, int size, int angle)
    {
        var at = panel;
        Layer(
            Rows(points),
            mark =>
            {
                mark.WriteString("type", "point");
                mark.WriteBoolean("clip", true);
                mark.WriteString("shape", shape);
                mark.WriteBoolean("filled", isFilled);
                mark.WriteNumber("size", size);
                mark.WriteNumber("opacity", 1);
                if (angle != 0)
                    mark.WriteNumber("angle", angle);
                mark.WriteString(isFilled ? "stroke" : "fill", Palette.Light.Page);
                mark.WriteNumber(
                    "strokeWidth",
                    isFilled
                        ? size > 50
                            ? 1.5
                            : 0
                        : 2
                );
                if (named is not { Name.Length: > 0 })
                    mark.WriteString("color", colour);
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                VegaChannels.Named(encoding, named, at);
            }
        );
    }

    private void Arrows(Mark.Arrows arrows)
    {
        var at = panel;
        string[] names = ["x", "y", "x2", "y2"];
        Layer(
            arrows.Each.Select(a => (new[] { a.Foot.X, a.Foot.Y, a.Tip.X, a.Tip.Y }, names)),
            mark =>
            {
                mark.WriteString("type", "rule");
                mark.WriteBoolean("clip", true);
                mark.WriteNumber("strokeWidth", 1.2);
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                encoding.Object("x2", x => x.WriteString("field", "x2"));
                encoding.Object("y2", y => y.WriteString("field", "y2"));
                VegaChannels.Named(encoding, arrows, at);
            }
        );
        string[] tips = ["x", "y", "angle"];
        Layer(
            arrows.Each.Select(a => (new[] { a.Tip.X, a.Tip.Y, Heading(a.Foot, a.Tip, at) }, tips)),
            mark =>
            {
                mark.WriteString("type", "point");
                mark.WriteBoolean("clip", true);
                mark.WriteString("shape", "triangle");
                mark.WriteBoolean("filled", true);
                mark.WriteNumber("size", 22);
                mark.WriteNumber("opacity", 1);
                mark.WriteString("color", Look.Quiet);
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                encoding.Object(
                    "angle",
                    a =>
                    {
                        VegaChannels.Field(a, "angle");
                        a.WriteNull("scale");
                    }
                );
            }
        );
    }

    /// <summary>Degrees clockwise from straight up, on paper.</summary>
    private static double Heading(Vertex foot, Vertex tip, Panel panel)
    {
        var right = (panel.Across.Range.PartOf(tip.X) - panel.Across.Range.PartOf(foot.X)) * Look.Width;
        var above = (panel.Up.Range.PartOf(tip.Y) - panel.Up.Range.PartOf(foot.Y)) * Look.Height;
        return Math.Round(Kernels.Elementary.Atan2(right, above) * 180 / Math.PI, 1);
    }

    private void Band(Mark.Band band)
    {
        var at = panel;
        var gap = new Vertex(double.NaN, double.NaN);
        var bands = panel.Marks.OfType<Mark.Band>().ToArray();
        Layer(
            Rows(Look.Rings(band, panel).SelectMany(ring => ring.Append(ring[0]).Append(gap))),
            mark =>
            {
                mark.WriteString("type", "line");
                mark.WriteBoolean("clip", true);
                mark.WriteString("stroke", Palette.Light.Iso);
                mark.WriteNumber("strokeWidth", 0.5);
                mark.WriteString("strokeJoin", "round");
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                encoding.Object("order", o => VegaChannels.Field(o, "i"));
                encoding.Object(
                    "fill",
                    f =>
                    {
                        f.WriteString("datum", Look.Label(band));
                        f.WriteString("type", "ordinal");
                        f.WriteNull("title");
                        f.Object("legend", l => l.WriteString("symbolType", "square"));
                        f.Object(
                            "scale",
                            s =>
                            {
                                s.Words("domain", bands.Reverse().Select(Look.Label));
                                s.Words("range", bands.Reverse().Select(Look.Shade));
                            }
                        );
                    }
                );
            }
        );
    }

    /// <summary>Vega-Lite has no space: a surface is a map of coloured cells, its walks lie on it.</summary>
    private void Heat(Mark.Surface surface)
    {
        var at = panel;
        string[] names = ["x", "y", "x2", "y2", "z"];
        var (wide, high) = (Half(panel.Across, surface.Columns), Half(panel.Up, surface.Rows));
        Layer(
            Look.InSpace(surface, panel).Select(p => (new[] { p.X - wide, p.Y - high, p.X + wide, p.Y + high, p.Z }, names)),
            mark =>
            {
                mark.WriteString("type", "rect");
                mark.WriteBoolean("clip", true);
            },
            encoding =>
            {
                VegaChannels.Axes(encoding, at);
                encoding.Object("x2", x => x.WriteString("field", "x2"));
                encoding.Object("y2", y => y.WriteString("field", "y2"));
                encoding.Object(
                    "fill",
                    f =>
                    {
                        VegaChannels.Field(f, "z");
                        f.WriteString("title", at.Height?.Name ?? "");
                        f.Object(
                            "scale",
                            s =>
                            {
                                s.WriteString("type", "threshold");
                                s.Numbers("domain", surface.Levels);
                                s.Words("range", MarkSvg.ShadesOf(surface).Select(Palette.Light.Shade));
                            }
                        );
                    }
                );
            }
        );
    }

    private static double Half(Axis axis, int count) => (axis.Range.High - axis.Range.Low) / (count - 1) / 2;
}
