using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>Which type of the twin stands for a type of the script.</summary>
internal sealed class TwinTypes
{
    private readonly Dictionary<string, Type> byPath = new(StringComparer.Ordinal);
    private readonly Assembly[] scripts;
    private readonly Type entry;

    public TwinTypes(Type entry, IEnumerable<Assembly> scripts)
    {
        (this.entry, this.scripts) = (entry, [.. scripts.Distinct()]);
        foreach (var type in entry.Assembly.GetTypes())
            byPath.TryAdd(PathOf(type), type);
    }

    /// <summary>The types that both have: of the script, and of the twin.</summary>
    public IEnumerable<(Type Script, Type Twin)> Pairs =>
        from type in scripts.SelectMany(s => s.GetTypes())
        where !type.IsGenericTypeDefinition && !type.Name.Contains('<', StringComparison.Ordinal)
        where byPath.TryGetValue(PathOf(type), out var twin) && twin != entry && twin != type
        select (type, byPath[PathOf(type)]);

    public bool IsOfTwin(Type type) => type.Assembly == entry.Assembly;

    /// <summary>The twin's type for a type of the script; false when it has none.</summary>
    public bool Find(Type type, [NotNullWhen(true)] out Type? twin)
    {
        twin = Of(type);
        return twin is not null;
    }

    private Type? Of(Type type)
    {
        if (type == typeof(double))
            return typeof(Scalar);
        if (type.IsArray)
            return Of(type.GetElementType()!) is not { } element ? null
                : type.IsSZArray ? element.MakeArrayType()
                : element.MakeArrayType(type.GetArrayRank());
        if (type.IsGenericType)
        {
            var arguments = Array.ConvertAll(type.GetGenericArguments(), Of);
            var definition = Plain(type.GetGenericTypeDefinition());
            return definition is null || arguments.Contains(null) ? null : definition.MakeGenericType(arguments!);
        }
        return Plain(type);
    }

    private Type? Plain(Type type) => IsOfScript(type) ? byPath.GetValueOrDefault(PathOf(type)) : type;

    private bool IsOfScript(Type type)
    {
        var outer = type;
        while (outer.DeclaringType is { } above)
            outer = above;
        return scripts.Contains(type.Assembly) || (outer.Assembly != entry.Assembly && SubmissionOf(outer).Length > 0);
    }

    /// <summary>
    /// The names from the outermost type of the user's to this one. The submission that a script's types are nested in, and
    /// the twin's entry, are no part of it, nor is a namespace.
    /// </summary>
    private static string PathOf(Type type)
    {
        var path = type.Name;
        var outer = type.DeclaringType;
        for (; outer is not null && !IsShell(outer); outer = outer.DeclaringType)
            path = outer.Name + "+" + path;
        return outer is not null && SubmissionOf(outer) is { Length: > 0 } submission ? $"{submission}+{path}" : path;
    }

    /// <summary>The class of the session's submission that a class is, or is the twin of; empty for the one of a script.</summary>
    public static string SubmissionOf(Type shell)
    {
        var number =
            shell.Name.StartsWith("Submission#", StringComparison.Ordinal) ? shell.Name["Submission#".Length..]
            : shell.Name.StartsWith("GdTwin", StringComparison.Ordinal) ? shell.Name["GdTwin".Length..]
            : "";
        return number.Length > 0 && number != "0" && number.All(char.IsAsciiDigit) ? $"Submission#{number}" : "";
    }

    private static bool IsShell(Type type) => type.DeclaringType is null;
}
