using System.Collections.Immutable;
using GdScript.Text;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Assistance;

/// <summary>Choices become rows: those that fit what is typed, best first, one for all overloads of a name.</summary>
internal static class Rows
{
    /// <summary>Nobody reads a longer list.</summary>
    private const int Longest = 300;

    public static Completions Of(Draft draft, Spot spot, IEnumerable<Choice> choices, CancellationToken stop)
    {
        var names =
            from choice in choices
            let grade = Likeness.Of(spot.Typed, choice.Name)
            where grade != Likeness.None
            group choice by (grade, choice.Name, choice.Text, choice.Kind) into same
            let nearest = same.Min(c => c.Nearness)
            orderby same.Key.grade, nearest, same.Min(c => c.Order), same.Key.Name.ToUpperInvariant(), same.Key.Name
            select same;
        var rows = ImmutableArray.CreateBuilder<Completion>();
        foreach (var same in names)
        {
            stop.ThrowIfCancellationRequested();
            if (rows.Count == Longest)
                break;
            Choice[] shown = [.. same.Where(c => c.Symbol is null || !IsHidden(c.Symbol))];
            if (shown.Length > 0)
                rows.Add(Row(draft, spot, shown));
        }
        return new(spot.Start, spot.Typed.Length, rows.ToImmutable());
    }

    private static Completion Row(Draft draft, Spot spot, Choice[] same)
    {
        var first = same.MinBy(c => c.Symbol is IMethodSymbol m ? m.Parameters.Length : 0)!;
        var detail = first.Symbol is { } symbol ? SymbolText.Detail(symbol, same.Length - 1) : first.Detail;
        return new(first.Text ?? Written(draft, spot, first, same), detail, first.Kind);
    }

    /// <summary>A name that is a keyword elsewhere is written with @; behind a generic type its arguments begin.</summary>
    private static string Written(Draft draft, Spot spot, Choice choice, Choice[] same)
    {
        var name =
            choice.Symbol is not null && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(choice.Name) != default
                ? "@" + choice.Name
                : choice.Name;
        var follows = draft.Text.AsSpan(spot.Start + spot.Typed.Length) is ['<', ..];
        return !follows && same.All(c => c.Symbol is INamedTypeSymbol { Arity: > 0 }) ? name + "<" : name;
    }

    private static bool IsHidden(ISymbol symbol)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol or INamedTypeSymbol))
            return false;
        foreach (var attribute in symbol.OriginalDefinition.GetAttributes())
            if (
                attribute.AttributeClass?.Name is "ObsoleteAttribute"
                || (attribute.AttributeClass?.Name is "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }])
            )
                return true;
        return symbol is IMethodSymbol { Name: "Finalize" };
    }
}
