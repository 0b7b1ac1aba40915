using System.Collections.Immutable;

namespace GdScript.Scripting.Running;

/// <summary>How a script ended.</summary>
public abstract record Ending
{
    private Ending() { }

    /// <summary>It came to its end.</summary>
    /// <param name="Value">What it returned; null for nothing.</param>
    public sealed record Done(object? Value) : Ending;

    /// <summary>It threw, ran too long or fell too deep.</summary>
    /// <param name="Problem">What happened, at which line.</param>
    /// <param name="Calls">The calls that led there, from the inside out: <c>at Loss (loss.csx:3)</c>.</param>
    public sealed record Failed(Problem Problem, ImmutableArray<string> Calls) : Ending;

    /// <summary>The caller asked it to stop.</summary>
    public sealed record Cancelled : Ending;

    /// <summary>What it wrote could not be written.</summary>
    /// <param name="Why">What the stream said.</param>
    public sealed record OutputLost(IOException Why) : Ending;
}
