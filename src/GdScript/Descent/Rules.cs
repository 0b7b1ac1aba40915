using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>The links there are, and how to join them. A chain of links that follows the rate once is a <see cref="Method"/>.</summary>
public static partial class Rules
{
    /// <summary>
    /// Links one after the other: each turns the move the one before it left, and remembers in its own part of the memory.
    /// Chains of chains are the same chain, so joining is associative.
    /// </summary>
    public static Rule Chain(params ReadOnlySpan<Rule> rules)
    {
        var links = ImmutableArray.CreateBuilder<Rule>();
        foreach (var rule in rules)
            links.AddRange(rule.Links);
        return links.Count == 1 ? links[0] : Chained(links.ToImmutable());
    }

    /// <summary>Every number of the move times <paramref name="factor"/>; −1 walks uphill.</summary>
    public static Rule Scale(double factor) =>
        new($"scale({Digits.Of(factor)})", (in Step _, Span<double> move, Span<double> _) => Times(move, factor));

    /// <summary>The move at length 1: move/‖move‖₂, and 0 where the move is 0. The lesson's normalised step.</summary>
    public static Rule Normalize() => new("normalize", ToLengthOne);

    /// <summary>The move times −rate: the only place where a method turns downhill and where its rate enters.</summary>
    public static Rule Downhill() =>
        new("downhill", (in Step s, Span<double> move, Span<double> _) => Times(move, -s.Rate)) { Falls = true, Inertia = Inertia.None };

    /// <summary>Plain gradient descent, x ← x − lr·g, with the lesson's defaults.</summary>
    /// <param name="lr">The rate: a number or a schedule.</param>
    /// <param name="normalize">Steps of length lr whatever the slope: x ← x − lr·g/‖g‖₂.</param>
    /// <exception cref="ArgumentException">The rate is negative or not finite.</exception>
    public static Method Gd(Schedule? lr = null, bool normalize = false) =>
        MethodTable.Make("gd", ("lr", lr ?? 0.01), ("normalize", normalize));

    /// <summary>Any method of the table by its name: <c>Rules.Method("adam", ("lr", 0.1), ("amsgrad", true))</c>.</summary>
    /// <exception cref="ArgumentException">There is no such method or option, or a value is outside its bounds.</exception>
    public static Method Method(string name, params ReadOnlySpan<(string Name, Setting Value)> options) => MethodTable.Make(name, options);

    /// <summary>Stochastic gradient descent as PyTorch names it: the same step with PyTorch's default rate, 0.001.</summary>
    /// <param name="lr">The rate: a number or a schedule.</param>
    /// <exception cref="ArgumentException">The rate is negative or not finite.</exception>
    public static Method Sgd(Schedule? lr = null) => MethodTable.Make("sgd", ("lr", lr ?? 0.001));

    private static Rule Chained(ImmutableArray<Rule> links) =>
        new(
            string.Join(" | ", links.Select(l => l.Name)),
            (in Step s, Span<double> move, Span<double> memory) => Each(links, s, move, memory)
        )
        {
            Squares = links.Sum(l => l.Squares),
            Slots = links.Sum(l => l.Slots),
            Scalars = links.Sum(l => l.Scalars),
            Init = links.All(l => l.Init is null) ? null : (start, memory) => EachBegin(links, start, memory),
            Mean = links.LastOrDefault(l => l.Mean is not null) is { } last ? (memory, mean) => MeanOf(links, last, memory, mean) : null,
            GradientTolerance = links.Max(l => l.GradientTolerance),
            Whole = links.Any(l => l.Whole),
            Inertia = Together(links),
            Uphill = links[^1].Falls ? Chain(links.AsSpan()[..^1]) : null,
            Parts = links,
        };

    /// <summary>Weight decay behind the link that turns downhill is none: it drives away from 0.</summary>
    private static Inertia? Together(ImmutableArray<Rule> links) =>
        links.SkipWhile(l => !l.Falls).Any(l => l.Inertia is { Decay: not 0 })
            ? null
            : links.Select(l => l.Inertia).Aggregate(Inertia.Joined);

    private static void Each(ImmutableArray<Rule> links, in Step s, Span<double> move, Span<double> memory)
    {
        foreach (var link in links)
        {
            var own = link.MemoryFor(move.Length);
            link.Turn(s, move, memory[..own]);
            memory = memory[own..];
        }
    }

    private static bool MeanOf(ImmutableArray<Rule> links, Rule last, ReadOnlySpan<double> memory, Span<double> mean)
    {
        foreach (var link in links)
        {
            var own = link.MemoryFor(mean.Length);
            if (ReferenceEquals(link, last))
                return link.Mean!(memory[..own], mean);
            memory = memory[own..];
        }
        return false;
    }

    private static void EachBegin(ImmutableArray<Rule> links, ReadOnlySpan<double> start, Span<double> memory)
    {
        foreach (var link in links)
        {
            var own = link.MemoryFor(start.Length);
            link.Init?.Invoke(start, memory[..own]);
            memory = memory[own..];
        }
    }

    private static void ToLengthOne(in Step s, Span<double> move, Span<double> memory)
    {
        var length = Norms.Two(move);
        if (length == 0)
            return;
        Elements.Turn(new OverTurn(length), [], move, []);
    }

    private static void Times(Span<double> move, double factor) => Elements.Turn(new TimesTurn(factor), [], move, []);
}
