using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What a place asks for: the type of the variable that is being set, of the parameter, of the other side.</summary>
internal static class Expected
{
    /// <summary>The type that the value at the caret should have; null where any will do.</summary>
    public static ITypeSymbol? TypeAt(Draft draft, Spot spot, CancellationToken stop)
    {
        if (spot.Kind is not (SpotKind.Expression or SpotKind.Type))
            return null;
        var left = spot.Left.IsKind(SyntaxKind.NewKeyword) ? spot.Left.GetPreviousToken() : spot.Left;
        return left.Kind() switch
        {
            SyntaxKind.EqualsToken => Assigned(draft, left.Parent, stop),
            SyntaxKind.EqualsEqualsToken or SyntaxKind.ExclamationEqualsToken => left.Parent is BinaryExpressionSyntax binary
                ? draft.Model.GetTypeInfo(binary.Left, stop).Type
                : null,
            SyntaxKind.ReturnKeyword => Returned(draft, left.Parent, stop),
            SyntaxKind.OpenParenToken or SyntaxKind.CommaToken when left.Parent is ArgumentListSyntax list => Argument(
                draft,
                list,
                left,
                stop
            ),
            SyntaxKind.CaseKeyword => left.Parent?.Parent?.Parent is SwitchStatementSyntax choice
                ? draft.Model.GetTypeInfo(choice.Expression, stop).Type
                : null,
            SyntaxKind.IsKeyword => left.Parent switch
            {
                BinaryExpressionSyntax test => draft.Model.GetTypeInfo(test.Left, stop).Type,
                IsPatternExpressionSyntax test => draft.Model.GetTypeInfo(test.Expression, stop).Type,
                _ => null,
            },
            SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken when left.Parent is SwitchExpressionSyntax arms => draft
                .Model.GetTypeInfo(arms.GoverningExpression, stop)
                .Type,
            _ => null,
        };
    }

    /// <summary>The members of an enum that is expected, and a generic type with the arguments it is expected with.</summary>
    public static IEnumerable<Choice> Choices(Spot spot, ITypeSymbol wanted)
    {
        wanted = Members.Unwrapped(wanted)!;
        if (wanted.TypeKind == TypeKind.Enum && !spot.Left.IsKind(SyntaxKind.NewKeyword))
            foreach (var member in wanted.GetMembers().OfType<IFieldSymbol>())
                yield return new Choice(wanted.Name + "." + member.Name, CompletionKind.Field, Nearness.Wanted) { Symbol = member };
        if (
            wanted is INamedTypeSymbol { Arity: > 0, IsTupleType: false, IsAnonymousType: false }
            && spot.Left.IsKind(SyntaxKind.NewKeyword)
        )
            yield return new Choice(wanted.Name, CompletionKind.Type, Nearness.Wanted)
            {
                Text = SymbolText.Type(wanted),
                Detail = SymbolText.Plain(wanted),
            };
    }

    private static ITypeSymbol? Assigned(Draft draft, SyntaxNode? around, CancellationToken stop) =>
        around switch
        {
            EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } type } }
            } => draft.Model.GetTypeInfo(type, stop).Type,
            EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => draft.Model.GetTypeInfo(type, stop).Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: { } type } } => draft.Model.GetTypeInfo(type, stop).Type,
            AssignmentExpressionSyntax assignment => draft.Model.GetTypeInfo(assignment.Left, stop).Type,
            _ => null,
        };

    private static ITypeSymbol? Returned(Draft draft, SyntaxNode? around, CancellationToken stop) =>
        around
            ?.Ancestors()
            .FirstOrDefault(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax) switch
        {
            MethodDeclarationSyntax method => draft.Model.GetTypeInfo(method.ReturnType, stop).Type,
            LocalFunctionStatementSyntax function => draft.Model.GetTypeInfo(function.ReturnType, stop).Type,
            _ => null,
        };

    private static ITypeSymbol? Argument(Draft draft, ArgumentListSyntax list, SyntaxToken left, CancellationToken stop)
    {
        if (Callable.Of(draft, list, stop) is not { } callable)
            return null;
        var place = left.IsKind(SyntaxKind.CommaToken) ? list.Arguments.GetSeparators().ToList().IndexOf(left) + 1 : 0;
        var types = callable.Overloads.Where(o => place < o.Parameters.Length).Select(o => o.Parameters[place].Type).ToArray();
        return types.FirstOrDefault(t => t.TypeKind == TypeKind.Enum) ?? (types.Length == 1 ? types[0] : null);
    }
}
