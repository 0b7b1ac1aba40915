using System.Collections.Immutable;

namespace GdScript.Scripting.Running;

/// <summary>With what, where and for how long a script runs.</summary>
public sealed record RunOptions
{
    /// <summary>The words after the script.</summary>
    public ImmutableArray<string> Args { get; init; } = [];

    /// <summary>Where <c>Console.Out</c> and <c>Print</c> of the script write; null for the process's own.</summary>
    public TextWriter? Out { get; init; }

    /// <summary>Where <c>Console.Error</c> of the script writes; null for the process's own.</summary>
    public TextWriter? Err { get; init; }

    /// <summary>What <c>Console.In</c> of the script reads; null for the process's own.</summary>
    public TextReader? In { get; init; }

    /// <summary>How long the script may run; null for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a script that is asked to stop may take until it is left behind.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks the script to stop.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>
    /// Whether the script's code is given back when nobody refers to it any more. Code that is kept
    /// starts faster, and before it is hot every call keeps its own line.
    /// </summary>
    public bool Collectible { get; init; } = true;

    /// <summary>Hears that the script ends the whole process (<c>Environment.Exit</c>) while it runs.</summary>
    public Action? Exiting { get; init; }

    /// <summary>Hears of an exception on a thread that the script left running when it ended.</summary>
    public Action<Ending.Failed>? Late { get; init; }
}
