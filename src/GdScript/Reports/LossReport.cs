using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Plots;
using GdScript.Traces;

namespace GdScript.Reports;

/// <summary>
/// Everything there is to say of a loss, as data; <see cref="ReportHtml"/> makes one page of it. Only the title is needed: what is left
/// out has no section.
/// </summary>
/// <param name="Title">The loss as a reader calls it.</param>
public sealed record LossReport(string Title)
{
    /// <summary>The loss as a formula, with its data bound; null where there is none.</summary>
    public Formula? Formula { get; init; }

    /// <summary>The loss as it was written, where that is more than the title: a script, a file.</summary>
    public string Source { get; init; } = "";

    /// <summary>The command that made the report.</summary>
    public string Command { get; init; } = "";

    /// <summary>Whether the gradient agrees with measurements.</summary>
    public CheckReport? Check { get; init; }

    /// <summary>The error of the difference quotient by its step, beside the check; null for none.</summary>
    public Figure? Errors { get; init; }

    /// <summary>Pictures in the order they are shown, each under a heading of its own.</summary>
    public ImmutableArray<(string Heading, Figure Figure)> Pictures { get; init; } = [];

    /// <summary>Walks in the order in which the pictures tell them apart: the first has series 0.</summary>
    public ImmutableArray<ReportWalk> Walks { get; init; } = [];

    /// <summary>What a reader should know beside all that.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A walk with what is to be said of its end.</summary>
/// <param name="Trace">The walk; of its rows a page shows some.</param>
/// <param name="Sentences">The diagnosis of its end, and what went wrong on the way.</param>
/// <param name="IsWell">False where it diverged or left the finite numbers.</param>
public sealed record ReportWalk(Trace Trace, ImmutableArray<string> Sentences, bool IsWell = true);
