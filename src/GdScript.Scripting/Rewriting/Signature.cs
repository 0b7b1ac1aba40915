using System.Collections.Immutable;
using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>How a point gives the parameters of a loss, and how the twin's entry makes its arguments of them.</summary>
internal sealed class Signature
{
    private sealed record Leaf(string Name, string Path, int Rank);

    private readonly List<Leaf> leaves = [];
    private readonly List<Problem> problems = [];

    private Signature() { }

    /// <summary>What a point gives, in order.</summary>
    public ImmutableArray<TwinParameter> Parameters { get; private set; }

    /// <summary>The arguments of the call, one for each parameter of the method.</summary>
    public ImmutableArray<string> Arguments { get; private set; }

    public IReadOnlyList<Problem> Problems => problems;

    public static Signature Of(Target target)
    {
        var signature = new Signature();
        signature.Read(target);
        return signature;
    }

    private void Read(Target target)
    {
        var method = target.Method;
        if (!Doubles.Is(method.ReturnType))
            problems.Add(
                Places.In(
                    TraceProblems.Of(
                        TraceProblems.Id.NotALoss,
                        TitleOf(target),
                        method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
                    ),
                    NameOf(target.Place)
                )
            );
        var makers = method.Parameters.Select(p => Maker(p, target)).ToList();
        var names = Names();
        Parameters = [.. leaves.Select((leaf, i) => new TwinParameter(names[i], leaf.Rank))];
        Arguments = [.. makers.Select(make => make(names))];
    }

    private static string TitleOf(Target target) => target.Expression is { } e ? e.ToString() : target.Method.Name;

    private static SyntaxNode NameOf(SyntaxNode place) => place is MethodDeclarationSyntax method ? method.ReturnType : place;

    private Func<string[], string> Maker(IParameterSymbol parameter, Target target)
    {
        var made = parameter.RefKind is RefKind.Ref or RefKind.Out ? null : MakerOf(parameter.Type, parameter.Name, parameter.Name);
        if (made is null && parameter is { HasExplicitDefaultValue: true } && parameter.RefKind is RefKind.None)
            made = _ => DefaultOf(parameter);
        if (made is not null)
            return made;
        var shown = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            _ => "",
        };
        var place = ScriptModel.Declaration(parameter) ?? target.Place;
        var type = shown + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        problems.Add(Places.In(TraceProblems.Of(TraceProblems.Id.Parameter, parameter.Name, type), place));
        return _ => "default";
    }

    private static string DefaultOf(IParameterSymbol parameter) =>
        parameter.ExplicitDefaultValue is { } value and not double
            ? $"({TwinTypes.NameOf(parameter.Type)}){SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)}"
            : $"default({TwinTypes.NameOf(parameter.Type)})";

    /// <summary>Code that makes a value of a type from numbers of the point; null where a point cannot give it.</summary>
    private Func<string[], string>? MakerOf(ITypeSymbol type, string name, string path)
    {
        if (Shape(type) is var (rank, reading))
        {
            var at = leaves.Count;
            leaves.Add(new(name, path, rank));
            return names => string.Format(System.Globalization.CultureInfo.InvariantCulture, reading, $"\"{names[at]}\"");
        }
        if (PartsOf(type) is not { } parts)
            return null;
        var before = leaves.Count;
        var makers = parts.Select(p => MakerOf(p.Type, p.Name, $"{path}_{p.Name}")).ToList();
        if (makers.Count > 0 && makers.All(m => m is not null))
            return names => Made(type, [.. makers.Select(m => m!(names))]);
        leaves.RemoveRange(before, leaves.Count - before);
        return null;
    }

    private static string Made(ITypeSymbol type, string[] parts) =>
        type.IsTupleType ? $"({string.Join(", ", parts)})" : $"new {TwinTypes.NameOf(type)}({string.Join(", ", parts)})";

    /// <summary>Numbers, vectors and matrices: how many indices, and how the entry asks for them.</summary>
    private static (int Rank, string Reading)? Shape(ITypeSymbol type) =>
        type switch
        {
            _ when Doubles.Is(type) => (0, "gd_arguments.Scalar({0})"),
            IArrayTypeSymbol { Rank: 1, ElementType: var e } when Doubles.Is(e) => (1, "gd_arguments.Vector({0})"),
            IArrayTypeSymbol { Rank: 2, ElementType: var e } when Doubles.Is(e) => (2, "gd_arguments.Matrix({0})"),
            IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType: var e } } when Doubles.Is(e) => (
                2,
                "gd_arguments.Jagged({0})"
            ),
            INamedTypeSymbol { TypeArguments: [var e] } named when Doubles.Is(e) => named.Name switch
            {
                "List" or "IList" or "ICollection" => (1, "gd_arguments.List({0})"),
                "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" => (
                    1,
                    "gd_arguments.Vector({0})"
                ),
                _ => null,
            },
            _ => null,
        };

    /// <summary>The members of a tuple, or what the constructor of a script's type takes.</summary>
    private static IEnumerable<(string Name, ITypeSymbol Type)>? PartsOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return tuple.TupleElements.Select(e => (e.Name, e.Type));
        if (type is not INamedTypeSymbol named || ScriptModel.Declaration(named.OriginalDefinition) is null || named.IsAbstract)
            return null;
        var constructor = named
            .InstanceConstructors.Where(c =>
                !c.IsImplicitlyDeclared && c.Parameters.Length > 0 && c.DeclaredAccessibility == Accessibility.Public
            )
            .MaxBy(c => c.Parameters.Length);
        return constructor?.Parameters.Select(p => (p.Name, p.Type));
    }

    /// <summary>A member's own name where no other parameter has it, else the path to it.</summary>
    private string[] Names()
    {
        var names = new string[leaves.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var (name, path) = (Legal(leaves[i].Name), Legal(leaves[i].Path));
            var chosen = leaves.Count(l => Legal(l.Name) == name) == 1 ? name : path;
            while (!taken.Add(chosen))
                chosen += "_";
            names[i] = chosen;
        }
        return names;
    }

    private static string Legal(string name)
    {
        var legal = string.Concat(name.Select(c => char.IsLetter(c) || char.IsAsciiDigit(c) || c == '_' ? c : '_'));
        return char.IsAsciiDigit(legal[0]) ? "_" + legal : legal;
    }
}
