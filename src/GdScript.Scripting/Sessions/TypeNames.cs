using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Sessions;

/// <summary>Types of the compiler and of the running program as C# writes them.</summary>
internal static partial class TypeNames
{
    /// <summary>For a reader: <c>double[]</c>, <c>List&lt;P&gt;</c>.</summary>
    public static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>As any submission can write it; null for a type without a name.</summary>
    public static string? Of(ITypeSymbol type) =>
        HasName(type) ? Shell().Replace(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), "") : null;

    /// <summary>For a reader.</summary>
    public static string Shown(Type type) => Namespaces().Replace(Of(type), "");

    /// <summary>A type of the running program, as any submission can write it: one that every submission can see.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
            return Of(Innermost(type)) + Ranks(type);
        if (Words.TryGetValue(type, out var word))
            return word;
        var name = Shell().Replace($"global::{type.FullName!.Split('[')[0].Replace('+', '.')}", "");
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    private static bool HasName(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => HasName(array.ElementType),
            IPointerTypeSymbol or IFunctionPointerTypeSymbol => false,
            INamedTypeSymbol named => !named.IsAnonymousType
                && !named.IsRefLikeType
                && named.CanBeReferencedByName | named.IsTupleType
                && named.TypeArguments.All(HasName)
                && (named.ContainingType is not { IsScriptClass: false } outer || HasName(outer)),
            _ => true,
        };

    private static Type Innermost(Type type) => type.IsArray ? Innermost(type.GetElementType()!) : type;

    private static string Ranks(Type type) =>
        type.IsArray ? $"[{new string(',', type.GetArrayRank() - 1)}]{Ranks(type.GetElementType()!)}" : "";

    /// <summary>The class of a submission has no name that C# could write, and needs none.</summary>
    [GeneratedRegex(@"(global::)?Submission#\d+\.")]
    private static partial Regex Shell();

    [GeneratedRegex(@"global::(\w+\.)*")]
    private static partial Regex Namespaces();

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };
}
