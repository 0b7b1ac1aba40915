using System.Collections.Immutable;
using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>What is to be kept of a walk, and where.</summary>
/// <param name="File">The trace; null for none.</param>
/// <param name="Checkpoint">What the walk can be taken up from; null for nothing.</param>
/// <param name="Resume">What it is taken up from; null for the start.</param>
/// <param name="Verify">The stored trace it is compared with; null for none.</param>
/// <param name="Begins">True when a checkpoint to resume from that is not there yet means the start.</param>
/// <param name="Order">The options that decide how the walk goes, as they were given: a checkpoint belongs to them.</param>
internal sealed record Keeping(string? File, string? Checkpoint, string? Resume, string? Verify, bool Begins, ImmutableArray<string> Order)
{
    public static Keeping Nothing { get; } = new(null, null, null, null, false, []);

    /// <summary>True where nothing is written and nothing compared.</summary>
    public bool IsNothing => (File ?? Checkpoint ?? Resume ?? Verify) is null;

    /// <summary>Where the trace is written: beside the stored one when it is to be compared.</summary>
    public string? Target => Verify is null ? File : Verify + ".received";

    /// <summary>How, by the name's end.</summary>
    public TraceFormat Format => FormatOf(Verify ?? File ?? "");

    public static TraceFormat FormatOf(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => TraceFormat.Csv,
            ".json" => TraceFormat.Json,
            ".jsonl" or ".ndjson" => TraceFormat.JsonLines,
            _ => TraceFormat.Text,
        };
}

/// <summary>The options <c>--trace</c>, <c>--checkpoint</c>, <c>--resume</c> and <c>--verify</c>.</summary>
internal static class KeepingOptions
{
    /// <summary>Options that decide how a walk goes and do not show in the head of its trace.</summary>
    private static readonly string[] Deciding = ["--detail", "--check-every"];

    public static Option[] All =>
        [
            WalkOptions.Text("--trace", "FILE", "write the trace to FILE as the walk goes: .csv, .json, .jsonl (a row per line) or text"),
            WalkOptions.Text("--checkpoint", "FILE", "save every second what --resume needs, so that not even kill -9 loses the walk"),
            WalkOptions.Text("--resume", "FILE", "go on from a checkpoint; the rest of the command line as it was"),
            WalkOptions.Text("--verify", "FILE", "compare with a stored trace: exit 1 and FILE.received where they differ"),
        ];

    public static Result<Keeping> Read(Words words)
    {
        var keeping = new Keeping(
            words["--trace"],
            words["--checkpoint"] ?? words["--resume"],
            words["--resume"],
            words["--verify"],
            words.Says("--checkpoint"),
            [.. words.All.Where(w => Deciding.Contains(w.Option)).Select(w => $"{w.Option} {w.Word}".TrimEnd())]
        );
        if (keeping is { File: not null, Verify: { } stored })
            return Problem.Input("GDS0045", "--trace and --verify both name a trace", $"--verify writes {stored}.received by itself");
        if (keeping is { Checkpoint: not null, Target: { } file } && Files.IsDevice(file))
            return Problem.Input("GDS0046", "a walk cannot be taken up again in the middle of a pipe", "let --trace name a file");
        return keeping.Verify is { } missing && !File.Exists(missing)
            ? new Problem("GDS0014", ProblemKind.File, "there is no such file", $"write it first with --trace {missing}", File: missing)
            : keeping;
    }
}
