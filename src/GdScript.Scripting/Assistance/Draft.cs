using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>A text that is being typed, as the compiler sees it after everything the session has said before.</summary>
internal sealed class Draft
{
    private readonly Lazy<Dictionary<IAssemblySymbol, int>> ages;

    private Draft(string text, CSharpCompilation compilation, CompilationUnitSyntax root)
    {
        (Text, Compilation, Root) = (text, compilation, root);
        Model = compilation.GetSemanticModel(root.SyntaxTree);
        ages = new(() => AgesOf(compilation));
    }

    public string Text { get; }

    public CSharpCompilation Compilation { get; }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    public static Draft Of(string text, CSharpCompilation compilation, SyntaxTree tree, CancellationToken stop)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(stop);
        // Other text in the tree than was asked about would give places that lie elsewhere.
        return root.FullSpan.Length == text.Length
            ? new(text, compilation, root)
            : throw new InvalidOperationException("the draft is of another text");
    }

    /// <summary>Whether this is still what the text means: the other compilation stands on the same submissions and libraries.</summary>
    public bool Follows(CSharpCompilation other) =>
        ReferenceEquals(
            Compilation.ScriptCompilationInfo?.PreviousScriptCompilation,
            other.ScriptCompilationInfo?.PreviousScriptCompilation
        )
        && Compilation.ExternalReferences.Length == other.ExternalReferences.Length;

    /// <summary>The token that ends before the place, or in whose middle it is.</summary>
    public SyntaxToken LeftOf(int place)
    {
        if (place == 0)
            return default;
        var token = Root.FindToken(place - 1);
        return token.SpanStart < place && token.Span.Length > 0 ? token : token.GetPreviousToken();
    }

    /// <summary>How many submissions ago a symbol was declared: 0 in this text; null for what is not of the session.</summary>
    public int? Age(ISymbol symbol) => symbol.ContainingAssembly is { } home && ages.Value.TryGetValue(home, out var age) ? age : null;

    private static Dictionary<IAssemblySymbol, int> AgesOf(CSharpCompilation compilation)
    {
        var ages = new Dictionary<IAssemblySymbol, int>(SymbolEqualityComparer.Default);
        for (var (at, age) = ((CSharpCompilation?)compilation, 0); at is not null; at = at.ScriptCompilationInfo?.PreviousScriptCompilation)
            ages.TryAdd(at.Assembly, age++);
        return ages;
    }
}
