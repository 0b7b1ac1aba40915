using System.Collections;
using System.Collections.Immutable;

namespace GdScript.Scripting.Losses;

/// <summary>The framework's collections, rebuilt with lifted elements.</summary>
internal static class LiftedCollections
{
    /// <summary>Collections that are made from a sequence of their elements.</summary>
    private static readonly Type[] Sequences =
    [
        typeof(List<>),
        typeof(HashSet<>),
        typeof(Queue<>),
        typeof(Stack<>),
        typeof(LinkedList<>),
        typeof(SortedSet<>),
        typeof(System.Collections.ObjectModel.ReadOnlyCollection<>),
        typeof(System.Collections.ObjectModel.Collection<>),
    ];

    private static readonly Type[] Maps = [typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>)];

    public static bool IsOne(object value, Type to) =>
        value is IEnumerable
        && (Is(to, Sequences) || Is(to, Maps) || Is(to, typeof(ImmutableArray<>), typeof(ImmutableList<>)) || IsSequence(to) || IsMap(to));

    /// <summary>A collection of the twin's type with the lifted elements of another.</summary>
    public static object Of(IEnumerable value, Type to, Func<object?, Type, object?> lift)
    {
        var types = to.GetGenericArguments();
        if (types.Length == 2)
            return Map(value, IsMap(to) ? typeof(Dictionary<,>).MakeGenericType(types) : to, lift);
        var elements = Elements(value, types[0], lift);
        if (IsSequence(to))
            return Activator.CreateInstance(typeof(List<>).MakeGenericType(types), elements)!;
        if (Is(to, typeof(ImmutableArray<>)))
            return Created(typeof(ImmutableArray), types, elements);
        if (Is(to, typeof(ImmutableList<>)))
            return Created(typeof(ImmutableList), types, elements);
        if (Is(to, typeof(Stack<>)))
            Array.Reverse(elements);
        return Activator.CreateInstance(to, elements)!;
    }

    private static Array Elements(IEnumerable value, Type element, Func<object?, Type, object?> lift)
    {
        List<object?> items = [.. value.Cast<object?>().Select(item => lift(item, element))];
        var elements = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++)
            elements.SetValue(items[i], i);
        return elements;
    }

    private static object Map(IEnumerable value, Type to, Func<object?, Type, object?> lift)
    {
        var types = to.GetGenericArguments();
        var comparer = value.GetType().GetProperty("Comparer")?.GetValue(value);
        var copy = (IDictionary)(
            comparer is not null
            && to.GetConstructors().Any(c => c.GetParameters() is [var p] && p.ParameterType.IsInstanceOfType(comparer))
                ? Activator.CreateInstance(to, comparer)!
                : Activator.CreateInstance(to)!
        );
        foreach (DictionaryEntry entry in (IDictionary)value)
            copy.Add(lift(entry.Key, types[0])!, lift(entry.Value, types[1]));
        return copy;
    }

    private static object Created(Type module, Type[] types, Array elements) =>
        module
            .GetMethods()
            .First(m =>
                m.Name == "CreateRange" && m.GetGenericArguments().Length == 1 && m.GetParameters() is [{ ParameterType.IsInterface: true }]
            )
            .MakeGenericMethod(types)
            .Invoke(null, [elements])!;

    /// <summary>An interface that a list serves: also what a query that runs when it is read becomes.</summary>
    private static bool IsSequence(Type to) =>
        to is { IsInterface: true, IsGenericType: true }
        && to.GetGenericArguments() is [var element]
        && to.IsAssignableFrom(typeof(List<>).MakeGenericType(element));

    private static bool IsMap(Type to) => Is(to, typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>));

    private static bool Is(Type to, params ReadOnlySpan<Type> definitions) =>
        to.IsGenericType && definitions.Contains(to.GetGenericTypeDefinition());
}
