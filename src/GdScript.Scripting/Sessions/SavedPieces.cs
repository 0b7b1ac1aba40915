using System.Globalization;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Rewriting;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// The submissions of a session as parts of one script, for a prompt that has more than C# to put between them: what was declared again
/// gets a name of its own where it was meant before, directives and usings go to the head.
/// </summary>
internal sealed class SavedPieces
{
    private readonly Entry[] entries;
    private readonly CSharpCompilation[] seen;
    private readonly List<string> directives = [];
    private readonly List<string> usings = [];
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Written, int Index)> declared = [];

    /// <param name="state">What ran.</param>
    /// <param name="drafted">An entry as the compiler saw it.</param>
    public SavedPieces(State state, Func<Entry, CSharpCompilation> drafted)
    {
        entries = [.. state.Entries.Reverse()];
        seen = [.. entries.Select(drafted)];
        Rename();
    }

    /// <summary>What stands before everything else, once every piece was asked for.</summary>
    public IEnumerable<string> Head => directives.Concat(usings).Distinct();

    /// <summary>Every name that some submission declares, as the script writes it and as it was typed.</summary>
    public IEnumerable<string> Names => declared.SelectMany(d => new[] { d.Name, d.Written });

    /// <summary>What one submission declares, as it was typed.</summary>
    public IEnumerable<string> DeclaredBy(int index) => declared.Where(d => d.Index == index).Select(d => d.Name);

    /// <summary>How the script writes a name as it was meant after so many submissions.</summary>
    public string Written(string name, int after) =>
        declared.LastOrDefault(d => d.Name == name && d.Index < after) is { Written: { } written } ? written : name;

    /// <summary>One submission; as a comment where it did not come to an end.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="given">How the script writes a name that the prompt gave to C#.</param>
    public string Text(int index, Func<string, string> given)
    {
        var (entry, compilation) = (entries[index], seen[index]);
        if (entry.Failed)
            return string.Concat(entry.Text.Split('\n').Select(l => $"// {l.TrimEnd()}\n")) + "// (stopped with an error)";
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == entry.File);
        var (edits, root) = (new Edits(), tree.GetCompilationUnitRoot());
        foreach (var (name, symbol) in NamesIn(compilation, entry))
            if ((IsGiven(symbol) ? given(symbol.Name) : renamed.GetValueOrDefault(IdOf(symbol))) is { } other)
                edits.Replace(name.Identifier.SpanStart, name.Identifier.Text, other);
        foreach (var member in Naming.Members(compilation))
            if (renamed.TryGetValue(IdOf(member), out var other))
                foreach (var place in Places(member, tree))
                    edits.Replace(place.Start, member.Name, other);
        foreach (var line in root.Usings)
        {
            usings.Add(line.ToString());
            edits.Replace(line.SpanStart, line.ToString(), "");
        }
        foreach (var directive in Directives.Of(entry.Text))
        {
            var end = entry.Text.IndexOf('\n', directive.At) is var next and >= 0 ? next : entry.Text.Length;
            directives.Add(entry.Text[directive.At..end].TrimEnd());
            edits.Replace(directive.At, entry.Text[directive.At..end], "");
        }
        return edits.Apply(entry.Text).Trim('\n', '\r', ' ');
    }

    /// <summary>Of declarations of one name all but the last get a name of their own; overloads too, since a method is named without its parameters.</summary>
    private void Rename()
    {
        var members = seen.Select(Naming.Members).Select(m => m.ToArray()).ToArray();
        var taken = members.SelectMany(m => m).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < seen.Length; i++)
            foreach (var same in members[i].Where(_ => !entries[i].Failed).GroupBy(m => m.Name))
            {
                var again = Enumerable
                    .Range(i + 1, seen.Length - i - 1)
                    .Any(k => !entries[k].Failed && members[k].Any(m => m.Name == same.Key));
                var written = again ? Free(same.Key, i + 1, taken) : same.Key;
                declared.Add((same.Key, written, i));
                if (again)
                    foreach (var member in same)
                        renamed[IdOf(member)] = written;
            }
    }

    private static string Free(string name, int number, HashSet<string> taken)
    {
        var free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        while (!taken.Add(free))
            free += "_";
        return free;
    }

    private static bool IsGiven(ISymbol symbol) => symbol.Locations.FirstOrDefault()?.SourceTree?.FilePath == Session.GivenFile;

    private static IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> NamesIn(CSharpCompilation compilation, Entry entry)
    {
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == entry.File);
        var model = compilation.GetSemanticModel(tree);
        return from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let known = model.GetSymbolInfo(name)
            let symbol = known.Symbol ?? known.CandidateSymbols.FirstOrDefault()
            where symbol is { ContainingType.IsScriptClass: true }
            select (name, symbol.OriginalDefinition);
    }

    /// <summary>The same declaration in every compilation that speaks of it.</summary>
    private static string IdOf(ISymbol symbol) => $"{symbol.ContainingType?.Name}.{symbol.Name}";

    /// <summary>Where a declaration says its name: a type's constructors do as well.</summary>
    private static IEnumerable<Microsoft.CodeAnalysis.Text.TextSpan> Places(ISymbol member, SyntaxTree tree) =>
        member
            .Locations.Where(l => l.SourceTree == tree)
            .Select(l => l.SourceSpan)
            .Concat(
                member is not INamedTypeSymbol type
                    ? []
                    : type
                        .Constructors.SelectMany(c => c.DeclaringSyntaxReferences)
                        .Select(r => r.GetSyntax())
                        .OfType<ConstructorDeclarationSyntax>()
                        .Where(c => c.SyntaxTree == tree)
                        .Select(c => c.Identifier.Span)
            );
}
