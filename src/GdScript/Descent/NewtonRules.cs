namespace GdScript.Descent;

/// <summary>Methods that know the second derivatives.</summary>
public static partial class Rules
{
    /// <summary>auto takes the trust region up to so many numbers, whose cubes are still cheap.</summary>
    internal const int LargestDense = 100;

    private static readonly Event Escaped = new(
        "escape",
        "The ground curves downwards: on along the direction of most negative curvature."
    );

    /// <summary>
    /// Newton with |H| in place of H: the eigenvalues' absolute values, none below 1e-8 of the largest, so that the direction
    /// leads down also where the Hessian is indefinite (Gill, Murray, Wright 1981, §4.4). Memory: the first loss.
    /// </summary>
    internal static Rule Newton(Arguments a) =>
        Directed(
            "newton",
            a.Search("search"),
            NewtonDirection,
            (in Step _, ReadOnlySpan<double> _, ReadOnlySpan<double> _, double _, Span<double> _) => { }
        ) with
        {
            Scalars = 1,
        };

    private static double NewtonDirection(in Step s, ReadOnlySpan<double> g, Span<double> d, Span<double> memory, bool fresh)
    {
        if (s.T == 1)
            memory[0] = s.Value;
        if (fresh)
            return Downwards(g, d);
        using var model = new Model(s, g, []);
        if (!model.IsFinite)
            return Downwards(g, d);
        var least = 1e-8 * model.Scale;
        var promise = 0.0;
        d.Clear();
        for (var k = 0; k < g.Length; k++)
        {
            var length = -model.Slopes[k] / Math.Max(Math.Abs(model.Values[k]), least);
            promise -= length * model.Slopes[k] / 2;
            for (var i = 0; i < d.Length; i++)
                d[i] += length * model.Vectors[i * g.Length + k];
        }
        if (model.Scale == 0)
            return Downwards(g, d);
        if (model.Least >= -least && promise <= Small(s.Value, memory[0]))
            s.Report?.Enough = new Stop.Converged(s.T, Norms.Two(g), promise);
        return s.Rate;
    }

    /// <summary>What is left to gain that no longer counts: rounding of the loss, or 1e-22 of what has been gained.</summary>
    private static double Small(double value, double first) => Math.Max(1e-16 * Math.Abs(value), 1e-22 * Math.Abs(first - value));

    /// <summary>
    /// A trust region: the least point of the quadratic model within a radius, which grows while the model is right and
    /// shrinks when it is not (Conn, Gould, Toint 2000; the subproblem exactly, from the eigenvalues, Moré, Sorensen 1983; units that follow the curvature, Moré 1978).
    /// It sees negative curvature and follows it. Memory: the units, the radius and the first loss.
    /// </summary>
    internal static Rule Trust(Arguments a) => Trust(a.Number("radius"));

    private static Rule Trust(double radius) =>
        new("trust", (in Step s, Span<double> move, Span<double> memory) => Trusting(s, move, memory, radius))
        {
            Slots = 1,
            Scalars = 2,
            Whole = true,
        };

    private static void Trusting(in Step s, Span<double> move, Span<double> memory, double start)
    {
        var n = move.Length;
        using var room = new Scratch(4 * n);
        var g = room.Span[..n];
        var p = room.Span[n..(2 * n)];
        Free(s, g);
        using var model = new Model(s, g, memory[..n]);
        if (s.T == 1)
            (memory[n], memory[n + 1]) = (
                start > 0 ? start
                : Norms.Two(model.Slopes) is > 0 and var steep ? steep / 10
                : 1,
                s.Value
            );
        move.Clear();
        s.Report?.Rate = memory[n];
        if (!model.IsFinite)
        {
            s.Report?.Enough = new Stop.Stuck(s.T, Norms.Two(g), "the Hessian is not finite");
            return;
        }
        if (Tried(s, model, g, p, room.Span[(2 * n)..], memory))
            p.CopyTo(move);
    }

    /// <summary>Shrinks the radius until the loss falls as the model says, or there is nothing left to gain.</summary>
    private static bool Tried(in Step s, in Model model, ReadOnlySpan<double> g, Span<double> p, Span<double> room, Span<double> memory)
    {
        var n = p.Length;
        ref var radius = ref memory[n];
        var point = room[..n];
        for (var k = 0; k < 100; k++)
        {
            var inside = model.Lowest(radius, p);
            Shorten(s, p, point);
            var promise = -model.Change(s, p, room[n..]);
            var bends = model.Least < -1e-9 * model.Scale;
            if (!bends && inside && promise <= Small(s.Value, memory[n + 1]))
                s.Report?.Enough = Enough(s, model, g, promise);
            if (!(promise > 0))
                return false;
            var value = s.Oracle.ValueAndGradient(point, room[n..]);
            var length = model.Measure(p);
            var rounding = 1e-15 * Math.Max(Math.Abs(s.Value), Math.Abs(value));
            var right = Math.Abs(s.Value - value) <= rounding && promise <= rounding ? 1 : (s.Value - value) / promise;
            if (right > 1e-4)
            {
                if (right < 0.25)
                    radius = length / 2;
                else if (right > 0.75 && !inside)
                    radius = Math.Min(2 * radius, 1e20);
                if (bends && Norms.Two(g) < Tolerance)
                    s.Report?.Add(Escaped);
                return true;
            }
            radius = length / 4;
            if (promise <= rounding)
            {
                s.Report?.Enough ??=
                    inside || Beyond(s, model, p, room) <= 1e3 * rounding
                        ? Enough(s, model, g, promise)
                        : new Stop.Stuck(s.T, Norms.Two(g), "no step along the slope lowers the loss, as at a kink");
                return false;
            }
        }
        s.Report?.Enough = new Stop.Stuck(s.T, Norms.Two(g), "the trust region has shrunk to nothing");
        return false;
    }

    /// <summary>What the model promises where no radius holds it: a small radius promises little wherever it is.</summary>
    private static double Beyond(in Step s, in Model model, Span<double> p, Span<double> room)
    {
        model.Lowest(1e20, p);
        Shorten(s, p, room[..p.Length]);
        return -model.Change(s, p, room[p.Length..]);
    }

    private static Stop Enough(in Step s, in Model model, ReadOnlySpan<double> g, double promise) =>
        model.Scale <= 1e-12 ? new Stop.Plateau(s.T, Norms.Two(g), model.Scale)
        : model.Least < -1e-9 * model.Scale ? new Stop.Stuck(s.T, Norms.Two(g), "what the curvature promises is lost in rounding")
        : new Stop.Converged(s.T, Norms.Two(g), promise);

    /// <summary>The step as a walk makes it: to the nearest point in the box.</summary>
    private static void Shorten(in Step s, Span<double> p, Span<double> point)
    {
        for (var i = 0; i < p.Length; i++)
        {
            point[i] = s.X[i] + p[i];
            if (s.Box is { } box && (point[i] < box.Low[i] || point[i] > box.High[i]))
            {
                p[i] = (point[i] < box.Low[i] ? box.Low[i] : box.High[i]) - s.X[i];
                point[i] = s.X[i] + p[i];
            }
        }
        s.Box?.Project(point);
    }

    private static void Rest(in Step s, Span<double> move)
    {
        move.Clear();
        s.Report?.Enough = new Stop.Flat(s.T, Norms.Two(s.Gradient), Tolerance);
    }

    /// <summary>The default solver: the trust region where second derivatives are derived and the point is not large, else L-BFGS.</summary>
    internal static Rule Auto(Arguments _)
    {
        var (dense, large) = (Trust(0), Lbfgs(LineSearch.HagerZhang, 10));
        return new Rule(
            "auto",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                if (s.Oracle.HasHessian && move.Length <= LargestDense)
                    dense.Turn(s, move, memory[..dense.MemoryFor(move.Length)]);
                else if (Norms.Two(s.Gradient) <= Tolerance)
                    Rest(s, move);
                else
                    large.Turn(s, move, memory[dense.MemoryFor(move.Length)..]);
            }
        )
        {
            Slots = dense.Slots + large.Slots,
            Scalars = dense.Scalars + large.Scalars,
            Whole = true,
            GradientTolerance = 0,
        };
    }
}
