namespace GdScript.Text;

/// <summary>What stands at the caret of a formula that is being typed.</summary>
/// <param name="Start">Where the name begins whose end the caret is; the caret itself where there is none.</param>
/// <param name="Before">The token before that name.</param>
/// <param name="Depth">How many brackets are open.</param>
/// <param name="Calls">The open brackets: names of calls and commas so far, the innermost last.</param>
internal sealed record Hand(int Start, Token Before, int Depth, IReadOnlyList<Hand.Open> Calls)
{
    /// <summary>An open bracket: the name before it (empty for none) and how many commas have been typed in it.</summary>
    public readonly record struct Open(string Name, int Commas);

    /// <summary>Whether a value may stand here; after a value comes an operator.</summary>
    public bool WantsValue => Before is not (Token.Number or Token.Name or Token.CloseRound or Token.CloseSquare);

    public bool BeginsLine => Before is Token.End or Token.NewLine or Token.Semicolon;

    /// <summary>Reads up to the caret; null inside of a comment or a number.</summary>
    public static Hand? At(string text, int caret)
    {
        var lexer = new Lexer(text[..caret]);
        var open = new List<Open>();
        var (before, name) = (Token.End, "");
        while (lexer.Next() != Token.End)
        {
            var token = lexer.Token;
            var last = lexer.Start + lexer.Length == caret;
            if (last && token == Token.Name)
                return before == Token.Number && lexer.Start > 0 && !char.IsWhiteSpace(text[lexer.Start - 1])
                    ? null
                    : new(lexer.Start, before, open.Count, open);
            if (last && token == Token.Number)
                return null;
            Take(token, name, open);
            // A line goes on where a bracket is open or a value is still to come.
            var goesOn = token == Token.NewLine && (open.Count > 0 || before is Token.Sign or Token.Comma or Token.Assign);
            before = goesOn ? before : token;
            name = token == Token.Name ? lexer.Span.ToString() : "";
        }
        return InComment(text, caret) ? null : new(caret, before, open.Count, open);
    }

    private static void Take(Token token, string name, List<Open> open)
    {
        if (token is Token.OpenRound or Token.OpenSquare)
            open.Add(new(token == Token.OpenRound ? name : "", 0));
        else if (token is Token.CloseRound or Token.CloseSquare && open.Count > 0)
            open.RemoveAt(open.Count - 1);
        else if (token == Token.Comma && open.Count > 0)
            open[^1] = open[^1] with { Commas = open[^1].Commas + 1 };
        else if (token == Token.Semicolon)
            open.Clear();
    }

    /// <summary>A formula has no strings, so a <c>#</c> always begins a comment.</summary>
    private static bool InComment(string text, int caret)
    {
        var line = text.AsSpan(0, caret).LastIndexOfAny('\n', '\r') + 1;
        return text.AsSpan(line, caret - line).Contains('#');
    }
}
