using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Formulas met with points: what a sentence asks about.</summary>
internal static class Places
{
    /// <summary>The question about a formula at a point, with the shapes the point gives.</summary>
    /// <param name="expression">The formula.</param>
    /// <param name="target">Where it stands.</param>
    /// <param name="at">The point; null for none.</param>
    /// <param name="bench">What names stand for.</param>
    public static Result<Question> Ask(Expression expression, Passage target, Passage? at, Bench bench) =>
        from givens in at is null ? NoPoint : Point(at, bench).Select(g => (ImmutableArray<Given>?)g)
        from shapes in PointText.Shapes(givens ?? [], expression.Names).Else(p => Located(p, at))
        from formula in expression.With(shapes)
        from point in givens is { } all ? PointText.Flatten(formula, all).Select(p => (double[]?)p).Else(p => Located(p, at))
        : formula.Parameters.IsEmpty ? (double[]?)[]
        : (double[]?)null
        select new Question(new LossText(formula.Infix, Name(formula, target)), formula, point, expression.Warnings);

    /// <summary>What messages about the formula call it: they point into the text it was defined in.</summary>
    private static string Name(Formula formula, Passage target) =>
        formula.Source?.Text != target.Text && Words.IsName(target.Said) ? target.Said : Speaking.Here;

    /// <summary>
    /// <c>x=3, y=4</c>, <c>3, 4</c>, each value a number or a formula without open names; or the name of a walk, for where it ended.
    /// </summary>
    public static Result<ImmutableArray<Given>> Point(Passage at, Bench bench)
    {
        if (bench.Find(at.Said)?.Point is { } end)
            return end;
        if (PointText.Parse(at.Said).Is(out var plain, out var problem))
            return plain;
        var givens = ImmutableArray.CreateBuilder<Given>();
        foreach (var part in Parts(at))
        {
            var equals = part.Text.IndexOf('=', part.Start, part.End - part.Start);
            var name = equals < 0 ? "" : part.Part(part.Start, equals).Said;
            if ((name.Length > 0 && !Words.IsName(name)) || (givens.Count > 0 && givens[0].Name.Length > 0 != name.Length > 0))
                return Located(problem, at);
            var value = Reading.Of(part.Part(equals < 0 ? part.Start : equals + 1, part.End), bench).SelectMany(e => Number(e, part));
            if (!value.Is(out var tensor, out var wrong))
                return wrong;
            givens.Add(new(name, tensor));
        }
        return givens.ToImmutable();
    }

    /// <summary>The value of a formula that must have no open names.</summary>
    public static Result<Tensor> Number(Expression expression, Passage where) =>
        expression.IsNumber
            ? expression.Value
            : where.Wrong("GDS0208", $"'{expression.Names[0]}' has no value here", $"give it one first: {expression.Names[0]} = 1");

    /// <summary>The parts between the commas.</summary>
    public static IEnumerable<Passage> Parts(Passage passage)
    {
        var start = passage.Start;
        foreach (var word in Words.Of(passage.Alone))
            if (word.Depth == 0 && word.Is(passage.Text, ","))
            {
                yield return passage.Part(start, word.Start);
                start = word.End;
            }
        yield return passage.Part(start, passage.End);
    }

    /// <summary>A mistake in a clause, with its place in the whole.</summary>
    public static Problem Located(Problem problem, Passage? at)
    {
        if (at is null)
            return problem;
        var lead = at.Text.AsSpan(at.Start, at.End - at.Start);
        var start = at.Start + lead.Length - lead.TrimStart().Length;
        var place = problem.Place is { Line: 1 } p ? (p.Column - 1, p.Length) : (0, Math.Max(1, at.Said.Length));
        return problem.In(at.Text, start + place.Item1, place.Item2) with { File = null };
    }

    private static Result<ImmutableArray<Given>?> NoPoint => (ImmutableArray<Given>?)null;
}
