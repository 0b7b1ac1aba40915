using System.Collections.Immutable;

namespace GdScript.Scripting.Sessions;

/// <summary>What came of one submission.</summary>
public abstract record Evaluation
{
    private Evaluation() { }

    /// <summary>It gave a value, which is <c>ans</c> and <c>_N</c> from now on.</summary>
    /// <param name="Answer">The value with its number and type.</param>
    /// <param name="Hidden">A semicolon at its end asks not to show it.</param>
    public sealed record Gave(Answer Answer, bool Hidden) : Evaluation;

    /// <summary>It ran, and has no value: a declaration, a statement, a call of a void method.</summary>
    public sealed record Ran : Evaluation;

    /// <summary>It was not run.</summary>
    /// <param name="Problems">Why, with lines and columns of the submission (the file <c>&lt;N&gt;</c>) or of a file it loads.</param>
    public sealed record Refused(ImmutableArray<Problem> Problems) : Evaluation;

    /// <summary>It threw. What it had declared and assigned before stays.</summary>
    /// <param name="Problem">What happened, at which line of the user's own.</param>
    /// <param name="Calls">The calls that led there, from the inside out: <c>at Loss (&lt;3&gt;:1)</c>.</param>
    public sealed record Failed(Problem Problem, ImmutableArray<string> Calls) : Evaluation;

    /// <summary>It was asked to stop, and did; what it had declared and assigned before stays.</summary>
    /// <param name="Abandoned">It did not stop: its thread was left behind and may still do things.</param>
    public sealed record Interrupted(bool Abandoned) : Evaluation;

    /// <summary>What it wrote could not be written.</summary>
    /// <param name="Why">What the stream said.</param>
    public sealed record OutputLost(IOException Why) : Evaluation;
}

/// <summary>A value that a submission gave, or that was kept for it.</summary>
/// <param name="Number">Which submission gave it: <c>_3</c> is the third's.</param>
/// <param name="Value">The value.</param>
/// <param name="Type">Its declared type as C# writes it: <c>double[]</c>, <c>(int A, int B)</c>.</param>
public sealed record Answer(int Number, object? Value, string Type)
{
    /// <summary>The type as any submission can name it; null where it has no name.</summary>
    internal string? Name { get; init; }
}

/// <summary>A variable of a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type as C# writes it.</param>
/// <param name="Value">What it holds now.</param>
public sealed record Variable(string Name, string Type, object? Value);

/// <summary>What kind of thing a name of a session stands for.</summary>
public enum DeclarationKind
{
    Variable,
    Method,
    Type,
}

/// <summary>Where a name of a session comes from.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Signature">Its type or its head: <c>double Loss(double x, double y)</c>.</param>
/// <param name="Text">Its declaration as it was written, all overloads one after the other.</param>
/// <param name="Doc">The comment above it, without its slashes; empty for none.</param>
/// <param name="File">The submission or the loaded file it stands in.</param>
/// <param name="Line">The line of its declaration there, from 1.</param>
public sealed record Declaration(string Name, DeclarationKind Kind, string Signature, string Text, string Doc, string File, int Line);
