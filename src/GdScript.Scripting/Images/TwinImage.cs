using System.Collections.Immutable;

namespace GdScript.Scripting.Images;

/// <summary>
/// The recording twin of one loss, compiled, or why there is none. Plain data: it is made with Roslyn, stored in the cache, and
/// used without Roslyn.
/// </summary>
/// <param name="Site">Which loss.</param>
/// <param name="Assembly">The twin's assembly; empty when <paramref name="Problems"/> say why it could not be made.</param>
/// <param name="EntryType">The type that holds the entry method and the captured variables as static fields.</param>
/// <param name="EntryMethod">A static method <c>Scalar Entry(Arguments)</c> that calls the loss with what it takes.</param>
/// <param name="Parameters">The loss's parameters as a point gives them, in order.</param>
/// <param name="Captures">What the loss reads from the script's state: filled in before a recording.</param>
/// <param name="Spans">The places in the source that the twin's recorder speaks of by number.</param>
/// <param name="Problems">Refusals, with file, line and column; empty when the loss can be recorded.</param>
public sealed record TwinImage(
    LossSite Site,
    ImmutableArray<byte> Assembly,
    string EntryType,
    string EntryMethod,
    ImmutableArray<TwinParameter> Parameters,
    ImmutableArray<TwinCapture> Captures,
    ImmutableArray<SourceSpan> Spans,
    ImmutableArray<Problem> Problems
);

/// <summary>One parameter of a point. A record parameter gives one for each of its members.</summary>
/// <param name="Name">Its name in formulas, points and traces; a legal name of the formula language, unique in its loss.</param>
/// <param name="Rank">0 for a number, 1 for a vector, 2 for a matrix.</param>
public sealed record TwinParameter(string Name, int Rank);

/// <summary>A static field of the twin that receives a value of the script before a recording.</summary>
/// <param name="Field">The field's name in the twin's entry type.</param>
/// <param name="Name">The variable's name in the script.</param>
/// <param name="From">Where its value lies.</param>
public sealed record TwinCapture(string Field, string Name, CaptureFrom From)
{
    /// <summary>In a session, the class of the submission that declares it, <c>Submission#3</c>; empty for a script.</summary>
    public string Holder { get; init; } = "";
}

/// <summary>Where the value of a captured variable lies in the running script.</summary>
public enum CaptureFrom
{
    /// <summary>A top-level variable of the script: a field of its submission.</summary>
    Script,

    /// <summary>A local variable around a lambda: a field of the delegate's target, or of a closure that one holds.</summary>
    Closure,

    /// <summary>A top-level method of the script, as it was compiled: of those with the name, the one of the field's delegate type.</summary>
    Method,
}

/// <summary>A piece of source: lines and columns count from 1.</summary>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length);
