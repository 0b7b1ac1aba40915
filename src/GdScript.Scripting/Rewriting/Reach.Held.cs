using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GdScript.Scripting.Rewriting;

/// <summary>Types that no code of the loss names: those that captured values may have, and those that are only asked for.</summary>
internal sealed partial class Reach
{
    /// <summary>Every type of the script that can stand where a captured value's type stands: <c>ILayer[] net = [new Lin(3)]</c>.</summary>
    private void Held()
    {
        var held = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var next = new Stack<ITypeSymbol>(captures.Values.Where(c => c.Made is null).Select(c => c.Type));
        while (next.TryPop(out var type))
            foreach (var part in PartsOf(type, held))
                next.Push(part);
    }

    private List<ITypeSymbol> PartsOf(ITypeSymbol type, HashSet<INamedTypeSymbol> held)
    {
        if (type is IArrayTypeSymbol array)
            return [array.ElementType];
        if (type is not INamedTypeSymbol named)
            return [];
        var own = named.OriginalDefinition;
        List<ITypeSymbol> parts = [.. named.TypeArguments];
        if (own.IsScriptClass || ScriptModel.Declaration(own) is null || !held.Add(own))
            return parts;
        Type(own);
        parts.AddRange(own.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).Select(f => f.Type));
        if (own.BaseType is { } above)
            parts.Add(above);
        parts.AddRange(Below(own));
        return parts;
    }

    /// <summary>The types of the script that derive from a type or keep its contract.</summary>
    private IEnumerable<INamedTypeSymbol> Below(INamedTypeSymbol type) =>
        type.IsSealed ? [] : ScriptTypes.Where(t => Above(t).Contains(type, SymbolEqualityComparer.Default));

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
            yield return above.OriginalDefinition;
        foreach (var contract in type.AllInterfaces)
            yield return contract.OriginalDefinition;
    }

    private List<INamedTypeSymbol> ScriptTypes =>
        field ??= [.. model.Chain.SelectMany(c => c.ScriptClass?.GetTypeMembers() ?? []).SelectMany(WithNested)];

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(WithNested).Prepend(type);

    /// <summary>A type that a value is asked for: <c>l is Lin</c>, <c>l switch { Lin => … }</c>, <c>typeof(Lin)</c>.</summary>
    private static ITypeSymbol? AskedFor(IOperation operation) =>
        operation switch
        {
            IIsTypeOperation test => test.TypeOperand,
            ITypePatternOperation pattern => pattern.MatchedType,
            IDeclarationPatternOperation pattern => pattern.MatchedType,
            IRecursivePatternOperation pattern => pattern.MatchedType,
            ITypeOfOperation type => type.TypeOperand,
            _ => null,
        };
}
