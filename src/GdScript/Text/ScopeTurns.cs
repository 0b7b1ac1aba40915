namespace GdScript.Text;

/// <summary>Names that mean something else for a while: indexes of sums, states of recurrences, and what holds for one turn.</summary>
internal sealed partial class Scope
{
    private enum Bound : byte
    {
        Free,

        /// <summary>It has a value here: an index, or a name of this turn.</summary>
        Index,

        /// <summary>A name of this turn whose value comes further on.</summary>
        Awaited,

        /// <summary>A state that nothing has read yet; <see cref="Replaced"/>: and nothing can any more.</summary>
        Unread,
        Replaced,
        Read,
    }

    private readonly Bound[] bound;
    private readonly Stack<(int Name, Bound Before)> hidden = new();

    /// <summary>Within its term the index of a sum hides what the name stands for elsewhere.</summary>
    private Problem? Bind(int name, Bound what)
    {
        hidden.Push((name, bound[name]));
        bound[name] = what;
        return null;
    }

    private Problem? Release(int count)
    {
        for (; count > 0; count--)
        {
            var (name, before) = hidden.Pop();
            bound[name] = before;
        }
        return null;
    }

    private Problem? BeginTurns(Turns turns)
    {
        foreach (var place in turns.States.Append(turns.Index))
            if (functions[place.Name] is { IsName: false })
                return Function(place);
        foreach (var place in turns.Named)
            if (functions[place.Name] is { IsName: false })
                return Function(place);
        foreach (var name in turns.Names)
            Bind(
                name,
                turns.StateOf(name) >= 0 ? Bound.Unread
                    : name == turns.Index.Name ? Bound.Index
                    : Bound.Awaited
            );
        return null;
    }

    private Problem Function(NameAt place) =>
        At(
            place.At,
            script.Names[place.Name].Length,
            TextProblems.Id.LineNamesFunction,
            $"'{Lexer.Shorten(script.Names[place.Name])}' is a function",
            "give the value another name"
        );

    private Problem? InTurn(Step step)
    {
        ref var state = ref bound[step.A];
        if (state == Bound.Unread)
            state = Bound.Read;
        var name = script.Names[step.A];
        return state == Bound.Awaited
            ? At(
                step.At,
                name.Length,
                TextProblems.Id.UsedTooEarly,
                $"'{Lexer.Shorten(name)}' is used before the turn gives it a value",
                $"what the turn before left is a state: give it a start before the index, as in {Lexer.Shorten(name)} = 0"
            )
            : null;
    }

    private Problem? Let(int name)
    {
        bound[name] = bound[name] switch
        {
            Bound.Unread => Bound.Replaced,
            Bound.Awaited => Bound.Index,
            var same => same,
        };
        return null;
    }

    private Problem? EndTurns(Turns turns)
    {
        foreach (var state in turns.States)
            if (bound[state.Name] is Bound.Unread or Bound.Replaced)
                return At(
                    state.At,
                    script.Names[state.Name].Length,
                    TextProblems.Id.BadTurns,
                    $"no turn reads the state '{Lexer.Shorten(script.Names[state.Name])}' that the one before left",
                    "values that need no state are a list(t = 0, 9, …) or a sum(t = 0, 9, …)"
                );
        return Release(turns.Names.Count());
    }
}
