namespace GdScript.Text;

/// <summary>The mistakes of grammar, each with its place and what to write instead.</summary>
internal sealed partial class Reader
{
    private Problem NoOperand(Token token)
    {
        if (top == 0)
            return lineName >= 0 ? After(lexer.Text.IndexOf('=', lineAt), "=")
                : token is Token.CloseRound or Token.CloseSquare ? Unopened()
                : Here(TextProblems.Id.MissingOperand, $"an operand is missing before '{lexer.Span}'", "write a value before it");
        var frame = frames[top - 1];
        return frame.Holder == Holder.Sign ? After(frame.At, frame.Sign.Text())
            : token is Token.End or Token.Semicolon ? Unclosed()
            : token is Token.Sign or Token.Assign
                ? Here(TextProblems.Id.MissingOperand, $"an operand is missing before '{lexer.Span}'", "write a value before it")
            : IsSquare(frame) != (token == Token.CloseSquare) && token != Token.Comma ? Crossed(frame)
            : frame.Count > 0 && token != Token.Comma
                ? Here(
                    TextProblems.Id.MissingOperand,
                    $"a value is missing before '{lexer.Span}'",
                    "take the comma before it out, or write a value"
                )
            : token == Token.Comma
                ? Here(TextProblems.Id.MissingOperand, "a value is missing before ','", "take the comma out, or write a value")
            : Hollow(frame);
    }

    private Problem After(int at, string sign) =>
        There(TextProblems.Id.MissingOperand, $"an operand is missing after '{sign}'", "write a value after it", at, sign.Length);

    private Problem Hollow(Frame frame) =>
        frame.Holder == Holder.Array
            ? There(
                TextProblems.Id.EmptyBrackets,
                "the array is empty",
                "an array holds at least one number, as in [1, 2]",
                frame.At,
                lexer.Start + 1 - frame.At
            )
            : There(
                TextProblems.Id.EmptyBrackets,
                "the parentheses are empty",
                "write a value between them",
                frame.At,
                lexer.Start + 1 - frame.At
            );

    private Problem NoOperator(Token token)
    {
        if (token == Token.Assign)
            return open > 0 && lastBeganLine ? Unclosed() : Assignment();
        if (token == Token.Sign)
            return Here(
                TextProblems.Id.MissingOperator,
                "'!' cannot follow a value",
                "'not' stands before its value; the factorial of n is factorial(n)"
            );
        if (open > 0 && afterBreak && token == Token.Name && lexer.PeekAssign())
            return Unclosed();
        if (token == Token.OpenRound && PoweredFunction() is { } powered)
            return powered;
        var left = lexer.Text.AsSpan(lastStart, lastLength);
        var right = lexer.Span;
        var word = left is "and" or "or" or "not" ? left : right;
        if (word is "and" or "or" or "not")
            return There(
                TextProblems.Id.MissingOperator,
                $"'{word}' is not an operator here",
                $"write '{(word is "and" ? "&&" : word is "or" ? "||" : "!")}'",
                word == left ? lastStart : lexer.Start,
                word.Length
            );
        if (
            char.IsAsciiDigit(left[^1])
            && token == Token.Name
            && (right[0] == '_' || (left is "0" && right[0] is 'x' or 'X' && right.Length > 1))
        )
            return There(
                TextProblems.Id.BadNumber,
                $"'{Lexer.Shorten(left)}{Lexer.Shorten(right)}' is not a number",
                "numbers are decimal digits with at most one point, as in 1000.5",
                lastStart,
                lastLength + right.Length
            );
        if (Functions.Find(left) is { IsName: false } function && token != Token.OpenRound && !IsDeclared(left))
            return There(
                TextProblems.Id.FunctionWithoutCall,
                $"'{left}' is a function and needs parentheses",
                $"write {left}({Lexer.Shorten(right)})",
                lastStart,
                lastLength
            );
        return Here(
            TextProblems.Id.MissingOperator,
            $"an operator is missing between '{Lexer.Shorten(left)}' and '{Lexer.Shorten(right)}'",
            ProductHint()
        );
    }

    /// <summary><c>sin^2(x)</c>, as textbooks write it.</summary>
    private Problem? PoweredFunction()
    {
        if (top == 0 || frames[top - 1] is not { Holder: Holder.Sign, Sign: Sign.Pow } power)
            return null;
        var end = lexer.Text.AsSpan(0, power.At).TrimEnd().Length;
        var start = NameBefore(end);
        var name = lexer.Text.AsSpan(start, end - start);
        return Functions.Find(name) is null or { IsName: true }
            ? null
            : There(
                TextProblems.Id.FunctionWithoutCall,
                $"'{name}' is a function and needs parentheses",
                $"write {name}(x)^{Lexer.Shorten(lexer.Text.AsSpan(lastStart, lastLength))}",
                start,
                name.Length
            );
    }

    private bool IsDeclared(ReadOnlySpan<char> name)
    {
        var number = script.Intern(name);
        return script.Declarations.Exists(d => d.Name == number);
    }

    /// <summary><c>write 2*x</c>, with short groups in parentheses written out.</summary>
    private string ProductHint() => $"for a product write {Piece(lastStart, lastLength)}*{Piece(lexer.Start, lexer.Length)}";

    private string Piece(int at, int length)
    {
        var text = lexer.Text;
        var (from, to) = text[at] switch
        {
            '(' => (at, Match(at, 1)),
            ')' or ']' => (Match(at, -1), at),
            _ => (at, at + length - 1),
        };
        return from < 0 || to < 0 ? "(…)" : Lexer.Shorten(text.AsSpan(from, to + 1 - from));
    }

    /// <summary>The bracket that belongs to the one at <paramref name="at"/>, when it is near; else -1.</summary>
    private int Match(int at, int step)
    {
        var depth = 0;
        for (var i = at; i >= 0 && i < lexer.Text.Length && Math.Abs(i - at) < 24; i += step)
        {
            var c = lexer.Text[i];
            depth +=
                c is '(' or '[' ? 1
                : c is ')' or ']' ? -1
                : 0;
            if (c is '\n' or '#')
                return -1;
            if (depth == 0)
                return step < 0 ? NameBefore(i) : i;
        }
        return -1;
    }

    private int NameBefore(int at)
    {
        while (at > 0 && (char.IsLetterOrDigit(lexer.Text[at - 1]) || lexer.Text[at - 1] == '_'))
            at--;
        return at;
    }

    private Problem Assignment() =>
        Here(
            TextProblems.Id.StrayAssign,
            "'=' cannot stand inside an expression",
            open > 0 || lineName >= 0 || script.Count == 0 || !EndsCall()
                ? "a comparison is '=='; a named line starts with its name, as in h = x + 1"
                : "a formula defines no functions; write the expression alone"
        );

    /// <summary>True for <c>f(x) =</c>: the line so far is one call.</summary>
    private bool EndsCall() => top == 0 && script[script.Count - 1] is { Kind: StepKind.Call } call && call.At == lineFirst;

    private Problem Chained(Sign first, Sign second) =>
        Here(
            TextProblems.Id.ChainedComparison,
            $"'{second.Text()}' cannot follow another comparison",
            $"write a {first.Text()} b && b {second.Text()} c"
        );

    private Problem StrayComma()
    {
        var text = lexer.Text;
        var end = lexer.Start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var digits = end - lexer.Start - 1;
        if (digits > 0 && lastStart + lastLength == lexer.Start && char.IsAsciiDigit(text[lastStart]))
            return There(
                TextProblems.Id.DecimalComma,
                $"'{Lexer.Shorten(text.AsSpan(lastStart, end - lastStart))}' has a comma in it",
                DecimalHint(text.AsSpan(lastStart, lastLength), text.AsSpan(lexer.Start + 1, digits)),
                lastStart,
                end - lastStart
            );
        return Here(
            TextProblems.Id.StrayComma,
            "a comma cannot stand here",
            "commas separate the arguments of a call and the elements of an array, as in [1, 2]"
        );
    }

    private static string DecimalHint(ReadOnlySpan<char> whole, ReadOnlySpan<char> digits)
    {
        var decimals = $"the decimal sign is a point: write {Lexer.Shorten(whole)}.{Lexer.Shorten(digits)}";
        return digits.Length == 3 && !whole.Contains('.') ? $"{decimals}, or {Lexer.Shorten(whole)}{digits} for the thousand" : decimals;
    }

    private Problem Unclosed()
    {
        var frame = frames[..top].Last(f => f.Holder != Holder.Sign);
        var sign = IsSquare(frame) ? '[' : '(';
        return There(
            TextProblems.Id.NeverClosed,
            $"'{sign}' is never closed",
            $"add '{(sign == '[' ? ']' : ')')}'",
            lexer.Text.IndexOf(sign, frame.At)
        );
    }

    private Problem Unopened() =>
        Here(
            TextProblems.Id.NeverOpened,
            $"'{lexer.Span}' closes nothing",
            $"take it out, or open with '{(lexer.Token == Token.CloseSquare ? '[' : '(')}'"
        );

    private Problem Crossed(Frame frame)
    {
        var (opened, wanted) = IsSquare(frame) ? ('[', ']') : ('(', ')');
        return Here(TextProblems.Id.CrossedBrackets, $"'{opened}' is closed by '{lexer.Span}'", $"write '{wanted}'");
    }

    private Problem BadIndex(int at)
    {
        if (lexer.Token is Token.End or Token.Semicolon)
            return There(TextProblems.Id.NeverClosed, "'[' is never closed", "add ']'", at);
        var hint = "count from 0, as in w[2] or W[0,1]; W[0] is the first row";
        return lexer.Token == Token.CloseSquare && lexer.Text[at + 1] == ']'
            ? There(TextProblems.Id.BadIndex, "the index is empty", hint, at, 2)
            : Here(TextProblems.Id.BadIndex, $"an index is one or two whole numbers, not '{Lexer.Shorten(lexer.Span)}'", hint);
    }

    private Problem BadDeclaration() =>
        Here(
            TextProblems.Id.BadDeclaration,
            lexer.Length == 0 || lexer.Token == Token.NewLine
                ? "a declaration ends too early"
                : $"a declaration cannot hold '{Lexer.Shorten(lexer.Span)}'",
            "write param x, w[3], W[2,3]"
        );

    private Problem Empty() =>
        script.Declarations.Count > 0
            ? There(
                TextProblems.Id.NoValue,
                "the formula declares names and computes nothing",
                "end with the loss, as in x^2 + y^2",
                lexer.Text.Length
            )
            : There(TextProblems.Id.Empty, "the formula is empty", "write a loss, as in x^2 + y^2", lexer.Text.Length);

    private Problem Here(string id, string what, string hint) => There(id, what, hint, lexer.Start, lexer.Length);

    private Problem There(string id, string what, string hint, int at, int length = 1) =>
        Problem.Input(id, what, hint).In(lexer.Text, at, length);
}
