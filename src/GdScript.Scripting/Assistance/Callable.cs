using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>One way to call something.</summary>
/// <param name="Symbol">The method, the indexer, or the generic definition.</param>
/// <param name="Parameters">What it takes.</param>
internal readonly record struct Overload(ISymbol Symbol, ImmutableArray<IParameterSymbol> Parameters);

/// <summary>What a list of arguments is given to.</summary>
/// <param name="Overloads">Every way to call it that is accessible here.</param>
/// <param name="Arguments">The arguments as far as they are typed.</param>
internal sealed record Callable(ImmutableArray<Overload> Overloads, ImmutableArray<SyntaxNode> Arguments)
{
    /// <summary>What the list belongs to; null where that cannot be called.</summary>
    public static Callable? Of(Draft draft, SyntaxNode list, CancellationToken stop)
    {
        var model = draft.Model;
        IEnumerable<ISymbol> found = list.Parent switch
        {
            InvocationExpressionSyntax call when list == call.ArgumentList => Invoked(model, call.Expression, stop),
            BaseObjectCreationExpressionSyntax creation => Constructors(TypeOf(model, creation, stop)),
            PrimaryConstructorBaseTypeSyntax up => Constructors(model.GetTypeInfo(up.Type, stop).Type),
            ElementAccessExpressionSyntax element => Indexers(model.GetTypeInfo(element.Expression, stop).Type),
            ElementBindingExpressionSyntax binding => Indexers(Conditional(model, binding, stop)),
            AttributeSyntax attribute => Constructors(
                model.GetTypeInfo(attribute, stop).Type
                    ?? model.GetSymbolInfo(attribute.Name, stop).CandidateSymbols.FirstOrDefault()?.ContainingType
            ),
            ConstructorInitializerSyntax initializer => Initialised(model, initializer, stop),
            _ => [],
        };
        var overloads = found.Where(s => model.IsAccessible(list.SpanStart, s)).Select(s => new Overload(s, ParametersOf(s)));
        ImmutableArray<Overload> all = [.. overloads];
        return all.IsEmpty ? null : new(all, ArgumentsOf(list));
    }

    private static ImmutableArray<SyntaxNode> ArgumentsOf(SyntaxNode list) =>
        list switch
        {
            BaseArgumentListSyntax given => [.. given.Arguments],
            AttributeArgumentListSyntax given => [.. given.Arguments],
            _ => [],
        };

    private static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.Parameters.RemoveAll(IsTheCompilers),
            IPropertySymbol indexer => indexer.Parameters,
            _ => [],
        };

    /// <summary>The file, the line and the argument's text are filled in by the compiler.</summary>
    private static bool IsTheCompilers(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue
        && parameter
            .GetAttributes()
            .Any(a => a.AttributeClass is { Name: var name } && name.StartsWith("Caller", StringComparison.Ordinal));

    private static IEnumerable<ISymbol> Invoked(SemanticModel model, ExpressionSyntax called, CancellationToken stop)
    {
        if (model.GetTypeInfo(called, stop).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke })
            return [invoke];
        var group = model.GetMemberGroup(called, stop);
        if (!group.IsEmpty)
            return group.Where(s => s is IMethodSymbol);
        var info = model.GetSymbolInfo(called, stop);
        return info.Symbol is IMethodSymbol method ? [method] : info.CandidateSymbols.Where(s => s is IMethodSymbol);
    }

    private static ITypeSymbol? TypeOf(SemanticModel model, BaseObjectCreationExpressionSyntax creation, CancellationToken stop) =>
        creation is ObjectCreationExpressionSyntax named ? model.GetSymbolInfo(named.Type, stop).Symbol as ITypeSymbol
        : model.GetTypeInfo(creation, stop) is var info && info.Type is { TypeKind: not TypeKind.Error } type ? type
        : info.ConvertedType ?? Declared(model, creation, stop);

    private static ITypeSymbol? Declared(SemanticModel model, SyntaxNode creation, CancellationToken stop) =>
        creation.Parent
            is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } }
            ? model.GetTypeInfo(type, stop).Type
            : null;

    private static IEnumerable<ISymbol> Constructors(ITypeSymbol? type) =>
        type is INamedTypeSymbol named ? named.InstanceConstructors.Where(c => !c.IsImplicitlyDeclared || c.Parameters.IsEmpty) : [];

    private static IEnumerable<ISymbol> Indexers(ITypeSymbol? type)
    {
        var seen = new HashSet<string>();
        for (var up = type; up is not null; up = up.BaseType)
            foreach (var indexer in up.GetMembers().OfType<IPropertySymbol>().Where(p => p.IsIndexer))
                if (seen.Add(SymbolText.Member(indexer)))
                    yield return indexer;
        if (type is { TypeKind: TypeKind.Interface })
            foreach (var indexer in type.AllInterfaces.SelectMany(i => i.GetMembers()).OfType<IPropertySymbol>().Where(p => p.IsIndexer))
                if (seen.Add(SymbolText.Member(indexer)))
                    yield return indexer;
    }

    private static ITypeSymbol? Conditional(SemanticModel model, ElementBindingExpressionSyntax binding, CancellationToken stop) =>
        binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(c => c.WhenNotNull.Span.Contains(binding.Span))
            is { } access
            ? Members.Unwrapped(model.GetTypeInfo(access.Expression, stop).Type)
            : null;

    private static IEnumerable<ISymbol> Initialised(SemanticModel model, ConstructorInitializerSyntax initializer, CancellationToken stop)
    {
        var type = initializer.Parent?.Parent is TypeDeclarationSyntax declaration ? model.GetDeclaredSymbol(declaration, stop) : null;
        return Constructors(initializer.IsKind(SyntaxKind.BaseConstructorInitializer) ? type?.BaseType : type);
    }
}
