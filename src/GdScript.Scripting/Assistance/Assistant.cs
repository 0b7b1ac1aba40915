using System.Collections.Immutable;
using GdScript.Scripting.Sessions;
using GdScript.Scripting.Sources;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Assistance;

/// <summary>
/// What a person who is typing C# is told: what could come next, how the call at hand goes on, what each word is, what a name stands
/// for. Everything is asked of the compiler's model of the text as it would follow what the session has already said. The text may
/// stop anywhere and hold anything: no text makes it throw, and when <c>stop</c> asks it to, it answers with nothing.
/// </summary>
public sealed class Assistant
{
    private readonly Lock gate = new();
    private readonly Meanings meanings = new();
    private readonly Func<string, CancellationToken, (CSharpCompilation Compilation, SyntaxTree Tree)?> draft;
    private readonly string? folder;
    private Draft? last;

    /// <param name="session">What has been said before the text.</param>
    /// <param name="folder">Where the file names of <c>#r</c> and <c>#load</c> begin; the current folder when null.</param>
    public Assistant(Session session, string? folder = null)
        : this(session.Draft, folder) { }

    /// <param name="draft">The text as it would be compiled now, not yet looked at, and its tree; null for what cannot be compiled.</param>
    /// <param name="folder">Where the file names of <c>#r</c> and <c>#load</c> begin; the current folder when null.</param>
    internal Assistant(Func<string, CancellationToken, (CSharpCompilation Compilation, SyntaxTree Tree)?> draft, string? folder = null) =>
        (this.draft, this.folder) = (draft, folder);

    /// <summary>What could stand at the caret, best first.</summary>
    public Completions Complete(string text, int caret, CancellationToken stop = default) =>
        Spot.IsDirective(text, Math.Clamp(caret, 0, text.Length))
            ? Files(text, Math.Clamp(caret, 0, text.Length))
            : Asked(text, Completions.None, d => Completing.At(d, Math.Clamp(caret, 0, text.Length), Folder, stop), stop);

    /// <summary>The call that the caret stands in, with every overload; null outside of a call.</summary>
    public CallHelp? Call(string text, int caret, CancellationToken stop = default) =>
        Asked(text, null, d => Calling.At(d, Math.Clamp(caret, 0, text.Length), stop), stop);

    /// <summary>The coloured parts of the text, in order and without overlap.</summary>
    /// <remarks>Asked to stop, it tells what the tokens are and leaves the names plain.</remarks>
    public ImmutableArray<Coloured> Colours(string text, CancellationToken stop = default) =>
        Asked(text, [], d => Colouring.Of(d, meanings, stop), CancellationToken.None);

    /// <summary>What a name or a dotted name of the session stands for; null for what is none.</summary>
    public Description? Describe(string name, CancellationToken stop = default) => Asked(name, null, d => Describing.Of(d, stop), stop);

    /// <summary>Has everything compiled that an answer needs, so that the first one comes as quickly as the others; meant for another thread, behind the prompt.</summary>
    public void Warm(CancellationToken stop = default)
    {
        foreach (var text in new[] { "Math.", "new Li", "var q = new[] { 1.0 }; q.Where(v => v.", "double F(double x) => Math.Max(x, " })
        {
            if (stop.IsCancellationRequested)
                return;
            Complete(text, text.Length, stop);
            Call(text, text.Length, stop);
            Colours(text, stop);
        }
        Complete("", 0, stop);
    }

    /// <summary>Told of what nobody else hears of, for tests.</summary>
    internal Action<Exception>? Unheard { get; init; }

    private string Folder => folder ?? Environment.CurrentDirectory;

    private Completions Files(string text, int caret)
    {
        try
        {
            return FileNames.OfDirective(text, caret, Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Completions.None;
        }
    }

    private T Asked<T>(string text, T nothing, Func<Draft, T> ask, CancellationToken stop)
    {
        if (stop.IsCancellationRequested || Depth.Most(text) is not { } depth)
            return nothing;
        return depth <= BigStack.Needless ? Answer() : BigStack.Run(Answer);

        T Answer()
        {
            try
            {
                return DraftOf(text, stop) is { } drafted ? ask(drafted) : nothing;
            }
            catch (OperationCanceledException)
            {
                return nothing;
            }
            catch (Exception e)
            {
                // Roslyn is sound, but it meets text here that is not finished. Whoever types is not to hear of it.
                Unheard?.Invoke(e);
                return nothing;
            }
        }
    }

    /// <summary>The draft of the text; the same object as last time when neither the text nor the session has changed.</summary>
    private Draft? DraftOf(string text, CancellationToken stop)
    {
        if (draft(text, stop) is not var (compilation, tree))
            return null;
        lock (gate)
            if (last is { } kept && ReferenceEquals(kept.Compilation, compilation))
                return kept;
        var made = Draft.Of(text, compilation, tree, stop);
        lock (gate)
            return last = made;
    }
}
