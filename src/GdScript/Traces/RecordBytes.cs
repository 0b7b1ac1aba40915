using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace GdScript.Traces;

/// <summary>
/// Values of our own records as bytes and back, to the last bit, for checkpoints. A record is its constructor's arguments
/// and then its other properties that can be set; one of several nested cases (a <see cref="Descent.Stop"/>) is preceded by its
/// name. So a state that grows a member is saved whole without a word here.
/// </summary>
internal static class RecordBytes
{
    public static byte[] Of<T>(T value)
        where T : notnull
    {
        using var stream = new MemoryStream();
        using (var to = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            Write(to, typeof(T), value);
        return stream.ToArray();
    }

    /// <summary>The value again.</summary>
    /// <exception cref="IOException">The bytes end too early.</exception>
    /// <exception cref="InvalidDataException">The bytes are not those of a <typeparamref name="T"/>.</exception>
    public static T To<T>(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return (T)Read(from, typeof(T))!;
    }

    private static void Write(BinaryWriter to, Type type, object? value)
    {
        if (Optional(type) is { } inner)
        {
            to.Write(value is not null);
            if (value is not null)
                Write(to, inner, value);
        }
        else if (ElementOf(type) is { } element)
            WriteList(to, element, (IList)value!);
        else if (!WritePlain(to, type, value!))
            WriteRecord(to, type, value!);
    }

    private static bool WritePlain(BinaryWriter to, Type type, object value)
    {
        if (type.IsEnum)
            to.Write(Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture));
        else if (type == typeof(double))
            to.Write(BitConverter.DoubleToInt64Bits((double)value));
        else if (type == typeof(long))
            to.Write((long)value);
        else if (type == typeof(int))
            to.Write((int)value);
        else if (type == typeof(uint))
            to.Write((uint)value);
        else if (type == typeof(byte))
            to.Write((byte)value);
        else if (type == typeof(bool))
            to.Write((bool)value);
        else if (type == typeof(string))
            to.Write((string)value);
        else
            return false;
        return true;
    }

    private static void WriteList(BinaryWriter to, Type element, IList values)
    {
        to.Write(values.Count);
        foreach (var value in values)
            Write(to, element, value);
    }

    private static void WriteRecord(BinaryWriter to, Type type, object value)
    {
        var real = type;
        if (type.IsAbstract)
        {
            real = value.GetType();
            to.Write(real.Name);
        }
        foreach (var property in Properties(real))
            Write(to, property.PropertyType, property.GetValue(value));
    }

    private static object? Read(BinaryReader from, Type type)
    {
        if (Optional(type) is { } inner)
            return from.ReadBoolean() ? Read(from, inner) : null;
        if (ElementOf(type) is { } element)
            return ReadList(from, element);
        return type.IsEnum ? Enum.ToObject(type, from.ReadInt32())
            : type == typeof(double) ? BitConverter.Int64BitsToDouble(from.ReadInt64())
            : type == typeof(long) ? from.ReadInt64()
            : type == typeof(int) ? from.ReadInt32()
            : type == typeof(uint) ? from.ReadUInt32()
            : type == typeof(byte) ? from.ReadByte()
            : type == typeof(bool) ? from.ReadBoolean()
            : type == typeof(string) ? from.ReadString()
            : ReadRecord(from, type);
    }

    private static object ReadList(BinaryReader from, Type element)
    {
        var count = from.ReadInt32();
        if (count < 0 || count > from.BaseStream.Length)
            throw new InvalidDataException("a list longer than the file");
        var values = Array.CreateInstance(element, count);
        for (var i = 0; i < count; i++)
            values.SetValue(Read(from, element), i);
        return Frozen.MakeGenericMethod(element).Invoke(null, [values])!;
    }

    private static object ReadRecord(BinaryReader from, Type type)
    {
        var real = type;
        if (type.IsAbstract)
            real =
                type.GetNestedType(from.ReadString()) is { } nested && type.IsAssignableFrom(nested)
                    ? nested
                    : throw new InvalidDataException("an unknown case of " + type.Name);
        var properties = Properties(real);
        var values = Array.ConvertAll(properties, p => Read(from, p.PropertyType));
        var made = Maker(real);
        var named = made.GetParameters();
        var result = made.Invoke([.. named.Select(p => values[Array.FindIndex(properties, q => q.Name == p.Name)])]);
        for (var i = 0; i < properties.Length; i++)
            if (properties[i].CanWrite && named.All(p => p.Name != properties[i].Name))
                properties[i].SetValue(result, values[i]);
        return result;
    }

    private static readonly MethodInfo Frozen = typeof(ImmutableArray)
        .GetMethods()
        .Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }]);

    /// <summary>A record's constructor that takes its members; the other one copies.</summary>
    private static ConstructorInfo Maker(Type type) =>
        type.GetConstructors()
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length)
        ?? throw new UnreachableException(type.Name + " cannot be made");

    private static PropertyInfo[] Properties(Type type)
    {
        var names = Maker(type).GetParameters().Select(p => p.Name).ToArray();
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite || names.Contains(p.Name))
                .OrderBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    private static Type? Optional(Type type) => Nullable.GetUnderlyingType(type);
}
