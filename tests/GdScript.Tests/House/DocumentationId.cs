using System.Reflection;

namespace GdScript.Tests.House;

/// <summary>
/// The name the compiler gives a method in documentation and in the banned list, e.g. <c>M:System.Math.Exp(System.Double)</c>
/// (C# specification, annex D.4.2).
/// </summary>
internal static class DocumentationId
{
    public static string Of(MethodBase method)
    {
        var name = method.IsConstructor ? "#ctor" : method.Name;
        var arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        var parameters = string.Join(',', method.GetParameters().Select(parameter => Of(parameter.ParameterType)));
        return $"M:{Dotted(method.DeclaringType!)}.{name}{arity}{(parameters.Length == 0 ? "" : $"({parameters})")}";
    }

    private static string Of(Type type) =>
        type switch
        {
            { IsByRef: true } => Of(type.GetElementType()!) + "@",
            { IsArray: true } => Of(type.GetElementType()!) + "[]",
            { IsPointer: true } => Of(type.GetElementType()!) + "*",
            { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
            { IsGenericTypeParameter: true } => $"`{type.GenericParameterPosition}",
            { IsGenericType: true } => $"{Dotted(type).Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Of))}}}",
            _ => Dotted(type),
        };

    private static string Dotted(Type type) =>
        type.DeclaringType is { } outer ? $"{Dotted(outer)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
}
