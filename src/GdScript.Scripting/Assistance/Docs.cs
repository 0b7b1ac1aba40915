using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>The first sentence of a symbol's documentation: from the XML file beside its assembly, or from the comment above it.</summary>
internal static class Docs
{
    private static readonly ConcurrentDictionary<string, Lazy<Dictionary<string, string>>> Files = new(StringComparer.Ordinal);

    /// <summary>Before the id of a member whose words another takes over.</summary>
    private const char Inherits = '\u0001';

    /// <summary>The sentence; empty where none is written or its file is not there.</summary>
    public static string Summary(Draft draft, ISymbol symbol)
    {
        var written = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        if (written.DeclaringSyntaxReferences is [var place, ..])
            return Comment(place.GetSyntax());
        if (
            written.ContainingAssembly is not { } home
            || draft.Compilation.GetMetadataReference(home) is not PortableExecutableReference { FilePath: { } path }
            || written.GetDocumentationCommentId() is not { } id
        )
            return "";
        var file = Files.GetOrAdd(Path.ChangeExtension(path, ".xml"), static xml => new(() => Read(xml)));
        var sentence = file.Value.GetValueOrDefault(id, "");
        return sentence is [Inherits, .. var other] ? file.Value.GetValueOrDefault(other, "").TrimStart(Inherits) : sentence;
    }

    /// <summary>The comment lines right above a declaration.</summary>
    private static string Comment(SyntaxNode declaration)
    {
        var whole = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? declaration;
        var lines = new List<string>();
        foreach (var trivia in whole.GetLeadingTrivia())
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
                lines.Add(WithoutTags(trivia.ToString().TrimStart('/', ' ')));
        return Sentence(string.Join(' ', lines));
    }

    private static string WithoutTags(string line)
    {
        var text = new StringBuilder();
        var inTag = false;
        foreach (var c in line)
        {
            inTag = c == '<' || (inTag && c != '>');
            if (!inTag && c != '>')
                text.Append(c);
        }
        return text.ToString();
    }

    private static Dictionary<string, string> Read(string path)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return all;
        try
        {
            using var xml = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true });
            while (xml.ReadToFollowing("member"))
                if (xml.GetAttribute("name") is { } id && Summary(xml.ReadSubtree()) is { Length: > 0 } summary)
                    all[id] = summary;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // What could be read is used; a comment less is no mistake.
        }
        return all;
    }

    private static string Summary(XmlReader member)
    {
        using (member)
        {
            member.Read();
            while (member.Read() && member.Name != "summary")
                if (member is { Name: "inheritdoc", NodeType: XmlNodeType.Element })
                    return Inherits + (member.GetAttribute("cref") ?? "");
            if (member.EOF)
                return "";
            var text = new StringBuilder();
            using var inside = member.ReadSubtree();
            while (inside.Read())
                if (inside.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
                    text.Append(inside.Value);
                else if (inside.NodeType == XmlNodeType.Element && inside.Name is "see" or "paramref" or "typeparamref" or "seealso")
                    text.Append(Named(inside));
            return Sentence(text.ToString());
        }
    }

    /// <summary>What a reference is called: the end of <c>M:System.Math.Max(System.Double,System.Double)</c>.</summary>
    private static string Named(XmlReader reference)
    {
        var name = reference.GetAttribute("cref") ?? reference.GetAttribute("name") ?? reference.GetAttribute("langword") ?? "";
        name = name.Split('(')[0].Split('`')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>On one line, up to the first full stop.</summary>
    private static string Sentence(string text)
    {
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var stop = plain.IndexOf(". ", StringComparison.Ordinal);
        return (stop < 0 ? plain : plain[..stop]).TrimEnd('.');
    }
}
