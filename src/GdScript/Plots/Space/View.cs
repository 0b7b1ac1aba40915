using System.Collections.Immutable;
using GdScript.Kernels;

namespace GdScript.Plots.Space;

/// <summary>
/// From where a box is looked at: from so far away that parallel lines stay parallel, always a little from above, and turned around
/// its upright middle.
/// </summary>
internal sealed class View
{
    /// <summary>How far above the horizon the eye is, in degrees.</summary>
    public const double Lift = 27;

    private const double Degree = Math.PI / 180;

    private static readonly double Rise = Elementary.Sin(Lift * Degree);
    private static readonly double Fall = Elementary.Cos(Lift * Degree);

    private readonly double sin;
    private readonly double cos;

    /// <param name="turn">How far the box is turned, in degrees: at 0 the first axis goes to the right and the second one away.</param>
    public View(double turn)
    {
        Turn = turn;
        (sin, cos) = (Elementary.Sin(turn * Degree), Elementary.Cos(turn * Degree));
    }

    public double Turn { get; }

    /// <summary>The way along the floor to the eye.</summary>
    public (double X, double Y) Near => (sin, -cos);

    /// <summary>The way along the floor to the right.</summary>
    public (double X, double Y) Right => (cos, sin);

    /// <summary>A place of the box as it is seen: to the right and up.</summary>
    public Vertex Seen(Vertex3 p) => new(p.X * cos + p.Y * sin, p.Z * Fall + (p.Y * cos - p.X * sin) * Rise);

    /// <summary>Whether a surface with these slopes is seen from above here, and how much light falls on it, from 0 to 1.</summary>
    public (bool IsAbove, double Light) Lit(double slopeX, double slopeY)
    {
        var length = Math.Sqrt(slopeX * slopeX + slopeY * slopeY + 1);
        double Along((double X, double Y) floor, double up, double part) => (-(slopeX * floor.X + slopeY * floor.Y) * part + up) / length;
        // The light comes from the upper left, over the shoulder of who looks.
        var (left, near) = (Along(Right, 0, -0.5), Along(Near, 0, 0.3));
        return (Along(Near, Rise, Fall) > 0, Math.Clamp(left + near + 0.81 / length, 0, 1));
    }

    /// <summary>Twelve ways to look, the usual one first, without those that look straight along a side.</summary>
    private static readonly double[] Turns = [-30, 30, -60, 60, -120, 120, -150, 150, -45, 45, -135, 135];

    /// <summary>The way to look that hides least of the surface and of the walks.</summary>
    public static View Of(Relief relief, ImmutableArray<Vertex3> floor, ImmutableArray<Vertex3> lifted)
    {
        var (best, least) = (new View(Turns[0]), double.PositiveInfinity);
        foreach (var turn in Turns)
        {
            var view = new View(turn);
            var hidden = Part(Grid(relief), p => view.Hides(relief, p)) + Part(lifted, p => view.Hides(relief, p));
            hidden += 0.5 * Part(floor, p => view.Hides(relief, p));
            // The usual view is left for one that shows clearly more.
            if (hidden < least - 0.02)
                (best, least) = (view, hidden);
        }
        return best;
    }

    private static double Part(IReadOnlyCollection<Vertex3> places, Func<Vertex3, bool> isHidden) =>
        places.Count == 0 ? 0 : (double)places.Count(isHidden) / places.Count;

    private static ImmutableArray<Vertex3> Grid(Relief relief)
    {
        var places =
            from j in Enumerable.Range(0, 16)
            from i in Enumerable.Range(0, 16)
            let u = -0.9375 + i * 0.125
            let v = -0.9375 + j * 0.125
            let z = relief.Over(u, v)
            where double.IsFinite(z)
            select new Vertex3(u, v, z);
        return [.. places];
    }

    /// <summary>Whether the surface stands between a place and the eye, by steps along the floor.</summary>
    public bool Hides(Relief relief, Vertex3 place)
    {
        const double step = 0.06;
        var rise = Rise / Fall * step;
        var isUnder = place.Z < relief.Over(place.X, place.Y) - 1e-9;
        for (var k = 1; ; k++)
        {
            var (u, v, z) = (place.X + k * step * Near.X, place.Y + k * step * Near.Y, place.Z + k * rise);
            if (Math.Abs(u) > 1 || Math.Abs(v) > 1)
                return false;
            var over = relief.Over(u, v);
            if (!double.IsNaN(over) && (isUnder ? z >= over : z < over - 1e-3))
                return true;
        }
    }
}
