namespace GdScript.Text;

/// <summary>Lines: <c>h = tanh(x)</c>, what ends one, and that the text ends with a value.</summary>
internal sealed partial class Reader
{
    private bool LineBreak(Token token)
    {
        afterBreak = true;
        if (token == Token.NewLine && (open > 0 || (wantsOperand && !(atLineStart && lineName < 0))))
            return true;
        return EndLine();
    }

    private bool NameLine()
    {
        lineName = script.Intern(lexer.Span);
        lineAt = lexer.Start;
        Seen();
        lexer.Next();
        return true;
    }

    private bool EndLine()
    {
        if (open > 0)
            return Fail(Unclosed());
        if (wantsOperand && (top > 0 || lineName >= 0))
            return Fail(NoOperand(lexer.Token));
        if (!wantsOperand)
        {
            ReduceAll();
            script.Add(StepKind.Line, lineName, lineName >= 0 ? lineAt : lineFirst);
        }
        (atLineStart, wantsOperand, lineName) = (true, true, -1);
        return true;
    }

    private bool Finish() => EndLine() && (script.Count > 0 || Fail(Empty()));
}
