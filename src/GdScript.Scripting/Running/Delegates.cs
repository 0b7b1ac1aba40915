using System.Reflection;

namespace GdScript.Scripting.Running;

/// <summary>The delegate type of a method.</summary>
internal static class Delegates
{
    private const int MostOfFunc = 16;

    /// <summary><c>Func&lt;…&gt;</c> where one fits, else a type made for the purpose (references, more than 16 parameters).</summary>
    public static Type TypeOf(MethodInfo method)
    {
        Type[] types = [.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType];
        return types.Length > MostOfFunc + 1 || types.Any(t => t.IsByRef || t.IsPointer)
            ? System.Linq.Expressions.Expression.GetDelegateType(types)
            : typeof(Func<>).Assembly.GetType($"System.Func`{types.Length}", throwOnError: true)!.MakeGenericType(types);
    }
}
