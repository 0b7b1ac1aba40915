using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>The names that an argument can be given by.</summary>
internal static class NamedArguments
{
    public static IEnumerable<Choice> At(Draft draft, Spot spot, CancellationToken stop)
    {
        if (
            spot.Kind != SpotKind.Expression
            || !(spot.Left.IsKind(SyntaxKind.OpenParenToken) || spot.Left.IsKind(SyntaxKind.CommaToken))
            || spot.Left.Parent is not { } list
            || Callable.Of(draft, list, stop) is not { } callable
        )
            return [];
        var given = callable.Arguments.Where(a => a.FullSpan.End <= spot.Start).ToArray();
        var byName = given.Select(a => (a as ArgumentSyntax)?.NameColon?.Name.Identifier.ValueText).OfType<string>().ToHashSet();
        var byPlace = given.Length - byName.Count;
        return callable
            .Overloads.SelectMany(o => o.Parameters.Skip(byPlace))
            .Where(p => !byName.Contains(p.Name))
            .DistinctBy(p => p.Name)
            .Select(p => new Choice(p.Name, CompletionKind.Option, spot.Typed.Length == 0 ? Nearness.Everywhere : Nearness.Local)
            {
                Text = p.Name + ": ",
                Detail = SymbolText.Type(p.Type),
                Order = p.Ordinal,
            });
    }
}
