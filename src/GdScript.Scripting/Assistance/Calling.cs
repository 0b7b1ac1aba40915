using System.Collections.Immutable;
using System.Text;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>The call that the caret stands in: its overloads, the one that fits best, the parameter that is being typed.</summary>
internal static class Calling
{
    public static CallHelp? At(Draft draft, int caret, CancellationToken stop)
    {
        var left = draft.LeftOf(caret);
        for (var node = left.Parent; node is not null; node = node.Parent)
        {
            stop.ThrowIfCancellationRequested();
            if (node is BlockSyntax or StatementSyntax and not ExpressionStatementSyntax && node.SpanStart < caret && IsBody(node))
                return null;
            if (IsOpenAt(node, caret) && Help(draft, node, caret, stop) is { } help)
                return help;
        }
        return Generic.Unfinished(draft, left, stop);
    }

    /// <summary>Between the braces of a lambda one writes statements; the call around it is far away.</summary>
    private static bool IsBody(SyntaxNode node) => node is BlockSyntax { Parent: AnonymousFunctionExpressionSyntax };

    private static bool IsOpenAt(SyntaxNode node, int caret) =>
        node switch
        {
            ArgumentListSyntax list => IsWithin(list.OpenParenToken, list.CloseParenToken, caret),
            BracketedArgumentListSyntax list => IsWithin(list.OpenBracketToken, list.CloseBracketToken, caret),
            AttributeArgumentListSyntax list => IsWithin(list.OpenParenToken, list.CloseParenToken, caret),
            TypeArgumentListSyntax list => IsWithin(list.LessThanToken, list.GreaterThanToken, caret),
            _ => false,
        };

    private static bool IsWithin(SyntaxToken open, SyntaxToken close, int caret) =>
        caret >= open.Span.End && (close.IsMissing || caret <= close.SpanStart);

    private static CallHelp? Help(Draft draft, SyntaxNode list, int caret, CancellationToken stop)
    {
        if (list is TypeArgumentListSyntax types)
            return Generic.At(draft, types, caret);
        if (Callable.Of(draft, list, stop) is not { } callable)
            return null;
        Overload[] overloads = [.. callable.Overloads.OrderBy(o => o.Parameters.Length)];
        var place = Place.At(list, callable, caret);
        var best = Fit.Best(draft, overloads, callable.Arguments, place, stop);
        return new([.. overloads.Select(o => Form(draft, o))], best, place.In(overloads[best]));
    }

    private static CallForm Form(Draft draft, Overload overload)
    {
        var (text, places) = (new StringBuilder(Head(overload.Symbol)), ImmutableArray.CreateBuilder<Stretch>());
        var indexer = overload.Symbol is IPropertySymbol;
        text.Append(indexer ? '[' : '(');
        foreach (var parameter in overload.Parameters)
        {
            text.Append(places.Count > 0 ? ", " : "");
            var shown = SymbolText.Parameter(parameter);
            places.Add(new(text.Length, shown.Length));
            text.Append(shown);
        }
        return new(text.Append(indexer ? ']' : ')').ToString(), places.ToImmutable(), Docs.Summary(draft, overload.Symbol));
    }

    private static string Head(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } made => SymbolText.Type(made.ContainingType),
            IMethodSymbol { MethodKind: MethodKind.DelegateInvoke } invoke =>
                $"{SymbolText.Type(invoke.ReturnType)} {SymbolText.Type(invoke.ContainingType)}",
            IMethodSymbol method => $"{SymbolText.Type(method.ReturnType)} {method.Name}{Generic.Arguments(method)}",
            IPropertySymbol indexer => $"{SymbolText.Type(indexer.Type)} {SymbolText.Type(indexer.ContainingType)}",
            _ => symbol.Name,
        };
}

/// <summary>Which argument is being typed.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">The name it is given by; null for by its place.</param>
internal readonly record struct Place(int Index, string? Name)
{
    public static Place At(SyntaxNode list, Callable callable, int caret)
    {
        var index = list switch
        {
            BaseArgumentListSyntax given => given.Arguments.GetSeparators().Count(s => s.Span.End <= caret),
            AttributeArgumentListSyntax given => given.Arguments.GetSeparators().Count(s => s.Span.End <= caret),
            _ => 0,
        };
        var name = (callable.Arguments.ElementAtOrDefault(index) as ArgumentSyntax)?.NameColon?.Name.Identifier.ValueText;
        return new(index, name);
    }

    /// <summary>The number of the parameter it goes to; -1 for none.</summary>
    public int In(Overload overload)
    {
        var parameters = overload.Parameters;
        for (var i = 0; i < parameters.Length; i++)
            if (parameters[i].Name == Name)
                return i;
        return Name is not null ? -1
            : Index < parameters.Length ? Index
            : parameters is [.., { IsParams: true }] ? parameters.Length - 1
            : -1;
    }
}
