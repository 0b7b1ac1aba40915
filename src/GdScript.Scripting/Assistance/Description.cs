using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What a name stands for.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Sort">What it is, in a word: variable, method, class, namespace.</param>
/// <param name="Signatures">Its type, or how it is called: one line for each overload.</param>
/// <param name="About">The first sentence of its documentation; may be empty.</param>
/// <param name="Source">Its text, when the session has declared it.</param>
public sealed record Description(string Name, string Sort, ImmutableArray<string> Signatures, string About, string? Source);

/// <summary>Finds what a name, or a dotted name, stands for after everything the session has said.</summary>
internal static class Describing
{
    public static Description? Of(Draft draft, CancellationToken stop)
    {
        var found = Found(draft, stop);
        if (found.IsEmpty)
            return null;
        var first = found[0];
        return new(
            draft.Text.Trim(),
            Sort(first),
            [.. found.Select(Signature).Distinct()],
            found.Select(s => Docs.Summary(draft, s)).FirstOrDefault(s => s.Length > 0) ?? "",
            Source(found)
        );
    }

    private static ImmutableArray<ISymbol> Found(Draft draft, CancellationToken stop)
    {
        if (draft.Root.Members is not [GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var asked } }])
            return Named(draft, draft.Text.Trim());
        var group = draft.Model.GetMemberGroup(asked, stop);
        if (!group.IsEmpty)
            return group;
        var info = draft.Model.GetSymbolInfo(asked, stop);
        return (info.Symbol ?? (info.CandidateSymbols is [var one, ..] ? one : null)) is { } symbol
            ? [symbol]
            : Named(draft, draft.Text.Trim());
    }

    private static ImmutableArray<ISymbol> Named(Draft draft, string name) =>
        SyntaxFacts.IsValidIdentifier(name) ? draft.Model.LookupSymbols(draft.Text.Length, name: name) : [];

    private static string Signature(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => SymbolText.Member(method),
            INamedTypeSymbol or INamespaceSymbol => SymbolText.Plain(symbol),
            _ => $"{SymbolText.Plain(symbol)} {symbol.Name}",
        };

    private static string Sort(ISymbol symbol) =>
        symbol switch
        {
            IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol => "variable",
            IFieldSymbol { IsConst: true } => "constant",
            IFieldSymbol => "field",
            IPropertySymbol => "property",
            IMethodSymbol => "method",
            INamedTypeSymbol type => SymbolText.Sort(type),
            INamespaceSymbol => "namespace",
            _ => "name",
        };

    private static string? Source(ImmutableArray<ISymbol> found)
    {
        var texts = found
            .SelectMany(s => s.DeclaringSyntaxReferences)
            .Select(r => r.GetSyntax())
            .Select(n => n is VariableDeclaratorSyntax ? (SyntaxNode?)n.FirstAncestorOrSelf<FieldDeclarationSyntax>() ?? n : n)
            .Select(n => n.ToString());
        return string.Join('\n', texts) is { Length: > 0 } text ? text : null;
    }
}
