using System.Collections.Immutable;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>What was written, to be shown.</summary>
public sealed partial class Session
{
    private static readonly SymbolDisplayFormat Head = SymbolDisplayFormat
        .MinimallyQualifiedFormat.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    /// <summary>The names that can be said now and what they stand for, by name; what the session itself declares is not among them.</summary>
    public ImmutableArray<Declaration> Declarations =>
        [.. state.Names.Keys.Order(StringComparer.Ordinal).Select(Find).OfType<Declaration>()];

    /// <summary>Where a name comes from; null for one that the session's user did not declare.</summary>
    public Declaration? Find(string name)
    {
        lock (gate)
        {
            if (!state.Names.TryGetValue(name, out var known) || known.GivenAs is not null)
                return null;
            var written = known.Link.Written.ScriptClass!.GetMembers(name);
            SyntaxNode[] nodes = [.. written.SelectMany(s => s.DeclaringSyntaxReferences).Select(r => Whole(r.GetSyntax()))];
            if (nodes.Length == 0)
                return null;
            var kind =
                known.Field is not null || written[0] is IPropertySymbol ? DeclarationKind.Variable
                : written[0] is INamedTypeSymbol ? DeclarationKind.Type
                : DeclarationKind.Method;
            return new(
                name,
                kind,
                string.Join("; ", written.Select(s => s.ToDisplayString(Head))),
                string.Join("\n", nodes.Select(n => n.ToString())),
                string.Join("\n", nodes.SelectMany(Comment)),
                nodes[0].SyntaxTree.FilePath,
                nodes[0].GetLocation().GetLineSpan().StartLinePosition.Line + 1
            );
        }
    }

    /// <summary>The submissions as parts of a script, in their order.</summary>
    internal SavedPieces Pieces
    {
        get
        {
            lock (gate)
                return BigStack.Run(() => new SavedPieces(state, SeenAs));
        }
    }

    /// <summary>A submission that ran, as the compiler saw it.</summary>
    private CSharpCompilation SeenAs(Entry entry)
    {
        if (entry.Own is { } link)
            return link.Written;
        var text = Directives.Hidden(entry.Text, Directives.Of(entry.Text));
        var sources = new SourceSet([new(entry.File, entry.File, entry.Text, text, ImmutableDictionary<string, string>.Empty)], []);
        return new SubmissionCompiler(name, entry.Before, References.Known(all: true).Union(referred.Values).ToImmutableHashSet()).Draft(
            sources,
            Submission.Texts(sources),
            ordinal + 1,
            default
        );
    }

    /// <summary>A variable with its type and the word that makes it one.</summary>
    private static SyntaxNode Whole(SyntaxNode declaration) =>
        declaration is VariableDeclaratorSyntax { Parent.Parent: { } whole } ? whole
        : declaration is SingleVariableDesignationSyntax ? declaration.FirstAncestorOrSelf<StatementSyntax>() ?? declaration
        : declaration;

    /// <summary>The comment lines right above a declaration.</summary>
    private static IEnumerable<string> Comment(SyntaxNode declaration)
    {
        var lines = new List<string>();
        foreach (var trivia in declaration.GetLeadingTrivia().Where(t => !t.IsKind(SyntaxKind.WhitespaceTrivia)))
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
                lines.Add(trivia.ToString().TrimStart('/').Trim());
            else if (lines.Count > 0 && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                lines.Clear();
        return lines.Select(WithoutTags).Where(l => l.Length > 0);
    }

    private static string WithoutTags(string line) =>
        line.StartsWith('<')
            ? line.Replace("<summary>", "", StringComparison.Ordinal).Replace("</summary>", "", StringComparison.Ordinal).Trim()
            : line.Replace("</summary>", "", StringComparison.Ordinal).Trim();
}
