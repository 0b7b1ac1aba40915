using GdScript.Text;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Assistance;

/// <summary>How near a choice lies to the person who types; the first thing that counts among equally good fits.</summary>
internal enum Nearness
{
    /// <summary>What the place itself asks for: the type that is expected, a member that is to be set.</summary>
    Wanted,

    /// <summary>Locals and parameters.</summary>
    Local,

    /// <summary>What the session has declared; the latest first.</summary>
    Session,

    /// <summary>Members of the receiver, and what every script can say.</summary>
    Own,
    Keyword,

    /// <summary>Extension methods, functions of <c>System.Math</c>.</summary>
    Imported,
    Type,
    Namespace,

    /// <summary>What every object has.</summary>
    Everywhere,
}

/// <summary>One thing that could stand at the caret, before it is a row of a list.</summary>
/// <param name="Name">What the typed beginning is compared with.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Nearness">How near it lies.</param>
internal sealed record Choice(string Name, CompletionKind Kind, Nearness Nearness)
{
    /// <summary>What is put in; the name when null.</summary>
    public string? Text { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>The symbol that tells the detail.</summary>
    public ISymbol? Symbol { get; init; }

    /// <summary>Orders choices that lie equally near: the smaller first.</summary>
    public long Order { get; init; }

    public static Choice Keyword(string word) => new(word, CompletionKind.Keyword, Nearness.Keyword);

    public static Choice Of(ISymbol symbol, Nearness nearness) => new(symbol.Name, KindOf(symbol), nearness) { Symbol = symbol };

    private static CompletionKind KindOf(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => CompletionKind.Variable,
            IFieldSymbol { ContainingType.IsScriptClass: true } => CompletionKind.Variable,
            IFieldSymbol or IEventSymbol => CompletionKind.Field,
            IPropertySymbol => CompletionKind.Property,
            IMethodSymbol => CompletionKind.Method,
            INamespaceSymbol => CompletionKind.Namespace,
            _ => CompletionKind.Type,
        };
}
