using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>What a rule may look at while it makes one step.</summary>
public readonly ref struct Step
{
    /// <summary>The number of the step, from 1: the t of the papers.</summary>
    public required long T { get; init; }

    /// <summary>The point the step leaves.</summary>
    public required ReadOnlySpan<double> X { get; init; }

    /// <summary>The gradient there.</summary>
    public required ReadOnlySpan<double> Gradient { get; init; }

    /// <summary>The loss there.</summary>
    public required double Value { get; init; }

    /// <summary>The rate the schedule gives this step.</summary>
    public required double Rate { get; init; }

    /// <summary>Whom to ask for losses elsewhere; every question is counted.</summary>
    public required Oracle Oracle { get; init; }

    /// <summary>Where the point may go; null for everywhere.</summary>
    public Box? Box { get; init; }

    /// <summary>Where the rule says what it did; null where nobody listens.</summary>
    public Report? Report { get; init; }

    /// <summary>Powers of decay rates worked out ahead; null where nobody keeps them.</summary>
    internal Powers? Powers { get; init; }

    /// <summary>The bounds around a part of a point, where that begins at <see cref="From"/>.</summary>
    private Box? Around { get; init; }

    private int From { get; init; }

    /// <summary>Where number <paramref name="i"/> comes to stand after a move: bounds hold it.</summary>
    internal double After(int i, double move)
    {
        var next = X[i] + move;
        if ((Box ?? Around) is not { } box)
            return next;
        var (low, high) = (box.Low[From + i], box.High[From + i]);
        return next < low ? low
            : next > high ? high
            : next;
    }

    /// <summary>The same step for the numbers from <paramref name="first"/> on, under another rate.</summary>
    internal Step Part(int first, int count, double rate) =>
        new()
        {
            T = T,
            X = X.Slice(first, count),
            Gradient = Gradient.Slice(first, count),
            Value = Value,
            Rate = rate,
            Oracle = Oracle,
            Report = Report,
            Powers = Powers,
            Around = Box ?? Around,
            From = From + first,
        };
}

/// <summary>Turns the move it is given (the gradient, or what the links before it made of it) into its own, in place.</summary>
public delegate void Turn(in Step s, Span<double> move, Span<double> memory);

/// <summary>The mean of points a rule keeps in its memory; false while there is none.</summary>
public delegate bool Mean(ReadOnlySpan<double> memory, Span<double> mean);

/// <summary>Fills a memory before the first step; it arrives as zeros.</summary>
public delegate void Init(ReadOnlySpan<double> start, Span<double> memory);

/// <summary>
/// One link of a method, pure data: how much it remembers and how it turns a move. All state lies flat in the memory it
/// is handed (<see cref="Squares"/> blocks of one number per pair of parameters, <see cref="Slots"/> blocks of one per parameter, then <see cref="Scalars"/> single numbers), so a walk
/// can be stopped, saved, compared and resumed.
/// </summary>
/// <param name="Name">The link as it is written in a method: <c>normalize</c>, <c>scale(0.5)</c>.</param>
/// <param name="Turn">What it does to a move.</param>
public sealed record Rule(string Name, Turn Turn)
{
    /// <summary>Matrices remembered: numbers per pair of parameters.</summary>
    public int Squares { get; init; }

    /// <summary>Numbers remembered per parameter.</summary>
    public int Slots { get; init; }

    /// <summary>Numbers remembered once.</summary>
    public int Scalars { get; init; }

    /// <summary>How memory begins when not with zeros.</summary>
    public Init? Init { get; init; }

    /// <summary>The mean it keeps beside the walk, where it keeps one.</summary>
    public Mean? Mean { get; init; }

    /// <summary>A gradient so short ends a walk that was given no number of steps; null where the rule has no tolerance.</summary>
    public double? GradientTolerance { get; init; }

    /// <summary>True when it chooses its own way along the whole point, so that it can walk no part of it.</summary>
    public bool Whole { get; init; }

    /// <summary>What it adds to gradient descent, where it is nothing else; null for other rules.</summary>
    public Inertia? Inertia { get; init; }

    /// <summary>True for the link that only multiplies by −rate.</summary>
    internal bool Falls { get; init; }

    /// <summary>What stands before a last link that falls, which a walk can then do together with the step; null where there is none.</summary>
    internal Rule? Uphill { get; init; }

    /// <summary>The links of a chain, in order; empty for a single link.</summary>
    public ImmutableArray<Rule> Parts { get; init; } = [];

    /// <summary>The links in order; a single rule is its own only link.</summary>
    public ImmutableArray<Rule> Links => Parts.IsEmpty ? [this] : Parts;

    /// <summary>How many numbers it remembers at a point of <paramref name="size"/> numbers.</summary>
    public int MemoryFor(int size) => checked((Squares * size + Slots) * size + Scalars);

    /// <summary>The memory before the first step.</summary>
    public double[] Begin(ReadOnlySpan<double> start)
    {
        var memory = new double[MemoryFor(start.Length)];
        Init?.Invoke(start, memory);
        return memory;
    }

    /// <summary>This link, then the next: reads as the text form does.</summary>
    public static Rule operator |(Rule first, Rule then) => Rules.Chain(first, then);

    /// <summary>A link before a method, such as <c>Rules.Normalize() | Rules.Gd(0.1)</c>.</summary>
    public static Method operator |(Rule first, Method then) =>
        then with
        {
            Rule = Rules.Chain(first, then.Rule),
            Text = first.Name + " | " + then.Text,
        };
}
