namespace GdScript.Cli.Repl;

/// <summary>Types of the running program as C# writes them: <c>List&lt;double&gt;</c>, <c>int[,]</c>, <c>(int, string)</c>.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Short = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (Short.TryGetValue(type, out var name))
            return name;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        if (type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal))
            return "";
        if (!type.IsGenericType)
            return type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        var bare = type.Name.Split('`')[0];
        return bare == "ValueTuple" ? $"({arguments})" : $"{bare}<{arguments}>";
    }
}
