using System.Collections.Immutable;
using System.Text;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GdScript.Scripting.Sessions;

/// <summary>What an editor asks about while a text is typed.</summary>
public sealed partial class Session
{
    private Drafted? drafted;

    /// <summary>The last draft. As long as the session stays where it is, the next one is the same but for its text, which spares the compiler most of its work.</summary>
    private sealed record Drafted(State State, string Text, CSharpCompilation Compilation, SyntaxTree Tree);

    /// <summary>
    /// A text as it would be compiled now, with all its mistakes: what an editor asks about while it is typed. Directives are
    /// comments in it. The same objects for the same text. Null for a text too deep for the compiler.
    /// </summary>
    internal (CSharpCompilation Compilation, SyntaxTree Tree)? Draft(string text, CancellationToken cancel = default)
    {
        if (Depth.Most(text) is not { } depth)
            return null;
        lock (gate)
        {
            Prepare(text);
            if (drafted is null || !ReferenceEquals(drafted.State, state) || drafted.Text != text)
                drafted = depth <= BigStack.Needless ? Made() : BigStack.Run(Made);
            return (drafted.Compilation, drafted.Tree);
        }

        Drafted Made() => drafted is { } last && ReferenceEquals(last.State, state) ? Changed(last, text, cancel) : Anew(text, cancel);
    }

    private static Drafted Changed(Drafted last, string text, CancellationToken cancel)
    {
        var tree = CSharpSyntaxTree.ParseText(
            SourceText.From(Ready(text), Encoding.UTF8),
            (CSharpParseOptions)last.Tree.Options,
            last.Tree.FilePath,
            cancel
        );
        return new(last.State, text, last.Compilation.ReplaceSyntaxTree(last.Tree, tree), tree);
    }

    private Drafted Anew(string text, CancellationToken cancel)
    {
        var file = FileName(Next);
        var sources = new SourceSet([new(file, file, text, Ready(text), ImmutableDictionary<string, string>.Empty)], []);
        var compilation = Compiler().Draft(sources, Submission.Texts(sources), ordinal + 1, cancel);
        return new(state, text, compilation, compilation.SyntaxTrees.First(t => t.FilePath == file));
    }

    private static string Ready(string text) => Directives.Hidden(text, Directives.Of(text));
}
