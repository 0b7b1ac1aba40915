namespace GdScript.Descent;

/// <summary>Writes a direction to go, from the gradient of the numbers that may move.</summary>
/// <param name="s">Where the step begins.</param>
/// <param name="g">The gradient, 0 where the box blocks.</param>
/// <param name="d">Receives the direction.</param>
/// <param name="memory">What the method remembers.</param>
/// <param name="fresh">True when the memory is to be forgotten.</param>
/// <returns>The length along it to try first.</returns>
internal delegate double Direct(in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh);

/// <summary>Keeps what the next step needs of this one.</summary>
internal delegate void Keep(in Step s, ReadOnlySpan<double> g, ReadOnlySpan<double> d, double alpha, Span<double> memory);

/// <summary>Methods that choose a direction and search along it.</summary>
public static partial class Rules
{
    /// <summary>A gradient so short ends a walk whose method has no better reason.</summary>
    private const double Tolerance = 1e-8;

    private static readonly Event Restarted = new("restart", "The direction led uphill or nowhere: on along the gradient.");

    /// <summary>
    /// A direction, then a search along it. A direction that does not lead down, or along which no lower point is found,
    /// is given up once for the gradient's; when that does not help either, the method is stuck and says so.
    /// </summary>
    private static Rule Directed(string name, LineSearch search, Direct direct, Keep keep) =>
        new(name, (in Step s, Span<double> move, Span<double> memory) => Go(s, move, memory, search, direct, keep))
        {
            Whole = true,
            GradientTolerance = Tolerance,
        };

    private static void Go(in Step s, Span<double> move, Span<double> memory, LineSearch search, Direct direct, Keep keep)
    {
        var n = move.Length;
        using var room = new Scratch(4 * n);
        var g = room.Span[..n];
        var d = room.Span[n..(2 * n)];
        Free(s, g);
        var first = direct(s, g, d, memory, fresh: false);
        var alpha = Searched(s, search, g, d, room.Span[(2 * n)..], first);
        if (alpha == 0)
        {
            s.Report?.Add(Restarted);
            first = direct(s, g, d, memory, fresh: true);
            alpha = Searched(s, search, g, d, room.Span[(2 * n)..], first);
        }
        if (alpha == 0 && Norms.Two(g) > 0)
            s.Report?.Enough = new Stop.Stuck(
                s.T,
                Norms.Two(g),
                s.Value < Stop.Bottomless ? "the loss seems to have no least value" : "no lower point was found along the gradient"
            );
        s.Report?.Rate = alpha;
        keep(s, g, d, alpha, memory);
        for (var i = 0; i < n; i++)
            move[i] = alpha * d[i];
    }

    /// <summary>The gradient of the numbers that may move.</summary>
    private static void Free(in Step s, Span<double> g)
    {
        s.Gradient.CopyTo(g);
        if (s.Box is { } box)
            for (var i = 0; i < g.Length; i++)
                g[i] = box.Blocks(i, s.X[i], g[i]) ? 0 : g[i];
    }

    private static double Searched(in Step s, LineSearch search, ReadOnlySpan<double> g, Span<double> d, Span<double> room, double first)
    {
        for (var i = 0; s.Box is not null && i < d.Length; i++)
            if (g[i] == 0 && s.Gradient[i] != 0)
                d[i] = 0; // blocked
        var n = d.Length;
        var slope = Symmetric.Dot(g, d);
        if (!(slope < 0) || !double.IsFinite(slope))
            return 0;
        var line = new Along(s, d, room[..n], room[n..]);
        return s.Box is null ? search.Find(line, first) : Searches.Backtrack(line, first, 1e-4, 0.5);
    }

    private static double Downwards(ReadOnlySpan<double> g, Span<double> d)
    {
        for (var i = 0; i < d.Length; i++)
            d[i] = -g[i];
        return Math.Min(1, 1 / Norms.Two(g));
    }

    /// <summary>gd with a search: the gradient's direction, the length before twice to begin with.</summary>
    private static Rule Steepest(LineSearch search) =>
        Directed(
            "gd",
            search,
            (in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh) =>
            {
                var first = Downwards(g, d);
                return memory[0] > 0 && !fresh ? 2 * memory[0] : s.Rate * first;
            },
            (in Step s, ReadOnlySpan<double> g, ReadOnlySpan<double> d, double alpha, Span<double> memory) => memory[0] = alpha
        ) with
        {
            Scalars = 1,
        };

    /// <summary>
    /// d = −g + β·d: Polak–Ribière with β ≥ 0 (pr), Fletcher–Reeves (fr), Hager–Zhang 2005 (hz). Memory: the gradient and
    /// the direction before, the length gone along it and its slope.
    /// </summary>
    internal static Rule ConjugateGradient(Arguments a)
    {
        var beta = a.Word("beta");
        return Directed(
            "cg",
            a.Search("search"),
            (in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh) =>
            {
                var n = g.Length;
                var before = memory[..n];
                var last = memory[n..(2 * n)];
                var first = s.Rate * Downwards(g, d);
                var powell = Math.Abs(Symmetric.Dot(g, before)) >= 0.2 * Symmetric.Dot(g, g);
                if (fresh || memory[2 * n] == 0 || (beta == "fr" && powell))
                    return first;
                var share = Share(beta, g, before, last);
                for (var i = 0; i < n; i++)
                    d[i] += share * last[i];
                return memory[2 * n] * memory[2 * n + 1] / Symmetric.Dot(g, d) is > 0 and var length
                    ? Math.Min(length, 1e3 * memory[2 * n])
                    : first;
            },
            (in Step s, ReadOnlySpan<double> g, ReadOnlySpan<double> d, double alpha, Span<double> memory) =>
            {
                var n = g.Length;
                g.CopyTo(memory);
                d.CopyTo(memory[n..]);
                (memory[2 * n], memory[2 * n + 1]) = (alpha, Symmetric.Dot(g, d));
            }
        ) with
        {
            Slots = 2,
            Scalars = 2,
        };
    }

    private static double Share(string beta, ReadOnlySpan<double> g, ReadOnlySpan<double> before, ReadOnlySpan<double> last)
    {
        var (gg, gp, pp) = (Symmetric.Dot(g, g), Symmetric.Dot(g, before), Symmetric.Dot(before, before));
        if (beta == "fr")
            return gg / pp;
        if (beta == "pr")
            return Math.Max(0, (gg - gp) / pp);
        var (dy, yy) = (Symmetric.Dot(last, g) - Symmetric.Dot(last, before), gg - 2 * gp + pp);
        var least = -1 / (Norms.Two(last) * Math.Min(0.01, Math.Sqrt(pp)));
        return Math.Max(least, (gg - gp - 2 * yy * Symmetric.Dot(last, g) / dy) / dy);
    }
}
