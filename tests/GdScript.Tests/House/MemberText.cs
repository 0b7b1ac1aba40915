using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GdScript.Tests.House;

/// <summary>Writes one public member the way its author declared it, without its body.</summary>
internal static class MemberText
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_ExclusiveOr"] = "^",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_LogicalNot"] = "!",
        ["op_OnesComplement"] = "~",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_Increment"] = "++",
        ["op_Decrement"] = "--",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_LeftShift"] = "<<",
        ["op_RightShift"] = ">>",
        ["op_UnsignedRightShift"] = ">>>",
        ["op_True"] = "true",
        ["op_False"] = "false",
    };

    public static string Of(FieldInfo field) =>
        field switch
        {
            { IsLiteral: true } =>
                $"public const {TypeText.Of(field)} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)};",
            _ => $"public {Words((field.IsStatic, "static"), (field.IsInitOnly, "readonly"))}{TypeText.Of(field)} {field.Name};",
        };

    public static string Of(ConstructorInfo constructor) =>
        $"{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)});";

    public static string Of(PropertyInfo property)
    {
        var reader = property.GetMethod;
        var name = property.GetIndexParameters() is { Length: > 0 } index
            ? $"this[{string.Join(", ", index.Select(Parameter))}]"
            : property.Name;
        var get = reader is not null && IsVisible(reader) ? "get; " : "";
        var set = property.SetMethod is { } writer && IsVisible(writer) ? $"{(IsInit(writer) ? "init" : "set")}; " : "";
        var isRef = property.PropertyType.IsByRef ? "ref " : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(reader ?? property.SetMethod!)}{required}{isRef}{TypeText.Of(property)} {name} {{ {get}{set}}}";
    }

    public static string Of(EventInfo @event) => $"{Modifiers(@event.AddMethod!)}event {TypeText.Of(@event)} {@event.Name};";

    public static string Of(MethodInfo method)
    {
        var head = $"{Modifiers(method)}{RefReturn(method)}";
        var type = TypeText.Of(method.ReturnParameter);
        var tail = $"({Parameters(method)}){Constraints(method.GetGenericArguments())};";
        return method.Name switch
        {
            "op_Implicit" => $"{head}implicit operator {type}{tail}",
            "op_Explicit" => $"{head}explicit operator {type}{tail}",
            var name when Operators.TryGetValue(name, out var sign) => $"{head}{type} operator {sign}{tail}",
            var name => $"{head}{type} {name}{Generics(method.GetGenericArguments())}{tail}",
        };
    }

    /// <summary>What a delegate or a method takes, with defaults.</summary>
    public static string Parameters(MethodBase method)
    {
        var receiver = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return receiver + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Parameter(ParameterInfo parameter)
    {
        var way = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } when parameter.IsDefined(typeof(RequiresLocationAttribute)) => "ref readonly ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var scoped = parameter.IsDefined(typeof(ScopedRefAttribute)) && way is not ("out " or "params ") ? "scoped " : "";
        var given = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{scoped}{way}{TypeText.Of(parameter)} {parameter.Name}{given}".TrimEnd();
    }

    public static string Generics(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Variance))}>";

    public static string Constraints(Type[] arguments) =>
        string.Concat(
            from argument in arguments
            where argument.IsGenericParameter
            let bounds = Bounds(argument).ToArray()
            where bounds.Length > 0
            select $" where {argument.Name} : {string.Join(", ", bounds)}"
        );

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Variance(Type argument) =>
        (argument.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out " + argument.Name,
            GenericParameterAttributes.Contravariant => "in " + argument.Name,
            _ => argument.Name,
        };

    private static IEnumerable<string> Bounds(Type argument)
    {
        var kind = argument.GenericParameterAttributes;
        if (kind.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            yield return argument.GetCustomAttributesData().Any(note => note.AttributeType.Name == "IsUnmanagedAttribute")
                ? "unmanaged"
                : "struct";
        }
        else if (kind.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }
        else if (IsNotNull(argument))
        {
            yield return "notnull";
        }

        foreach (var bound in argument.GetGenericParameterConstraints().Where(bound => bound != typeof(ValueType)))
        {
            yield return TypeText.Of(bound);
        }

        var isStruct = kind.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (kind.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }

        if (kind.HasFlag(GenericParameterAttributes.AllowByRefLike))
        {
            yield return "allows ref struct";
        }
    }

    private static bool IsNotNull(Type argument) =>
        argument.GetGenericParameterConstraints().Length == 0
        && (
            Nullability.Flags(argument) is [var flag]
                ? flag
                : Nullability.Context(argument.DeclaringMethod ?? (MemberInfo)argument.DeclaringType!)
        ) == Nullability.NotNull;

    private static string Modifiers(MethodInfo method)
    {
        var overrides = method.GetBaseDefinition() != method;
        var inInterface = method.DeclaringType!.IsInterface;
        return Access(method)
            + Words(
                (method.IsStatic, "static"),
                (method.IsAbstract && !inInterface, "abstract"),
                (method.IsAbstract && inInterface && method.IsStatic, "abstract"),
                (method.IsFinal && overrides, "sealed"),
                (overrides, "override"),
                (method.IsVirtual && !method.IsAbstract && !method.IsFinal && !overrides, "virtual")
            );
    }

    private static string Access(MethodBase method) =>
        method.DeclaringType!.IsInterface ? ""
        : method.IsPublic ? "public "
        : "protected ";

    private static string RefReturn(MethodInfo method) =>
        !method.ReturnType.IsByRef ? ""
        : method.ReturnParameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "ref readonly "
        : "ref ";

    private static bool IsInit(MethodInfo writer) => writer.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Words(params (bool Applies, string Word)[] words) =>
        string.Concat(words.Where(it => it.Applies).Select(it => it.Word + " "));

    private static string Literal(object? value, Type type) =>
        value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            true => "true",
            false => "false",
            string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
            char letter => $"'{letter}'",
            _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } kind => $"{kind.Name}.{Enum.ToObject(kind, value)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
