using System.Globalization;
using System.Runtime.InteropServices;
using GdScript.Plots.Space;

namespace GdScript.Plots.Svg;

/// <summary>
/// A surface as coloured pieces, the farthest first, so that what is near covers what is behind it (the painter's order, which for a
/// height over a grid follows from the view alone). Cells are cut where their colour changes; within a strip of cells that all turn
/// toward the eye, or all away from it, nothing overlaps, and what has one colour there is one shape.
/// </summary>
/// <param name="relief">The surface.</param>
/// <param name="view">From where it is seen.</param>
/// <param name="paper">Where a place of the box lies on paper.</param>
/// <param name="cuts">False to give every cell one colour, for a smaller picture.</param>
internal sealed class Facets(Relief relief, View view, Func<Vertex3, Vertex> paper, bool cuts)
{
    private const int Lights = 4;

    /// <summary>What an outline may differ from its cells, in pixels; the lines around the shapes hide as much.</summary>
    private const double Unseen = 0.12;

    /// <summary>Every so many lines of the grid one is drawn.</summary>
    private readonly int mesh = Math.Max(1, (Math.Max(relief.Columns, relief.Rows) - 1) / 15);

    private readonly SvgText svg = new();
    private readonly List<(Vertex From, Vertex To)> lines = [];
    private readonly SortedDictionary<(int Shade, int Light), List<Vertex[]>> strip = [];
    private readonly SortedSet<(int Shade, int Light)> used = [];
    private bool isAway;

    /// <summary>The shades and lights that were used, for the style.</summary>
    public IReadOnlyCollection<(int Shade, int Light)> Used => used;

    /// <summary>What a colour is called in the style: <c>z12c</c>.</summary>
    public static string Name(int shade, int light) => string.Create(CultureInfo.InvariantCulture, $"z{shade}{(char)('a' + light)}");

    /// <summary>The surface with what stands before and behind its cells.</summary>
    /// <param name="behind">What is drawn before a cell, if anything.</param>
    /// <param name="upon">What is drawn after it.</param>
    public string Draw(ILookup<(int, int), Action<SvgText>> behind, ILookup<(int, int), Action<SvgText>> upon)
    {
        int[] columns = [.. Far(relief.Columns - 1, view.Near.X)];
        int[] rows = [.. Far(relief.Rows - 1, view.Near.Y)];
        var byRows = Math.Abs(view.Near.Y) >= Math.Abs(view.Near.X);
        foreach (var outer in byRows ? rows : columns)
        {
            foreach (var inner in byRows ? columns : rows)
            {
                var (i, j) = byRows ? (inner, outer) : (outer, inner);
                Extra(behind[(i, j)]);
                Cell(i, j);
                Extra(upon[(i, j)]);
            }
            Close();
        }
        return svg.ToString();
    }

    private static IEnumerable<int> Far(int count, double near) =>
        near > 0 ? Enumerable.Range(0, count) : Enumerable.Range(0, count).Reverse();

    private void Extra(IEnumerable<Action<SvgText>> drawn)
    {
        foreach (var draw in drawn)
        {
            Close();
            draw(svg);
        }
    }

    private void Cell(int i, int j)
    {
        Vertex3[] ring = [Corner(i, j), Corner(i + 1, j), Corner(i + 1, j + 1), Corner(i, j + 1)];
        if (ring.Any(c => double.IsNaN(c.Z)))
            return;
        var (slopeX, slopeY) = ((ring[1].Z + ring[2].Z - ring[0].Z - ring[3].Z) / 2, (ring[2].Z + ring[3].Z - ring[0].Z - ring[1].Z) / 2);
        var (isAbove, shine) = view.Lit(slopeX * (relief.Columns - 1) / 2, slopeY * (relief.Rows - 1) / 2);
        var light = isAbove ? 1 + Math.Clamp((int)((shine - 0.3) / 0.7 * Lights), 0, Lights - 1) : 0;
        var turnsAway = Area([.. ring.Select(paper)]) > 0;
        if (turnsAway != isAway)
            Close();
        isAway = turnsAway;
        var (lowest, highest) = (Band(ring.Min(c => c.Z)), Band(ring.Max(c => c.Z)));
        if (!cuts)
            lowest = highest = Band(ring.Average(c => c.Z));
        for (var band = lowest; band <= highest; band++)
            Piece(ring, band, lowest == highest, light);
        Mesh(i, j, ring);
    }

    private Vertex3 Corner(int i, int j) => new(relief.Across(i), relief.Up(j), relief[i, j]);

    /// <summary>Between which levels a height lies.</summary>
    private int Band(double z)
    {
        var at = relief.Levels.AsSpan().BinarySearch(z);
        return at < 0 ? ~at : at + 1;
    }

    /// <summary>The part of a cell within a band and within the box.</summary>
    private void Piece(Vertex3[] ring, int band, bool isWhole, int light)
    {
        var low = Math.Max(Relief.Low - 1e-9, isWhole || band == 0 ? Relief.Low - 1e-9 : relief.Levels[band - 1]);
        var high = Math.Min(Relief.High + 1e-9, isWhole || band == relief.Levels.Length ? Relief.High + 1e-9 : relief.Levels[band]);
        var piece = ring.All(c => c.Z >= low && c.Z <= high) ? [.. ring] : Clipped(Clipped(ring, low, 1), high, -1);
        if (piece.Count < 3)
            return;
        var shade = MarkSvg.ShadeOf(relief.Levels.Length == 0 ? 0.5 : (double)band / relief.Levels.Length);
        used.Add((shade, light));
        if (!strip.TryGetValue((shade, light), out var pieces))
            strip[(shade, light)] = pieces = [];
        Vertex[] seen = [.. piece.Select(paper)];
        // All turn the same way on paper: so several shapes may be one, although they should overlap.
        if (Area(seen) < 0)
            Array.Reverse(seen);
        pieces.Add(seen);
    }

    /// <summary>The part of a ring on one side of a height (Sutherland, Hodgman 1974).</summary>
    private static List<Vertex3> Clipped(IReadOnlyList<Vertex3> ring, double z, int side)
    {
        var kept = new List<Vertex3>();
        for (var k = 0; k < ring.Count; k++)
        {
            var (a, b) = (ring[k], ring[(k + 1) % ring.Count]);
            var (from, to) = ((a.Z - z) * side, (b.Z - z) * side);
            if (from >= 0)
                kept.Add(a);
            if (from * to < 0)
            {
                var part = from / (from - to);
                kept.Add(new(a.X + (b.X - a.X) * part, a.Y + (b.Y - a.Y) * part, z));
            }
        }
        return kept;
    }

    /// <summary>The lines of the mesh along the far sides of a cell, and at the border also the near ones.</summary>
    private void Mesh(int i, int j, Vertex3[] ring)
    {
        if (ring.Any(c => c.Z is > Relief.High + 1e-9 or < Relief.Low - 1e-9))
            return;
        var (isRight, isBack) = (view.Near.X > 0, view.Near.Y > 0);
        Side(isRight ? i : i + 1, isRight ? 0 : relief.Columns - 1, isRight ? ring[0] : ring[1], isRight ? ring[3] : ring[2]);
        Side(isBack ? j : j + 1, isBack ? 0 : relief.Rows - 1, isBack ? ring[0] : ring[3], isBack ? ring[1] : ring[2]);
        if (isRight ? i == relief.Columns - 2 : i == 0)
            Side(0, 0, isRight ? ring[1] : ring[0], isRight ? ring[2] : ring[3]);
        if (isBack ? j == relief.Rows - 2 : j == 0)
            Side(0, 0, isBack ? ring[3] : ring[0], isBack ? ring[2] : ring[1]);

        void Side(int at, int border, Vertex3 from, Vertex3 to)
        {
            if (at % mesh == 0 || at == border)
                lines.Add((paper(from), paper(to)));
        }
    }

    /// <summary>Draws the strip so far, and the lines that lie on it.</summary>
    private void Close()
    {
        foreach (var ((shade, light), pieces) in strip)
        {
            var path = new PathText();
            foreach (var ring in Union.Rings(pieces))
                if (Thin.Ring(CollectionsMarshal.AsSpan(ring), Unseen) is { Count: > 0 } kept)
                    Follow(path, kept).Close();
            if (!path.IsEmpty)
                svg.Empty("path", ("class", Name(shade, light)), ("d", path.ToString()));
        }
        strip.Clear();
        if (lines.Count == 0)
            return;
        var mesh = new PathText();
        foreach (var line in Chained())
            Follow(mesh, Thin.Line(CollectionsMarshal.AsSpan(line), Unseen));
        svg.Empty("path", ("class", "m"), ("d", mesh.ToString()));
        lines.Clear();
    }

    private static PathText Follow(PathText path, List<Vertex> places)
    {
        path.Move(places[0].X, places[0].Y);
        foreach (var place in CollectionsMarshal.AsSpan(places)[1..])
            path.Line(place.X, place.Y);
        return path;
    }

    /// <summary>Lines that go on from end to end, in whichever direction the painter went.</summary>
    private List<List<Vertex>> Chained()
    {
        var chains = new List<List<Vertex>>();
        var ends = new Dictionary<Vertex, List<Vertex>>();
        foreach (var (from, to) in lines)
        {
            var (a, b) = ends.ContainsKey(to) ? (to, from) : (from, to);
            if (ends.Remove(a, out var chain))
                chain.Add(b);
            else
                chains.Add(chain = [a, b]);
            ends[b] = chain;
        }
        return chains;
    }

    private static double Area(Vertex[] ring)
    {
        var sum = 0.0;
        for (var k = 0; k < ring.Length; k++)
        {
            var (a, b) = (ring[k], ring[(k + 1) % ring.Length]);
            sum += a.X * b.Y - b.X * a.Y;
        }
        return sum;
    }
}
