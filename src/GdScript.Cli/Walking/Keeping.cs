using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using GdScript.Cli.Commands;
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
internal sealed class KeepingOptions
{
    /// <summary>Options that do not change how the walk goes, or may change between two parts of it.</summary>
    private static readonly string[] Free = ["--trace", "--checkpoint", "--resume", "--verify", "--steps", "--epochs", "--quiet", "--json"];

    public Option<string?> Trace { get; } =
        new("--trace")
        {
            HelpName = "FILE",
            Description = "write the trace to FILE as the walk goes: .csv, .json, .jsonl (a row per line) or text",
        };

    public Option<string?> Checkpoint { get; } =
        new("--checkpoint")
        {
            HelpName = "FILE",
            Description = "save every second what --resume needs, so that not even kill -9 loses the walk",
        };

    public Option<string?> Resume { get; } =
        new("--resume") { HelpName = "FILE", Description = "go on from a checkpoint; the rest of the command line as it was" };

    public Option<string?> Verify { get; } =
        new("--verify") { HelpName = "FILE", Description = "compare with a stored trace: exit 1 and FILE.received where they differ" };

    public Result<Keeping> Read(ParseResult given)
    {
        var keeping = new Keeping(
            given.GetValue(Trace),
            given.GetValue(Checkpoint) ?? given.GetValue(Resume),
            given.GetValue(Resume),
            given.GetValue(Verify),
            given.GetValue(Checkpoint) is not null,
            [.. Ordered(given)]
        );
        if (keeping is { File: not null, Verify: { } stored })
            return Problem.Input("GDS0045", "--trace and --verify both name a trace", $"--verify writes {stored}.received by itself");
        if (keeping is { Checkpoint: not null, Target: { } file } && Files.IsDevice(file))
            return Problem.Input("GDS0046", "a walk cannot be taken up again in the middle of a pipe", "let --trace name a file");
        return keeping.Verify is { } missing && !File.Exists(missing)
            ? new Problem("GDS0014", ProblemKind.File, "there is no such file", $"write it first with --trace {missing}", File: missing)
            : keeping;
    }

    /// <summary><c>--method adam(lr=0.1)</c> and so on, in one order however they were given.</summary>
    private static IEnumerable<string> Ordered(ParseResult given) =>
        given
            .CommandResult.Children.OfType<OptionResult>()
            .Where(o => !Free.Contains(o.Option.Name))
            .Select(o => string.Join(' ', o.Tokens.Select(t => t.Value).Prepend(o.Option.Name)))
            .Order(StringComparer.Ordinal);
}
