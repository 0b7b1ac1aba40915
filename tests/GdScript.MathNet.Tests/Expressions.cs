using System.Reflection;

namespace GdScript.MathNet.Tests;

/// <summary>Expressions of the look-alike, built as a user would, by reflection.</summary>
internal static class Expressions
{
    private static readonly Assembly Library = LibraryContext.Load(Places.Find(Libraries.Fake, cache: false).Value).Value;

    private static readonly Type Type = Library.GetType(Symbolics.TypeName)!;

    public static object Variable(string name) => Static("Variable", name);

    public static object Real(double value) => Static("Real", value);

    public static object Whole(int value) => Static("op_Implicit", value);

    public static object Add(object a, object b) => Static("op_Addition", a, b);

    public static object Times(object a, object b) => Static("op_Multiply", a, b);

    public static object Call(object on, string name, params object[] arguments) =>
        Type.GetMethod(name, [.. arguments.Select(a => a.GetType())])!.Invoke(on, arguments)!;

    private static object Static(string name, params object[] arguments) =>
        Type.GetMethod(name, [.. arguments.Select(a => a.GetType())])!.Invoke(null, arguments)!;
}
