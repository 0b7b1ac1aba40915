using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>What the compiler knows about the script, whichever of its files a node stands in.</summary>
internal sealed class ScriptModel(CSharpCompilation compilation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public CSharpCompilation Compilation => compilation;

    public SemanticModel Of(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out var model))
            models.Add(node.SyntaxTree, model = compilation.GetSemanticModel(node.SyntaxTree));
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
}
