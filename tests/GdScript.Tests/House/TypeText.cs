using System.Reflection;
using System.Runtime.CompilerServices;

namespace GdScript.Tests.House;

/// <summary>
/// Writes a type the way C# does: keywords, <c>?</c> where null is allowed, named tuples. The names of a tuple's fields are kept by
/// the compiler in one list, outer tuple first, so one writer walks one signature from left to right.
/// </summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(char)] = "char",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private readonly Queue<string?> tupleNames;

    private TypeText(ICustomAttributeProvider? carrier) =>
        tupleNames = new(
            carrier
                ?.GetCustomAttributes(typeof(TupleElementNamesAttribute), false)
                .OfType<TupleElementNamesAttribute>()
                .FirstOrDefault()
                ?.TransformNames
                ?? []
        );

    /// <summary>A type by itself, as in a list of bases.</summary>
    public static string Of(Type type) => new TypeText(null).Write(type, null);

    public static string Of(PropertyInfo property) =>
        new TypeText(property).Write(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(EventInfo @event) =>
        new TypeText(@event).Write(@event.EventHandlerType!, new NullabilityInfoContext().Create(@event));

    public static string Of(FieldInfo field) => new TypeText(field).Write(field.FieldType, new NullabilityInfoContext().Create(field));

    /// <summary>A parameter's or a return's type, without <c>ref</c> and its kin.</summary>
    public static string Of(ParameterInfo parameter) =>
        new TypeText(parameter).Write(
            parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType,
            new NullabilityInfoContext().Create(parameter)
        );

    private string Write(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Write(value, nullability) + "?"; // reflection tells the value's own arguments here
        }

        var text = Bare(type, nullability);
        return !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? text + "?" : text;
    }

    private string Bare(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return Write(type.GetElementType()!, null) + "*";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return IsTuple(type) ? Tuple(type, nullability) : Named(type, nullability);
    }

    private string Tuple(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        var names = arguments.Select(_ => tupleNames.TryDequeue(out var name) ? name : null).ToArray();
        var fields = arguments.Select((argument, i) => $"{Write(argument, Argument(nullability, i))} {names[i]}".TrimEnd());
        return $"({string.Join(", ", fields)})";
    }

    private string Named(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments().Select((argument, i) => Write(argument, Argument(nullability, i))).ToArray();
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.Name.Split('`')[0] + Listed(arguments[outer..]);
        return type.DeclaringType is { } owner ? $"{owner.Name.Split('`')[0]}{Listed(arguments[..outer])}.{own}" : own;
    }

    private static string Listed(string[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>";

    private static NullabilityInfo? Argument(NullabilityInfo? nullability, int index) =>
        nullability is { GenericTypeArguments: var arguments } && index < arguments.Length ? arguments[index] : null;

    private static bool IsTuple(Type type) =>
        type is { IsGenericType: true, Namespace: "System" }
        && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
        && type.GetGenericArguments().Length < 8;
}
