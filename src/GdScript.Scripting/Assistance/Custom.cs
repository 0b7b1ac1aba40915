using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Assistance;

/// <summary>What people usually want among members that fit equally well: the alphabet alone would put <c>Clone</c> before <c>Length</c>.</summary>
internal static class Custom
{
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal)
    {
        "Add",
        "Aggregate",
        "Append",
        "Average",
        "Console",
        "Contains",
        "Count",
        "Empty",
        "First",
        "Format",
        "GdScript",
        "Invoke",
        "Join",
        "Length",
        "Math",
        "Max",
        "Min",
        "OrderBy",
        "Parse",
        "Range",
        "ReadAllLines",
        "ReadAllText",
        "Select",
        "Split",
        "StringBuilder",
        "Substring",
        "Sum",
        "System",
        "ToArray",
        "ToList",
        "ToString",
        "Where",
        "Write",
        "WriteLine",
        "Zip",
    };

    private static readonly HashSet<string> Rare = new(StringComparer.Ordinal)
    {
        "BeginInvoke",
        "Clone",
        "CopyTo",
        "Deconstruct",
        "DynamicInvoke",
        "EndInvoke",
        "GetEnumerator",
        "GetInvocationList",
        "GetObjectData",
        "GetTypeCode",
        "IsFixedSize",
        "IsReadOnly",
        "IsSynchronized",
        "SyncRoot",
    };

    /// <summary>The smaller, the likelier: usual names, values, functions, what is hardly ever called.</summary>
    public static long Of(ISymbol symbol) =>
        Usual.Contains(symbol.Name) ? 0
        : Rare.Contains(symbol.Name) || (symbol is ITypeSymbol && symbol.Name.EndsWith("Exception", StringComparison.Ordinal)) ? 3
        : symbol is IPropertySymbol or IFieldSymbol or INamespaceSymbol ? 1
        : 2;
}
