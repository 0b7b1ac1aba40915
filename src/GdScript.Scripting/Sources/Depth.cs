namespace GdScript.Scripting.Sources;

/// <summary>
/// How deep the compiler would have to go. Roslyn reads nested text with nested calls and takes the process down when the nesting
/// is absurd, so such text is refused before Roslyn sees it. Every level of a syntax tree takes at least one token that is not yet
/// ended by a comma or a semicolon; the number of those, over all open brackets, is therefore a bound on the depth of the tree.
/// The scan itself keeps its own stack.
/// </summary>
internal sealed class Depth
{
    /// <summary>Open brackets within each other.</summary>
    public const int Brackets = 400;

    /// <summary>Weighted tokens in a row without an end: a sum of half as many terms, a chain of a seventh as many calls.</summary>
    public const int Tokens = 12_000;

    // Measured: with these weights whatever passes is compiled in seconds. Bare tokens nest cheaply, statements and lambdas do not,
    // and each string within a string takes the compiler longer than the last.
    private const int BracketWeight = 4;
    private const int NestingWeight = 10;
    private const int ElseWeight = 12;
    private const int HoleWeight = 150;

    /// <summary>A level of brackets.</summary>
    /// <param name="Close">The character that ends it; <c>\0</c> for the file.</param>
    /// <param name="Before">Open tokens outside it.</param>
    private record struct Level(char Close, int Before)
    {
        /// <summary>Tokens since the last one that ended something.</summary>
        public int Run;

        /// <summary>How many <c>else</c> follow each other.</summary>
        public int Elses;

        /// <summary>The statement may be over: the next token decides.</summary>
        public bool Ended;

        /// <summary>The statement so far holds an operator or a word that only an expression has.</summary>
        public bool Expression;
    }

    private readonly Stack<Level> outer = new();
    private Level here = new('\0', 0);

    private int Open => here.Before + here.Run + here.Elses * ElseWeight;

    /// <summary>The place where the text becomes too deep, as a problem; null when it does not.</summary>
    public static Problem? Problem(string text, string file)
    {
        var depth = new Depth();
        var scanner = new Scanner(text);
        while (scanner.Next())
        {
            if (depth.Take(scanner) is not { } what)
                continue;
            return GdScript
                .Problem.Input("GDS0105", what, "name parts of it, or read the numbers from a file")
                .In(text, scanner.Start, scanner.Current.Length) with
            {
                File = file,
            };
        }
        return scanner.DirectiveTooLong is { } at
            ? GdScript.Problem.Input("GDS0105", "conditions of #if cannot be as long or as deep as this").In(text, at) with
            {
                File = file,
            }
            : null;
    }

    /// <summary>The most that is open at once, in weighted tokens; null for text that is too deep.</summary>
    public static int? Most(string text)
    {
        var (depth, most) = (new Depth(), 0);
        var scanner = new Scanner(text);
        while (scanner.Next())
        {
            if (depth.Take(scanner) is not null)
                return null;
            most = Math.Max(most, depth.Open);
        }
        return scanner.DirectiveTooLong is null ? most : null;
    }

    private string? Take(in Scanner scanner)
    {
        var token = scanner.Current;
        if (here.Ended)
            Settle(token);
        switch (token)
        {
            case "(" or "[" or "{":
                here.Run += scanner.IsHole ? HoleWeight : BracketWeight;
                outer.Push(here);
                here = new(Closing(token[0]), Open);
                break;
            case ")" or "]" or "}":
                Close(token[0]);
                break;
            case ",":
                here.Run = 0;
                break;
            case ";":
                (here.Ended, here.Expression) = (true, false);
                break;
            default:
                here.Run += Nests(token) ? NestingWeight : 1;
                here.Expression |= IsExpression(token);
                break;
        }
        return outer.Count > Brackets ? $"more than {Brackets} brackets are open within each other"
            : Open > Tokens ? "this expression or statement is too long to be compiled"
            : null;
    }

    /// <summary>What looked like an end was one, unless this token carries the statement on.</summary>
    private void Settle(ReadOnlySpan<char> token)
    {
        here.Ended = false;
        if (token is "else")
            (here.Elses, here.Run) = (here.Elses + 1, 0);
        else if (!here.Expression && !Continues(token))
            (here.Elses, here.Run) = (0, 0);
    }

    private void Close(char close)
    {
        // A bracket that closes nothing is the compiler's to tell.
        if (outer.Count == 0 || here.Close != close)
            return;
        here = outer.Pop();
        here.Run++;
        here.Ended = close == '}';
    }

    private static char Closing(char open) =>
        open switch
        {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };

    private static bool Nests(ReadOnlySpan<char> token) =>
        token is "=>" or "if" or "while" or "for" or "foreach" or "lock" or "using" or "fixed" or "from" or "join" or "let" or "await";

    private static bool IsExpression(ReadOnlySpan<char> token) =>
        token
            is "is"
                or "switch"
                or "with"
                or "new"
                or "return"
                or "throw"
                or "yield"
                or "await"
                or "not"
                or "and"
                or "or"
                or "="
                or "=>"
                or "+"
                or "-"
                or "*"
                or "/"
                or "%"
                or "&"
                or "|"
                or "^"
                or "!"
                or "~";

    private static bool Continues(ReadOnlySpan<char> token) =>
        token is "is" or "as" or "switch" or "with" or "and" or "or"
        || !(
            char.IsLetterOrDigit(token[0]) || token[0] is '_' or '@' or '"' or '\'' or '$' or '(' or '[' or '{' or '}' or ')' or ']' or '#'
        );
}
