using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Questions about a loss that is a C# method or lambda: <c>grad Loss at x=3,y=4</c> is <c>Grad(Loss, at: "x=3,y=4")</c>.</summary>
internal static class CodeLosses
{
    /// <summary>The C# that asks it; null for a sentence about something else.</summary>
    public static Result<string>? Told(string text, Conversation conversation)
    {
        if (!conversation.Code.IsStarted || !Sentence.Of(Passage.All(text), _ => false).Is(out var sentence, out _))
            return null;
        var target = sentence.Target.Said.TrimEnd(';').Trim();
        if (sentence.Verb.Length == 0 || !Words.IsName(target) || !IsLoss(target, conversation))
            return null;
        var call = Call(sentence, target, conversation.Bench);
        return call.Select(c =>
            (sentence.Name is { } name ? $"var {name.Said} = {c};\n{name.Said}" : c) + (text.TrimEnd().EndsWith(';') ? ";" : "")
        );
    }

    private static bool IsLoss(string name, Conversation conversation) =>
        conversation.Code.IsMethod(name) || conversation.Code.Find(name) is Thing.Foreign { Value: Delegate };

    private static Result<string> Call(Sentence sentence, string loss, Bench bench) =>
        sentence.Verb switch
        {
            "grad" or "diff" => At("Grad", sentence, loss, bench),
            "hess" => At("Hess", sentence, loss, bench),
            "check" => At("Check", sentence, loss, bench),
            "descend" => Descent(sentence, loss, bench),
            "tex" => $"Grad({loss}).Formula.Latex",
            "simplify" => $"Grad({loss}).Formula",
            _ => sentence.Target.Wrong(
                "GDS0205",
                $"'{sentence.Verb}' takes a formula, and '{loss}' is C#",
                $"take its formula first: var f = Grad({loss}).Formula"
            ),
        };

    private static Result<string> At(string call, Sentence sentence, string loss, Bench bench) =>
        sentence["at"] is { } at ? Point(at, bench).Select(point => $"{call}({loss}, at: \"{point}\")") : $"{call}({loss})";

    private static Result<string> Descent(Sentence sentence, string loss, Bench bench)
    {
        if (sentence["from"] is not { } from)
            return sentence.Target.Wrong("GDS0041", "a start is missing", "add from x=…");
        var method = sentence["with"]?.Said.Trim('"');
        var steps = sentence["for"]?.Said.Replace("steps", "", StringComparison.Ordinal).Trim();
        return Point(from, bench)
            .Select(point =>
                $"Descend({loss}, from: \"{point}\"{(method is null ? "" : $", method: \"{method}\"")}{(steps is null ? "" : $", steps: {steps}")})"
            );
    }

    /// <summary>The point as text, with values put in.</summary>
    private static Result<string> Point(Passage at, Bench bench) =>
        Places
            .Point(at, bench)
            .Select(givens =>
                string.Join(
                    ", ",
                    givens.Select(g => (g.Name.Length > 0 ? g.Name + "=" : "") + Commands.Values.Of(g.Value.Shape, g.Value.Data.AsSpan()))
                )
            );
}
