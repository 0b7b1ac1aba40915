using System.Collections;
using System.Reflection;

namespace GdScript.Cli.Repl;

/// <summary>A member of an object that is shown: a public property or field.</summary>
internal sealed class Shown(string name, Func<object, object?> get)
{
    public string Name => name;

    /// <summary>The members of a type, in the order they are declared.</summary>
    public static IReadOnlyList<Shown> Of(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public;
        var properties = type.GetProperties(all)
            .Where(p =>
                p is { CanRead: true, PropertyType.IsByRefLike: false }
                && p.GetIndexParameters().Length == 0
                && p.Name != "EqualityContract"
            )
            .Select(p => new Shown(p.Name, p.GetValue));
        return [.. properties, .. type.GetFields(all).Select(f => new Shown(f.Name, f.GetValue))];
    }

    /// <summary>How many things a sequence holds, where it knows without being walked through.</summary>
    public static int? CountOf(IEnumerable items) =>
        items is ICollection collection
            ? collection.Count
            : items.GetType().GetInterfaces().FirstOrDefault(IsCounted)?.GetProperty("Count")?.GetValue(items) as int?;

    private static bool IsCounted(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() is var kind
        && (kind == typeof(ICollection<>) || kind == typeof(IReadOnlyCollection<>));

    /// <summary>Its value, or what the member threw.</summary>
    public bool Get(object of, out object? value, out Exception? thrown)
    {
        try
        {
            (value, thrown) = (get(of), null);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            (value, thrown) = (null, e.InnerException ?? e);
            return false;
        }
    }
}
