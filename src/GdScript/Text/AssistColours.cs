using System.Collections.Immutable;

namespace GdScript.Text;

public static partial class FormulaAssist
{
    /// <summary>
    /// What each word of a formula is. A name that is called and is no function, and a character that a formula cannot hold, are errors.
    /// </summary>
    /// <param name="text">A formula, finished or not.</param>
    /// <param name="known">What else has a name.</param>
    public static ImmutableArray<Coloured> Colours(string text, IReadOnlyList<KnownName>? known = null)
    {
        var parts = ImmutableArray.CreateBuilder<Coloured>();
        var lines = LinesOf(text);
        var lexer = new Lexer(text);
        var (end, before) = (0, Token.End);
        while (true)
        {
            var token = lexer.Next();
            Comment(text, end, lexer.Start, parts);
            if (token == Token.End)
                return parts.ToImmutable();
            var role = token == Token.Name ? NameRole(lexer, before, known, lines) : RoleOf(token);
            if (role != ColourRole.Plain)
                parts.Add(new(lexer.Start, lexer.Length, role));
            (end, before) = (lexer.Start + lexer.Length, token);
        }
    }

    /// <summary>Between two tokens there is space, and perhaps a comment up to the end of its line.</summary>
    private static void Comment(string text, int from, int to, ImmutableArray<Coloured>.Builder parts)
    {
        var begin = text.AsSpan(from, to - from).IndexOf('#');
        if (begin >= 0)
            parts.Add(new(from + begin, to - from - begin, ColourRole.Comment));
    }

    private static ColourRole RoleOf(Token token) =>
        token switch
        {
            Token.Number => ColourRole.Number,
            Token.Sign or Token.Assign => ColourRole.Operator,
            Token.Bad => ColourRole.Error,
            Token.Name
            or Token.End
            or Token.NewLine
            or Token.Semicolon
            or Token.Comma
            or Token.OpenRound
            or Token.CloseRound
            or Token.OpenSquare
            or Token.CloseSquare => ColourRole.Plain,
        };

    private static ColourRole NameRole(Lexer lexer, Token before, IReadOnlyList<KnownName>? known, HashSet<string> lines)
    {
        var name = lexer.Span.ToString();
        if (
            name is "param" or "column"
            && before is Token.End or Token.NewLine or Token.Semicolon
            && Letters.NameLength([lexer.Peek()]) > 0
        )
            return ColourRole.Keyword;
        if (known?.FirstOrDefault(k => k.Name == name) is { } other)
            return other.Kind switch
            {
                CompletionKind.Function => ColourRole.Function,
                CompletionKind.Formula => ColourRole.Formula,
                CompletionKind.Command => ColourRole.Command,
                CompletionKind.Keyword => ColourRole.Keyword,
                _ => ColourRole.Name,
            };
        if (lexer.Peek() == '(')
            return Functions.Find(name) is null ? ColourRole.Error : ColourRole.Function;
        return lines.Contains(name) ? ColourRole.Name
            : name is "pi" or "e" ? ColourRole.Number
            : ColourRole.Parameter;
    }

    /// <summary>The names that lines of the text define.</summary>
    private static HashSet<string> LinesOf(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lexer = new Lexer(text);
        for (var token = lexer.Next(); token != Token.End; token = lexer.Next())
            if (token == Token.Name && lexer.PeekAssign())
                names.Add(lexer.Span.ToString());
        return names;
    }
}
