using GdScript.Text;

namespace GdScript.Cli.Editing;

/// <summary>
/// What the editor asks about the text that is being typed. The editor knows keys, columns and the screen; what a
/// text means (a formula, C#, a command of the session) is the advisor's business. Every member is asked while the
/// person waits, so each takes the token of the next key and may answer with nothing.
/// </summary>
internal interface IAdvisor
{
    /// <summary>Whether Enter submits the text as it stands; otherwise Enter begins a new line.</summary>
    public bool IsComplete(string text);

    /// <summary>What could stand at the caret, best first, and the part of the text that it would replace.</summary>
    public Suggestions Suggest(string text, int caret, CancellationToken stop);

    /// <summary>The signatures of the call that the caret stands in; null outside of a call.</summary>
    public SignatureHelp? Signature(string text, int caret, CancellationToken stop);

    /// <summary>The coloured parts of the text, in order and without overlap; what no part covers is plain.</summary>
    public IReadOnlyList<Coloured> Colour(string text, CancellationToken stop);
}

/// <summary>What could replace <c>text[Start..(Start + Length)]</c>.</summary>
internal sealed record Suggestions(int Start, int Length, IReadOnlyList<Suggestion> Items)
{
    public static Suggestions None { get; } = new(0, 0, []);
}

/// <summary>One row of the completion list: what is put in, and a word on what it is (a type, a signature, a value).</summary>
internal sealed record Suggestion(string Text, string Detail, CompletionKind Kind);

/// <summary>The overloads of the call at the caret, the best fitting one, and the parameter that is being typed.</summary>
internal sealed record SignatureHelp(IReadOnlyList<string> Overloads, int Best, int Parameter);
