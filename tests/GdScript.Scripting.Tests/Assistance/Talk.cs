using GdScript.Scripting.Assistance;
using GdScript.Scripting.Sessions;
using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

/// <summary>One session for all tests of assistance: they only ask.</summary>
internal static class Talk
{
    private static readonly Lazy<Session> Said = new(() =>
    {
        var session = new Session();
        foreach (var text in Situations.Session)
            Assert.False(session.Evaluate(text) is Evaluation.Refused or Evaluation.Failed, text);
        return session;
    });

    private static readonly Lazy<Assistant> Shared = new(() => new(Said.Value));

    public static Assistant With => Shared.Value;

    /// <summary>Another assistant of the same session, which tells what it had to catch.</summary>
    public static Assistant Again(Action<Exception> unheard) => new(Said.Value) { Unheard = unheard };

    /// <summary>Parts a text from its caret.</summary>
    public static (string Text, int Caret) Cut(string marked)
    {
        var caret = marked.IndexOf('¦', StringComparison.Ordinal);
        return (marked.Remove(caret, 1), caret);
    }
}
