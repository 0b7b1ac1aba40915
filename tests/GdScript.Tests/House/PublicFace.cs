using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace GdScript.Tests.House;

/// <summary>
/// Everything a user of an assembly can name, written like C#, sorted by name: so that a change of the public face is read as a
/// change, in review. What the compiler adds by itself (the members of a record, hidden types) is left out.
/// </summary>
internal static class PublicFace
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    /// <summary>The face of these types; nested ones are written inside their owners.</summary>
    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        var rooms = types
            .Where(type => !type.IsNested && IsSpoken(type))
            .GroupBy(type => type.Namespace ?? "")
            .OrderBy(room => room.Key, StringComparer.Ordinal);
        foreach (var room in rooms)
        {
            Line(text, 0, $"namespace {room.Key}");
            foreach (var type in room.OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                Write(text, 1, type);
            }

            text.Append('\n');
        }

        return text.Length == 0 ? "(nothing is public yet)" : text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, int depth, Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            var generics = type.GetGenericArguments();
            var shape = $"{OwnName(type)}({MemberText.Parameters(invoke)}){MemberText.Constraints(generics)};";
            Line(text, depth, $"public delegate {TypeText.Of(invoke.ReturnParameter)} {shape}");
            return;
        }

        Line(text, depth, Head(type));
        foreach (var member in type.IsEnum ? Values(type) : Members(type))
        {
            Line(text, depth + 1, member);
        }

        foreach (
            var nested in type.GetNestedTypes(BindingFlags.Public).Where(IsSpoken).OrderBy(nested => nested.Name, StringComparer.Ordinal)
        )
        {
            Write(text, depth + 1, nested);
        }

        foreach (var block in Extensions(type).OrderBy(block => block.Head, StringComparer.Ordinal))
        {
            Line(text, depth + 1, block.Head);
            foreach (var member in block.Members)
            {
                Line(text, depth + 2, member);
            }
        }
    }

    private static string Head(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } =>
                $"{(IsReadOnly(type) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record struct" : "struct")}",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
        };
        var bases = type.IsEnum ? [TypeText.Of(type.GetEnumUnderlyingType())] : Bases(type).ToArray();
        var heirs = bases is [] or ["int"] ? "" : " : " + string.Join(", ", bases);
        return $"public {kind} {OwnName(type)}{heirs}{MemberText.Constraints(OwnGenerics(type))}";
    }

    private static string OwnName(Type type) => type.Name.Split('`')[0] + MemberText.Generics(OwnGenerics(type));

    private static Type[] OwnGenerics(Type type) => type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];

    /// <summary>The base class and the interfaces named here: not those of the base, not those another one brings along.</summary>
    private static IEnumerable<string> Bases(Type type)
    {
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            yield return TypeText.Of(parent);
        }

        var all = type.GetInterfaces();
        var inherited = all.SelectMany(it => it.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var own = all.Where(it => it.IsPublic && !inherited.Contains(it) && !IsOfRecord(type, it)).Select(TypeText.Of);
        foreach (var name in own.Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }

    private static IEnumerable<string> Values(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field.Name} = {Convert.ChangeType(field.GetRawConstantValue(), type.GetEnumUnderlyingType(), CultureInfo.InvariantCulture)},"
                )
            );

    /// <summary>Constants and fields, constructors, properties, events, then methods; each kind by name.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        var implementations = ExtensionMethods(type);
        return
        [
            .. Sorted(type.GetFields(Declared).Where(it => it.IsPublic && IsSpoken(it)), MemberText.Of),
            .. Sorted(
                type.GetConstructors(Declared).Where(it => MemberText.IsVisible(it) && !it.IsStatic && IsSpoken(it) && !IsCopy(it)),
                MemberText.Of
            ),
            .. Sorted(type.GetProperties(Declared).Where(IsShown), MemberText.Of),
            .. Sorted(type.GetEvents(Declared).Where(it => MemberText.IsVisible(it.AddMethod!)), MemberText.Of),
            .. Sorted(type.GetMethods(Declared).Where(it => IsPlain(it) && !implementations.Contains(Signature(it))), MemberText.Of),
        ];
    }

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> write)
        where T : MemberInfo =>
        members
            .Select(it => (it.Name, Text: write(it)))
            .OrderBy(it => it.Name, StringComparer.Ordinal)
            .ThenBy(it => it.Text, StringComparer.Ordinal)
            .Select(it => it.Text);

    private static bool IsShown(PropertyInfo property) => property.GetAccessors(true).Any(MemberText.IsVisible) && IsOwn(property);

    private static bool IsPlain(MethodInfo method) =>
        MemberText.IsVisible(method)
        && IsSpoken(method)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !(method.Name == "Finalize");

    private static bool IsOwn(PropertyInfo property) =>
        property.Name != "EqualityContract" && !property.Name.Contains('.', StringComparison.Ordinal);

    /// <summary>C# 14 keeps an extension block as a hidden type of skeleton members, each pointing to a marker that names the receiver.</summary>
    private static IEnumerable<(string Head, IEnumerable<string> Members)> Extensions(Type type) =>
        from skeleton in Skeletons(type)
        from marker in skeleton.GetNestedTypes(Declared)
        let receiver = marker.GetMethod("<Extension>$", Declared)
        where receiver is not null
        let generics = marker.GetGenericArguments()
        let head = $"extension{MemberText.Generics(generics)}({MemberText.Parameters(receiver)}){MemberText.Constraints(generics)}"
        let properties = Sorted(skeleton.GetProperties(Declared).Where(it => Marks(it, marker) && IsShown(it)), MemberText.Of)
        let methods = Sorted(skeleton.GetMethods(Declared).Where(it => Marks(it, marker) && IsPlain(it)), MemberText.Of)
        select (head, Placeholders(skeleton, generics, properties.Concat(methods)));

    /// <summary>In the skeleton the receiver's type parameters are called $T0, $T1; the marker knows their names.</summary>
    private static IEnumerable<string> Placeholders(Type skeleton, Type[] names, IEnumerable<string> members) =>
        members.Select(member =>
            skeleton
                .GetGenericArguments()
                .Select((hidden, i) => (hidden, i))
                .Reverse()
                .Aggregate(member, (text, it) => text.Replace(it.hidden.Name, names[it.i].Name, StringComparison.Ordinal))
        );

    private static bool Marks(MemberInfo member, Type marker) =>
        member
            .GetCustomAttributesData()
            .Any(note =>
                note.AttributeType.Name == "ExtensionMarkerAttribute"
                && note.ConstructorArguments is [{ Value: string name }]
                && name == marker.Name
            );

    private static IEnumerable<Type> Skeletons(Type type) =>
        type.GetNestedTypes(Declared).Where(nested => nested.IsSpecialName && nested.Name.StartsWith("<G>$", StringComparison.Ordinal));

    /// <summary>The static methods behind extension members: they are told in their block, so they are not told twice.</summary>
    private static HashSet<string> ExtensionMethods(Type type) =>
        [
            .. from skeleton in Skeletons(type)
            from method in skeleton.GetMethods(Declared)
            let note = method.GetCustomAttributesData().FirstOrDefault(note => note.AttributeType.Name == "ExtensionMarkerAttribute")
            where note is not null
            let generics = skeleton.GetGenericArguments().Length + method.GetGenericArguments().Length
            select $"{method.Name}`{generics}/{method.GetParameters().Length + (method.IsStatic ? 0 : 1)}",
        ];

    private static string Signature(MethodInfo method) =>
        $"{method.Name}`{method.GetGenericArguments().Length}/{method.GetParameters().Length}";

    private static bool IsSpoken(MemberInfo member) =>
        !member.Name.StartsWith('<') && !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsCopy(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!)
        && constructor.GetParameters() is [var only]
        && only.ParameterType == constructor.DeclaringType;

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)]) is not null;

    private static bool IsOfRecord(Type type, Type its) => IsRecord(type) && its == typeof(IEquatable<>).MakeGenericType(type);

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 4).Append(line).Append('\n');
}
