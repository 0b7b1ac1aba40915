using System.Collections.Immutable;
using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>The top-level methods of a script that could be its loss.</summary>
internal static class LossFinder
{
    /// <summary>Every top-level method that gives a double, those of the script itself before those of loaded files.</summary>
    public static ImmutableArray<LossCandidate> Of(CSharpCompilation compilation) =>
        [
            .. from tree in compilation.SyntaxTrees.Reverse()
            let model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree))
            from method in ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<MethodDeclarationSyntax>()
            where method.Arity == 0
            let symbol = model.Value.GetDeclaredSymbol(method)
            where symbol is { ReturnType.SpecialType: SpecialType.System_Double, RefKind: RefKind.None }
            select Of(method, symbol),
        ];

    private static LossCandidate Of(MethodDeclarationSyntax method, IMethodSymbol symbol) =>
        new(
            new LossSite.Method(symbol.Name, symbol.Parameters.Length),
            symbol.GetAttributes().Any(a => a.AttributeClass?.Name is "LossAttribute"),
            symbol.MetadataName,
            [.. symbol.Parameters.Select(p => Reflected(p.Type) + (p.RefKind == RefKind.None ? "" : "&"))],
            method.SyntaxTree.FilePath,
            method.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        );

    /// <summary>A type as <see cref="Type.ToString"/> writes it.</summary>
    private static string Reflected(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => $"{Reflected(array.ElementType)}[{new string(',', array.Rank - 1)}]",
            IPointerTypeSymbol pointer => Reflected(pointer.PointedAtType) + "*",
            INamedTypeSymbol { IsGenericType: true } generic =>
                $"{Named(generic)}[{string.Join(',', Arguments(generic).Select(Reflected))}]",
            INamedTypeSymbol named => Named(named),
            _ => type.Name,
        };

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? Arguments(outer) : []).Concat(type.TypeArguments);

    private static string Named(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{Named(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;
}
