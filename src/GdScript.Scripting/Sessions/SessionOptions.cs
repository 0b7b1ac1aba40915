using System.Collections.Immutable;
using GdScript.Scripting.Running;

namespace GdScript.Scripting.Sessions;

/// <summary>With what a session runs.</summary>
public sealed record SessionOptions
{
    /// <summary>The words after the script: <c>Args</c>.</summary>
    public ImmutableArray<string> Args { get; init; } = [];

    /// <summary>Where <c>Console.Out</c> and <c>Print</c> write; null for the process's own.</summary>
    public TextWriter? Out { get; init; }

    /// <summary>Where <c>Console.Error</c> writes; null for the process's own.</summary>
    public TextWriter? Err { get; init; }

    /// <summary>What <c>Console.In</c> reads; null for the process's own.</summary>
    public TextReader? In { get; init; }

    /// <summary>Hears that a submission ends the whole process (<c>Environment.Exit</c>); what it wrote is written by then.</summary>
    public Action? Exiting { get; init; }

    /// <summary>Hears of an exception on a thread that a submission started and that nobody catches; the session goes on.</summary>
    public Action<Ending.Failed>? Late { get; init; }
}
