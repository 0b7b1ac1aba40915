using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>A method for some of the numbers of a point, those from <paramref name="First"/> on.</summary>
internal sealed record Group(int First, int Count, Method Method)
{
    public int Memory => Method.MemoryFor(Count);
}

public static partial class Rules
{
    /// <summary>Every group of numbers walked by its own method, at its own rate; the rate told is the first group's.</summary>
    internal static Method Each(string text, ImmutableArray<Group> groups)
    {
        var size = groups.Sum(g => g.Count);
        var rule = new Rule(text, (in Step s, Span<double> move, Span<double> memory) => Each(groups, s, move, memory))
        {
            Scalars = groups.Sum(g => g.Memory),
            Init = (start, memory) => EachBegin(groups, start, memory),
        };
        var settled = groups.All(g => g.Method.Rate.Settled is not null) ? groups.Max(g => g.Method.Rate.Settled) : null;
        return new Method(rule, new Schedule(groups[0].Method.Rate.Text, groups[0].Method.Rate.At, settled), text) { Size = size };
    }

    private static void Each(ImmutableArray<Group> groups, in Step s, Span<double> move, Span<double> memory)
    {
        foreach (var group in groups)
        {
            var own = memory[..group.Memory];
            var rules = group.Method.Rule.MemoryFor(group.Count);
            var rate = group.Method.Rate.Of(s.T - 1, s.Value, own[rules..], s.Report);
            group.Method.Rule.Turn(s.Part(group.First, group.Count, rate), move.Slice(group.First, group.Count), own[..rules]);
            memory = memory[group.Memory..];
        }
        s.Report?.Rate = s.Rate;
    }

    private static void EachBegin(ImmutableArray<Group> groups, ReadOnlySpan<double> start, Span<double> memory)
    {
        foreach (var group in groups)
        {
            var own = group.Method.Rule.MemoryFor(group.Count);
            group.Method.Rule.Init?.Invoke(start.Slice(group.First, group.Count), memory[..own]);
            memory = memory[group.Memory..];
        }
    }
}
