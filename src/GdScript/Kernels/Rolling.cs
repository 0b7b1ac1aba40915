using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Finds the rolls of a schedule. A term is written down as its steps, with the numbers it reads beside them; terms of the
/// same steps at places p, p + s, p + 2s, … of an array are a roll when what they read moves on by the same amount each time.
/// </summary>
internal sealed class Rolling
{
    /// <summary>Fewer terms do not fill a register.</summary>
    private const int FewestTerms = 8;

    /// <summary>A value that so many read is taken as it is: a factor of all terms.</summary>
    private const int SharedUses = 8;

    /// <summary>Terms of more steps are not compared.</summary>
    private const int LongestTerm = 200;

    /// <summary>How far apart terms of one roll may be.</summary>
    private const int FarthestStep = 16;

    private readonly Schedule schedule;
    private readonly int[] uses;
    private readonly List<Roll> rolls = [];

    private Rolling(Schedule schedule) => (this.schedule, uses) = (schedule, schedule.Uses());

    /// <summary>All rolls, by site and place; none for a formula over rows, whose walks are loops already.</summary>
    public static Roll[] Of(Schedule schedule)
    {
        var rolling = new Rolling(schedule);
        for (var i = 0; i < schedule.Nodes.Length; i++)
            if (schedule.Nodes[i] is { Op: Op.Array, Shape.Count: >= FewestTerms and var count } array && rolling.uses[i] > 0)
                rolling.Search(i, schedule.Lists.AsSpan(array.A, count));
        if (schedule.Roots.Length > FewestTerms)
            rolling.Search(-1, [.. schedule.Roots.Skip(1).SelectMany(rolling.Elements)]);
        return rolling.InStep();
    }

    /// <summary>A roll of half the step and twice the terms of another (a third, …) is taken apart, so that one loop can do both.</summary>
    private Roll[] InStep()
    {
        var known = rolls.Select(roll => (roll.Site, roll.Step, roll.Count)).ToHashSet();
        return [.. rolls.SelectMany(roll => Parts(roll) is var many and > 1 ? roll.Parts(many) : [roll])];

        int Parts(Roll roll) =>
            Enumerable
                .Range(2, Dealing.Widest - 1)
                .FirstOrDefault(m =>
                    m * roll.Step <= Dealing.Widest && roll.Count % m == 0 && known.Contains((roll.Site, m * roll.Step, roll.Count / m))
                );
    }

    /// <summary>The places of a root among the results: a scalar, or places where no term begins.</summary>
    private IEnumerable<int> Elements(int root) =>
        schedule.Nodes[root].Shape is var shape && shape.IsScalar ? [root] : Enumerable.Repeat(-1, shape.Count);

    private void Search(int site, ReadOnlySpan<int> elements)
    {
        var kinds = new Dictionary<string, int>();
        var terms = new Term?[elements.Length];
        for (var k = 0; k < terms.Length; k++)
            terms[k] = elements[k] < 0 ? null : TermOf(elements[k], kinds);
        var taken = new bool[terms.Length];
        for (var p = 0; p < terms.Length; p++)
            if (!taken[p] && terms[p] != null)
                Take(site, terms, taken, p);
    }

    /// <summary>The longest roll that begins at a place.</summary>
    private void Take(int site, Term?[] terms, bool[] taken, int first)
    {
        var (step, count) = (0, FewestTerms - 1);
        for (var s = 1; s <= FarthestStep && (terms.Length - first + s - 1) / s > count; s++)
            if (Length(terms, taken, first, s) is var length && length > count)
                (step, count) = (s, length);
        if (step == 0)
            return;
        var roll = Made(site, terms, first, step, count);
        rolls.Add(roll);
        foreach (var place in roll.Places)
            taken[place] = true;
    }

    private static int Length(Term?[] terms, bool[] taken, int first, int step)
    {
        var count = 1;
        for (var k = first + step; k < terms.Length; k += step, count++)
            if (taken[k] || terms[k] is not { } term || !Follows(terms[first]!, terms[first + step]!, terms[k - step]!, term))
                break;
        return count;
    }

    /// <summary>True when a term reads what the one before it reads, as far on as the second one is behind the first.</summary>
    private static bool Follows(Term first, Term second, Term before, Term term)
    {
        if (term.Kind != first.Kind)
            return false;
        for (var j = 0; j < term.Memory.Length; j++)
            if (
                term.Memory[j].Node != first.Memory[j].Node
                || term.Memory[j].Offset - before.Memory[j].Offset != second.Memory[j].Offset - first.Memory[j].Offset
            )
                return false;
        return true;
    }

    private static Roll Made(int site, Term?[] terms, int first, int step, int count)
    {
        var (one, two) = (terms[first]!, terms[first + step]!);
        Stream[] memory = [.. one.Memory.Zip(two.Memory, (a, b) => a with { Stride = b.Offset - a.Offset })];
        var numbers = new double[one.Numbers.Length][];
        for (var j = 0; j < numbers.Length; j++)
            numbers[j] = Roll.Each([.. Enumerable.Range(0, count).Select(k => terms[first + k * step]!.Numbers[j])]);
        return new(site, first, step, count, one.Steps, memory, numbers);
    }

    /// <summary>A term as steps and what they read; null for one that is too long, or nothing but a number.</summary>
    private Term? TermOf(int element, Dictionary<string, int> kinds)
    {
        if (!Schedule.IsScalarStep(schedule.Nodes[element]))
            return null;
        var (at, steps, memory, numbers) = (new Dictionary<int, int>(), new List<RollStep>(), new List<Stream>(), new List<double>());
        var stack = new Stack<(int Node, int Next)>([(element, 0)]);
        for (var visits = 0; stack.TryPop(out var top); visits++)
        {
            var (node, next) = top;
            if (at.ContainsKey(node))
                continue;
            if (visits > 4 * LongestTerm || steps.Count == LongestTerm)
                return null;
            var n = schedule.Nodes[node];
            var count = Schedule.ArgumentCount(n);
            while (next < count && (IsRead(schedule.Argument(n, next)) || at.ContainsKey(schedule.Argument(n, next))))
                next++;
            if (next < count)
            {
                stack.Push((node, next + 1));
                stack.Push((schedule.Argument(n, next), 0));
                continue;
            }
            Span<int> a = [Roll.None, Roll.None, Roll.None];
            for (var k = 0; k < count; k++)
                a[k] = at.TryGetValue(schedule.Argument(n, k), out var here) ? here : Read(schedule.Argument(n, k), memory, numbers);
            at.Add(node, steps.Count);
            steps.Add(new(n.Op, a[0], a[1], a[2]));
        }
        return new(KindOf(steps, kinds), [.. steps], [.. memory], [.. numbers]);
    }

    /// <summary>The same number for the same steps.</summary>
    private static int KindOf(List<RollStep> steps, Dictionary<string, int> kinds)
    {
        var text = string.Create(
            7 * steps.Count,
            steps,
            static (to, all) =>
            {
                for (var i = 0; i < all.Count; i++)
                {
                    to[7 * i] = (char)all[i].Op;
                    for (var k = 0; k < 3; k++)
                        (to[7 * i + 1 + k], to[7 * i + 4 + k]) = ((char)all[i].Argument(k), (char)(all[i].Argument(k) >> 16));
                }
            }
        );
        if (!kinds.TryGetValue(text, out var kind))
            kinds.Add(text, kind = kinds.Count);
        return kind;
    }

    /// <summary>True for what a term reads, not makes.</summary>
    private bool IsRead(int node) => uses[node] >= SharedUses || !Schedule.IsScalarStep(schedule.Nodes[node]);

    private int Read(int node, List<Stream> memory, List<double> numbers)
    {
        var n = schedule.Nodes[node];
        if (n.Op == Op.Const)
        {
            numbers.Add(schedule.Constants[n.A]);
            return Roll.Known(numbers.Count - 1);
        }
        memory.Add(
            n.Op == Op.Param ? new(-1, n.A, 0)
            : n.Op != Op.At ? new(node, 0, 0)
            : schedule.Nodes[n.A] is { Op: Op.Param } parameter ? new(-1, parameter.A + n.B, 0)
            : new(n.A, n.B, 0)
        );
        return Roll.InMemory(memory.Count - 1);
    }

    private sealed record Term(int Kind, RollStep[] Steps, Stream[] Memory, double[] Numbers);
}
