using System.Collections.Immutable;
using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>A part of a sentence that begins with a word of its own: <c>at x=3,y=4</c>, <c>for 30</c>.</summary>
internal sealed record Clause(string Key, Passage Value);

/// <summary>
/// A sentence of the mathematics: <c>f = x^2</c>, <c>r = descend f from x=-7 with "gd(lr=0.1)" for 30</c>, <c>grad f at 3,4</c>, or a
/// formula alone.
/// </summary>
/// <param name="All">The whole of it.</param>
/// <param name="Verb">What is asked; empty for a formula alone.</param>
/// <param name="Target">The formula.</param>
/// <param name="Clauses">What follows it.</param>
internal sealed record Sentence(Passage All, string Verb, Passage Target, ImmutableArray<Clause> Clauses)
{
    /// <summary>The name that the result gets; null where it gets none.</summary>
    public Passage? Name { get; init; }

    /// <summary>The parameters that <c>f(x, y) = …</c> declares; default where none are.</summary>
    public ImmutableArray<string> Own { get; init; }

    /// <summary>The shapes among them: <c>f(W[2,3], x[3]) = …</c>.</summary>
    public IReadOnlyDictionary<string, Shape> Declared { get; init; } = new Dictionary<string, Shape>();

    /// <summary>The words a sentence can begin with, and which clauses may follow each.</summary>
    public static readonly ImmutableArray<(string Verb, string[] Clauses, string Example)> Verbs =
    [
        ("grad", ["at"], "grad f at x=3,y=4"),
        ("diff", ["at"], "diff f"),
        ("hess", ["at"], "hess f at x=3,y=4"),
        ("jac", ["at"], "jac [x*y, x + y] at x=3,y=4"),
        ("check", ["at"], "check f at x=3,y=4"),
        ("descend", ["from", "with", "for"], "descend f from x=-7,y=2 with \"momentum(lr=0.1, momentum=0.9)\" for 30"),
        ("plot", ["at"], "plot f x=-3..3"),
        ("steps", ["at"], "steps f"),
        ("stationary", [], "stationary f"),
        ("simplify", [], "simplify (x + 1)^2 - x^2"),
        ("expand", [], "expand (x + y)^3"),
        ("tex", [], "tex f"),
        ("mathml", [], "mathml f"),
        ("trace", [], "trace r"),
    ];

    /// <summary>The sentence in a passage.</summary>
    /// <param name="passage">What was typed.</param>
    /// <param name="taken">Names that stand for something, so that a verb of that name is none.</param>
    public static Result<Sentence> Of(Passage passage, Func<string, bool> taken)
    {
        var words = Words.Of(passage.Alone);
        var (head, begin) = Head(passage, words);
        if (head.Problem is { } problem)
            return problem;
        var from = begin < words.Length ? words[begin].Start : passage.End;
        var verb = VerbOf(passage.Text, words, begin, taken);
        var rest = begin + (verb.Length > 0 ? 1 : 0);
        var clauses = ClausesOf(passage, words, rest, verb).ToImmutableArray();
        var end = clauses.IsEmpty ? passage.End : clauses[0].At;
        var target = passage.Part(rest < words.Length ? words[rest].Start : passage.End, end);
        var whole = head.Value with { Verb = verb, Target = target, Clauses = [.. clauses.Select(c => c.Clause)] };
        return whole.Fits() is { } mistake ? mistake : whole;
    }

    /// <summary>What is said of <c>gradd f</c>, which no language knows: the verb that was probably meant; null where none is near.</summary>
    public static Problem? Misspelt(Passage passage)
    {
        var words = Words.Of(passage.Text);
        var begin = words.Length > 2 && words[1].Is(passage.Text, "=") ? 2 : 0;
        if (begin + 1 >= words.Length || words[begin].Kind != WordKind.Name || words[begin + 1].Kind != WordKind.Name)
            return null;
        var word = passage.Part(words[begin].Start, words[begin].End);
        return !Tongue.IsKeyword(word.Said) && Suggest.Nearest(word.Said, Verbs.Select(v => v.Verb)) is { } near
            ? word.Wrong("GDS0204", $"'{word.Said}' asks for nothing", $"did you mean '{near}'?")
            : null;
    }

    /// <summary>The value of a clause; null where it is not said.</summary>
    public Passage? this[string key] => Clauses.FirstOrDefault(c => c.Key == key)?.Value;

    private Problem? Fits()
    {
        if (Target.IsEmpty && Verb.Length > 0)
            return All.Wrong("GDS0204", $"what to {Verb} is missing", $"write {Example}");
        var known = Verb.Length == 0 ? ["at"] : Verbs.First(v => v.Verb == Verb).Clauses;
        foreach (var (i, clause) in Clauses.Index())
            if (!known.Contains(clause.Key))
                return clause.Value.Wrong("GDS0204", $"'{clause.Key}' does not go with '{Verb}'", $"write {Example}");
            else if (clause.Value.IsEmpty)
                return All.Wrong("GDS0204", $"nothing follows '{clause.Key}'", $"write {Example}");
            else if (Clauses.Take(i).Any(c => c.Key == clause.Key))
                return clause.Value.Wrong("GDS0204", $"'{clause.Key}' is said twice", $"write {Example}");
        return null;
    }

    public string Example => Verb.Length == 0 ? "f at x=3,y=4" : Verbs.First(v => v.Verb == Verb).Example;

    /// <summary>What stands before a single <c>=</c>: a name, or a name with its parameters.</summary>
    private static (Result<Sentence> Head, int Begin) Head(Passage passage, ImmutableArray<Word> words)
    {
        var bare = new Sentence(passage, "", passage, []);
        var equals = -1;
        for (var i = 1; i < words.Length && equals < 0; i++)
            if (words[i].Depth == 0 && words[i].Is(passage.Text, "="))
                equals = i;
        if (equals < 0 || words[0].Kind != WordKind.Name)
            return (bare, 0);
        var name = passage.Part(words[0].Start, words[0].End);
        if (equals == 1)
            return (bare with { Name = name }, 2);
        if (!words[1].Is(passage.Text, "(") || !words[equals - 1].Is(passage.Text, ")") || words[equals - 1].Depth != 0)
            return (bare, 0);
        return (
            Parameters(passage, words, 2, equals - 1).Select(p => bare with { Name = name, Own = p.Own, Declared = p.Shapes }),
            equals + 1
        );
    }

    /// <summary><c>x, W[2,3]</c>.</summary>
    private static Result<(ImmutableArray<string> Own, Dictionary<string, Shape> Shapes)> Parameters(
        Passage passage,
        ImmutableArray<Word> words,
        int from,
        int to
    )
    {
        var (own, shapes, at) = (ImmutableArray.CreateBuilder<string>(), new Dictionary<string, Shape>(StringComparer.Ordinal), from);
        while (at < to)
        {
            var here = passage.Part(words[at].Start, words[at].End);
            if (words[at].Kind != WordKind.Name)
                return here.Wrong("GDS0204", $"'{here.Said}' is no name of a parameter", "write f(x, y) = …");
            if (own.Contains(here.Said))
                return here.Wrong("GDS0204", $"'{here.Said}' is declared twice", "give each parameter a name of its own");
            own.Add(here.Said);
            at++;
            if (at < to && words[at].Is(passage.Text, "["))
            {
                var close = at;
                while (close < to && !(words[close].Depth == words[at].Depth && words[close].Is(passage.Text, "]")))
                    close++;
                if (
                    !ShapeOf(passage.Part(words[at].End, close < to ? words[close].Start : words[to].Start))
                        .Is(out var shape, out var problem)
                )
                    return problem;
                shapes.Add(here.Said, shape);
                at = close + 1;
            }
            if (at < to && !words[at].Is(passage.Text, ","))
                return passage
                    .Part(words[at].Start, words[at].End)
                    .Wrong("GDS0204", "parameters are separated by commas", "write f(x, y) = …");
            at++;
        }
        return (own.ToImmutable(), shapes);
    }

    private static Result<Shape> ShapeOf(Passage sizes)
    {
        var numbers = sizes
            .Said.Split(',')
            .Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0);
        return numbers.ToArray() switch
        {
            [> 0 and var n] => Shape.Vector(n),
            [> 0 and var m, > 0 and var n] => Shape.Matrix(m, n),
            _ => sizes.Wrong("GDS0204", $"'{sizes.Said}' is no shape", "write f(v[3], W[2,3]) = …"),
        };
    }

    /// <summary>The verb that a sentence begins with: one that an operand follows, and whose name stands for nothing else.</summary>
    private static string VerbOf(string text, ImmutableArray<Word> words, int at, Func<string, bool> taken)
    {
        if (at >= words.Length || words[at].Kind != WordKind.Name)
            return "";
        var name = words[at].In(text).ToString();
        if (Verbs.All(v => v.Verb != name) || taken(name))
            return "";
        if (at + 1 == words.Length)
            return name;
        var next = words[at + 1];
        var spaced = next.Start > words[at].End;
        return next.Kind switch
        {
            WordKind.Name or WordKind.Number or WordKind.Text => name,
            WordKind.Sign when next.In(text) is "(" => IsWhole(text, words, at + 1) ? name : "",
            WordKind.Sign when next.In(text) is "[" or "-" or "!" => spaced ? name : "",
            _ => "",
        };
    }

    /// <summary><c>grad(f) + 1</c> is a formula, <c>grad (x + 1)^2</c> and <c>grad(f) at 3</c> ask for a gradient.</summary>
    private static bool IsWhole(string text, ImmutableArray<Word> words, int open)
    {
        if (words[open].Start > words[open - 1].End)
            return true;
        var close = open + 1;
        while (close < words.Length && !(words[close].Depth == words[open].Depth && words[close].Is(text, ")")))
            close++;
        return close + 1 >= words.Length || words[close + 1].Kind != WordKind.Sign;
    }

    /// <summary>The clauses, each begun by its word where an operand has just ended, or by <c>x=</c>, which means <c>at x=</c>.</summary>
    private static IEnumerable<(Clause Clause, int At)> ClausesOf(Passage passage, ImmutableArray<Word> words, int from, string verb)
    {
        var (text, starts) = (passage.Text, new List<(string Key, int At, int Value)>());
        for (var i = from + 1; i < words.Length; i++)
        {
            if (words[i].Kind != WordKind.Name || words[i].Depth != 0 || !EndsOperand(text, words[i - 1]))
                continue;
            var name = words[i].In(text).ToString();
            var isKey = verb.Length == 0 ? name == "at" : name is "at" or "from" or "with" or "for";
            if (isKey)
                starts.Add((name, words[i].Start, words[i].End));
            else if (verb.Length > 0 && i + 1 < words.Length && words[i + 1].Is(text, "=") && starts.Count == 0)
                starts.Add((verb == "descend" ? "from" : "at", words[i].Start, words[i].Start));
        }
        for (var k = 0; k < starts.Count; k++)
        {
            var end = k + 1 < starts.Count ? starts[k + 1].At : passage.End;
            yield return (new(starts[k].Key, passage.Part(starts[k].Value, end)), starts[k].At);
        }
    }

    private static bool EndsOperand(string text, Word word) => word.Kind != WordKind.Sign || word.In(text) is ")" or "]";
}
