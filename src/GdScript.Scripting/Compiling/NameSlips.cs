using System.Collections.Immutable;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>A name of C# that the compiler does not know: the one that was probably meant, among those that could stand there.</summary>
internal static class NameSlips
{
    private const int Least = 3; // shorter names are near to everything

    /// <summary>What to say beside the diagnostic; null where it is about something else, or no name is near.</summary>
    public static string? Hint(Diagnostic diagnostic, Compilation compilation)
    {
        if (diagnostic is not { Id: "CS0103" or "CS0117" or "CS0246" or "CS1061", Location.SourceTree: { } tree })
            return null;
        var span = diagnostic.Location.SourceSpan;
        if (span.Length < Least || tree.GetRoot().FindNode(span, getInnermostNodeForTie: true) is not IdentifierNameSyntax name)
            return null;
        var symbols = Possible(compilation.GetSemanticModel(tree), name);
        return Suggest.Nearest(name.Identifier.Text, symbols.Where(s => s.CanBeReferencedByName).Select(s => s.Name).Distinct()) is { } near
            ? $"did you mean '{near}'?"
            : null;
    }

    private static ImmutableArray<ISymbol> Possible(SemanticModel model, IdentifierNameSyntax name)
    {
        if (name.Parent is not MemberAccessExpressionSyntax { Expression: var of } access || access.Name != name)
            return model.LookupSymbols(name.SpanStart);
        var type = model.GetSymbolInfo(of).Symbol as INamespaceOrTypeSymbol ?? model.GetTypeInfo(of).Type;
        return type is null ? [] : model.LookupSymbols(name.SpanStart, type, includeReducedExtensionMethods: true);
    }
}
