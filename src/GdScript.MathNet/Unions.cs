using System.Reflection;

namespace GdScript.MathNet;

/// <summary>
/// Reads F# unions as they are compiled: a number <c>Tag</c>, the names of the cases as constants of a nested class <c>Tags</c>, and
/// the fields <c>Item</c>, or <c>Item1</c>, <c>Item2</c>…, of a nested class for each case.
/// </summary>
internal sealed class Unions
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private readonly Dictionary<Type, (PropertyInfo Tag, string[] Names)> cases = [];
    private readonly Dictionary<Type, PropertyInfo[]> fields = [];

    /// <summary>The case's name; null for an object that is no union.</summary>
    public string? Case(object union)
    {
        if (!cases.TryGetValue(union.GetType(), out var known))
            cases[union.GetType()] = known = Read(union.GetType());
        return known.Tag?.GetValue(union) is int tag && tag >= 0 && tag < known.Names.Length ? known.Names[tag] : null;
    }

    /// <summary>The fields of the case, in order.</summary>
    public object[] Fields(object union)
    {
        if (!fields.TryGetValue(union.GetType(), out var known))
            fields[union.GetType()] = known = [.. Items(union.GetType())];
        return [.. known.Select(f => f.GetValue(union) ?? throw new InvalidOperationException($"{f.Name} is empty"))];
    }

    private static IEnumerable<PropertyInfo> Items(Type type) =>
        type.GetProperties(Instance)
            .Where(p => p.Name.StartsWith("Item", StringComparison.Ordinal) && p.GetIndexParameters().Length == 0)
            .OrderBy(p => p.Name, StringComparer.Ordinal);

    private static (PropertyInfo, string[]) Read(Type type)
    {
        var union = type;
        while (union.GetNestedType("Tags") is null && union.BaseType is { } above && above != typeof(object))
            union = above;
        var tag = union.GetProperty("Tag", Instance);
        var names = union.GetNestedType("Tags")?.GetFields(BindingFlags.Public | BindingFlags.Static) ?? [];
        var ordered = new string[names.Length == 0 ? 1 : names.Length];
        ordered[0] = union.Name; // a union of one case has no tags
        foreach (var name in names)
            if (name.GetRawConstantValue() is int at && at >= 0 && at < ordered.Length)
                ordered[at] = name.Name;
        return (tag!, ordered);
    }
}
