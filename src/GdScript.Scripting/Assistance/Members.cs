using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What could stand behind a dot.</summary>
internal static class Members
{
    /// <summary>What stands before a dot: a value of a type, or a type or namespace itself.</summary>
    private readonly record struct Receiver(INamespaceOrTypeSymbol? Of, bool IsValue);

    public static IEnumerable<Choice> At(Draft draft, Spot spot, CancellationToken stop)
    {
        var onlyTypes = IsTypePlace(spot.Left.Parent);
        return ReceiversOf(draft, spot.Left.Parent, stop)
            .Where(r => r.Of is not null)
            .SelectMany(r => Of(draft, spot.PlaceIn(draft), r, stop))
            .Where(s => !onlyTypes || s is INamespaceOrTypeSymbol)
            .Where(s => s is not ITypeSymbol || !IsUsing(spot.Left.Parent) || IsUsingOfTypes(spot.Left.Parent))
            .Select(s => Choice.Of(s, NearnessOf(s)) with { Order = Custom.Of(s) });
    }

    /// <summary>The type that a conditional access looks into: <c>a?.</c> of a number that may be null is the number.</summary>
    public static ITypeSymbol? Unwrapped(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? inner
            : type;

    private static IEnumerable<Receiver> ReceiversOf(Draft draft, SyntaxNode? around, CancellationToken stop) =>
        around switch
        {
            MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression } access =>
            [
                new((draft.Model.GetTypeInfo(access.Expression, stop).Type as IPointerTypeSymbol)?.PointedAtType, IsValue: true),
            ],
            MemberAccessExpressionSyntax access => Of(draft, access.Expression, stop),
            MemberBindingExpressionSyntax binding => [new(Conditional(draft, binding, stop), IsValue: true)],
            QualifiedNameSyntax name => OfName(draft, name.Left, stop),
            AliasQualifiedNameSyntax { Alias.Identifier.RawKind: (int)SyntaxKind.GlobalKeyword } =>
            [
                new(draft.Compilation.GlobalNamespace, false),
            ],
            _ => [],
        };

    private static ITypeSymbol? Conditional(Draft draft, MemberBindingExpressionSyntax binding, CancellationToken stop)
    {
        var access = binding
            .Ancestors()
            .OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(c => c.WhenNotNull.Span.Contains(binding.Span));
        return access is null ? null : Unwrapped(draft.Model.GetTypeInfo(access.Expression, stop).Type);
    }

    private static IEnumerable<Receiver> Of(Draft draft, ExpressionSyntax expression, CancellationToken stop)
    {
        var info = draft.Model.GetSymbolInfo(expression, stop);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (Target(symbol) is INamespaceOrTypeSymbol named)
            return [new(named, IsValue: false)];
        var type = draft.Model.GetTypeInfo(expression, stop).Type;
        if (
            type is null or IErrorTypeSymbol
            && symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method
            && expression is InvocationExpressionSyntax
        )
            type = method.ReturnType;
        // 'Color.' where Color is a property of that very type may mean either.
        return symbol is not null && type is INamedTypeSymbol && type.Name == symbol.Name && expression is IdentifierNameSyntax
            ? [new(type, IsValue: true), new(type, IsValue: false)]
            : [new(Known(type), IsValue: true)];
    }

    /// <summary>Where a type could stand, a name before a dot may still be a value whose line goes on below.</summary>
    private static IEnumerable<Receiver> OfName(Draft draft, NameSyntax name, CancellationToken stop)
    {
        if (Target(draft.Model.GetSymbolInfo(name, stop).Symbol) is INamespaceOrTypeSymbol named)
            return [new(named, IsValue: false)];
        var start = name.SpanStart;
        if (
            Target(draft.Model.GetSpeculativeSymbolInfo(start, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol)
            is INamespaceOrTypeSymbol other
        )
            return [new(other, IsValue: false)];
        var type = draft.Model.GetSpeculativeTypeInfo(start, name, SpeculativeBindingOption.BindAsExpression).Type;
        return [new(Known(type), IsValue: true)];
    }

    private static ISymbol? Target(ISymbol? symbol) => symbol is IAliasSymbol alias ? alias.Target : symbol;

    private static ITypeSymbol? Known(ITypeSymbol? type) =>
        type is null or IErrorTypeSymbol or IDynamicTypeSymbol or { SpecialType: SpecialType.System_Void } ? null : type;

    private static IEnumerable<ISymbol> Of(Draft draft, int place, Receiver receiver, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        ImmutableArray<ISymbol> found = draft.Model.LookupSymbols(place, receiver.Of, includeReducedExtensionMethods: receiver.IsValue);
        return found.Where(s =>
            s.CanBeReferencedByName
            && (
                receiver.IsValue
                || !IsEveryObjects(s)
                || SymbolEqualityComparer.Default.Equals(s.ContainingType, receiver.Of as ITypeSymbol)
            )
            && (
                receiver.IsValue
                    ? !s.IsStatic && s is not INamespaceOrTypeSymbol
                    : receiver.Of is INamespaceSymbol || s.IsStatic || s is ITypeSymbol
            )
        );
    }

    private static bool IsEveryObjects(ISymbol symbol) => symbol.ContainingType?.SpecialType == SpecialType.System_Object;

    private static Nearness NearnessOf(ISymbol symbol) =>
        symbol switch
        {
            INamespaceSymbol => Nearness.Namespace,
            IMethodSymbol when Custom.IsRare(symbol) => Nearness.Everywhere,
            IMethodSymbol { ReducedFrom: not null } => Nearness.Imported,
            { ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum } =>
                Nearness.Everywhere,
            IMethodSymbol { Name: "Equals" or "GetHashCode" or "GetType" or "ToString" or "Deconstruct" } => Nearness.Everywhere,
            _ => Nearness.Own,
        };

    private static bool IsTypePlace(SyntaxNode? around) =>
        around?.FirstAncestorOrSelf<SyntaxNode>(n => n is not QualifiedNameSyntax)?.Parent is ObjectCreationExpressionSyntax
        || around
            is QualifiedNameSyntax
            {
                Parent: ObjectCreationExpressionSyntax or TypeArgumentListSyntax or BaseTypeSyntax or ParameterSyntax
            };

    private static bool IsUsing(SyntaxNode? around) => around?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;

    private static bool IsUsingOfTypes(SyntaxNode? around) =>
        around?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } directive
        && (directive.StaticKeyword != default || directive.Alias is not null);
}
