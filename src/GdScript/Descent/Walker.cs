using System.Runtime.InteropServices;

namespace GdScript.Descent;

/// <summary>One walk in flat buffers, behind a closed door: <see cref="Walk"/> and <see cref="Descend"/> show it as values.</summary>
internal sealed class Walker
{
    private readonly Metered oracle;
    private readonly Rule rule;
    private readonly Schedule schedule;
    private readonly Box? box;
    private readonly Report report = new();
    private readonly Powers powers = new();
    private readonly double[] gradient;
    private readonly double[] memory;
    private readonly double[] before;
    private readonly int rules;

    /// <summary>The link that falls is done together with the step; what stands before it may be nothing.</summary>
    private readonly bool falls;
    private readonly Turn? turn;

    /// <summary>
    /// Where nothing turns the gradient and the rate looks at no loss, the next step is taken as soon as the gradient is
    /// there: one pass instead of two, and a finite end says that the slopes are finite. It counts only once it is asked for.
    /// </summary>
    private readonly bool hurries;
    private int ahead = -1;
    private double aheadRate;
    private double aheadLength;

    /// <summary>Not known yet where negative.</summary>
    private double norm = -1;
    private double? verdict;

    /// <summary>Three points that take turns: where the walk is, where it was best (perhaps the same), where it goes.</summary>
    private readonly double[][] points;
    private int here;
    private int best;

    /// <summary>The last step, and beside it the gradient that the next one begins as.</summary>
    private readonly double[][] moves;
    private int last;

    /// <summary>A walk about to begin; the loss and gradient at the start (the nearest point in the box) are asked.</summary>
    public Walker(Oracle oracle, ReadOnlySpan<double> start, Method method)
        : this(oracle, method, Inside(oracle, start, method), default) => Ask();

    /// <summary>A walk that goes on.</summary>
    public Walker(Oracle oracle, Frame frame, Evaluations asked, Method method)
        : this(oracle, method, (frame.Point.AsSpan().ToArray(), frame.Memory.AsSpan().ToArray()), asked)
    {
        if (frame.Point.Length != oracle.Size || frame.Memory.Length != method.MemoryFor(oracle.Size))
            throw new ArgumentException("the state belongs to another loss or another method", nameof(frame));
        frame.Gradient.CopyTo(gradient);
        frame.Gradient.CopyTo(moves[1 - last]);
        (Step, Rate, Loss) = (frame.Step, frame.Rate ?? double.NaN, frame.Loss);
        norm = frame.GradientNorm;
    }

    private Walker(Oracle oracle, Method method, (double[] Point, double[] Memory) from, Evaluations asked)
    {
        this.oracle = new Metered(oracle, asked);
        (rule, schedule, box) = (method.Rule, method.Rate, method.Box);
        var n = from.Point.Length;
        (points, memory) = ([from.Point, new double[n], new double[n]], from.Memory);
        rules = rule.MemoryFor(n);
        (gradient, moves, before) = (new double[n], [new double[n], new double[n]], new double[memory.Length]);
        Length = Norms.Two(from.Point);
        falls = box is null && (rule.Falls || rule.Uphill is not null);
        turn = !falls ? rule.Turn : rule.Uphill?.Turn;
        hurries = turn is null && schedule.Seeing is null;
    }

    private static (double[], double[]) Inside(Oracle oracle, ReadOnlySpan<double> start, Method method)
    {
        if (start.Length != oracle.Size)
            throw new ArgumentException($"the start has {start.Length} numbers and the loss takes {oracle.Size}", nameof(start));
        if (method.Size is { } size && size != start.Length)
            throw new ArgumentException($"the method is for points of {size} numbers", nameof(method));
        var point = start.ToArray();
        method.Box?.Project(point);
        return (point, method.Begin(point));
    }

    public long Step { get; private set; }

    public double Rate { get; private set; } = double.NaN;

    public double Loss { get; private set; }

    /// <summary>‖gradient‖₂ over the numbers that may move; worked out when somebody asks, where nobody must know.</summary>
    public double GradientNorm => double.IsNegative(norm) ? norm = Norms.Two(gradient) : norm;

    /// <summary>True when no slope is NaN or infinite (false may mean that the norm has to tell).</summary>
    public bool HasSoundSlopes => ahead >= 0 ? double.IsFinite(aheadLength) && aheadRate > 0 : double.IsFinite(GradientNorm);

    public ReadOnlySpan<double> Point => points[here];

    /// <summary>‖point‖₂.</summary>
    public double Length { get; private set; }

    /// <summary>The point that <see cref="Keep()"/> was said of last; until then the start.</summary>
    public ReadOnlySpan<double> Best => points[best];

    public ReadOnlySpan<double> Gradient => gradient;

    /// <summary>The last step.</summary>
    public ReadOnlySpan<double> Move => moves[last];

    public ReadOnlySpan<double> Memory => memory;

    public Evaluations Asked => oracle.Asked;

    public Oracle Oracle => oracle;

    /// <summary>True when the last step left every bit of point and memory as it was.</summary>
    public bool Unchanged { get; private set; }

    /// <summary>The length of the last step.</summary>
    public double StepLength => Norms.Two(Move);

    /// <summary>What the method said about the last step.</summary>
    public Report Report => report;

    /// <summary>Keeps the present point as the best; nothing is copied.</summary>
    public void Keep() => best = here;

    /// <summary>Keeps a point from elsewhere as the best.</summary>
    public void Keep(ReadOnlySpan<double> point)
    {
        best = (here + 1) % points.Length;
        point.CopyTo(points[best]);
    }

    /// <summary>What an exam says of the present point; null where it says nothing there.</summary>
    public void Hear(double? loss) => (report.ByEpoch, verdict) = (true, loss);

    /// <summary>One step: the rule turns a copy of the gradient into a move, the point takes it, the oracle is asked there.</summary>
    public void Advance()
    {
        report.Begin();
        last = 1 - last;
        if (memory.Length > 0)
            memory.AsSpan().CopyTo(before);
        var from = points[here];
        var moved = ahead >= 0 ? Arrived(from) : Turned(from);
        Unchanged = !moved && SameBits(memory, before);
        Step++;
        Ask();
    }

    /// <summary>Takes the step that was made ahead.</summary>
    private bool Arrived(double[] from)
    {
        (here, Rate, report.Rate, Length) = (ahead, aheadRate, aheadRate, aheadLength);
        return Differ(from, points[here]);
    }

    /// <summary>Makes the step; true when a bit of the point changed.</summary>
    private bool Turned(double[] from)
    {
        var rate = report.Rate = Planned();
        if (turn is not null)
            Turn(turn, rate);
        Rate = report.Rate;
        here = Free;
        return falls ? Fallen(from, -rate) : Moved(from);
    }

    /// <summary>The rate of the schedule. Where batches vary and an exam judges, a schedule that looks at losses looks at the exam's.</summary>
    private double Planned()
    {
        var kept = memory.AsSpan(rules);
        return !report.ByEpoch || schedule.Holding is null ? schedule.Of(Step, Loss, kept, report)
            : verdict is { } loss ? schedule.Of(Step, loss, kept, report)
            : schedule.Holding(Step, kept);
    }

    private void Turn(Turn turn, double rate) =>
        turn(
            new Step
            {
                T = Step + 1,
                X = points[here],
                Gradient = gradient,
                Value = Loss,
                Rate = rate,
                Oracle = oracle,
                Box = box,
                Report = report,
                Powers = powers,
            },
            moves[last],
            memory.AsSpan(0, rules)
        );

    public Glance Glance(Judge judge) => new(this, judge);

    public Frame Frame() => new(Step, Step == 0 ? null : Rate, Loss, [.. gradient], GradientNorm, [.. Point], [.. memory]);

    private void Ask()
    {
        Loss = oracle.Arrive(Step, points[here], gradient);
        if (hurries)
        {
            (ahead, aheadRate, norm) = (Free, schedule.At(Step), -1);
            aheadLength = Norms.Fallen(points[here], gradient, -aheadRate, moves[1 - last], points[ahead]);
            return;
        }
        norm = Norms.Copied(gradient, moves[1 - last]);
        if (box is not null)
            norm = FreeNorm(box);
    }

    private double FreeNorm(Box within)
    {
        using var scratch = new Scratch(gradient.Length);
        return within.FreeNorm(points[here], gradient, scratch.Span);
    }

    /// <summary>Takes −rate times the move, or times the gradient where no link turned it; true when a bit of the point changed.</summary>
    private bool Fallen(double[] from, double factor)
    {
        var (move, to) = (moves[last], points[here]);
        Length = Norms.Fallen(from, turn is null ? gradient : move, factor, move, to);
        return Differ(from, to);
    }

    /// <summary>Takes the move, in a box shortened so that it ends there; true when a bit of the point changed.</summary>
    private bool Moved(double[] from)
    {
        var (move, to) = (moves[last], points[here]);
        box?.Shorten(from, move);
        Length = Norms.Moved(from, move, to);
        var moved = Differ(from, to);
        if (box is null)
            return moved;
        box.Project(to);
        Length = Norms.Two(to);
        return moved;
    }

    /// <summary>The first number nearly always tells; asked alone it need not wait until all are written.</summary>
    private static bool Differ(double[] a, double[] b) =>
        a.Length > 0 && (BitConverter.DoubleToInt64Bits(a[0]) != BitConverter.DoubleToInt64Bits(b[0]) || !SameBits(a, b));

    /// <summary>A point that is neither the present nor the best.</summary>
    private int Free => here == best ? (here + 1) % points.Length : points.Length - here - best;

    internal static bool SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.Cast<double, long>(a).SequenceEqual(MemoryMarshal.Cast<double, long>(b));
}
