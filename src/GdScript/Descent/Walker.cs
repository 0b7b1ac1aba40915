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
    private readonly double[] x;
    private readonly double[] gradient;
    private readonly double[] move;
    private readonly double[] memory;
    private readonly double[] before;
    private readonly int rules;

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
        (Step, Rate, Loss) = (frame.Step, frame.Rate ?? double.NaN, frame.Loss);
        GradientNorm = frame.GradientNorm;
    }

    private Walker(Oracle oracle, Method method, (double[] Point, double[] Memory) from, Evaluations asked)
    {
        this.oracle = new Metered(oracle, asked);
        (rule, schedule, box) = (method.Rule, method.Rate, method.Box);
        (x, memory) = from;
        rules = rule.MemoryFor(x.Length);
        (gradient, move, before) = (new double[x.Length], new double[x.Length], new double[memory.Length]);
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

    /// <summary>‖gradient‖₂ over the numbers that may move.</summary>
    public double GradientNorm { get; private set; }

    public ReadOnlySpan<double> Point => x;

    public ReadOnlySpan<double> Gradient => gradient;

    /// <summary>The last step.</summary>
    public ReadOnlySpan<double> Move => move;

    public ReadOnlySpan<double> Memory => memory;

    public Evaluations Asked => oracle.Asked;

    public Oracle Oracle => oracle;

    /// <summary>True when the last step left every bit of point and memory as it was.</summary>
    public bool Unchanged { get; private set; }

    /// <summary>The length of the last step.</summary>
    public double StepLength => Norms.Two(move);

    /// <summary>What the method said about the last step.</summary>
    public Report Report => report;

    /// <summary>One step: the rule turns a copy of the gradient into a move, the point takes it, the oracle is asked there.</summary>
    public void Advance()
    {
        report.Begin();
        gradient.CopyTo(move, 0);
        memory.CopyTo(before, 0);
        report.Rate = schedule.Of(Step, Loss, memory.AsSpan(rules), report);
        rule.Turn(
            new Step
            {
                T = Step + 1,
                X = x,
                Gradient = gradient,
                Value = Loss,
                Rate = report.Rate,
                Oracle = oracle,
                Box = box,
                Report = report,
            },
            move,
            memory.AsSpan(0, rules)
        );
        Rate = report.Rate;
        Unchanged = !Moved() && SameBits(memory, before);
        Step++;
        Ask();
    }

    public Glance Glance(Judge judge) =>
        new(this, judge)
        {
            Step = Step,
            Rate = Rate,
            Loss = Loss,
            Gradient = gradient,
            GradientNorm = GradientNorm,
            Point = x,
            Events = judge.Events,
        };

    public Frame Frame() => new(Step, Step == 0 ? null : Rate, Loss, [.. gradient], GradientNorm, [.. x], [.. memory]);

    private void Ask()
    {
        Loss = oracle.Arrive(Step, x, gradient);
        GradientNorm = box is null ? Norms.Two(gradient) : FreeNorm(box);
    }

    private double FreeNorm(Box within)
    {
        using var scratch = new Scratch(x.Length);
        return within.FreeNorm(x, gradient, scratch.Span);
    }

    private bool Moved()
    {
        if (box is not null)
            Project(box);
        var moved = false;
        for (var i = 0; i < x.Length; i++)
        {
            var next = x[i] + move[i];
            moved |= BitConverter.DoubleToInt64Bits(next) != BitConverter.DoubleToInt64Bits(x[i]);
            x[i] = next;
        }
        box?.Project(x);
        return moved;
    }

    /// <summary>The move shortened so that it ends in the box.</summary>
    private void Project(Box within)
    {
        for (var i = 0; i < x.Length; i++)
            if (x[i] + move[i] is var next && (next < within.Low[i] || next > within.High[i]))
                move[i] = (next < within.Low[i] ? within.Low[i] : within.High[i]) - x[i];
    }

    internal static bool SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.Cast<double, long>(a).SequenceEqual(MemoryMarshal.Cast<double, long>(b));
}
