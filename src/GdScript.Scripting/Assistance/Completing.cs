using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What could stand at the caret of a C# text.</summary>
internal static class Completing
{
    public static Completions At(Draft draft, int caret, string folder, CancellationToken stop)
    {
        var spot = Spot.At(draft, caret);
        return spot.Kind switch
        {
            SpotKind.Nothing => Completions.None,
            SpotKind.Text => InString.At(draft, spot.Left, caret, folder, stop),
            SpotKind.Member => Rows.Of(draft, spot, Members.At(draft, spot, stop), stop),
            SpotKind.Override => Rows.Of(draft, spot, Overrides.At(draft, spot), stop),
            SpotKind.Initialiser or SpotKind.Pattern => Rows.Of(draft, spot, Settable.At(draft, spot, stop), stop),
            SpotKind.AfterValue => Rows.Of(draft, spot, AfterValue(draft, spot), stop),
            SpotKind.Statement or SpotKind.Expression or SpotKind.Type or SpotKind.Namespace or SpotKind.Attribute => Rows.Of(
                draft,
                spot,
                Words.At(draft, spot, stop),
                stop
            ),
        };
    }

    /// <summary>Behind a value nothing is offered before a letter says that a word is meant.</summary>
    private static IEnumerable<Choice> AfterValue(Draft draft, Spot spot)
    {
        if (spot.Typed.Length == 0)
            return [];
        var inQuery = spot.Left.Parent?.AncestorsAndSelf().Any(n => n is QueryExpressionSyntax or FromClauseSyntax) ?? false;
        return inQuery || Spot.IsQueryBefore(spot.Left) ? Keywords.Query.Concat(Keywords.AfterValue).Select(Choice.Keyword)
            : spot.Left.Parent is ForEachStatementSyntax ? [Choice.Keyword("in")]
            : Keywords.AfterValue.Select(Choice.Keyword);
    }
}
