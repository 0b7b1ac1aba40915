using System.Collections.Immutable;
using GdScript.Scripting.Globals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>A method whose slopes are registered with <c>[Derivative]</c>: the twin calls it as it is compiled, and does not look inside.</summary>
/// <param name="Method">The method.</param>
/// <param name="Slopes">One for each double it takes, or one that gives them all.</param>
/// <param name="Place">The attribute.</param>
internal sealed record Registration(IMethodSymbol Method, ImmutableArray<IMethodSymbol> Slopes, SyntaxNode Place)
{
    /// <summary>As many parameters as <c>Func</c> takes.</summary>
    private const int Most = 16;

    /// <summary>The doubles it takes.</summary>
    public IEnumerable<IParameterSymbol> Numbers => Method.Parameters.Where(p => Doubles.Is(p.Type));

    /// <summary>The one slope method gives all slopes.</summary>
    public bool IsTogether => Slopes is [var one] && !Doubles.Is(one.ReturnType);

    /// <summary>The attribute that registers slopes; null for a method like any other.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == typeof(DerivativeAttribute).FullName);

    /// <summary>What is registered, or what is wrong with it.</summary>
    public static Result<Registration> Of(ScriptModel model, IMethodSymbol method, AttributeData attribute)
    {
        var place = attribute.ApplicationSyntaxReference!.GetSyntax();
        if (WhyNot(method) is { } why)
            return Wrong(method, why, place);
        var slopes = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (var name in NamesIn(attribute))
        {
            var named = Named(model, method, name);
            if (named.Count == 0)
                return Wrong(method, $"there is no method '{name}'", place);
            if (named.Find(m => Takes(m, method)) is not { } slope)
                return Wrong(method, $"'{name}' does not take what it takes ({Parameters(method)})", place);
            slopes.Add(slope);
        }
        var registration = new Registration(method, slopes.ToImmutable(), place);
        return registration.Counted() is { } wrong ? Wrong(method, wrong, place) : registration;
    }

    /// <summary>The methods of a name that the method can see: of its own submission, or of the last one before.</summary>
    private static List<IMethodSymbol> Named(ScriptModel model, IMethodSymbol method, string name) =>
        [
            .. model
                .Chain.Reverse()
                .Select(c => c.ScriptClass)
                .SkipWhile(c => !SymbolEqualityComparer.Default.Equals(c, method.ContainingType))
                .Select(c => c?.GetMembers(name).OfType<IMethodSymbol>().ToArray() ?? [])
                .FirstOrDefault(m => m.Length > 0, []),
        ];

    private static Problem Wrong(IMethodSymbol method, string why, SyntaxNode place) =>
        Places.In(TraceProblems.Of(TraceProblems.Id.Registration, method.Name, why), place);

    private static string? WhyNot(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || !method.ContainingType.IsScriptClass
            ? "only a method at the top of the script can be"
        : method.IsGenericMethod ? "it is generic"
        : !Doubles.Is(method.ReturnType) ? "it gives no double"
        : method.Parameters.Length > Most ? $"it takes more than {Most} parameters"
        : method.Parameters.FirstOrDefault(p => !CanBeGiven(p)) is { } parameter
            ? $"'{parameter.Name}' is {parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, and it may take double, whole numbers, bool and string"
        : method.Parameters.Any(p => Doubles.Is(p.Type)) ? null
        : "it takes no double";

    private static bool CanBeGiven(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, IsParams: false }
        && (
            Doubles.Is(parameter.Type)
            || parameter.Type.SpecialType
                is SpecialType.System_Boolean
                    or SpecialType.System_String
                    or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
        );

    private static IEnumerable<string> NamesIn(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var names }]
            ? names.Select(n => n.Value as string ?? "")
            : [];

    private static bool Takes(IMethodSymbol slope, IMethodSymbol method) =>
        !slope.IsGenericMethod
        && slope.Parameters.Length == method.Parameters.Length
        && slope.Parameters.Zip(method.Parameters).All(p => SameType(p.First, p.Second));

    private static bool SameType(IParameterSymbol a, IParameterSymbol b) =>
        a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type);

    private static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));

    /// <summary>Why these are not the slopes toward all doubles; null when they are.</summary>
    private string? Counted()
    {
        var count = Numbers.Count();
        if (IsTogether)
            return Slopes[0].ReturnType switch
            {
                IArrayTypeSymbol { Rank: 1, ElementType: var element } when Doubles.Is(element) => null,
                INamedTypeSymbol { IsTupleType: true, TupleElements: var parts }
                    when parts.Length == count && parts.All(p => Doubles.Is(p.Type)) => null,
                var other => $"'{Slopes[0].Name}' gives {other.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}",
            };
        if (Slopes.FirstOrDefault(s => !Doubles.Is(s.ReturnType)) is { } odd)
            return $"'{odd.Name}' gives no double";
        return Slopes.Length == count ? null : $"it takes {count} doubles, and {Slopes.Length} slopes are named";
    }
}
