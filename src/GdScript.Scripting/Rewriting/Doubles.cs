using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Rewriting;

/// <summary>Which types are numbers, and of which sort.</summary>
internal static class Doubles
{
    public static bool Is(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Double;

    /// <summary><c>double?</c></summary>
    public static bool IsNullable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } && Is(inner);

    /// <summary>The type speaks of double: an array, a tuple or a generic of it.</summary>
    public static bool Inside(ITypeSymbol? type) =>
        type switch
        {
            null => false,
            IArrayTypeSymbol array => Inside(array.ElementType),
            IPointerTypeSymbol pointer => Inside(pointer.PointedAtType),
            INamedTypeSymbol named => Is(named) || named.TypeArguments.Any(Inside),
            _ => false,
        };

    /// <summary>float, decimal and Half, which are not recorded.</summary>
    public static bool IsNarrow(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Single or SpecialType.System_Decimal
        || type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>A whole number (or a character), perhaps nullable.</summary>
    public static bool IsInteger(ITypeSymbol? type) =>
        type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => IsInteger(
                inner
            ),
            { SpecialType: SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => true,
            _ => false,
        };
}
