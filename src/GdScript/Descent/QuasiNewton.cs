namespace GdScript.Descent;

/// <summary>Second derivatives guessed from the gradients on the way (Nocedal, Wright 2006, chs. 6 and 7).</summary>
public static partial class Rules
{
    private const double LeastCurvature = 1e-12;

    /// <summary>
    /// BFGS: an inverse Hessian improved at each step. Memory: the matrix, the point and the gradient before, and whether
    /// there were any.
    /// </summary>
    internal static Rule Bfgs(Arguments a) =>
        Directed("bfgs", a.Search("search"), BfgsDirection, BfgsKeep) with
        {
            Squares = 1,
            Slots = 2,
            Scalars = 1,
        };

    private static double BfgsDirection(in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh)
    {
        var n = g.Length;
        var h = memory[..(n * n)];
        ref var known = ref memory[^1];
        if (fresh)
            known = Math.Min(known, 1);
        else if (known > 0)
            Improve(s, h, memory[(n * n)..], ref known);
        if (known < 2)
            return s.Rate * Downwards(g, d);
        Symmetric.Times(h, g, d);
        foreach (ref var v in d)
            v = -v;
        return s.Rate;
    }

    /// <summary>H + (1 + y·Hy/s·y)·ss'/s·y − (Hy·s' + s·(Hy)')/s·y; the first time from H = s·y/y·y.</summary>
    private static void Improve(in Step step, Span<double> h, Span<double> memory, ref double known)
    {
        var n = step.X.Length;
        using var room = new Scratch(3 * n);
        var s = room.Span[..n];
        var y = room.Span[n..(2 * n)];
        var hy = room.Span[(2 * n)..];
        for (var i = 0; i < n; i++)
            (s[i], y[i]) = (step.X[i] - memory[i], step.Gradient[i] - memory[n + i]);
        var (sy, yy) = (Symmetric.Dot(s, y), Symmetric.Dot(y, y));
        if (!(sy > LeastCurvature * Math.Sqrt(Symmetric.Dot(s, s) * yy)))
            return;
        if (known < 2)
        {
            h.Clear();
            for (var i = 0; i < n; i++)
                h[i * n + i] = sy / yy;
            known = 2;
        }
        Symmetric.Times(h, y, hy);
        var scale = (1 + Symmetric.Dot(y, hy) / sy) / sy;
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
            h[i * n + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
    }

    private static void BfgsKeep(in Step s, ReadOnlySpan<double> g, ReadOnlySpan<double> d, double alpha, Span<double> memory)
    {
        var n = g.Length;
        s.X.CopyTo(memory[(n * n)..]);
        s.Gradient.CopyTo(memory[(n * n + n)..]);
        memory[^1] = Math.Max(memory[^1], 1);
    }

    /// <summary>
    /// L-BFGS: the same from the last <c>history</c> steps, without the matrix. Memory: the point and the gradient before,
    /// the differences of points, those of gradients, and how many there were.
    /// </summary>
    internal static Rule Lbfgs(Arguments a) => Lbfgs(a.Search("search"), (int)a.Whole("history"));

    private static Rule Lbfgs(LineSearch search, int history) =>
        Directed(
            "lbfgs",
            search,
            (in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh) =>
                LbfgsDirection(s, g, d, memory, history, fresh),
            LbfgsKeep
        ) with
        {
            Slots = 2 + 2 * history,
            Scalars = 2,
        };

    private static double LbfgsDirection(in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, int history, bool fresh)
    {
        var n = g.Length;
        ref var begun = ref memory[^2];
        ref var pairs = ref memory[^1];
        if (fresh)
            pairs = 0;
        else if (begun > 0)
            Note(s, memory, history, ref pairs);
        var first = s.Rate * Downwards(g, d);
        var (count, kept) = ((long)pairs, (int)Math.Min((long)pairs, history));
        if (kept == 0)
            return first;
        using var alphas = new Scratch(history);
        for (var k = count - 1; k >= count - kept; k--)
        {
            var (at, sk, yk) = ((int)(k % history), 2 + (int)(k % history), 2 + history + (int)(k % history));
            var rho = 1 / Symmetric.Dot(memory.Slice(sk * n, n), memory.Slice(yk * n, n));
            alphas.Span[at] = rho * Symmetric.Dot(memory.Slice(sk * n, n), d);
            Add(d, -alphas.Span[at], memory.Slice(yk * n, n));
        }
        Scaled(d, memory, n, history, count);
        for (var k = count - kept; k < count; k++)
        {
            var (at, sk, yk) = ((int)(k % history), 2 + (int)(k % history), 2 + history + (int)(k % history));
            var rho = 1 / Symmetric.Dot(memory.Slice(sk * n, n), memory.Slice(yk * n, n));
            Add(d, alphas.Span[at] - rho * Symmetric.Dot(memory.Slice(yk * n, n), d), memory.Slice(sk * n, n));
        }
        return s.Rate;
    }

    /// <summary>Times s·y/y·y of the newest pair.</summary>
    private static void Scaled(Span<double> d, ReadOnlySpan<double> memory, int n, int history, long count)
    {
        var newest = (int)((count - 1) % history);
        var s = memory.Slice((2 + newest) * n, n);
        var y = memory.Slice((2 + history + newest) * n, n);
        var gamma = Symmetric.Dot(s, y) / Symmetric.Dot(y, y);
        foreach (ref var v in d)
            v *= gamma;
    }

    private static void Note(in Step step, Span<double> memory, int history, ref double pairs)
    {
        var n = step.X.Length;
        var at = (int)((long)pairs % history);
        var s = memory.Slice((2 + at) * n, n);
        var y = memory.Slice((2 + history + at) * n, n);
        var (ss, sy, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var (si, yi) = (step.X[i] - memory[i], step.Gradient[i] - memory[n + i]);
            (ss, sy, yy) = (ss + si * si, sy + si * yi, yy + yi * yi);
        }
        if (!(sy > LeastCurvature * Math.Sqrt(ss * yy)))
            return;
        for (var i = 0; i < n; i++)
            (s[i], y[i]) = (step.X[i] - memory[i], step.Gradient[i] - memory[n + i]);
        pairs++;
    }

    private static void LbfgsKeep(in Step s, ReadOnlySpan<double> g, ReadOnlySpan<double> d, double alpha, Span<double> memory)
    {
        s.X.CopyTo(memory);
        s.Gradient.CopyTo(memory[g.Length..]);
        memory[^2] = 1;
    }

    private static void Add(Span<double> d, double factor, ReadOnlySpan<double> v)
    {
        for (var i = 0; i < d.Length; i++)
            d[i] += factor * v[i];
    }
}
