using System.Runtime.InteropServices;
using GdScript.Plots.Space;

namespace GdScript.Plots.Svg;

/// <summary>
/// A plane that touches a surface, as far as it lies in the box: what is seen of it in a strong colour with an outline, what the surface
/// hides as a shade with a dashed one, since a plane under a bowl would not be seen at all.
/// </summary>
internal static class PlateSvg
{
    /// <summary>Into so many parts the sides are cut, each of which is seen or hidden.</summary>
    private const int Parts = 72;

    /// <summary>What an outline may differ from the parts, in pixels, so that it has no stairs.</summary>
    private const double Stairs = 1.6;

    /// <summary>Draws the plane over a surface that is there already.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="plate">The plane.</param>
    /// <param name="relief">The surface.</param>
    /// <param name="view">From where it is seen.</param>
    /// <param name="paper">Where a place of the box lies on paper.</param>
    public static void Draw(SvgText svg, Mark.Plate plate, Relief relief, View view, Func<Vertex3, Vertex> paper)
    {
        var (seen, hidden) = Split(plate, relief, view);
        Shape(svg, "plate hid", hidden, paper);
        Shape(svg, "plate", seen, paper);
        var touch = paper(relief.Beyond(plate.Touch));
        svg.Empty("circle", ("class", "f4"), ("cx", SvgText.Number(touch.X)), ("cy", SvgText.Number(touch.Y)), ("r", "3.2"));
    }

    /// <summary>The parts of a plane in the box that the surface leaves free, and those that it hides.</summary>
    public static (List<Vertex3[]> Seen, List<Vertex3[]> Hidden) Split(Mark.Plate plate, Relief relief, View view)
    {
        var (seen, hidden) = (new List<Vertex3[]>(), new List<Vertex3[]>());
        Vertex3 At(double i, double j) => relief.Beyond(Between(plate, i / Parts, j / Parts));
        for (var j = 0; j < Parts; j++)
        for (var i = 0; i < Parts; i++)
        {
            var middle = At(i + 0.5, j + 0.5);
            if (Math.Abs(middle.X) <= 1 && Math.Abs(middle.Y) <= 1 && middle.Z is >= 0 and <= Relief.High)
                (view.Hides(relief, middle) ? hidden : seen).Add([At(i, j), At(i + 1, j), At(i + 1, j + 1), At(i, j + 1)]);
        }
        return (seen, hidden);
    }

    /// <summary>A place of the plane, from its first corner toward the second and the last one.</summary>
    private static Vertex3 Between(Mark.Plate plate, double right, double back)
    {
        var (a, b, d) = (plate.Corners[0], plate.Corners[1], plate.Corners[3]);
        double On(double from, double to, double other) => from + (to - from) * right + (other - from) * back;
        return new(On(a.X, b.X, d.X), On(a.Y, b.Y, d.Y), On(a.Z, b.Z, d.Z));
    }

    private static void Shape(SvgText svg, string name, List<Vertex3[]> parts, Func<Vertex3, Vertex> paper)
    {
        var path = new PathText();
        foreach (var ring in Union.Rings(parts.Select(p => p.Select(paper).ToArray())))
        {
            if (Thin.Ring(CollectionsMarshal.AsSpan(ring), Stairs) is not { Count: > 2 } kept)
                continue;
            path.Move(kept[0].X, kept[0].Y);
            foreach (var place in kept.Skip(1))
                path.Line(place.X, place.Y);
            path.Close();
        }
        if (!path.IsEmpty)
            svg.Empty("path", ("class", name), ("d", path.ToString()));
    }
}
