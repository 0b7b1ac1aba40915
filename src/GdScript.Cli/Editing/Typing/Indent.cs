namespace GdScript.Cli.Editing.Typing;

/// <summary>A new line begins under the one before it, deeper where a bracket is open; a closing bracket goes back.</summary>
internal static class Indent
{
    public const int Step = 4;

    /// <summary>Breaks the line at the caret. Between a bracket and its mate the mate gets a line of its own.</summary>
    public static Draft NewLine(Draft draft)
    {
        var before = draft.BeforeCaretOnLine;
        var depth = Depth(before);
        var opens = before.TrimEnd() is [.., '{' or '(' or '['];
        var rest = draft.Text.AsSpan(draft.Caret, draft.LineEnd - draft.Caret);
        var trimmed = rest.Length - rest.TrimStart(' ').Length;
        var inner = "\n" + new string(' ', depth + (opens ? Step : 0));
        var broken = draft.Replace(draft.Caret, trimmed, inner);
        var isMate = opens && rest.TrimStart(' ') is ['}' or ')' or ']', ..];
        return isMate ? broken.Insert("\n" + new string(' ', depth)) with { Caret = broken.Caret } : broken;
    }

    /// <summary>What Tab adds where a line begins.</summary>
    public static Draft Deeper(Draft draft) => draft.Insert(new string(' ', Step - draft.BeforeCaretOnLine.Length % Step));

    /// <summary>Shift-Tab: the line goes back one step; the caret stays at its character.</summary>
    public static Draft Back(Draft draft)
    {
        var start = draft.LineStart;
        var depth = Depth(draft.Text[start..draft.LineEnd]);
        var less = depth == 0 ? 0 : (depth - 1) % Step + 1;
        return draft.Replace(start, less, "").At(Math.Max(start, draft.Caret - less));
    }

    /// <summary>A closing brace that is the first on its line stands under its block, not in it.</summary>
    public static Draft Closing(Draft draft, string typed) =>
        typed is "}" or "]" or ")"
        && draft.BeforeCaretOnLine is { Length: > 0 } before
        && before.AsSpan().Trim(' ').IsEmpty
        && !draft.OnFirstLine
            ? Back(draft)
            : draft;

    private static int Depth(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;
}
