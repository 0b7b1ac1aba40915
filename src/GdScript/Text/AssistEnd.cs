namespace GdScript.Text;

public static partial class FormulaAssist
{
    /// <summary>
    /// Whether Enter should hand the formula over: no bracket is open and no operator waits for its right side. What can no longer
    /// become right by typing on is complete too, so that its mistake is told.
    /// </summary>
    public static bool IsComplete(string text)
    {
        var open = new Stack<Token>();
        var last = Token.End;
        var lexer = new Lexer(text);
        while (lexer.Next() != Token.End)
        {
            if (lexer.Token == Token.Bad || (lexer.Token == Token.Semicolon && open.Count > 0))
                return true;
            if (lexer.Token is Token.OpenRound or Token.OpenSquare)
                open.Push(lexer.Token);
            else if (lexer.Token is Token.CloseRound or Token.CloseSquare)
            {
                if (!open.TryPop(out var begun) || (begun == Token.OpenRound) != (lexer.Token == Token.CloseRound))
                    return true;
            }
            last = lexer.Token == Token.NewLine ? last : lexer.Token;
        }
        return open.Count == 0 && last is not (Token.Sign or Token.Comma or Token.Assign);
    }
}
