using System.Collections.Immutable;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Scripting.Losses;

namespace GdScript.Cli.Repl;

/// <summary>What a sentence asks about, as the commands ask it: a formula, or a loss in C# with the formula recorded around the point.</summary>
internal static class Posing
{
    /// <summary>Verbs that can do without a formula: the slopes of a loss that nobody can derive are measured.</summary>
    private static readonly string[] Measuring = ["check", "descend", ""];

    public static Result<Question> Ask(Sentence sentence, Bench bench) =>
        Posed(sentence, bench).Select(question => question with { Engine = bench.Engine });

    private static Result<Question> Posed(Sentence sentence, Bench bench)
    {
        var at = sentence["at"] ?? sentence["from"];
        if (bench.Losses?.Invoke(sentence.Target.Said) is { } loss)
            return from text in loss
                from givens in at is null
                    ? (Result<ImmutableArray<Given>?>)(ImmutableArray<Given>?)null
                    : Places.Point(at, bench).Select(g => (ImmutableArray<Given>?)g)
                from question in Question.Of(text, givens, null, null, "at").Else(p => p.File is "at" ? Places.Located(p, at) : p)
                select question;
        return Reading
            .Of(sentence.Target, bench, sentence.Own, sentence.Declared)
            .SelectMany(expression => Places.Ask(expression, sentence.Target, at, bench));
    }

    /// <summary>A loss without a formula, where one is needed.</summary>
    public static Problem? Misfit(string verb, Question question) =>
        question.IsOpaque && !Measuring.Contains(verb) ? question.Refusals[0]
        : verb == "stationary" ? question.SlopeGiven
        : null;

    /// <summary>What the reader of a C# loss should know.</summary>
    public static IEnumerable<Problem> Notes(Question question) =>
        question.IsOpaque
            ?
            [
                .. question.Refusals,
                Problem.Input("GDS3005", "the loss cannot be derived as it is written: its slopes are measured") with
                {
                    File = question.Text.Name,
                },
            ]
            : question.Notes;
}
