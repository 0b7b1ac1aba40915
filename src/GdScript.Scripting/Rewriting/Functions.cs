using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>Variables that hold functions: their code is written again in the twin, for a compiled delegate cannot be followed.</summary>
internal static class Functions
{
    /// <summary>The type is a delegate, or an array, tuple or generic of them.</summary>
    public static bool Inside(ITypeSymbol? type) =>
        type switch
        {
            IArrayTypeSymbol array => Inside(array.ElementType),
            INamedTypeSymbol { TypeKind: TypeKind.Delegate } => true,
            INamedTypeSymbol named => named.TypeArguments.Any(Inside),
            _ => false,
        };

    /// <summary>Whether an initial value is code alone: lambdas and methods, and collections of them.</summary>
    public static bool CanBeMadeAgain(ScriptModel model, ExpressionSyntax made) =>
        CanBeMadeAgain(model, made, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    /// <param name="model">The script.</param>
    /// <param name="made">The initial value, or a part of it.</param>
    /// <param name="above">The variables whose values it is part of: two that are each other's value hold nothing.</param>
    private static bool CanBeMadeAgain(ScriptModel model, ExpressionSyntax made, ImmutableHashSet<ISymbol> above) =>
        made switch
        {
            AnonymousFunctionExpressionSyntax => true,
            ParenthesizedExpressionSyntax inner => CanBeMadeAgain(model, inner.Expression, above),
            CastExpressionSyntax cast => CanBeMadeAgain(model, cast.Expression, above),
            LiteralExpressionSyntax => true,
            IdentifierNameSyntax when model.Symbol(made) is { } variable and (ILocalSymbol or IFieldSymbol) => !above.Contains(variable)
                && Target.InitializerOf(model, variable) is { } value
                && CanBeMadeAgain(model, value, above.Add(variable)),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => model.Symbol(made)
                is IMethodSymbol { IsStatic: true }
                    or IMethodSymbol { ContainingType.IsScriptClass: true },
            ImplicitArrayCreationExpressionSyntax array => All(model, array.Initializer.Expressions, above),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => All(model, initializer.Expressions, above),
            InitializerExpressionSyntax initializer => All(model, initializer.Expressions, above),
            CollectionExpressionSyntax list => list.Elements.All(e =>
                e is ExpressionElementSyntax x && CanBeMadeAgain(model, x.Expression, above)
            ),
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer } => All(
                model,
                initializer.Expressions,
                above
            ),
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax } pair => CanBeMadeAgain(model, pair.Right, above),
            TupleExpressionSyntax tuple => tuple.Arguments.All(a => CanBeMadeAgain(model, a.Expression, above)),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var function] } when Inside(model.Type(made)) => CanBeMadeAgain(
                model,
                function.Expression,
                above
            ),
            _ => false,
        };

    private static bool All(ScriptModel model, SeparatedSyntaxList<ExpressionSyntax> parts, ImmutableHashSet<ISymbol> above) =>
        parts.All(p => CanBeMadeAgain(model, p, above));
}
