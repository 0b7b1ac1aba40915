using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>How well an overload takes the arguments that are typed so far.</summary>
internal static class Fit
{
    private const int NoRoom = -1_000;
    private const int NoSuchName = -500;
    private const int WrongType = -100;
    private const int RightType = 10;
    private const int SameType = 12;

    /// <summary>The number of the best one; among equals the one with the fewest parameters, which comes first.</summary>
    public static int Best(Draft draft, Overload[] overloads, ImmutableArray<SyntaxNode> arguments, Place place, CancellationToken stop)
    {
        var (best, most) = (0, int.MinValue);
        for (var i = 0; i < overloads.Length; i++)
        {
            var marks = Marks(draft, overloads[i], arguments, place, stop);
            if (marks > most)
                (best, most) = (i, marks);
        }
        return best;
    }

    private static int Marks(Draft draft, Overload overload, ImmutableArray<SyntaxNode> arguments, Place place, CancellationToken stop)
    {
        var isEmpty = overload.Parameters.IsEmpty && place is { Index: 0, Name: null };
        var marks = isEmpty || place.In(overload) >= 0 ? 0 : NoRoom;
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i] is ArgumentSyntax { Expression: { IsMissing: false } value } argument)
                marks += Mark(draft, overload, new(i, argument.NameColon?.Name.Identifier.ValueText), value, stop);
        return marks;
    }

    private static int Mark(Draft draft, Overload overload, Place place, ExpressionSyntax value, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var at = place.In(overload);
        if (at < 0)
            return place.Name is null ? NoRoom : NoSuchName;
        var parameter = overload.Parameters[at];
        if (value is LambdaExpressionSyntax lambda)
            return TakesLambda(parameter.Type, lambda) ? RightType : WrongType;
        if (draft.Model.GetTypeInfo(value, stop).Type is IErrorTypeSymbol or null && value is not LiteralExpressionSyntax)
            return 0;
        return Math.Max(
            Mark(draft, value, parameter.Type),
            parameter is { IsParams: true, Type: IArrayTypeSymbol { ElementType: var element } }
                ? Mark(draft, value, element) - 1
                : WrongType
        );
    }

    private static int Mark(Draft draft, ExpressionSyntax value, ITypeSymbol wanted)
    {
        if (wanted is ITypeParameterSymbol || HoldsParameter(wanted))
            return RightType / 2;
        var conversion = draft.Model.ClassifyConversion(value, wanted);
        return conversion.IsIdentity ? SameType
            : conversion is { Exists: true, IsImplicit: true }
                ? RightType
                    - (
                        conversion.IsUserDefined ? 2
                        : conversion.IsBoxing ? 1
                        : 0
                    )
            : WrongType;
    }

    private static bool HoldsParameter(ITypeSymbol type) =>
        type switch
        {
            ITypeParameterSymbol => true,
            IArrayTypeSymbol array => array.ElementType is ITypeParameterSymbol,
            INamedTypeSymbol named => named.TypeArguments.Any(a =>
                a is ITypeParameterSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 }
            ),
            _ => false,
        };

    private static bool TakesLambda(ITypeSymbol type, LambdaExpressionSyntax lambda)
    {
        var called = type is INamedTypeSymbol { Name: "Expression", TypeArguments: [INamedTypeSymbol inner] }
            ? inner
            : type as INamedTypeSymbol;
        var count = lambda is ParenthesizedLambdaExpressionSyntax many ? many.ParameterList.Parameters.Count : 1;
        return called?.DelegateInvokeMethod is { } invoke && invoke.Parameters.Length == count || type is { Name: "Delegate" };
    }
}
