using System.Collections.Immutable;
using System.Text;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>The types between angle brackets: <c>Dictionary&lt;string, </c>.</summary>
internal static class Generic
{
    public static CallHelp? At(Draft draft, TypeArgumentListSyntax list, int caret) =>
        list.Parent is GenericNameSyntax name
            ? Help(draft, name.Identifier, list.Arguments.GetSeparators().Count(s => s.Span.End <= caret))
            : null;

    /// <summary>Without its end <c>List&lt;</c> reads as a comparison.</summary>
    public static CallHelp? Unfinished(Draft draft, SyntaxToken left, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var name = left.IsKind(SyntaxKind.LessThanToken) ? left.GetPreviousToken() : default;
        return name.IsKind(SyntaxKind.IdentifierToken) ? Help(draft, name, 0) : null;
    }

    public static string Arguments(IMethodSymbol method) =>
        method.TypeArguments.IsEmpty ? "" : $"<{string.Join(", ", method.TypeArguments.Select(SymbolText.Type))}>";

    private static CallHelp? Help(Draft draft, SyntaxToken name, int place)
    {
        var found = draft
            .Model.LookupSymbols(name.SpanStart, name: name.ValueText)
            .Where(s => s is INamedTypeSymbol { Arity: > 0 } or IMethodSymbol { Arity: > 0 })
            .DistinctBy(s => ParametersOf(s).Length)
            .OrderBy(s => ParametersOf(s).Length)
            .ToArray();
        if (found.Length == 0)
            return null;
        var best = Math.Max(0, Array.FindIndex(found, s => ParametersOf(s).Length > place));
        return new([.. found.Select(s => Form(draft, s))], best, place < ParametersOf(found[best]).Length ? place : -1);
    }

    private static ImmutableArray<ITypeParameterSymbol> ParametersOf(ISymbol symbol) =>
        symbol is INamedTypeSymbol type ? type.TypeParameters : ((IMethodSymbol)symbol).TypeParameters;

    private static CallForm Form(Draft draft, ISymbol symbol)
    {
        var (text, places) = (new StringBuilder(symbol.Name).Append('<'), ImmutableArray.CreateBuilder<Stretch>());
        foreach (var parameter in ParametersOf(symbol))
        {
            text.Append(places.Count > 0 ? ", " : "");
            places.Add(new(text.Length, parameter.Name.Length));
            text.Append(parameter.Name);
        }
        return new(text.Append('>').ToString(), places.ToImmutable(), Docs.Summary(draft, symbol));
    }
}
