using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What the sentences of the mathematics do: the questions of the commands, about formulas of the session.</summary>
internal static class Statements
{
    /// <summary>Does what a sentence says, and gives the bench after it.</summary>
    public static Result<(Outcome Outcome, Bench Bench)> Do(Sentence sentence, Bench bench, Setting setting) =>
        from allowed in Allowed(sentence)
        from outcome in sentence is { Verb: "", Clauses: [] } ? Formula(sentence, bench) : Asked(sentence, bench, setting)
        select Kept(outcome, sentence, bench);

    private static (Outcome, Bench) Kept(Outcome outcome, Sentence sentence, Bench bench) =>
        sentence.Name is { } name && outcome.Thing is { } thing
            ? (outcome with { Name = name.Said }, bench.With(name.Said, thing))
            : (outcome, bench);

    /// <summary>A name that something can be defined under.</summary>
    private static Result<bool> Allowed(Sentence sentence) =>
        sentence.Name is not { } name ? true
        : name.Said is "e" or "pi" ? name.Wrong("GDS0209", $"'{name.Said}' is a constant", "take another name")
        : Functions.Find(name.Said) is { IsName: false } function
            ? name.Wrong("GDS0209", $"'{name.Said}' is a function: {function.Signature}", "take another name")
        : Bench.IsRecall(name.Said) ? name.Wrong("GDS0209", $"'{name.Said}' is the name of a result", "take another name")
        : Derivatives.Find(name.Said) is { } derivative
            ? name.Wrong("GDS0209", $"'{name.Said}' takes derivatives: {derivative.Example}", "take another name")
        : true;

    /// <summary>A formula alone: shown as it stands where it gets a name, else in simpler words; a number by its value.</summary>
    private static Result<Outcome> Formula(Sentence sentence, Bench bench)
    {
        if (sentence.Name is null && bench.Find(sentence.Target.Said) is { } known)
            return Told(known, null);
        return from read in Reading.Of(sentence.Target, bench, sentence.Own, sentence.Declared)
            from valued in Settled(read, sentence)
            select Told(new Thing.Formal(sentence.Name is null ? Speaking.Simpler(valued) : valued), Head(sentence, valued))
                .Noting(read.Warnings, "warning");
    }

    /// <summary>A number must have a value now; it stays exact.</summary>
    private static Result<Expression> Settled(Expression read, Sentence sentence) =>
        read is { IsNumber: true, Known: { } known } && sentence.Own.IsDefaultOrEmpty ? Evaluation.At(known, []).Select(_ => read) : read;

    private static string Head(Sentence sentence, Expression value) =>
        sentence.Name is not { } name ? ""
        : sentence.Own.IsDefaultOrEmpty || value.IsNumber ? $"{name.Said} = "
        : $"{name.Said}({string.Join(", ", sentence.Own)}) = ";

    public static Outcome Told(Thing thing, string? head)
    {
        var text = Speaking.Of(thing);
        var hang = head is { Length: > 0 } && text.Contains('\n', StringComparison.Ordinal) && text[0] == '[';
        var body = hang ? text.Replace("\n", "\n" + new string(' ', Complaint.Width(head)), StringComparison.Ordinal) : text;
        return Kept(thing) with { Text = $"{head}{body}\n" };
    }

    /// <summary>A result that is not shown.</summary>
    public static Outcome Kept(Thing thing) => new(thing, "") { Json = json => Write(json, thing) };

    private static void Write(Utf8JsonWriter json, Thing thing)
    {
        if (thing is Thing.Slopes slopes)
            slopes.Answer.Json(json);
        else if (thing is Thing.Page page)
            page.Answer.Json(json);
        else if (thing.Expression is not { } expression)
            return; // its text says it all
        else if (expression.IsNumber && expression.Value.Is(out var value, out _))
        {
            json.WritePropertyName("value");
            json.Value(value.Shape, value.Data.AsSpan());
        }
        else
        {
            json.WriteString("formula", expression.Known?.Infix ?? expression.Text);
            json.WriteStartArray("parameters");
            foreach (var name in expression.Names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }
    }

    private static Result<Outcome> Asked(Sentence sentence, Bench bench, Setting setting)
    {
        if (sentence.Verb == "trace")
            return Trace(sentence, bench);
        if (sentence.Verb == "plot")
            return Pictures.Plot(sentence, bench, setting);
        return from question in Posing.Ask(sentence, bench)
            from outcome in sentence.Verb == "descend"
                ? Walks.Descend(sentence, question, bench, setting)
                : Answered(sentence.Verb, question)
            select outcome.Noting(question.Warnings, "warning").Noting(Posing.Notes(question), "note");
    }

    private static Result<Outcome> Answered(string verb, Question question) =>
        Posing.Misfit(verb, question) is { } opaque
            ? opaque
            : verb switch
            {
                "" => Value(question),
                "grad" or "diff" => from answer in verb == "grad"
                    ? GradCommand.Answer(question)
                    : Losses.Scalar(question.Loss).Else(question.Naming).SelectMany(_ => DiffCommand.Partials(question, [], Printer.Infix))
                from values in question.Point is null || verb == "diff"
                    ? (double[]?)null
                    : GradCommand.Values(question, null, 1).Select(v => (double[]?)v)
                from derived in question.Engine.IsOwn ? (Formula?)null : question.Partials().Select(p => (Formula?)p)
                select Known(answer, new Thing.Slopes(question.Loss, values, question.Point, answer) { Derived = derived }),
                "hess" => question.SlopeGiven is { } given
                    ? given
                    : Matrix(HessCommand.Answer(question), question, f => Expression.Hessian(f, question.Engine), HessCommand.Values),
                "jac" => Matrix(JacCommand.Answer(question), question, f => Expression.Jacobian(f, question.Engine), JacCommand.Values),
                "check" => CheckCommand
                    .Rivals(question, null, _ => { })
                    .Select(rivals => CheckCommand.Options(null, null, prove: false) with { Rivals = rivals })
                    .SelectMany(options => CheckCommand.Report(question, null, question.Point is { } point ? [point] : null, options))
                    .Select(report => CheckCommand.Answered(question.Loss, report))
                    .Select(answer => Known(answer, new Thing.Page(answer))),
                "steps" => Losses
                    .Scalar(question.Loss)
                    .Else(question.Naming)
                    .SelectMany(_ => DiffCommand.Explained(question, []))
                    .Select(answer => Known(answer, new Thing.Page(answer))),
                "stationary" => StationaryCommand.Answer(question).Select(answer => Known(answer, new Thing.Page(answer))),
                "simplify" => Told(new Thing.Formal(Expression.Of(Simplify.Of(question.Loss))), null),
                "expand" => Told(new Thing.Formal(Expression.Of(Expand.Of(question.Loss))), null),
                "tex" => Written("latex", question.Loss.Latex),
                "mathml" => Written("mathml", question.Loss.MathML),
                _ => throw new System.Diagnostics.UnreachableException(),
            };

    private static Result<Outcome> Value(Question question) =>
        Numbers(question).Select(value => Told(new Thing.Formal(Expression.Of(question.Loss.Top.Shape, value)), null));

    /// <summary>A loss without a formula is asked as it was compiled.</summary>
    private static Result<double[]> Numbers(Question question) =>
        !question.IsOpaque ? Evaluation.At(question.Loss, question.Point ?? []).Else(question.Naming)
        : question.Point is { } point ? question.Computed().Select(_ => new[] { question.Script!.Value(point) })
        : question.Refusals[0];

    private static Outcome Known(Answer answer, Thing thing) => new(thing, answer.Text) { Json = answer.Json, Exit = answer.Exit };

    private static Outcome Written(string language, string text)
    {
        var answer = new Answer(text + "\n", json => json.WriteString(language, text));
        return Known(answer, new Thing.Page(answer));
    }

    /// <summary>A matrix is shown with names along its sides, and is a value that later formulas can use.</summary>
    private static Result<Outcome> Matrix(
        Result<Answer> shown,
        Question question,
        Func<Formula, Result<Expression>> symbolic,
        Func<Question, Result<double[][]>> values
    ) =>
        from answer in shown
        from matrix in question.Loss.PointSize == 0 ? (Expression?)null
        : question.Point is null ? (symbolic(question.Loss).Is(out var formula, out _) ? formula : (Expression?)null)
        : values(question)
            .Select(rows => (Expression?)Expression.Of(Shape.Matrix(rows.Length, rows[0].Length), rows.SelectMany(r => r).ToArray()))
        select Known(answer, matrix is null ? new Thing.Page(answer) : new Thing.Formal(matrix));

    private static Result<Outcome> Trace(Sentence sentence, Bench bench)
    {
        if (bench.Find(sentence.Target.Said) is not Thing.Walk walk)
            return sentence.Target.Wrong("GDS0205", $"'{sentence.Target.Said}' is no walk", "write r = descend f from …, then trace r");
        var answer = new Answer(
            Traces.TraceText.Of(walk.Trace),
            json =>
            {
                json.WritePropertyName("trace");
                Traces.TraceJson.WriteRows(json, walk.Trace);
            }
        );
        return Known(answer, new Thing.Page(answer));
    }
}
