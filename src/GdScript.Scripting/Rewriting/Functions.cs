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
        made switch
        {
            AnonymousFunctionExpressionSyntax => true,
            ParenthesizedExpressionSyntax inner => CanBeMadeAgain(model, inner.Expression),
            CastExpressionSyntax cast => CanBeMadeAgain(model, cast.Expression),
            LiteralExpressionSyntax => true,
            IdentifierNameSyntax when model.Symbol(made) is ILocalSymbol or IFieldSymbol => Target.InitializerOf(model, model.Symbol(made)!)
                is { } value
                && CanBeMadeAgain(model, value),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => model.Symbol(made)
                is IMethodSymbol { IsStatic: true }
                    or IMethodSymbol { ContainingType.IsScriptClass: true },
            ImplicitArrayCreationExpressionSyntax array => All(model, array.Initializer.Expressions),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => All(model, initializer.Expressions),
            InitializerExpressionSyntax initializer => All(model, initializer.Expressions),
            CollectionExpressionSyntax list => list.Elements.All(e =>
                e is ExpressionElementSyntax x && CanBeMadeAgain(model, x.Expression)
            ),
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer } => All(
                model,
                initializer.Expressions
            ),
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax } pair => CanBeMadeAgain(model, pair.Right),
            TupleExpressionSyntax tuple => tuple.Arguments.All(a => CanBeMadeAgain(model, a.Expression)),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var function] } when Inside(model.Type(made)) => CanBeMadeAgain(
                model,
                function.Expression
            ),
            _ => false,
        };

    private static bool All(ScriptModel model, SeparatedSyntaxList<ExpressionSyntax> parts) => parts.All(p => CanBeMadeAgain(model, p));
}
