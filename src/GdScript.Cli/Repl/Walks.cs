using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Numerics;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Repl;

/// <summary><c>descend f from x=-7,y=2 with "momentum(lr=0.1, momentum=0.9)" for 30</c>.</summary>
internal static class Walks
{
    public static Result<Outcome> Descend(Sentence sentence, Question question, Bench bench, Setting setting) =>
        from begun in Begun(sentence, question)
        from derived in Measuring.Derived(question, null)
        from open in Results.When(!question.Loss.Parameters.IsEmpty, question, () => Plans.NothingToMove(question))
        from method in Method(sentence["with"])
        from steps in Count(sentence["for"], bench)
        let stops = new Stops { Steps = steps ?? (sentence["with"] is null ? 100 : null) }
        let order = new WalkOrder(
            question,
            method,
            stops,
            question.IsOpaque ? DifferenceKind.Central : null,
            Difference.Width,
            Detail.Thin,
            Watchman: new Watchman()
        )
        from walked in order.Go(setting.Stop)
        select Told(order, walked.Trace, walked.Run, setting);

    private static Result<bool> Begun(Sentence sentence, Question question) =>
        sentence["from"] is not null
            ? true
            : sentence.Target.Wrong(
                "GDS0041",
                "a start is missing",
                "add from " + (question.Loss.Parameters.IsEmpty ? "x=…" : RandomPoint.Example(question.Loss.Parameters))
            );

    /// <summary>A method, with quotes around it or without.</summary>
    private static Result<Method> Method(Passage? with)
    {
        if (with is null)
            return Rules.Gd();
        var quoted = with.Said is ['"', _, .., '"'];
        var inner = quoted ? with.Part(with.Text.IndexOf('"', with.Start) + 1, with.Text.LastIndexOf('"', with.End - 1)) : with;
        return MethodText.Parse(inner.Said).Else(p => Places.Located(p, inner));
    }

    /// <summary>A number of steps: <c>30</c>, <c>30 steps</c>, or a number of the session.</summary>
    public static Result<long?> Count(Passage? steps, Bench bench)
    {
        if (steps is null)
            return (long?)null;
        var words = Words.Of(steps.Alone);
        var unit = words.Length > 1 && words[^1].In(steps.Text) is "steps" or "step";
        var number = unit ? steps.Part(steps.Start, words[^1].Start) : steps;
        return from read in Reading.Of(number, bench)
            from value in Places.Number(read, number)
            from count in value.Shape.IsScalar && value.Data[0] is >= 0 and <= 1e15 && value.Data[0] % 1 == 0
                ? (long?)value.Data[0]
                : (Result<long?>)number.Wrong("GDS0208", $"'{number.Said}' is no number of steps", "write for 30")
            select count;
    }

    private static Outcome Told(WalkOrder order, Trace trace, Run run, Setting setting)
    {
        var answer = new WalkAnswer(order, trace, run) { Explained = order.Diagnosed(run) };
        var text = answer.Text(quiet: true) + Pictures.LossLine(trace, setting);
        var trouble = order.Explained(run);
        var interrupted = run.Why is Stop.Interrupted;
        return new Outcome(new Thing.Walk(order, trace, run, text), text)
        {
            Json = answer.Write,
            Troubles = interrupted || trouble is null ? [] : [trouble],
            Remarks =
            [
                .. run.Warnings.Select(w => (Problem.Input("GDS7010", w.Sentence(trace.Header.ElementNames).TrimEnd('.')), "warning")),
            ],
            Exit =
                interrupted ? Exit.Interrupted
                : run.Why.Well ? Exit.Ok
                : Exit.NumericFailure,
        };
    }
}
