using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Sums and lists over an index are written out term by term, left to right; indexes may be worked out.</summary>
internal sealed partial class Builder
{
    /// <summary>So many terms at most, all sums of a formula together: reading stays bounded.</summary>
    private const int MostTerms = 1 << 20;

    /// <summary>What the terms come to written out, in steps: a million terms may be short, not long.</summary>
    private const long MostWritten = 1 << 24;

    /// <summary>A sum that is being written out: its index, what the name stood for before, and where its term begins.</summary>
    private readonly record struct Loop(int Name, int Before, int First, int Index, int Last, int Term, int Sum);

    private readonly Stack<Loop> loops = new();
    private readonly Dictionary<int, int> ends = [];
    private int terms;
    private long written;

    /// <summary>The first term of a sum, or none; <paramref name="next"/> is the step that the reading goes on behind.</summary>
    private bool BeginLoop(Step step, ref int next)
    {
        var (last, first) = (Pop(step.At), Pop(step.At));
        var name = script.Names[step.A];
        var end = EndOf(next);
        var isList = script[end].Kind == StepKind.ListEnd;
        if (!Fixed(first, out var from) || !Fixed(last, out var to) || (isList && to < from))
            return Fail(
                TextProblems.Id.WholeNumberWanted,
                $"the {(isList ? "list" : "sum")} over '{Lexer.Shorten(name)}' takes whole numbers for its first and its last index",
                BoundHint(first, last)
                    ?? (isList ? "write list(i = 0, 9, x[i]); it has at least one element" : "write sum(i = 0, 9, x[i])"),
                step.At,
                isList ? 4 : 3
            );
        if (to < from)
        {
            next = end;
            return Push(g.Const(0L), step.At);
        }
        if (!Counts((long)to - from + 1, end - next, isList ? "lists" : "sums", step.At))
            return false;
        loops.Push(new(step.A, nodeOfName[step.A], from, from, to, next, -1));
        Turn(loops.Peek(), step.At);
        return true;
    }

    private bool EndLoop(Step step, ref int next)
    {
        if (step.Kind == StepKind.ListEnd)
            return EndListed(step, ref next);
        var (term, loop) = (Pop(step.At), loops.Pop());
        if (loop.Sum >= 0)
        {
            if (!Make(Op.Add, step.At, 3, loop.Sum, term))
                return false;
            term = Pop(step.At);
        }
        if (loop.Index < loop.Last)
        {
            loops.Push(loop with { Index = loop.Index + 1, Sum = term });
            next = loop.Term;
            Turn(loops.Peek(), step.At);
            return true;
        }
        nodeOfName[loop.Name] = loop.Before;
        return Push(term, step.At);
    }

    /// <summary>The elements of a list stay where they are until all of them are there.</summary>
    private bool EndListed(Step step, ref int next)
    {
        var loop = loops.Pop();
        if (loop.Index < loop.Last)
        {
            loops.Push(loop with { Index = loop.Index + 1 });
            next = loop.Term;
            Turn(loops.Peek(), step.At);
            return true;
        }
        nodeOfName[loop.Name] = loop.Before;
        return ArrayOf(loop.Last - loop.First + 1, step.At);
    }

    private void Turn(Loop loop, int at)
    {
        nodeOfName[loop.Name] = g.Const((long)loop.Index);
        Mark(at);
    }

    /// <summary>Takes so many terms of so many steps into account; a problem when all together are too many.</summary>
    private bool Counts(long count, int steps, string what, int at)
    {
        written += count * steps;
        if (count > MostTerms - terms || written > MostWritten)
            return TooMany(what, count > MostTerms - terms ? $"more than {MostTerms} terms" : $"more than {MostWritten} steps", at);
        terms += (int)count;
        return true;
    }

    private bool TooMany(string what, string most, int at) =>
        Fail(
            TextProblems.Id.ArrayTooLarge,
            $"the {what} over an index have {most}",
            what == "turns" ? "fewer turns, or a shorter text in each" : "sum over an array: sum(v), or over rows of data",
            at,
            what == "sums" ? 3 : 4
        );

    /// <summary>Where the term ends that a loop's step begins; found for all loops at once, as they may lie a hundred thousand deep.</summary>
    private int EndOf(int step)
    {
        if (ends.Count == 0)
            FindEnds();
        return ends[step];
    }

    private void FindEnds()
    {
        var open = new Stack<int>();
        for (var i = 0; i < script.Count; i++)
            if (script[i].Kind is StepKind.Loop or StepKind.Turns)
                open.Push(i);
            else if (script[i].Kind is StepKind.LoopEnd or StepKind.ListEnd or StepKind.TurnsEnd)
                ends.Add(open.Pop(), i);
    }

    /// <summary>An index that is worked out: a whole number where it is one, else the element of a vector that it says in the end.</summary>
    private bool IndexBy(int count, int at)
    {
        var j = count > 1 ? Pop(at) : -1;
        var i = Pop(at);
        var (row, column) = (-1, -1);
        if (Fixed(i, out row) && (j < 0 || Fixed(j, out column)))
            return Index(new(row, column, j >= 0), at);
        var array = Pop(at);
        var length = Math.Max(1, script.Text.IndexOf(']', at) + 1 - at);
        if (g.ShapeOf(array).IsScalar)
            return NoElements(array, j >= 0, at, length);
        if (j >= 0 && g.ShapeOf(array).IsMatrix)
            return Push(array, at) && Push(i, at) && IndexBy(1, at) && Push(j, at) && IndexBy(1, at);
        if (j >= 0 || !g.ShapeOf(i).IsScalar)
            return Fail(
                TextProblems.Id.NotIndexable,
                j >= 0 ? $"{Named(array)} takes one index" : $"an index is a number, not {g.ShapeOf(i)}",
                j >= 0 ? "write p[label]" : "write p[label] for one element of a vector, W[label] for a row of a matrix",
                at,
                length
            );
        return RowsMeet(Op.Gather, at, array, i) && Push(g.Gather(array, i), at);
    }

    /// <summary>What to write where a bound is not known while the formula is written out, because a parameter or a column is in it.</summary>
    private string? BoundHint(int first, int last)
    {
        var open = new Stack<int>([last, first]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var at))
            if (g[at].Op is Op.Param or Op.Column && HasName(at))
                return $"'{NameOf(at)}' gets its value later, when the formula is written out already: put a line such as '{NameOf(at)} = 10' into it";
            else
                foreach (var part in g.Arguments(at))
                    if (seen.Add(part))
                        open.Push(part);
        return null;
    }

    /// <summary>What nodes are as numbers, as far as an index asked; a state may be worked out over many turns.</summary>
    private readonly Dictionary<int, Number?> known = [];

    /// <summary>A whole number made of numbers by + − * / and whole powers, and by looking numbers up in a list.</summary>
    private bool Fixed(int node, out int value)
    {
        var open = new Stack<int>([node]);
        while (open.TryPop(out var at))
        {
            if (known.ContainsKey(at))
                continue;
            var n = g[at];
            int[] parts =
                n.Op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow && n.Shape.IsScalar ? [n.A, n.B]
                : n.Op == Op.Neg ? [n.A]
                : IsListed(n) ? [g.ListOf(g[n.A])[n.B]]
                : [];
            if (parts.Any(p => !known.ContainsKey(p)))
            {
                open.Push(at);
                foreach (var part in parts)
                    open.Push(part);
                continue;
            }
            known[at] = n.Op == Op.Const ? g.ConstantOf(n) : Whole(n, parts.Select(p => known[p]).ToArray());
        }
        value = 0;
        return known[node] is { } number && number.IsInt(out value);
    }

    /// <summary>An element of a list that is written out, as in text = [2, 0, 1]; text[t].</summary>
    private bool IsListed(Node n) => n is { Op: Op.At, Shape.IsScalar: true } && g[n.A] is { Op: Op.Array, Shape.IsVector: true };

    private static Number? Whole(Node n, Number?[] parts) =>
        (n.Op, parts) switch
        {
            (Op.Neg, [{ } a]) => -a,
            (Op.At, [{ } a]) => a,
            (Op.Add, [{ } a, { } b]) => Number.Add(a, b),
            (Op.Sub, [{ } a, { } b]) => Number.Subtract(a, b),
            (Op.Mul, [{ } a, { } b]) => Number.Multiply(a, b),
            (Op.Div, [{ } a, { } b]) => Number.Divide(a, b),
            (Op.Pow, [{ } a, { } b]) when b.IsInt(out var power) && power >= 0 => Number.Power(a, power),
            _ => null,
        };
}
