using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GdScript.Plots;

/// <summary>
/// Where a map is not below a level, as closed rings (marching squares, Lorensen and Cline 1987, in two dimensions). Places where the
/// function has no finite value are outside, and so is what lies beyond the map. Every vertex is looked for with the function itself.
/// </summary>
/// <param name="field">The heights; those beside a line are measured on the way.</param>
internal sealed class Rings(Field field)
{
    private const int Steps = 5;
    private const int Edges = 12;
    private const int Passes = 4;
    private const int Sharpenings = 100;

    /// <summary>Vertices nearer to each other than this part of a cell are one.</summary>
    private const double Same = 0.04;

    /// <summary>The turn from chord to chord, in radians, from which on a ring gets further vertices.</summary>
    private const double Turn = 0.06;

    private readonly int width = field.Columns + 1;
    private readonly Dictionary<int, int> next = [];

    /// <summary>The rings around what is finite and not below the level, in the numbers of the axes; a hole is a ring too.</summary>
    public ImmutableArray<ImmutableArray<Vertex>> At(double level)
    {
        Sharpen(level);
        Connect(level);
        var rings = ImmutableArray.CreateBuilder<ImmutableArray<Vertex>>();
        foreach (var ring in Followed())
        {
            List<Vertex> places = [.. ring.Select(edge => Crossing(edge, level))];
            places = Apart(places);
            for (var pass = 0; pass < Passes && places.Count > 2 && !field.IsSpent; pass++)
                if (!Rounded(ref places, level))
                    break;
            if (places.Count > 2)
                rings.Add([.. places.Select(p => field.Place(p.X, p.Y))]);
        }
        return rings.DrainToImmutable();
    }

    /// <summary>Measures the corners of every cell that a line goes through, until no line moves on into another cell.</summary>
    private void Sharpen(double level)
    {
        var changed = true;
        for (var pass = 0; pass < Sharpenings && changed && !field.IsSpent; pass++)
        {
            changed = false;
            foreach (var (i, j) in field.Cells(level, around: false))
                if (Case(i, j, level) is not 0 and not 15)
                    changed |=
                        Measured(i, j, level) | Measured(i + 1, j, level) | Measured(i, j + 1, level) | Measured(i + 1, j + 1, level);
        }
    }

    private bool Measured(int i, int j, double level)
    {
        if (field.IsExact(i, j))
            return false;
        var before = IsIn(field[i, j], level);
        return IsIn(field.Ask(i, j), level) != before;
    }

    private static bool IsIn(double height, double level) => double.IsFinite(height) && height >= level;

    private bool IsIn(int i, int j, double level) => i >= 0 && j >= 0 && i < field.Columns && j < field.Rows && IsIn(field[i, j], level);

    /// <summary>Which corners of a cell are inside, counterclockwise from the lower left: 1, 2, 4, 8.</summary>
    private int Case(int i, int j, double level) =>
        (IsIn(i, j, level) ? 1 : 0)
        | (IsIn(i + 1, j, level) ? 2 : 0)
        | (IsIn(i + 1, j + 1, level) ? 4 : 0)
        | (IsIn(i, j + 1, level) ? 8 : 0);

    /// <summary>A side of a cell: that from a place to its right-hand neighbour, or to the one above.</summary>
    private int Side(int i, int j, bool isUp) => (((j + 1) * (width + 1) + i + 1) << 1) | (isUp ? 1 : 0);

    private (int I, int J, bool IsUp) Of(int side) => ((side >> 1) % (width + 1) - 1, (side >> 1) / (width + 1) - 1, (side & 1) == 1);

    /// <summary>In every cell from the side where a ring comes in to the side where it goes out, what is inside on its right.</summary>
    private void Connect(double level)
    {
        next.Clear();
        foreach (var (i, j) in field.Cells(level, around: true))
        {
            var corners = Case(i, j, level);
            if (corners is 0 or 15)
                continue;
            var (below, right, above, left) = (Side(i, j, false), Side(i + 1, j, true), Side(i, j + 1, false), Side(i, j, true));
            var joined = corners is 5 or 10 && IsIn(Middle(i, j), level);
            foreach (var (from, to) in Joined(corners, joined, below, right, above, left))
                next[from] = to;
        }
    }

    private double Middle(int i, int j) =>
        field.IsSpent ? (field[i, j] + field[i + 1, j] + field[i, j + 1] + field[i + 1, j + 1]) / 4 : field.Height(i + 0.5, j + 0.5);

    /// <summary>The sixteen cases. In a saddle the value in the middle decides whether the two corners are joined.</summary>
    private static ReadOnlySpan<(int From, int To)> Joined(int corners, bool joined, int below, int right, int above, int left) =>
        corners switch
        {
            1 => new[] { (left, below) },
            2 => new[] { (below, right) },
            3 => new[] { (left, right) },
            4 => new[] { (right, above) },
            5 => joined ? new[] { (left, above), (right, below) } : new[] { (left, below), (right, above) },
            6 => new[] { (below, above) },
            7 => new[] { (left, above) },
            8 => new[] { (above, left) },
            9 => new[] { (above, below) },
            10 => joined ? new[] { (below, left), (above, right) } : new[] { (below, right), (above, left) },
            11 => new[] { (above, right) },
            12 => new[] { (right, left) },
            13 => new[] { (right, below) },
            14 => new[] { (below, left) },
            _ => [],
        };

    /// <summary>The rings as sides in order, the first in reading order first.</summary>
    private IEnumerable<List<int>> Followed()
    {
        foreach (var start in next.Keys.Order().ToArray())
        {
            var ring = new List<int>();
            for (var side = start; next.Remove(side, out var to); side = to)
                ring.Add(side);
            if (ring.Count > 2)
                yield return ring;
        }
    }

    /// <summary>Where the line goes through a side, in cells.</summary>
    private Vertex Crossing(int side, double level)
    {
        var (i, j, isUp) = Of(side);
        var (u, v) = isUp ? (i, j + 1) : (i + 1, j);
        var (first, second) = (IsIn(i, j, level), IsIn(u, v, level));
        // Beyond the map there is nothing to ask: the ring goes along its edge.
        if (!Holds(i, j) || !Holds(u, v))
            return Holds(i, j) ? new(i, j) : new(u, v);
        if (field.IsSpent)
            return Chord(field[i, j], field[u, v], level) is var way && isUp ? new(i, j + way) : new(i + way, j);
        var part = Part(t => isUp ? field.Height(i, j + t) : field.Height(i + t, j), field[i, j], field[u, v], level, first);
        return first == second ? new((i + u) / 2.0, (j + v) / 2.0)
            : isUp ? new(i, j + part)
            : new(i + part, j);
    }

    private static double Chord(double from, double to, double level) =>
        double.IsFinite(from) && double.IsFinite(to) && double.IsFinite(level) ? Math.Clamp((level - from) / (to - from), 0, 1) : 0.5;

    private bool Holds(int i, int j) => i >= 0 && j >= 0 && i < field.Columns && j < field.Rows;

    /// <summary>
    /// Which part of the way the level is reached. Between two heights by the chord, then by the chord with the far end's weight
    /// halved (the Illinois rule); towards a place without a height by halving.
    /// </summary>
    private static double Part(Func<double, double> height, double from, double to, double level, bool isFromIn)
    {
        var (a, b) = (0.0, 1.0);
        if (!double.IsFinite(from) || !double.IsFinite(to) || !double.IsFinite(level))
        {
            for (var k = 0; k < Edges; k++)
                if (IsIn(height((a + b) / 2), level) == isFromIn)
                    a = (a + b) / 2;
                else
                    b = (a + b) / 2;
            return isFromIn ? a : b;
        }
        var (below, above, part) = (from - level, to - level, 0.5);
        for (var k = 0; k < Steps; k++)
        {
            part = below == above ? (a + b) / 2 : Math.Clamp(a - below * (b - a) / (above - below), a, b);
            var here = height(part) - level;
            if (!double.IsFinite(here) || here == 0)
                break;
            if (here < 0 == below < 0)
                (a, below, above) = (part, here, above / 2);
            else
                (b, above, below) = (part, here, below / 2);
        }
        return part;
    }

    private static List<Vertex> Apart(List<Vertex> ring)
    {
        var kept = new List<Vertex>();
        foreach (var place in ring)
            if (kept.Count == 0 || Length(kept[^1], place) > Same)
                kept.Add(place);
        while (kept.Count > 1 && Length(kept[^1], kept[0]) <= Same)
            kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    /// <summary>Puts a vertex between two where the ring turns, so that small rings are as round as large ones. False where none was put.</summary>
    private bool Rounded(ref List<Vertex> ring, double level)
    {
        var places = CollectionsMarshal.AsSpan(ring);
        var (more, n) = (new List<Vertex>(), places.Length);
        for (var k = 0; k < n; k++)
        {
            more.Add(places[k]);
            var (a, b) = (places[k], places[(k + 1) % n]);
            var turns = Turns(places[(k + n - 1) % n], a, b) || Turns(a, b, places[(k + 2) % n]);
            if (turns && Length(a, b) > 4 * Same && double.IsFinite(level) && Beside(a, b, level) is { } between)
                more.Add(between);
        }
        var put = more.Count > n;
        ring = more;
        return put;
    }

    private static bool Turns(Vertex a, Vertex b, Vertex c)
    {
        var (x, y, u, v) = (b.X - a.X, b.Y - a.Y, c.X - b.X, c.Y - b.Y);
        var (cross, dot) = (x * v - y * u, x * u + y * v);
        return Math.Abs(cross) > Turn * Math.Abs(dot);
    }

    /// <summary>The place of the line beside the middle of a chord; null where none is near, or at the edge of the map.</summary>
    private Vertex? Beside(Vertex a, Vertex b, double level)
    {
        var (x, y) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        // Inside lies to the right, so outwards is to the left.
        var (outX, outY) = (a.Y - b.Y, b.X - a.X);
        double At(double t) => field.Height(x + t * outX, y + t * outY);
        var here = At(0);
        if (!double.IsFinite(here) || IsAtEdge(a) && IsAtEdge(b))
            return null;
        for (var reach = here >= level ? 0.05 : -0.05; Math.Abs(reach) <= 0.5; reach *= 2.5)
        {
            if (!IsWithin(x + reach * outX, y + reach * outY) || !double.IsFinite(At(reach)))
                return null;
            if (At(reach) >= level == here >= level)
                continue;
            var part = reach * Part(t => At(t * reach), here, At(reach), level, here >= level);
            return new Vertex(x + part * outX, y + part * outY);
        }
        return null;
    }

    private bool IsAtEdge(Vertex p) => p.X <= 0 || p.Y <= 0 || p.X >= field.Columns - 1 || p.Y >= field.Rows - 1;

    private bool IsWithin(double x, double y) => x >= 0 && y >= 0 && x <= field.Columns - 1 && y <= field.Rows - 1;

    private static double Length(Vertex a, Vertex b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        return Math.Sqrt(x * x + y * y);
    }
}
