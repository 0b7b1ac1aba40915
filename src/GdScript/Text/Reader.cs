namespace GdScript.Text;

/// <summary>
/// Formula text to a flat program: operator precedence with an explicit stack, so a million nested parentheses cost memory
/// and not the process. Knows the grammar only; names and shapes are understood afterwards.
/// </summary>
internal sealed partial class Reader
{
    private enum Holder : byte
    {
        Sign,
        Group,
        Call,
        Array,
        Index,
    }

    /// <summary>Something begun and not yet finished: an operator that waits for its right side, or an open bracket.</summary>
    private readonly record struct Frame(
        Holder Holder,
        Sign Sign,
        int At,
        int Name = -1,
        int Count = 0,
        int Index = -1,
        TurnsInHand? Turns = null
    );

    private readonly Lexer lexer;
    private readonly Script script;
    private Frame[] frames = new Frame[64];
    private int top;
    private int open;
    private bool wantsOperand = true;

    /// <summary>Nothing but a name and '=' has been read of this line.</summary>
    private bool atLineStart = true;
    private int lineName = -1;
    private int lineAt;
    private int lineFirst;
    private Problem? problem;

    // The last operand or closing bracket, for messages.
    private int lastStart;
    private int lastLength;
    private bool lastBeganLine;
    private bool afterBreak = true;

    private Reader(string text) => (lexer, script) = (new(text), new(text));

    public static Result<Script> Read(string text)
    {
        var reader = new Reader(text);
        return reader.Run() ? reader.script : reader.problem!;
    }

    private bool Run()
    {
        while (true)
        {
            var token = lexer.Next();
            if (token == Token.End)
                return Finish();
            if (token == Token.Bad)
                return Fail(lexer.Fault!);
            if (
                !(
                    token is Token.NewLine or Token.Semicolon ? LineBreak(token)
                    : wantsOperand ? Operand(token)
                    : Continuation(token)
                )
            )
                return false;
        }
    }

    /// <summary>A value is expected: a number, a name, a call, a bracket or a prefix.</summary>
    private bool Operand(Token token)
    {
        var first = atLineStart && lineName < 0 && top == 0;
        if (first)
            lineFirst = lexer.Start;
        if (first && token == Token.Name)
        {
            if (lexer.Span is "param" or "column" && (Letters.NameLength([lexer.Peek()]) > 0 || char.IsSurrogate(lexer.Peek())))
                return Declare(lexer.Span is "column");
            if (lexer.PeekAssign())
                return NameLine();
        }
        atLineStart = false;
        if (top > 0 && frames[top - 1].Turns is { At: < 0 } turns)
            turns.At = lexer.Start;
        switch (token)
        {
            case Token.Number:
                return Number();
            case Token.Name:
                return BeginsLoop() ? BeginLoop()
                    : BeginsItem() ? BeginItem()
                    : Name();
            case Token.Sign when lexer.Sign is Sign.Sub or Sign.Add or Sign.Not:
                Push(
                    new(
                        Holder.Sign,
                        lexer.Sign == Sign.Sub ? Sign.Neg
                            : lexer.Sign == Sign.Add ? Sign.Plus
                            : Sign.Not,
                        lexer.Start
                    )
                );
                return true;
            case Token.OpenRound or Token.OpenSquare:
                open++;
                Push(new(token == Token.OpenRound ? Holder.Group : Holder.Array, default, lexer.Start));
                return true;
            case Token.CloseRound when top > 0 && frames[top - 1] is { Holder: Holder.Call, Count: 0 }:
                return CloseCall(0);
            default:
                return Fail(NoOperand(token));
        }
    }

    /// <summary>A value is complete: an operator, a closing bracket, a comma or an index may follow.</summary>
    private bool Continuation(Token token)
    {
        switch (token)
        {
            case Token.Sign when lexer.Sign != Sign.Not:
                return Binary(lexer.Sign);
            case Token.CloseRound or Token.CloseSquare:
                return Close(token);
            case Token.Comma:
                return Comma();
            case Token.OpenSquare:
                return Index();
            default:
                return Fail(NoOperator(token));
        }
    }

    private bool Number()
    {
        Seen();
        wantsOperand = false;
        var state = Literal.Read(lexer.Span, out var value);
        if (state != LiteralState.Fine)
        {
            var remark = Literal.Remark(state, lexer.Span, value).In(lexer.Text, lexer.Start, lexer.Length);
            if (state is not (LiteralState.IntegerRounds or LiteralState.DigitsRound))
                return Fail(remark);
            script.Warnings.Add(remark);
        }
        if (value.IsInt(out var whole))
            script.Add(StepKind.Whole, whole, lexer.Start);
        else
        {
            script.Numbers.Add(value);
            script.Add(StepKind.Number, script.Numbers.Count - 1, lexer.Start);
        }
        return true;
    }

    private bool Name()
    {
        Seen();
        var name = script.Intern(lexer.Span);
        if (lexer.Peek() == '(')
        {
            Push(new(Holder.Call, default, lexer.Start, name));
            open++;
            lexer.Next();
            return true;
        }
        wantsOperand = false;
        script.Add(StepKind.Name, name, lexer.Start);
        return true;
    }

    private bool Binary(Sign sign)
    {
        var level = sign.Level();
        while (top > 0 && frames[top - 1].Holder == Holder.Sign)
        {
            var waiting = frames[top - 1].Sign;
            if (waiting.Level() < level || (waiting.Level() == level && sign.IsRightAssociative()))
                break;
            if (waiting.Level() == level && sign.IsComparison())
                return Fail(Chained(waiting, sign));
            Reduce();
        }
        Push(new(Holder.Sign, sign, lexer.Start));
        (wantsOperand, afterBreak) = (true, false);
        return true;
    }

    private void Reduce()
    {
        var frame = frames[--top];
        if (frame.Sign != Sign.Plus)
            script.Add(StepKind.Sign, (int)frame.Sign, frame.At);
    }

    private void ReduceAll()
    {
        while (top > 0 && frames[top - 1].Holder == Holder.Sign)
            Reduce();
    }

    private bool Close(Token token)
    {
        ReduceAll();
        if (top == 0)
            return Fail(Unopened());
        ref var frame = ref frames[top - 1];
        if (IsSquare(frame) != (token == Token.CloseSquare))
            return Fail(Crossed(frame));
        if (frame.Holder == Holder.Call)
            return CloseCall(frame.Count + 1);
        if (frame.Holder == Holder.Index)
            return EndIndex(frame);
        if (frame.Holder == Holder.Array)
            script.Add(StepKind.Array, frame.Count + 1, frame.At);
        return Closed();
    }

    private bool CloseCall(int count)
    {
        var frame = frames[top - 1];
        if (frame.Index >= 0)
            return EndLoop(frame, count);
        if (frame.Turns is { } turns)
            return EndTurns(frame, turns);
        script.Calls.Add(new(frame.Name, count));
        script.Add(StepKind.Call, script.Calls.Count - 1, frame.At);
        return Closed();
    }

    private bool Closed()
    {
        top--;
        open--;
        wantsOperand = false;
        Seen();
        return true;
    }

    private bool Comma()
    {
        ReduceAll();
        if (top == 0 || frames[top - 1].Holder == Holder.Group)
            return Fail(StrayComma());
        frames[top - 1] = frames[top - 1] with { Count = frames[top - 1].Count + 1 };
        BeginTerm(frames[top - 1]);
        if (frames[top - 1].Turns is { } turns && !EndItem(frames[top - 1], turns, false))
            return false;
        wantsOperand = true;
        return true;
    }

    private void Push(Frame frame)
    {
        if (top == frames.Length)
            System.Array.Resize(ref frames, top * 2);
        frames[top++] = frame;
    }

    /// <summary>Remembers the token as the last piece of a value.</summary>
    private void Seen()
    {
        (lastStart, lastLength, lastBeganLine) = (lexer.Start, lexer.Length, afterBreak);
        afterBreak = false;
    }

    private bool Fail(Problem what)
    {
        problem = what;
        return false;
    }
}
