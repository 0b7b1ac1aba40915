using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What could stand where a word begins: what has a name there, and the keywords that fit.</summary>
internal static class Words
{
    public static IEnumerable<Choice> At(Draft draft, Spot spot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var wanted = Expected.TypeAt(draft, spot, stop);
        return Symbols(draft, spot)
            .Where(s => Fits(spot, s))
            .Select(s => Chosen(draft, spot, s, wanted))
            .Concat(KeywordsAt(spot).Select(Choice.Keyword))
            .Concat(wanted is null ? [] : Expected.Choices(spot, wanted))
            .Concat(NamedArguments.At(draft, spot, stop));
    }

    private static IEnumerable<ISymbol> Symbols(Draft draft, Spot spot) =>
        (
            spot.Kind is SpotKind.Type or SpotKind.Namespace or SpotKind.Attribute
                ? draft.Model.LookupNamespacesAndTypes(spot.PlaceIn(draft))
                : draft.Model.LookupSymbols(spot.PlaceIn(draft))
        ).Where(s => s.CanBeReferencedByName && Likeness.Of(spot.Typed, NameOf(spot, s)) != Likeness.None);

    private static string NameOf(Spot spot, ISymbol symbol) =>
        spot.Kind == SpotKind.Attribute && symbol.Name.EndsWith("Attribute", StringComparison.Ordinal) ? symbol.Name[..^9] : symbol.Name;

    private static bool Fits(Spot spot, ISymbol symbol) =>
        symbol switch
        {
            ILabelSymbol => false,
            INamedTypeSymbol type when spot.Kind == SpotKind.Attribute => IsAttribute(type),
            INamedTypeSymbol type when spot.Left.IsKind(SyntaxKind.NewKeyword) => !type.IsStatic && type.TypeKind != TypeKind.Interface,
            INamedTypeSymbol type when spot.Kind == SpotKind.Type => !type.IsStatic,
            INamedTypeSymbol when spot.Kind == SpotKind.Namespace => spot.Left.Parent is UsingDirectiveSyntax { } u
                && (u.StaticKeyword != default || u.Alias is not null),
            INamespaceOrTypeSymbol => true,
            _ => !IsStillToCome(spot, symbol),
        };

    private static bool IsAttribute(INamedTypeSymbol type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
            if (up.Name == "Attribute" && up.ContainingNamespace?.Name == "System")
                return !type.IsAbstract;
        return false;
    }

    /// <summary>Declared further down, or in the very declaration that is being typed.</summary>
    private static bool IsStillToCome(Spot spot, ISymbol symbol) =>
        symbol is ILocalSymbol or IFieldSymbol { ContainingType.IsScriptClass: true }
        && symbol.Locations is [{ SourceTree: { } tree } place, ..]
        && tree == spot.Left.SyntaxTree
        && (
            place.SourceSpan.Start >= spot.Start
            || tree.GetRoot().FindToken(place.SourceSpan.Start).Parent is VariableDeclaratorSyntax declarator
                && declarator.FullSpan.End >= spot.Start
                && declarator.SpanStart < spot.Start
                && !declarator.DescendantNodes(n => n is not LambdaExpressionSyntax).Any(n => n is LambdaExpressionSyntax)
        );

    private static Choice Chosen(Draft draft, Spot spot, ISymbol symbol, ITypeSymbol? wanted)
    {
        var choice = Choice.Of(symbol, NearnessOf(draft, symbol)) with { Order = OrderOf(draft, symbol) };
        if (spot.Kind == SpotKind.Attribute)
            choice = choice with { Name = NameOf(spot, symbol), Text = NameOf(spot, symbol) };
        return wanted is not null && SymbolEqualityComparer.Default.Equals(wanted.OriginalDefinition, symbol)
            ? choice with
            {
                Nearness = Nearness.Wanted,
            }
            : choice;
    }

    private static Nearness NearnessOf(Draft draft, ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => Nearness.Local,
            INamespaceSymbol => Nearness.Namespace,
            _ when draft.Age(symbol) is not null => Nearness.Session,
            { ContainingType.SpecialType: SpecialType.System_Object } => Nearness.Everywhere,
            ITypeSymbol => Nearness.Type,
            IMethodSymbol or IPropertySymbol or IFieldSymbol when symbol.IsStatic => Nearness.Imported,
            _ => Nearness.Own,
        };

    /// <summary>Of the session the latest is the likeliest; in one text what stands furthest down.</summary>
    private static long OrderOf(Draft draft, ISymbol symbol) =>
        draft.Age(symbol) is not { } age
            ? Custom.Of(symbol)
            : (long)age << 32 | (uint)(int.MaxValue - (symbol.Locations is [{ IsInSource: true } place, ..] ? place.SourceSpan.Start : 0));

    private static IEnumerable<string> KeywordsAt(Spot spot) =>
        spot.Kind switch
        {
            SpotKind.Statement => Keywords.Statements,
            SpotKind.Type => Keywords.Types,
            SpotKind.Namespace => ["static", "var"],
            SpotKind.Expression when spot.Left.Parent is ArgumentListSyntax => Keywords.Expressions.Concat(Keywords.Arguments),
            SpotKind.Expression when spot.Left.IsKind(SyntaxKind.IsKeyword) => Keywords.Expressions.Append("not"),
            SpotKind.Expression => Keywords.Expressions,
            SpotKind.Nothing
            or SpotKind.Member
            or SpotKind.Override
            or SpotKind.Attribute
            or SpotKind.Initialiser
            or SpotKind.Pattern
            or SpotKind.AfterValue
            or SpotKind.Text => [],
        };
}
