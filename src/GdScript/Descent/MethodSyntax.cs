using System.Collections.Immutable;
using System.Globalization;

namespace GdScript.Descent;

/// <summary>Where a piece of a method text stands.</summary>
internal readonly record struct Mark(int At, int Length);

/// <summary>A value as written: a number, or a word that may carry arguments.</summary>
internal abstract record Term(Mark Mark)
{
    public sealed record Number(double Amount, Mark Mark) : Term(Mark);

    public sealed record Word(string Name, ImmutableArray<TermArgument> Arguments, Mark Mark) : Term(Mark);

    public sealed record Chain(ImmutableArray<Word> Links, Mark Mark) : Term(Mark);

    public sealed record List(ImmutableArray<Term> Items, Mark Mark) : Term(Mark);
}

/// <summary>One argument as written; the name is null for a positional one.</summary>
internal sealed record TermArgument(string? Name, Mark NameMark, Term Value);

/// <summary>
/// Reads the shape of a method text and nothing of its meaning:
/// <c>chain = word ('|' word)*; word = name ['(' [argument (',' argument)*] ')']; argument = [name '='] (number | list | chain);
/// list = '[' [argument (',' argument)*] ']'</c>.
/// </summary>
internal sealed class MethodSyntax
{
    private const int Deepest = 32;
    private const string Example = "a method reads gd(lr=0.1), or normalize | gd(lr=0.1)";
    private readonly string text;
    private int at;
    private int depth;

    private MethodSyntax(string text) => this.text = text;

    public static Result<ImmutableArray<Term.Word>> Read(string text) => new MethodSyntax(text).Chain();

    private Result<ImmutableArray<Term.Word>> Chain()
    {
        var words = ImmutableArray.CreateBuilder<Term.Word>();
        do
        {
            if (!Word("the name of a method").Is(out var word, out var problem))
                return problem;
            words.Add(word);
        } while (Takes('|'));
        return at < text.Length ? Wrong($"expected '|' or the end, found {Here}", Example) : words.ToImmutable();
    }

    private Result<Term.Word> Word(string expected)
    {
        Blanks();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        var mark = new Mark(start, at - start);
        if (at == start || char.IsAsciiDigit(text[start]))
            return MethodText.Wrong(MethodText.SyntaxId, text, mark, $"expected {expected}, found {HereAt(start)}", Example);
        var name = text[start..at];
        return Takes('(') ? Arguments().Select(a => new Term.Word(name, a, mark)) : new Term.Word(name, [], mark);
    }

    private Result<ImmutableArray<TermArgument>> Arguments()
    {
        var opened = at - 1;
        if (++depth > Deepest)
            return Wrong($"more than {Deepest} parentheses stand inside each other", "");
        var arguments = ImmutableArray.CreateBuilder<TermArgument>();
        if (!Takes(')'))
        {
            do
            {
                if (!Argument().Is(out var argument, out var problem))
                    return problem;
                arguments.Add(argument);
            } while (Takes(','));
            if (!Takes(')'))
                return Wrong($"expected ',' or ')', found {Here}", $"the '(' in column {opened + 1} is still open");
        }
        depth--;
        return arguments.ToImmutable();
    }

    private Result<TermArgument> Argument()
    {
        if (!AnyTerm().Is(out var first, out var problem))
            return problem;
        if (first is not Term.Word { Arguments.IsEmpty: true } name || !Takes('='))
            return Chained(first).Select(value => new TermArgument(null, first.Mark, value));
        return AnyTerm().SelectMany(Chained).Select(value => new TermArgument(name.Name, name.Mark, value));
    }

    /// <summary>The term itself, or with links behind it the chain it begins.</summary>
    private Result<Term> Chained(Term first)
    {
        if (first is not Term.Word word || !Takes('|'))
            return first;
        var links = ImmutableArray.CreateBuilder<Term.Word>();
        links.Add(word);
        do
        {
            if (!Word("the name of a method").Is(out var link, out var problem))
                return problem;
            links.Add(link);
        } while (Takes('|'));
        return new Term.Chain(links.ToImmutable(), new Mark(word.Mark.At, links[^1].Mark.At + links[^1].Mark.Length - word.Mark.At));
    }

    private Result<Term> List()
    {
        var opened = at - 1;
        if (++depth > Deepest)
            return Wrong($"more than {Deepest} parentheses stand inside each other", "");
        var items = ImmutableArray.CreateBuilder<Term>();
        if (!Takes(']'))
        {
            do
            {
                if (!AnyTerm().Is(out var item, out var problem))
                    return problem;
                items.Add(item);
            } while (Takes(','));
            if (!Takes(']'))
                return Wrong($"expected ',' or ']', found {Here}", $"the '[' in column {opened + 1} is still open");
        }
        depth--;
        return new Term.List(items.ToImmutable(), new Mark(opened, at - opened));
    }

    private Result<Term> AnyTerm()
    {
        if (Takes('['))
            return List();
        if (at < text.Length && text[at] is '+' or '-' or '.' or (>= '0' and <= '9'))
            return Number();
        return Word("a value").Select(w => NotFinite(w.Name) is { } number ? new Term.Number(number, w.Mark) : (Term)w);
    }

    private Result<Term> Number()
    {
        var start = at++;
        while (at < text.Length && IsInNumber(text[at], text[at - 1]))
            at++;
        var (word, mark) = (text[start..at], new Mark(start, at - start));
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            return new Term.Number(amount, mark);
        return MethodText.Wrong(MethodText.SyntaxId, text, mark, $"'{word}' is not a number", "numbers are written 3, 0.1 or 1e-3");
    }

    private static bool IsInNumber(char c, char before) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' || (c is '+' or '-' && before is 'e' or 'E');

    /// <summary>NaN and the infinities are numbers no option accepts, and are told so as numbers.</summary>
    private static double? NotFinite(string word) =>
        word.ToLowerInvariant() switch
        {
            "nan" => double.NaN,
            "inf" or "infinity" => double.PositiveInfinity,
            _ => null,
        };

    private bool Takes(char c)
    {
        Blanks();
        if (at >= text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }

    private void Blanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private string Here => HereAt(at);

    private string HereAt(int place) => place < text.Length ? $"'{text[place]}'" : "the end";

    private Problem Wrong(string what, string hint) => MethodText.Wrong(MethodText.SyntaxId, text, new Mark(at, 1), what, hint);
}
