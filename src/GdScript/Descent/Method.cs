namespace GdScript.Descent;

/// <summary>
/// How to walk downhill: a rule, the schedule of its rate, and both as text. <see cref="Text"/> is canonical: it reads
/// back (<see cref="MethodText.Parse"/>) as the same method, and says what differs from the defaults, the rate always.
/// </summary>
/// <param name="Rule">What turns a gradient into a move.</param>
/// <param name="Rate">The rate of each step.</param>
/// <param name="Text">As a person writes it: <c>normalize | gd(lr=0.1)</c>.</param>
public sealed record Method(Rule Rule, Schedule Rate, string Text)
{
    /// <summary>How many numbers a point must have; null for any number.</summary>
    public int? Size { get; init; }

    /// <summary>Where the point may go; null for everywhere.</summary>
    public Box? Box { get; init; }

    /// <summary>Its rate where that is one for all steps; null where it changes, or where the method finds the length of its steps itself.</summary>
    public double? FixedRate => Rule.Whole ? null : Rate.Fixed;

    /// <summary>How much it remembers: the rule's memory, then the schedule's.</summary>
    public int MemoryFor(int size) => Rule.MemoryFor(size) + Rate.Scalars;

    /// <summary>The memory before the first step.</summary>
    internal double[] Begin(ReadOnlySpan<double> start)
    {
        var memory = new double[MemoryFor(start.Length)];
        Rule.Init?.Invoke(start, memory.AsSpan(0, Rule.MemoryFor(start.Length)));
        return memory;
    }

    /// <summary>A link after a method; it turns the step itself, no longer the gradient.</summary>
    public static Method operator |(Method first, Rule then) =>
        first with
        {
            Rule = Rules.Chain(first.Rule, then),
            Text = first.Text + " | " + then.Name,
        };

    public override string ToString() => Text;
}
