namespace GdScript.Text;

/// <summary>
/// Recurrences: <c>fold(h = start, t = 0, 9, next)</c> and <c>scan(…)</c>. Items with a name are states until one without a name comes,
/// which is the last index, the item before it being the index; then the turn begins, whose items are names with their values, and at most one
/// without a name at the end.
/// </summary>
internal sealed partial class Reader
{
    private static bool IsTurns(string function) => function is Turns.Fold or Turns.Scan;

    /// <summary>At a name with an equals sign that begins an argument of a fold or a scan.</summary>
    private bool BeginsItem() =>
        top > 0
        && frames[top - 1] is { Holder: Holder.Call } call
        && (call.Turns is { } turns ? turns.Name < 0 && turns.At == lexer.Start : call.Count == 0 && IsTurns(script.Names[call.Name]))
        && lexer.PeekAssign();

    private bool BeginItem()
    {
        Seen();
        if (frames[top - 1].Turns is not { } turns)
        {
            turns = new(script.Names[frames[top - 1].Name] == Turns.Scan) { At = lexer.Start };
            frames[top - 1] = frames[top - 1] with { Turns = turns };
        }
        turns.Name = script.Intern(lexer.Span);
        if (turns.InTurn ? turns.Heads[^1].Name == turns.Name || turns.HasNamed(turns.Name) : turns.HasHead(turns.Name))
            return Fail(TwiceInTurns(turns));
        lexer.Next();
        return true;
    }

    /// <summary>An item is complete; the last one, or one that a comma follows.</summary>
    private bool EndItem(Frame frame, TurnsInHand turns, bool last)
    {
        var item = new NameAt(turns.Name, turns.At);
        (turns.Name, turns.At) = (-1, -1);
        if (!turns.InTurn && item.Name >= 0)
        {
            turns.AddHead(item);
            return true;
        }
        if (!turns.InTurn)
            return turns.Heads.Count > 1 ? BeginTurn(turns) : Fail(BadTurns(frame, "a state with its start"));
        if (item.Name < 0 && !last)
            return Fail(UnnamedInTurn(item.At));
        if (item.Name < 0 && turns.Heads is [var only, _] && !turns.HasNamed(only.Name))
            item = item with { Name = only.Name };
        if (item.Name < 0)
            return true;
        turns.AddNamed(item);
        script.Add(StepKind.Let, item.Name, item.At);
        return true;
    }

    private bool BeginTurn(TurnsInHand turns)
    {
        (turns.InTurn, turns.Number) = (true, script.Turns.Count);
        script.Turns.Add(turns.Finished(false));
        script.Add(StepKind.Turns, turns.Number, turns.Heads[^1].At);
        return true;
    }

    private bool EndTurns(Frame frame, TurnsInHand turns)
    {
        var endsBare = turns.Name < 0;
        if (!turns.InTurn || (endsBare && turns.At < 0))
            return Fail(BadTurns(frame, "an index with its first and last value, and what each turn does"));
        var named = turns.Named.Count;
        if (!EndItem(frame, turns, true))
            return false;
        var finished = turns.Finished(endsBare && turns.Named.Count == named);
        foreach (var state in finished.States)
            if (!turns.HasNamed(state.Name))
                return Fail(NeverNext(state));
        script.Turns[turns.Number] = finished;
        script.Add(StepKind.TurnsEnd, turns.Number, frame.At);
        return Closed();
    }

    private Problem BadTurns(Frame frame, string missing) =>
        There(
            TextProblems.Id.ArgumentCount,
            $"{script.Names[frame.Name]} lacks {missing}",
            $"write {Turns.Example(script.Names[frame.Name])}",
            frame.At,
            lexer.Start + 1 - frame.At
        );

    private Problem UnnamedInTurn(int at) =>
        There(
            TextProblems.Id.BadTurns,
            "only the last value of a turn may stay without a name",
            "name it, as in a = h*x[t], or leave it out",
            at
        );

    private Problem NeverNext(NameAt state) =>
        There(
            TextProblems.Id.BadTurns,
            $"the state '{Lexer.Shorten(script.Names[state.Name])}' never gets its next value",
            $"behind the bounds write {Lexer.Shorten(script.Names[state.Name])} = …",
            state.At,
            script.Names[state.Name].Length
        );

    private Problem TwiceInTurns(TurnsInHand turns)
    {
        var name = Lexer.Shorten(script.Names[turns.Name]);
        var isIndex = turns.InTurn && turns.Heads[^1].Name == turns.Name;
        return There(
            TextProblems.Id.DefinedTwice,
            isIndex ? $"'{name}' is the index of the turns" : $"'{name}' gets a value twice",
            isIndex ? "it counts by itself; take another name" : "within a turn a name keeps its value; take another name",
            lexer.Start,
            lexer.Length
        );
    }
}
