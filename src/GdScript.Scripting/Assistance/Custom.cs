using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Assistance;

/// <summary>What people usually want among members that fit equally well: the alphabet alone would put <c>Clone</c> before <c>Length</c>.</summary>
internal static class Custom
{
    /// <summary>The likeliest first.</summary>
    private const string Likely = """
        Length Count Range Add Where Select Sum Max Min Write WriteLine ToList ToArray OrderBy First Average Any Contains Join Empty Append
        Parse Format Split Substring Invoke Aggregate Zip ReadAllText ReadAllLines StringBuilder Console Math GdScript System
        """;

    private const string Rare = """
        BeginInvoke Clone CopyTo CreateOrderedEnumerable Deconstruct DynamicInvoke EndInvoke GetEnumerator GetInvocationList GetObjectData
        GetTypeCode IsFixedSize IsReadOnly IsSynchronized LongLength SyncRoot
        """;

    private static readonly Dictionary<string, int> Places = Words(Likely).Index().ToDictionary(w => w.Item, w => w.Index);

    private static readonly HashSet<string> Seldom = [.. Words(Rare)];

    /// <summary>The smaller, the likelier: usual names, values, functions, what is hardly ever called.</summary>
    public static long Of(ISymbol symbol) =>
        Places.TryGetValue(symbol.Name, out var place)
            ? place
            : Places.Count
                + (
                    IsRare(symbol) ? 2
                    : symbol is IPropertySymbol or IFieldSymbol or INamespaceSymbol ? 0
                    : 1
                );

    public static bool IsRare(ISymbol symbol) =>
        Seldom.Contains(symbol.Name) || (symbol is ITypeSymbol && symbol.Name.EndsWith("Exception", StringComparison.Ordinal));

    private static string[] Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
