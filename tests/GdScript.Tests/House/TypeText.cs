using System.Reflection;
using System.Runtime.CompilerServices;

namespace GdScript.Tests.House;

/// <summary>
/// Writes a type the way C# does: keywords, <c>?</c> where null is allowed, named tuples. The names of a tuple's fields are kept by
/// the compiler in one list, outer tuple first, and so are the flags of nullability: one writer walks one signature, once.
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
    private readonly byte[] flags;
    private readonly byte context;
    private int at;

    private TypeText(ICustomAttributeProvider? carrier, MemberInfo? owner)
    {
        var notes = carrier?.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).OfType<TupleElementNamesAttribute>();
        tupleNames = new(notes?.FirstOrDefault()?.TransformNames ?? []);
        flags = carrier is null ? [] : Nullability.Flags(carrier);
        context = owner is null ? Nullability.Unknown : Nullability.Context(owner);
    }

    /// <summary>A type by itself, as in a list of bases.</summary>
    public static string Of(Type type) => new TypeText(null, null).Write(type);

    public static string Of(PropertyInfo property) => new TypeText(property, property.DeclaringType).Write(property.PropertyType);

    public static string Of(EventInfo @event) => new TypeText(@event, @event.DeclaringType).Write(@event.EventHandlerType!);

    public static string Of(FieldInfo field) => new TypeText(field, field.DeclaringType).Write(field.FieldType);

    /// <summary>A parameter's or a return's type.</summary>
    public static string Of(ParameterInfo parameter) => new TypeText(parameter, parameter.Member).Write(parameter.ParameterType);

    /// <summary>
    /// Walks a type in the order in which the compiler numbers its parts for nullability: each reference or type parameter takes a
    /// flag, a generic value type takes one that says nothing, other value types take none.
    /// </summary>
    private string Write(Type type)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Write(type.GetElementType()!) + "*";
        }

        var value = Nullable.GetUnderlyingType(type);
        var real = value ?? type;
        var flag = !real.IsValueType || real.IsGenericType ? Next() : Nullability.Unknown;
        return Bare(real) + (value is not null || !real.IsValueType && flag == Nullability.Annotated ? "?" : "");
    }

    private byte Next()
    {
        var index = at++;
        return flags switch
        {
            [] => context,
            [var all] => all,
            _ => index < flags.Length ? flags[index] : Nullability.Unknown,
        };
    }

    private string Bare(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return IsTuple(type) ? Tuple(type) : Named(type);
    }

    private string Tuple(Type type)
    {
        var arguments = type.GetGenericArguments();
        var names = arguments.Select(_ => tupleNames.TryDequeue(out var name) ? name : null).ToArray();
        var fields = arguments.Select((argument, i) => $"{Write(argument)} {names[i]}".TrimEnd()).ToArray();
        return $"({string.Join(", ", fields)})";
    }

    private string Named(Type type)
    {
        var arguments = type.GetGenericArguments().Select(Write).ToArray();
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.Name.Split('`')[0] + Listed(arguments[outer..]);
        return type.DeclaringType is { } owner ? $"{owner.Name.Split('`')[0]}{Listed(arguments[..outer])}.{own}" : own;
    }

    private static string Listed(string[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>";

    private static bool IsTuple(Type type) =>
        type is { IsGenericType: true, Namespace: "System" }
        && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
        && type.GetGenericArguments().Length < 8;
}
