using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Assistance;

/// <summary>
/// What names mean before a text is typed: what the session has declared, what is imported. It is found out once for each name, so
/// that colours cost no more than reading the text.
/// </summary>
internal sealed class Meanings
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ISymbol?> known = new(StringComparer.Ordinal);
    private Draft? before;
    private SemanticModel? model;

    /// <summary>The symbol of a name; null where it has none.</summary>
    public ISymbol? Of(Draft draft, string name)
    {
        lock (gate)
        {
            Renew(draft);
            if (!known.TryGetValue(name, out var symbol))
                known[name] = symbol = model!.LookupSymbols(0, name: name) is [var first, ..] ? first : null;
            return symbol;
        }
    }

    /// <summary>The colour of a symbol.</summary>
    public static ColourRole RoleOf(ISymbol? symbol) =>
        symbol switch
        {
            IMethodSymbol => ColourRole.Function,
            ITypeSymbol => ColourRole.Type,
            IFieldSymbol or IPropertySymbol or ILocalSymbol or IEventSymbol => ColourRole.Name,
            _ => ColourRole.Plain,
        };

    /// <summary>An empty text in the place of the draft knows what was there before it.</summary>
    private void Renew(Draft draft)
    {
        if (model is not null && before!.Follows(draft.Compilation))
            return;
        var tree = draft.Root.SyntaxTree;
        var empty = draft
            .Compilation.RemoveAllSyntaxTrees()
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText("", (CSharpParseOptions)tree.Options));
        (before, model) = (draft, empty.GetSemanticModel(empty.SyntaxTrees[0]));
        known.Clear();
    }
}
