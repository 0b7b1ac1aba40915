namespace GdScript.Scripting.Assistance;

/// <summary>The words of C# by where they can stand.</summary>
internal static class Keywords
{
    public static readonly string[] Types =
    [
        "bool",
        "byte",
        "char",
        "decimal",
        "double",
        "dynamic",
        "float",
        "int",
        "long",
        "nint",
        "nuint",
        "object",
        "sbyte",
        "short",
        "string",
        "uint",
        "ulong",
        "ushort",
    ];

    public static readonly string[] Expressions =
    [
        .. Types,
        "await",
        "base",
        "checked",
        "default",
        "delegate",
        "false",
        "from",
        "nameof",
        "new",
        "null",
        "ref",
        "sizeof",
        "stackalloc",
        "static",
        "this",
        "throw",
        "true",
        "typeof",
        "unchecked",
    ];

    public static readonly string[] Statements =
    [
        .. Expressions,
        "abstract",
        "async",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "do",
        "else",
        "enum",
        "event",
        "explicit",
        "extern",
        "finally",
        "fixed",
        "for",
        "foreach",
        "goto",
        "if",
        "implicit",
        "interface",
        "internal",
        "lock",
        "namespace",
        "operator",
        "override",
        "partial",
        "private",
        "protected",
        "public",
        "readonly",
        "record",
        "return",
        "sealed",
        "struct",
        "switch",
        "try",
        "unsafe",
        "using",
        "var",
        "virtual",
        "void",
        "while",
        "yield",
    ];

    public static readonly string[] AfterValue = ["is", "as", "switch", "with", "and", "or", "when"];

    public static readonly string[] Query =
    [
        "where",
        "select",
        "orderby",
        "group",
        "join",
        "let",
        "into",
        "from",
        "ascending",
        "descending",
        "on",
        "equals",
        "by",
        "in",
    ];

    public static readonly string[] Arguments = ["out", "ref", "in"];

    public static readonly string[] Directives =
    [
        "#r",
        "#load",
        "#define",
        "#elif",
        "#else",
        "#endif",
        "#endregion",
        "#error",
        "#if",
        "#line",
        "#nullable",
        "#pragma",
        "#region",
        "#undef",
        "#warning",
    ];
}
