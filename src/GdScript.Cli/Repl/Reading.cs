using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>
/// A passage as a formula. What the formula language does not know is taken out first, from the right to the left: calls of
/// the session's formulas (<c>f(3, y + 1)</c>), derivatives (<c>D(f, x)</c>) and members of results (<c>r.x</c>). Each leaves a stand-in
/// of its own length, so that every place still points into what was typed. Then names of the session are put in.
/// </summary>
internal sealed partial class Reading
{
    private const int MostStandIns = 1000;
    private const char FirstStandIn = '\uA000'; // letters of the Yi script: nobody names a parameter so
    private readonly Passage passage;
    private readonly Bench bench;
    private readonly ImmutableArray<string> own;
    private readonly IReadOnlyDictionary<string, Shape> shapes;
    private readonly ImmutableArray<Word> words;
    private readonly char[] masked;
    private readonly Dictionary<string, Formula> standIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);

    private Reading(Passage passage, Bench bench, ImmutableArray<string> own, IReadOnlyDictionary<string, Shape> shapes)
    {
        (this.passage, this.bench, this.own, this.shapes) = (passage, bench, own, shapes);
        var alone = passage.Alone;
        words = Words.Of(alone);
        masked = alone.ToCharArray();
    }

    /// <summary>The formula of a passage.</summary>
    /// <param name="passage">What was typed.</param>
    /// <param name="bench">What the session's names stand for.</param>
    /// <param name="own">Parameters that are declared; they hide names of the session and come first, in this order.</param>
    /// <param name="declared">The shapes that were declared for some of them.</param>
    public static Result<Expression> Of(
        Passage passage,
        Bench bench,
        ImmutableArray<string> own = default,
        IReadOnlyDictionary<string, Shape>? declared = null
    )
    {
        var names = own.IsDefault ? [] : own;
        Result<Read> Reread(IReadOnlyDictionary<string, Shape> shapes) =>
            new Reading(passage, bench, names, Both(declared, shapes)).Whole();
        Result<Formula> Formula(IReadOnlyDictionary<string, Shape> shapes) => Reread(shapes).Select(r => r.Formula);
        if (Reread(new Dictionary<string, Shape>()).Is(out var read, out var problem))
            return new Expression([.. read.Formula.Parameters.Select(p => p.Name)], read.Formula)
            {
                Reread = Formula,
                Text = passage.Said,
                Warnings = read.Warnings,
            };
        return IsOfShape(problem) ? Shapeless(passage, bench, names, Formula).Else(_ => problem) : problem;
    }

    /// <summary>A mistake that shapes may mend: the text alone does not say which names are arrays.</summary>
    private static bool IsOfShape(Problem problem) => problem.Id is "GDS5201" or "GDS5202" or "GDS5204";

    /// <summary>A formula whose shapes a point will give; it can use no stand-ins, since their shapes would be asked for now.</summary>
    private static Result<Expression> Shapeless(
        Passage passage,
        Bench bench,
        ImmutableArray<string> own,
        Func<IReadOnlyDictionary<string, Shape>, Result<Formula>> reread
    ) =>
        FormulaText
            .Names(passage.Alone)
            .Select(names => new Expression([.. own.Union(names.Where(n => own.Contains(n) || bench.Find(n)?.Expression is null))], null)
            {
                Reread = reread,
                Text = passage.Said,
            });

    private static Dictionary<string, Shape> Both(IReadOnlyDictionary<string, Shape>? declared, IReadOnlyDictionary<string, Shape> given)
    {
        var all = new Dictionary<string, Shape>(given, StringComparer.Ordinal);
        foreach (var (name, shape) in declared ?? new Dictionary<string, Shape>())
            all[name] = shape;
        return all;
    }

    private readonly record struct Read(Formula Formula, ImmutableArray<Problem> Warnings);

    private Result<Read> Whole()
    {
        for (var i = words.Length - 1; i >= 0; i--)
            if (Taken(i) is { } problem)
                return Unmasked(problem);
        return Parsed(0, masked.Length, declare: true).Else(Unmasked);
    }

    /// <summary>Takes out what begins at a word, if anything does.</summary>
    private Problem? Taken(int i)
    {
        if (words[i].Kind != WordKind.Name || own.Contains(NameOf(i)) || IsMember(i))
            return null;
        if (i + 2 < words.Length && Is(i + 1, ".") && words[i + 2].Kind == WordKind.Name)
            return bench.Find(NameOf(i)) is { } thing ? Put(i, words[i + 2].End, Member(thing, i)) : null;
        if (i + 1 == words.Length || !Is(i + 1, "("))
            return null;
        var close = Close(i + 1);
        if (close < 0)
            return null;
        return bench.Find(NameOf(i))?.Expression is { } formula ? Put(i, words[close].End, Called(formula, i, close))
            : Derivatives.Find(NameOf(i)) is { } derivative ? Put(i, words[close].End, Derived(derivative, i, close))
            : null;
    }

    private bool IsMember(int i) => i > 0 && Is(i - 1, ".") && words[i - 1].Start > 0;

    private string NameOf(int i) => passage.Text.Substring(words[i].Start, words[i].Length);

    private bool Is(int i, string sign) => words[i].Kind == WordKind.Sign && words[i].Is(passage.Text, sign);

    private int Close(int open)
    {
        for (var i = open + 1; i < words.Length; i++)
            if (words[i].Depth == words[open].Depth && Is(i, ")"))
                return i;
        return -1;
    }

    private Problem? Put(int i, int end, Result<Formula> made)
    {
        if (!made.Is(out var formula, out var problem))
            return problem;
        if (standIns.Count == MostStandIns)
            return Problem.Input("GDS0202", "a line holds at most 1000 calls of the session's formulas", "define parts of it first");
        var name = ((char)(FirstStandIn + standIns.Count)).ToString();
        standIns.Add(name, formula);
        said.Add(name, passage.Text[words[i].Start..end]);
        for (var at = words[i].Start; at < end; at++)
            if (masked[at] != '\n')
                masked[at] = ' ';
        masked[words[i].Start] = name[0];
        return null;
    }

    /// <summary>A stretch of the masked text as a formula, with what is known put in.</summary>
    private Result<Read> Parsed(int start, int end, bool declare = false)
    {
        var text = new string(masked);
        var alone = Passage.Blanked(text, start) + text[start..end];
        var head = declare && own.Length > 0 ? $"param {string.Join(", ", own)}\n" : "";
        if (head.Length > 0 && FormulaText.Names(alone).Problem is { } early)
            return early;
        return from names in FormulaText.Names(head + alone).Else(p => Below(p, head))
            from known in Known(names)
            let all = Both(shapes, known.ToDictionary(k => k.Key, k => k.Value.Top.Shape))
            from read in FormulaText.Read(head + alone, all).Else(p => Below(p, head))
            from whole in Substitute.Of(read.Formula, known)
            select new Read(Placed(whole, head.Length), [.. read.Warnings.Select(w => Unmasked(Below(w, head)))]);
    }

    /// <summary>The formulas behind the names: stand-ins and the session's own.</summary>
    private Result<Dictionary<string, Formula>> Known(ImmutableArray<string> names)
    {
        var known = new Dictionary<string, Formula>(StringComparer.Ordinal);
        foreach (var name in names)
            if (standIns.TryGetValue(name, out var standIn))
                known.Add(name, standIn);
            else if (own.Contains(name))
                continue;
            else if (bench.Find(name) is not { } thing)
            {
                if (Bench.IsRecall(name))
                    return Located(Problem.Input("GDS0206", $"there is no result '{name}' yet", "see #vars"), name);
            }
            else if (thing.Expression is not { } expression)
                return Located(Problem.Input("GDS0205", $"'{name}' is no formula and no number", "see ?" + name), name);
            else if (!expression.With(shapes).Is(out var formula, out var problem))
                return problem;
            else
                known.Add(name, formula);
        return known;
    }

    private Problem Located(Problem problem, string name)
    {
        foreach (var word in words)
            if (word.Kind == WordKind.Name && word.Is(passage.Text, name))
                return problem.In(passage.Text, word.Start, word.Length);
        return problem;
    }

    /// <summary>The formula with its places in what was typed, not in what was read.</summary>
    private Formula Placed(Formula formula, int before)
    {
        if (formula.Source is not { } source)
            return formula;
        var at = source.At.Select(place => place < before ? -1 : place - before);
        return Sketch.From(formula).Finish(new Source(passage.Text, [.. at]), formula.Roots.AsSpan());
    }

    /// <summary>A problem below the line that declares the parameters.</summary>
    private static Problem Below(Problem problem, string head) =>
        head.Length > 0 && problem.Place is { } place
            ? problem with
            {
                Place = place with { Line = Math.Max(1, place.Line - 1) },
            }
            : problem;

    /// <summary>A problem in the words of what was typed.</summary>
    private Problem Unmasked(Problem problem)
    {
        var lines = passage.Text.Split('\n');
        var line =
            problem.Place is { } place && problem.Line is not null && place.Line <= lines.Length ? lines[place.Line - 1] : problem.Line;
        return problem with { What = Unmasked(problem.What), Hint = Unmasked(problem.Hint), Line = line?.TrimEnd('\r') };
    }

    private string Unmasked(string text)
    {
        foreach (var (name, call) in said)
            text = text.Replace(name, call, StringComparison.Ordinal);
        return text;
    }
}
