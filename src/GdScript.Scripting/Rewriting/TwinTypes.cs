using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>What a type of the script is called in the twin.</summary>
internal static class TwinTypes
{
    public static TypeSyntax Of(ITypeSymbol type) => SyntaxFactory.ParseTypeName(NameOf(type));

    /// <summary>The full name, with <c>Scalar</c> for double and the twin's own class around the script's types.</summary>
    public static string NameOf(ITypeSymbol type) =>
        type switch
        {
            { SpecialType: SpecialType.System_Double } => $"{Code.Recording}.Scalar",
            { SpecialType: SpecialType.System_Void } => "void",
            IArrayTypeSymbol array => Array(array),
            ITypeParameterSymbol parameter => parameter.Name,
            IDynamicTypeSymbol => "dynamic",
            IPointerTypeSymbol pointer => NameOf(pointer.PointedAtType) + "*",
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => NameOf(inner)
                + "?",
            INamedTypeSymbol { IsTupleType: true, TupleElements: { Length: > 1 } parts } =>
                $"({string.Join(", ", parts.Select(p => p.IsExplicitlyNamedTupleElement ? $"{NameOf(p.Type)} @{p.Name}" : NameOf(p.Type)))})",
            INamedTypeSymbol named => Named(named),
            _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };

    private static string Array(IArrayTypeSymbol array)
    {
        var ranks = "";
        ITypeSymbol element = array;
        for (; element is IArrayTypeSymbol inner; element = inner.ElementType)
            ranks += $"[{new string(',', inner.Rank - 1)}]";
        return NameOf(element) + ranks;
    }

    private static string Named(INamedTypeSymbol type)
    {
        var around =
            type.ContainingType is { IsScriptClass: false } outer ? Named(outer)
            : type.ContainingType is not null || ScriptModel.Declaration(type) is not null
                ? $"global::{Twin.ClassOf(type.ContainingType?.Name)}"
            : $"global::{type.ContainingNamespace.ToDisplayString()}".Replace(
                "global::<global namespace>",
                "global::",
                StringComparison.Ordinal
            );
        var arguments = type.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", type.TypeArguments.Select(NameOf))}>";
        return (around.EndsWith("::", StringComparison.Ordinal) ? around : around + ".") + "@" + type.Name + arguments;
    }
}
