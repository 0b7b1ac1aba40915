using System.Collections.Immutable;
using System.Text.Json;

namespace GdScript.Cli.Repl;

/// <summary>What a submission came to.</summary>
/// <param name="Thing">The result, for <c>ans</c>; null where there is none.</param>
/// <param name="Text">What a person reads, each line ended by a newline.</param>
internal sealed record Outcome(Thing? Thing, string Text)
{
    public static Outcome Nothing { get; } = new(null, "");

    /// <summary>The name the result was given.</summary>
    public string? Name { get; init; }

    /// <summary>Warnings and notes beside it.</summary>
    public ImmutableArray<(Problem Problem, string Severity)> Remarks { get; init; } = [];

    /// <summary>What went wrong: a mistake, or beside a result a walk that diverged.</summary>
    public ImmutableArray<Problem> Troubles { get; init; } = [];

    /// <summary>The calls that led to an exception, from the inside out.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>The result for a program.</summary>
    public Action<Utf8JsonWriter>? Json { get; init; }

    /// <summary>The exit code it earns a command.</summary>
    public int Exit { get; init; } = Edge.Exit.Ok;

    /// <summary>A submission that gave nothing but a mistake.</summary>
    public static Outcome Failed(Problem problem) => Nothing with { Troubles = [problem], Exit = Edge.Exit.Of(problem.Kind) };

    public Outcome Noting(IEnumerable<Problem> problems, string severity) =>
        this with
        {
            Remarks = [.. Remarks, .. problems.Select(p => (p, severity))],
        };
}
