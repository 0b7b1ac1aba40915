using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// What the compiler knows about the script, whichever of its files a node stands in. A submission of a session has those before it:
/// their files come first.
/// </summary>
internal sealed class ScriptModel
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<SyntaxTree, (int Number, CSharpCompilation Owner)> trees = [];

    public ScriptModel(CSharpCompilation compilation)
    {
        Compilation = compilation;
        Chain = [.. Before(compilation).Reverse()];
        foreach (var (owner, tree) in Chain.SelectMany(c => c.SyntaxTrees.Select(t => (c, t))))
            trees.Add(tree, (trees.Count, owner));
        Trees = [.. trees.Keys];
    }

    /// <summary>The script, or the last submission.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The submissions, the last one last.</summary>
    public IReadOnlyList<CSharpCompilation> Chain { get; }

    /// <summary>All files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>A file's place among all.</summary>
    public int NumberOf(SyntaxTree tree) => trees[tree].Number;

    /// <summary>The submission a file belongs to.</summary>
    public CSharpCompilation OwnerOf(SyntaxTree tree) => trees[tree].Owner;

    /// <summary>The class that the top-level members of a file become.</summary>
    public INamedTypeSymbol? ScriptClassOf(SyntaxTree tree) => OwnerOf(tree).ScriptClass;

    /// <summary>The top-level members of a name, those of the last submission first.</summary>
    public IEnumerable<ISymbol> MembersNamed(string name) => Chain.Reverse().SelectMany(c => c.ScriptClass?.GetMembers(name) ?? []);

    public SemanticModel Of(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out var model))
            models.Add(node.SyntaxTree, model = OwnerOf(node.SyntaxTree).GetSemanticModel(node.SyntaxTree));
        return model;
    }

    /// <summary>What a node names; a method that becomes a <c>Delegate</c> is only a candidate to the compiler.</summary>
    public ISymbol? Symbol(SyntaxNode node)
    {
        var info = Of(node).GetSymbolInfo(node);
        return info.Symbol ?? (info.CandidateSymbols is [var only] ? only : null);
    }

    public ITypeSymbol? Type(SyntaxNode node) => Of(node).GetTypeInfo(node).Type;

    public ITypeSymbol? Converted(SyntaxNode node) => Of(node).GetTypeInfo(node).ConvertedType;

    public IOperation? Operation(SyntaxNode node) => Of(node).GetOperation(node);

    /// <summary>The value the compiler computes for an expression, when it does (null is a value, too).</summary>
    public Optional<object?> Constant(ExpressionSyntax e) => Of(e).GetConstantValue(e);

    public bool IsDouble(ExpressionSyntax e) => Doubles.Is(Type(e));

    /// <summary>The source of a symbol; null for what comes from a reference or is made by the compiler.</summary>
    public static SyntaxNode? Declaration(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var reference, ..] ? reference.GetSyntax() : null;

    private static IEnumerable<CSharpCompilation> Before(CSharpCompilation last)
    {
        for (var one = last; one is not null; one = one.ScriptCompilationInfo?.PreviousScriptCompilation)
            yield return one;
    }
}
