using System.Numerics;
using System.Reflection;

namespace GdScript.MathNet;

/// <summary>
/// The members of one loaded MathNet.Symbolics that are called here, found by name. Its objects are <see cref="object"/> to us:
/// there may be several copies of the library in a process, and each understands its own only.
/// </summary>
internal sealed class Symbolics
{
    public const string TypeName = "MathNet.Symbolics.SymbolicExpression";

    private static readonly string[] Operators = ["op_UnaryNegation", "op_Addition", "op_Subtraction", "op_Multiply", "op_Division"];

    private static readonly string[] Functions =
    [
        "Exp",
        "Ln",
        "Log",
        "Sqrt",
        "Sin",
        "Cos",
        "Tan",
        "ArcSin",
        "ArcCos",
        "ArcTan",
        "Sinh",
        "Cosh",
        "Tanh",
        "ArcSinh",
        "ArcCosh",
        "ArcTanh",
    ];

    /// <summary>Asked for only by a loss that has them.</summary>
    private static readonly string[] Orders = ["BesselJ", "BesselY", "BesselI", "BesselK"];
    private static readonly string[] Airy = ["AiryAi", "AiryAiPrime", "AiryBi", "AiryBiPrime"];

    private readonly Dictionary<string, MethodInfo> methods = new(StringComparer.Ordinal);
    private readonly Type type;

    private Symbolics(Type type) => this.type = type;

    /// <summary>The library's version as it says itself.</summary>
    public string Version => type.Assembly.GetName().Version is { } v ? FormattableString.Invariant($"{v.Major}.{v.Minor}") : "?";

    /// <summary>True for the type that users write formulas with, of whatever copy of the library.</summary>
    public static bool IsExpression(Type type) => type.FullName == TypeName;

    /// <summary>All members, or the first one that is missing.</summary>
    public static Result<Symbolics> Of(Assembly assembly)
    {
        if (assembly.GetType(TypeName) is not { } type)
            return Problems.Strange(TypeName);
        var found = new Symbolics(type);
        const BindingFlags ofType = BindingFlags.Public | BindingFlags.Static;
        const BindingFlags ofObject = BindingFlags.Public | BindingFlags.Instance;
        var missing = new List<string>();
        foreach (var name in Operators)
            Add(name, ofType, name == "op_UnaryNegation" ? [type] : [type, type]);
        foreach (var name in Functions)
            Add(name, ofObject, []);
        Add("Pow", ofObject, [type]);
        Add("Root", ofObject, [type]);
        Add("Differentiate", ofObject, [type]);
        Add("get_Expression", ofObject, []);
        Add("get_Pi", ofType, []);
        Add("get_E", ofType, []);
        Add("Variable", ofType, [typeof(string)]);
        Add("IntegerFraction", ofType, [typeof(BigInteger), typeof(BigInteger)]);
        var needed = missing.Count;
        foreach (var name in Orders)
            Add(name, ofObject, [type]);
        foreach (var name in Airy)
            Add(name, ofObject, []);
        missing.RemoveRange(needed, missing.Count - needed);
        return missing.Count == 0 ? found : Problems.Strange($"{TypeName}.{missing[0]}");

        void Add(string name, BindingFlags where, Type[] parameters)
        {
            if (type.GetMethod(name, where, parameters) is { } method)
                found.methods[name] = method;
            else
                missing.Add(name);
        }
    }

    public object Variable(string name) => Static("Variable", name);

    public object Ratio(BigInteger numerator, BigInteger denominator) => Static("IntegerFraction", numerator, denominator);

    public object Pi => Static("get_Pi");

    public object E => Static("get_E");

    public object Operator(string name, params object[] arguments) => Static(name, arguments);

    public object Call(string name, object on, params object[] arguments) =>
        (methods.TryGetValue(name, out var method) ? method : throw new MissingMemberException(TypeName, name)).Invoke(
            on,
            BindingFlags.DoNotWrapExceptions,
            null,
            arguments,
            null
        ) ?? throw new InvalidOperationException($"{name} gives nothing");

    /// <summary>The tree behind what users hold.</summary>
    public object Tree(object expression) => Call("get_Expression", expression);

    private object Static(string name, params object[] arguments) => Call(name, null!, arguments);
}
