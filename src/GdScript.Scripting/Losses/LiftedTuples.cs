using System.Runtime.CompilerServices;

namespace GdScript.Scripting.Losses;

/// <summary>The framework's tuples and pairs, rebuilt with lifted members.</summary>
internal static class LiftedTuples
{
    public static bool IsOne(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    /// <summary>A tuple of the twin's type with the lifted members of another.</summary>
    public static object Of(object value, Type to, Func<object?, Type, object?> lift)
    {
        var constructor = to.GetConstructors().Single(c => c.GetParameters().Length == to.GetGenericArguments().Length);
        var parameters = constructor.GetParameters();
        var members = Members(value, parameters.Length);
        return constructor.Invoke([.. parameters.Select((p, i) => lift(members[i], p.ParameterType))]);
    }

    /// <summary>Item1 to Item7 and Rest, or Key and Value.</summary>
    private static object?[] Members(object value, int count)
    {
        var type = value.GetType();
        string[] names = value is ITuple ? ["Item1", "Item2", "Item3", "Item4", "Item5", "Item6", "Item7", "Rest"] : ["Key", "Value"];
        return [.. names.Take(count).Select(name => type.GetField(name)?.GetValue(value) ?? type.GetProperty(name)?.GetValue(value))];
    }
}
