namespace GdScript.Text;

/// <summary>Sums and lists over an index, <c>sum(i = 0, 9, x[i])</c>, <c>list(i = 0, 9, x[i]^i)</c>, and indexes that are worked out: <c>x[i + 1]</c>, <c>p[label]</c>.</summary>
internal sealed partial class Reader
{
    private const string List = "list";

    private static bool IsSquare(Frame frame) => frame.Holder is Holder.Array or Holder.Index;

    /// <summary>At the start of the arguments of a sum or a list, a name and an equals sign.</summary>
    private bool BeginsLoop() =>
        top > 0
        && frames[top - 1] is { Holder: Holder.Call, Count: 0, Index: < 0 } call
        && script.Names[call.Name] is "sum" or List
        && lexer.PeekAssign();

    private bool BeginLoop()
    {
        Seen();
        frames[top - 1] = frames[top - 1] with { Index = script.Intern(lexer.Span) };
        lexer.Next();
        return true;
    }

    /// <summary>Behind the last index the term begins; it is gone through for every index.</summary>
    private void BeginTerm(Frame frame)
    {
        if (frame is { Index: >= 0, Count: 2 })
            script.Add(StepKind.Loop, frame.Index, frame.At);
    }

    private bool EndLoop(Frame frame, int count)
    {
        var isList = script.Names[frame.Name] == List;
        if (count != 3)
            return Fail(
                There(
                    TextProblems.Id.ArgumentCount,
                    $"a {(isList ? List : "sum")} over an index has a first index, a last one and a term",
                    $"write {(isList ? List : "sum")}(i = 0, 9, x[i])",
                    frame.At,
                    lexer.Start + 1 - frame.At
                )
            );
        script.Add(isList ? StepKind.ListEnd : StepKind.LoopEnd, frame.Index, frame.At);
        return Closed();
    }

    /// <summary>True for brackets with more in them than numbers: a name, an operation, or parentheses.</summary>
    private bool IsWorkedOut(int at)
    {
        var end = lexer.Text.AsSpan(at + 1).IndexOfAny(']', '\n', ';');
        var inside = end < 0 ? lexer.Text.AsSpan(at + 1) : lexer.Text.AsSpan(at + 1, end);
        var last = ' ';
        foreach (var c in inside)
        {
            if (char.IsLetter(c) || c is '_' or '+' or '*' or '/' or '^' or '(' || char.IsSurrogate(c) || (c == '-' && char.IsDigit(last)))
                return true;
            last = char.IsWhiteSpace(c) ? last : c;
        }
        return false;
    }

    private bool BeginIndex(int at)
    {
        Push(new(Holder.Index, default, at));
        open++;
        wantsOperand = true;
        return true;
    }

    private bool EndIndex(Frame frame)
    {
        if (frame.Count > 1)
            return Fail(There(TextProblems.Id.BadIndex, "an index is one or two numbers", "write w[i] or W[i, j]", frame.At));
        script.Add(StepKind.IndexBy, frame.Count + 1, frame.At);
        return Closed();
    }
}
