using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>Members named between braces: set in <c>new T { X = 1 }</c> and <c>with { X = 1 }</c>, looked at in <c>is { X: 1 }</c>.</summary>
internal static class Settable
{
    public static IEnumerable<Choice> At(Draft draft, Spot spot, CancellationToken stop)
    {
        var around = spot.Left.Parent;
        var looks = spot.Kind == SpotKind.Pattern;
        var type = Members.Unwrapped(TypeOf(draft.Model, around, stop));
        var given = Given(around, spot).ToHashSet();
        var members = type is null
            ? []
            : draft
                .Model.LookupSymbols(spot.PlaceIn(draft), type)
                .Where(m =>
                    m is { IsStatic: false, CanBeReferencedByName: true } && !given.Contains(m.Name) && (looks ? IsSeen(m) : IsSet(m))
                )
                .Select(m => Choice.Of(m, Nearness.Wanted) with { Text = m.Name + (looks ? ": " : " = ") });
        return looks || !MayHoldElements(type) ? members : members.Concat(Words.At(draft, spot with { Kind = SpotKind.Expression }, stop));
    }

    private static ITypeSymbol? TypeOf(SemanticModel model, SyntaxNode? around, CancellationToken stop) =>
        around?.Parent switch
        {
            ObjectCreationExpressionSyntax creation => model.GetSymbolInfo(creation.Type, stop).Symbol as ITypeSymbol,
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, stop) is var info
            && info.Type is { TypeKind: not TypeKind.Error } known
                ? known
                : info.ConvertedType,
            WithExpressionSyntax with => model.GetTypeInfo(with.Expression, stop).Type,
            AssignmentExpressionSyntax nested => model.GetTypeInfo(nested.Left, stop).Type,
            RecursivePatternSyntax pattern => model.GetTypeInfo(pattern, stop) is var info ? info.ConvertedType ?? info.Type : null,
            _ => null,
        };

    private static IEnumerable<string> Given(SyntaxNode? around, Spot spot) =>
        around switch
        {
            InitializerExpressionSyntax braces => braces
                .Expressions.OfType<AssignmentExpressionSyntax>()
                .Where(a => a.SpanStart < spot.Start)
                .Select(a => a.Left.ToString()),
            PropertyPatternClauseSyntax braces => braces
                .Subpatterns.Where(p => p.SpanStart < spot.Start)
                .Select(p => p.NameColon?.Name.ToString())
                .OfType<string>(),
            _ => [],
        };

    private static bool IsSet(ISymbol member) =>
        member is IPropertySymbol { SetMethod: not null, IsIndexer: false } or IFieldSymbol { IsReadOnly: false, IsConst: false };

    private static bool IsSeen(ISymbol member) => member is IPropertySymbol { GetMethod: not null, IsIndexer: false } or IFieldSymbol;

    /// <summary>Between the braces of a collection stand values.</summary>
    private static bool MayHoldElements(ITypeSymbol? type) =>
        type is null || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);
}
