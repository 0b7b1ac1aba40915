using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>The two places where brackets hold nothing but whole numbers: indexes and declared shapes.</summary>
internal sealed partial class Reader
{
    /// <summary>After a value: <c>[2]</c> or <c>[0,1]</c>.</summary>
    private bool Index()
    {
        var at = lexer.Start;
        if (IsWorkedOut(at))
            return BeginIndex(at);
        if (!Wholes(at, out var i, out var j, out var two))
            return false;
        script.Indexes.Add(new(i, j, two));
        script.Add(StepKind.Index, script.Indexes.Count - 1, at);
        Seen();
        return true;
    }

    /// <summary><c>param x, W[2,3], b[3]</c> or <c>column x[784], label</c>.</summary>
    private bool Declare(bool columns)
    {
        do
        {
            if (Skip() != Token.Name)
                return Fail(lexer.Token == Token.Bad ? lexer.Fault! : BadDeclaration());
            var (name, at) = (script.Intern(lexer.Span), lexer.Start);
            Shape? shape = null;
            lexer.Next();
            if (lexer.Token == Token.OpenSquare)
            {
                if (!DeclaredShape(out shape))
                    return false;
                lexer.Next();
            }
            script.Declarations.Add(new(name, shape, at, columns));
        } while (lexer.Token == Token.Comma);
        afterBreak = true;
        return lexer.Token is Token.NewLine or Token.Semicolon or Token.End
            || Fail(lexer.Token == Token.Bad ? lexer.Fault! : BadDeclaration());
    }

    private bool DeclaredShape(out Shape? shape)
    {
        shape = null;
        var at = lexer.Start;
        if (!Wholes(at, out var i, out var j, out var two))
            return false;
        if (i < 1 || (two && j < 1))
            return Fail(
                Problem
                    .Input(TextProblems.Id.BadDeclaration, "a declared size is 1 or more", "write param w[3] or param W[2,3]")
                    .In(lexer.Text, at, lexer.Start + 1 - at)
            );
        if (!Sizes.Fit(i, two ? j : 1))
            return Fail(Sizes.TooLarge(i, two ? j : 1).In(lexer.Text, at, lexer.Start + 1 - at));
        shape = two ? Shape.Matrix(i, j) : Shape.Vector(i);
        return true;
    }

    /// <summary>Reads one or two whole numbers up to the closing bracket, which becomes the current token.</summary>
    private bool Wholes(int at, out int i, out int j, out bool two)
    {
        (j, two) = (-1, false);
        if (!Whole(at, out i))
            return false;
        if (lexer.Token == Token.Comma)
        {
            two = true;
            if (!Whole(at, out j))
                return false;
        }
        return lexer.Token == Token.CloseSquare || Fail(BadIndex(at));
    }

    private bool Whole(int at, out int value)
    {
        value = 0;
        var negative = Skip() == Token.Sign && lexer.Sign == Sign.Sub;
        if (negative)
            Skip();
        if (lexer.Token != Token.Number || lexer.Span.ContainsAnyExceptInRange('0', '9'))
            return Fail(lexer.Token == Token.Bad && lexer.Span is not ":" ? lexer.Fault! : BadIndex(at));
        if (!int.TryParse(lexer.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            value = int.MaxValue;
        value = negative ? -value : value;
        Skip();
        return true;
    }

    /// <summary>The next token, past line breaks.</summary>
    private Token Skip()
    {
        while (lexer.Next() == Token.NewLine) { }
        return lexer.Token;
    }
}
