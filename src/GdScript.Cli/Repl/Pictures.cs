using GdScript.Traces;

namespace GdScript.Cli.Repl;

/// <summary>What a session draws.</summary>
internal static class Pictures
{
    public static Result<Outcome> Plot(Sentence sentence, Expression expression, Bench bench, Setting setting) =>
        sentence.All.Wrong("GDS0210", "there are no pictures yet", "");

    /// <summary>The losses of a walk as one line.</summary>
    public static string LossLine(Trace trace) => "";
}
