using System.Collections.Immutable;

namespace GdScript.Scripting.Images;

/// <summary>Which of a script's methods a command takes as the loss.</summary>
public static class LossChoice
{
    /// <summary>
    /// The method that is named; otherwise the one marked <c>[Loss]</c>, else the one called <c>Loss</c> or <c>loss</c>, else the only
    /// one that gives a double.
    /// </summary>
    /// <param name="losses">The script's candidates.</param>
    /// <param name="name">The name given after the file, or null.</param>
    /// <param name="file">The script, for the message.</param>
    public static Result<LossCandidate> Of(ImmutableArray<LossCandidate> losses, string? name, string file)
    {
        if (name is not null)
            return One([.. losses.Where(l => l.Method == name)], losses, $"there is no method '{name}' that gives a double", file);
        ImmutableArray<LossCandidate> marked = [.. losses.Where(l => l.Marked)];
        ImmutableArray<LossCandidate> named = [.. losses.Where(l => l.Method is "Loss" or "loss")];
        return One(
            !marked.IsEmpty ? marked
                : !named.IsEmpty ? named
                : losses,
            losses,
            "the script has no method that gives a double, so there is no loss",
            file
        );
    }

    private static Result<LossCandidate> One(
        ImmutableArray<LossCandidate> chosen,
        ImmutableArray<LossCandidate> all,
        string none,
        string file
    ) =>
        chosen switch
        {
            [var one] => one,
            [] => Problem.Input("GDS0003", none, all.IsEmpty ? "write double Loss(double x, double y) => …" : $"it has {Listed(all)}") with
            {
                File = file,
            },
            _ => Problem.Input(
                "GDS0003",
                $"the loss could be any of {Listed(chosen)}",
                "mark one with [Loss], or name it as in FILE:Method"
            ) with
            {
                File = file,
            },
        };

    private static string Listed(ImmutableArray<LossCandidate> losses) =>
        string.Join(", ", losses.Select(l => $"{l.Method}({string.Join(", ", l.Types.Select(Short))})"));

    private static string Short(string type) =>
        type.Replace("System.Double", "double", StringComparison.Ordinal)
            .Replace("System.Int32", "int", StringComparison.Ordinal)
            .Replace("Submission#0+", "", StringComparison.Ordinal)
            .Replace("System.Collections.Generic.", "", StringComparison.Ordinal);
}
