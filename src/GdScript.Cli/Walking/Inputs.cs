using GdScript.Cli.Edge;

namespace GdScript.Cli.Walking;

/// <summary>What a walk reads is never what it writes: a trace in the place of its own data would be the end of them.</summary>
internal static class Inputs
{
    private static readonly string[] Writing = ["--trace", "--checkpoint", "--emit"];
    private static readonly string[] Points = ["--from", "--at", "--set", "--claim"];

    /// <summary>True where no file that is to be written is read as well, or written twice.</summary>
    /// <param name="words">What was asked.</param>
    /// <param name="loss">The loss as it was given: a formula, or a file.</param>
    public static Result<bool> Spared(Words words, string? loss)
    {
        var taken = Read(words, loss).Where(r => File.Exists(r.Path)).ToDictionary(r => Place(r.Path), r => r.What);
        foreach (var option in Writing)
        {
            if (words[option] is not { Length: > 0 } path || Device(path))
                continue;
            if (!taken.TryAdd(Place(path), $"what {option} writes"))
                return Problem.Input("GDS0049", $"{option} would write over {taken[Place(path)]}", "name another file") with
                {
                    File = path,
                };
        }
        return true;
    }

    private static IEnumerable<(string Path, string What)> Read(Words words, string? loss)
    {
        var files = new List<(string, string)> { (words["--data"] ?? "", "the data"), (words["--file"] ?? "", "the loss") };
        if (loss is not null)
            files.AddRange([(loss, "the loss"), (loss[..Math.Max(0, loss.LastIndexOf(':'))], "the loss")]);
        if (words["--resume"] != words["--checkpoint"])
            files.Add((words["--resume"] ?? "", "the checkpoint to go on from"));
        files.AddRange(Points.Where(p => words[p] is ['@', ..]).Select(p => (words[p]![1..], "what " + p + " reads")));
        return files.Where(f => f.Item1.Length > 0 && !Device(f.Item1)).DistinctBy(f => File.Exists(f.Item1) ? Place(f.Item1) : f.Item1);
    }

    /// <summary>Where a file really is, behind links.</summary>
    private static string Place(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    private static bool Device(string path) =>
        path.Contains('\0', StringComparison.Ordinal) || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
