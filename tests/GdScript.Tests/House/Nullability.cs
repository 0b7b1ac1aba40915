using System.Reflection;

namespace GdScript.Tests.House;

/// <summary>
/// The compiler's notes on where null is allowed, as they stand in metadata (Roslyn, docs/features/nullable-metadata.md).
/// Reflection's own reader says of an unconstrained <c>T</c> only that it may be null; the notes tell <c>T</c> from <c>T?</c>.
/// </summary>
internal static class Nullability
{
    public const byte Unknown = 0;
    public const byte NotNull = 1;
    public const byte Annotated = 2;

    /// <summary>The flags of one signature: one for each part, or a single one for all, or none where the context speaks.</summary>
    public static byte[] Flags(ICustomAttributeProvider carrier) =>
        Note(carrier, "NullableAttribute") switch
        {
            byte all => [all],
            IReadOnlyCollection<CustomAttributeTypedArgument> each => [.. each.Select(argument => (byte)argument.Value!)],
            _ => [],
        };

    /// <summary>What holds for parts without a flag: the word of the method, else of the nearest type around it.</summary>
    public static byte Context(MemberInfo owner)
    {
        for (var place = owner; place is not null; place = place.DeclaringType)
        {
            if (Note(place, "NullableContextAttribute") is byte word)
            {
                return word;
            }
        }

        return Unknown;
    }

    private static object? Note(ICustomAttributeProvider carrier, string name)
    {
        var notes = carrier switch
        {
            MemberInfo member => member.GetCustomAttributesData(),
            ParameterInfo parameter => parameter.GetCustomAttributesData(),
            _ => [],
        };
        return notes.FirstOrDefault(note => note.AttributeType.Name == name)?.ConstructorArguments[0].Value;
    }
}
