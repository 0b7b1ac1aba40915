using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// Recurrences are written out turn by turn, as sums over an index are term by term: the graph grows with the turns, and
/// derivatives, engines and exports know nothing of them.
/// </summary>
internal sealed partial class Builder
{
    /// <summary>Turns that are being written out.</summary>
    /// <param name="Turns">As they were read.</param>
    /// <param name="Before">What their names stand for elsewhere.</param>
    /// <param name="Shapes">Of the states.</param>
    /// <param name="First">The step before the turn.</param>
    /// <param name="From">The first index.</param>
    /// <param name="To">The last index.</param>
    private sealed record Turning(Turns Turns, (int Name, int Node)[] Before, Shape[] Shapes, int First, int From, int To)
    {
        public int Index { get; set; } = From;
    }

    private readonly Stack<Turning> turnings = new();

    private bool BeginTurns(Step step, ref int next)
    {
        var turns = script.Turns[step.A];
        var (last, first) = (Pop(step.At), Pop(step.At));
        var starts = new int[turns.States.Length];
        for (var k = starts.Length - 1; k >= 0; k--)
            starts[k] = Pop(turns.States[k].At);
        if (!Fixed(first, out var from) || !Fixed(last, out var to))
            return FailAt(
                turns.Index,
                TextProblems.Id.WholeNumberWanted,
                $"the turns over '{Lexer.Shorten(script.Names[turns.Index.Name])}' take whole numbers for the first and the last index",
                BoundHint(first, last) ?? $"write {Turns.Example(turns.IsScan ? Turns.Scan : Turns.Fold)}"
            );
        var end = EndOf(next);
        if (to < from)
            return NoTurn(turns, starts, end, ref next);
        if (!Counts((long)to - from + 1, end - next, "turns", script[end].At))
            return false;
        turnings.Push(new(turns, [.. turns.Names.Select(name => (name, nodeOfName[name]))], [.. starts.Select(g.ShapeOf)], next, from, to));
        for (var k = 0; k < starts.Length; k++)
            nodeOfName[turns.States[k].Name] = starts[k];
        Count(turnings.Peek());
        return true;
    }

    /// <summary>Without a turn a state is its start; nothing else has a value.</summary>
    private bool NoTurn(Turns turns, int[] starts, int end, ref int next)
    {
        next = end;
        var state = turns.EndsBare ? -1 : turns.StateOf(turns.Last);
        return state >= 0 && !turns.IsScan
            ? Push(starts[state], turns.Index.At)
            : FailAt(
                turns.Index,
                TextProblems.Id.WholeNumberWanted,
                $"there is no turn over '{Lexer.Shorten(script.Names[turns.Index.Name])}', so there is no value",
                "the last index is at least the first"
            );
    }

    private bool Let(Step step)
    {
        var node = Pop(step.At);
        var turning = turnings.Peek();
        var state = turning.Turns.StateOf(step.A);
        nodeOfName[step.A] = node;
        return state < 0
            || g.ShapeOf(node) == turning.Shapes[state]
            || FailAt(
                new(step.A, step.At),
                TextProblems.Id.ShapesDoNotFit,
                $"the next value of '{Lexer.Shorten(script.Names[step.A])}' is {g.ShapeOf(node)}, and it starts as {turning.Shapes[state]}",
                turning.Shapes[state].IsScalar
                    ? "a state keeps its shape: start it with an array, as in h = fill(0, 3)"
                    : "a state keeps its shape from turn to turn"
            );
    }

    private bool EndTurn(Step step, ref int next)
    {
        var turning = turnings.Peek();
        var turns = turning.Turns;
        if (turning.Index < turning.To)
        {
            if (turns.EndsBare && !turns.IsScan)
                Pop(step.At);
            if (turns.IsScan && !turns.EndsBare)
                Push(nodeOfName[turns.Last], step.At);
            turning.Index++;
            next = turning.First;
            Count(turning);
            return true;
        }
        turnings.Pop();
        if (!turns.EndsBare)
            Push(nodeOfName[turns.Last], step.At);
        foreach (var (name, node) in turning.Before)
            nodeOfName[name] = node;
        return !turns.IsScan || ArrayOf(turning.To - turning.From + 1, step.At);
    }

    private void Count(Turning turning)
    {
        nodeOfName[turning.Turns.Index.Name] = g.Const((long)turning.Index);
        Mark(turning.Turns.Index.At);
    }

    private bool FailAt(NameAt place, string id, string what, string hint) =>
        Fail(
            id,
            what,
            hint,
            place.At,
            Math.Max(1, script.Text.AsSpan(place.At).StartsWith(script.Names[place.Name]) ? script.Names[place.Name].Length : 1)
        );
}
