using System.Runtime.InteropServices;

namespace GdScript.Descent;

/// <summary>One walk in flat buffers, behind a closed door: <see cref="Walk"/> and <see cref="Descend"/> show it as values.</summary>
internal sealed class Walker
{
    private readonly Metered oracle;
    private readonly Rule rule;
    private readonly Schedule schedule;
    private readonly double[] x;
    private readonly double[] gradient;
    private readonly double[] move;
    private readonly double[] memory;
    private readonly double[] before;

    /// <summary>A walk about to begin; the loss and gradient at the start are asked.</summary>
    public Walker(Oracle oracle, ReadOnlySpan<double> start, Method method)
        : this(oracle, method, start, method.Rule.Begin(start), default)
    {
        if (start.Length != oracle.Size)
            throw new ArgumentException($"the start has {start.Length} numbers and the loss takes {oracle.Size}", nameof(start));
        Ask();
    }

    /// <summary>A walk that goes on.</summary>
    public Walker(Oracle oracle, Frame frame, Evaluations asked, Method method)
        : this(oracle, method, frame.Point.AsSpan(), frame.Memory.AsSpan(), asked)
    {
        if (frame.Point.Length != oracle.Size || frame.Memory.Length != rule.MemoryFor(oracle.Size))
            throw new ArgumentException("the state belongs to another loss or another method", nameof(frame));
        frame.Gradient.CopyTo(gradient);
        (Step, Rate, Loss, GradientNorm) = (frame.Step, frame.Rate ?? double.NaN, frame.Loss, frame.GradientNorm);
    }

    private Walker(Oracle oracle, Method method, ReadOnlySpan<double> point, ReadOnlySpan<double> remembered, Evaluations asked)
    {
        this.oracle = new Metered(oracle, asked);
        (rule, schedule) = (method.Rule, method.Rate);
        (x, memory) = (point.ToArray(), remembered.ToArray());
        (gradient, move, before) = (new double[x.Length], new double[x.Length], new double[memory.Length]);
    }

    public long Step { get; private set; }

    public double Rate { get; private set; } = double.NaN;

    public double Loss { get; private set; }

    public double GradientNorm { get; private set; }

    public ReadOnlySpan<double> Point => x;

    public ReadOnlySpan<double> Gradient => gradient;

    /// <summary>The last step.</summary>
    public ReadOnlySpan<double> Move => move;

    public Evaluations Asked => oracle.Asked;

    /// <summary>True when the last step left every bit of point and memory as it was.</summary>
    public bool Unchanged { get; private set; }

    /// <summary>One step: the rule turns a copy of the gradient into a move, the point takes it, the oracle is asked there.</summary>
    public void Advance()
    {
        Rate = schedule.At(Step);
        gradient.CopyTo(move, 0);
        memory.CopyTo(before, 0);
        rule.Turn(
            new Step
            {
                T = Step + 1,
                X = x,
                Gradient = gradient,
                Value = Loss,
                Rate = Rate,
                Oracle = oracle,
            },
            move,
            memory
        );
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
        Loss = oracle.ValueAndGradient(x, gradient);
        GradientNorm = Norms.Two(gradient);
    }

    private bool Moved()
    {
        var moved = false;
        for (var i = 0; i < x.Length; i++)
        {
            var next = x[i] + move[i];
            moved |= BitConverter.DoubleToInt64Bits(next) != BitConverter.DoubleToInt64Bits(x[i]);
            x[i] = next;
        }
        return moved;
    }

    private static bool SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.Cast<double, long>(a).SequenceEqual(MemoryMarshal.Cast<double, long>(b));
}
