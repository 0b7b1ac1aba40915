using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What a type can override: the member as it would be declared, up to its body.</summary>
internal static class Overrides
{
    public static IEnumerable<Choice> At(Draft draft, Spot spot)
    {
        var declaration = spot.Left.Parent?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        if (declaration is null || draft.Model.GetDeclaredSymbol(declaration) is not { } type)
            yield break;
        var taken = type.GetMembers().Where(m => m.IsOverride).Select(m => m.Name).ToHashSet();
        for (var up = type.BaseType; up is not null; up = up.BaseType)
            foreach (var member in up.GetMembers())
                if (IsOpen(draft, declaration, member) && taken.Add(SymbolText.Member(member)) && !taken.Contains(member.Name))
                    yield return new Choice(member.Name, KindOf(member), Nearness.Wanted) { Text = Declared(member), Detail = up.Name };
    }

    private static bool IsOpen(Draft draft, TypeDeclarationSyntax declaration, ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol { IsIndexer: false }
        && (member.IsVirtual || member.IsAbstract || member.IsOverride)
        && !member.IsSealed
        && member.Name != "Finalize"
        && draft.Model.IsAccessible(declaration.OpenBraceToken.SpanStart, member);

    private static string Declared(ISymbol member) =>
        member is IPropertySymbol property ? $"{SymbolText.Type(property.Type)} {property.Name} => " : SymbolText.Member(member) + " => ";

    private static CompletionKind KindOf(ISymbol member) => member is IPropertySymbol ? CompletionKind.Property : CompletionKind.Method;
}
