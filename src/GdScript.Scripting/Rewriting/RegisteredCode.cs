using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Rewriting;

/// <summary>The words of a twin's method that calls a compiled method of the script, and those that give its slopes.</summary>
internal static class RegisteredCode
{
    /// <summary>The delegate type of a method, over plain doubles.</summary>
    public static string TypeOf(IMethodSymbol method) =>
        $"global::System.Func<{string.Concat(method.Parameters.Select(p => NameOf(p.Type) + ", "))}{NameOf(method.ReturnType)}>";

    /// <summary>The method, without its parameter list.</summary>
    /// <param name="registration">What is called.</param>
    /// <param name="plain">The field that holds the compiled method.</param>
    /// <param name="slopes">The fields that hold the compiled slopes.</param>
    /// <param name="place">The span of the registration.</param>
    public static string Of(Registration registration, string plain, string[] slopes, int place)
    {
        var method = registration.Method;
        var numbers = string.Join(", ", registration.Numbers.Select(p => "@" + p.Name));
        return $$"""
            {{Code.Recording}}.Scalar @{{method.Name}}() => {{Code.Recording}}.Registered.Call(
                "{{method.Name}}",
                {{place}},
                new {{Code.Recording}}.Scalar[] { {{numbers}} },
                gd_at => {{Call(method, plain)}},
                gd_at => {{Slopes(registration, slopes)}});
            """;
    }

    private static string Slopes(Registration registration, string[] slopes)
    {
        if (!registration.IsTogether)
            return $"new double[] {{ {string.Join(", ", registration.Slopes.Zip(slopes, Call))} }}";
        var all = Call(registration.Slopes[0], slopes[0]);
        if (registration.Slopes[0].ReturnType is IArrayTypeSymbol)
            return all;
        var items = Enumerable.Range(1, registration.Numbers.Count()).Select(i => FormattableString.Invariant($"gd_all.Item{i}"));
        return $"{{ var gd_all = {all}; return new double[] {{ {string.Join(", ", items)} }}; }}";
    }

    /// <summary>The call with the doubles of <c>gd_at</c> and the other arguments as they are.</summary>
    private static string Call(IMethodSymbol method, string field)
    {
        var next = 0;
        var arguments = method.Parameters.Select(p => Doubles.Is(p.Type) ? FormattableString.Invariant($"gd_at[{next++}]") : "@" + p.Name);
        return $"{field}({string.Join(", ", arguments)})";
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
