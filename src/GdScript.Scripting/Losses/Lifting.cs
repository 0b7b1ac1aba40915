using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>A value that may be null.</summary>
internal readonly record struct Lifted(object? Boxed);

/// <summary>
/// Brings captured values into a twin: copies all the way down, doubles become constants, and what was one object stays one.
/// The script's own values are never touched.
/// </summary>
internal sealed class Lifting(TwinTypes types)
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;
    private readonly Dictionary<(object, Type), object> known = new(new ByReference());

    /// <summary>The copy of a value as the twin's type; the problem says which variable holds what cannot be copied.</summary>
    public Result<Lifted> Of(object? value, Type to, string name)
    {
        try
        {
            var lifted = Lift(value, to);
            if (lifted is IList)
                RowNames.Set(lifted, name);
            return new Lifted(lifted);
        }
        catch (NotLiftable e)
        {
            return Problem.Input("GDS2008", $"the loss reads '{name}', which holds {e.Message}", e.Hint);
        }
    }

    /// <summary>Static fields of the script's types, which may have changed since they were initialized.</summary>
    public Problem? Statics()
    {
        foreach (var (script, twin) in types.Pairs)
        foreach (var field in twin.GetFields(Own | BindingFlags.Static).Where(f => !f.IsLiteral && !f.IsInitOnly))
        {
            if (script.GetField(field.Name, Own | BindingFlags.Static) is not { } source)
                continue;
            if (!Of(source.GetValue(null), field.FieldType, $"{script.Name}.{field.Name}").Is(out var value, out var problem))
                return problem;
            field.SetValue(null, value.Boxed);
        }
        return null;
    }

    private object? Lift(object? value, Type to)
    {
        if (value is null)
            return null;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new NotLiftable("a structure nested too deeply", "keep it in an array or a list");
        to = Nullable.GetUnderlyingType(to) ?? to;
        if (to == typeof(Scalar) || (to == typeof(object) && value is double))
            return (Scalar)Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (to == typeof(Cond))
            return (Cond)(bool)value;
        if (value is Delegate)
            throw new NotLiftable("a function", "write it as a method of the script and call that, or pass it as an argument");
        if (to.IsEnum)
            return Enum.ToObject(to, value);
        if (value is string || value.GetType().IsPrimitive || value is decimal)
            return value;
        if (value.GetType().IsValueType)
            return Copied(value, to);
        if (!known.TryGetValue((value, to), out var copy))
            known.TryAdd((value, to), copy = Copied(value, to));
        return copy;
    }

    private object Copied(object value, Type to) =>
        value is Array array ? ArrayOf(array, to)
        : LiftedCollections.IsOne(value, to) ? LiftedCollections.Of((IEnumerable)value, to, Lift)
        : LiftedTuples.IsOne(value.GetType()) ? LiftedTuples.Of(value, Concrete(value, to), Lift)
        : Concrete(value, to) is var concrete && types.IsOfTwin(concrete) ? Whole(value, concrete)
        : concrete == value.GetType() ? value
        : throw new NotLiftable($"a {value.GetType().Name}, which is not traced", "copy its numbers into an array or a record");

    /// <summary>A class, struct or record of the script: field by field.</summary>
    private object Whole(object value, Type to)
    {
        var copy = RuntimeHelpers.GetUninitializedObject(to);
        if (!to.IsValueType)
            known.Add((value, to), copy);
        var (from, into) = (value.GetType(), to);
        for (; from is not null && into is not null && types.IsOfTwin(into); (from, into) = (from.BaseType, into.BaseType))
            foreach (var field in into.GetFields(Own | BindingFlags.Instance))
                if (from.GetField(field.Name, Own | BindingFlags.Instance) is { } source)
                    field.SetValue(copy, Lift(source.GetValue(value), field.FieldType));
        return copy;
    }

    private Array ArrayOf(Array value, Type to)
    {
        var type = to.IsArray ? to : Concrete(value, to);
        var element = type.GetElementType()!;
        if (element == value.GetType().GetElementType() && element.IsPrimitive)
            return (Array)value.Clone();
        var lengths = new int[value.Rank];
        for (var d = 0; d < lengths.Length; d++)
            lengths[d] = value.GetLength(d);
        var copy = Array.CreateInstance(element, lengths);
        known.TryAdd((value, to), copy);
        var at = new int[lengths.Length];
        foreach (var item in value)
        {
            copy.SetValue(Lift(item, element), at);
            for (var d = at.Length - 1; d >= 0 && ++at[d] == lengths[d]; d--)
                at[d] = 0;
        }
        return copy;
    }

    /// <summary>The type the copy really has: the value's own, in the twin's terms.</summary>
    private Type Concrete(object value, Type to) =>
        types.Find(value.GetType(), out var twin) && to.IsAssignableFrom(twin) ? twin
        : to.IsAbstract || to == typeof(object)
            ? throw new NotLiftable($"a {value.GetType().Name}, which is not traced", "copy its numbers into an array or a record")
        : to;

    private sealed class ByReference : IEqualityComparer<(object, Type)>
    {
        public bool Equals((object, Type) x, (object, Type) y) => ReferenceEquals(x.Item1, y.Item1) && x.Item2 == y.Item2;

        public int GetHashCode((object, Type) it) => HashCode.Combine(RuntimeHelpers.GetHashCode(it.Item1), it.Item2);
    }
}

/// <summary>A captured value that no twin can have.</summary>
#pragma warning disable CA1032, CA1064, CA1710 // never leaves this room
internal sealed class NotLiftable(string what, string hint) : Exception(what)
{
    public string Hint => hint;
}
