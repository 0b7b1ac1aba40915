using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>All that goes into one file.</summary>
/// <param name="Loss">What was exported.</param>
/// <param name="Options">Under which names.</param>
/// <param name="Routines">The functions.</param>
/// <param name="Data">The numbers they read, each as the language says it.</param>
internal sealed record Sheet(Formula Loss, ExportOptions Options, ImmutableArray<Written> Routines, ImmutableArray<string> Data);

/// <summary>What a routine is given and fills, by name.</summary>
/// <param name="Point">The flat point.</param>
/// <param name="Tables">The columns it reads and how many rows they have.</param>
/// <param name="Arrays">What it fills.</param>
/// <param name="Work">Scratch that the parts of a long routine share.</param>
internal sealed record Signature(string Point, ImmutableArray<TableNames> Tables, ImmutableArray<Given> Arrays, string Work);

/// <summary>An array that is filled: what it is called for everybody, and what it had to be called here.</summary>
internal sealed record Given(string Name, string Said)
{
    public override string ToString() => Said;
}

/// <summary>The names of a table's columns, and of the number of its rows.</summary>
/// <param name="Columns">Those that the loss reads, by their number in the formula.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="IsTold">The number of rows is an argument.</param>
internal sealed record TableNames(ImmutableArray<(int Column, string Name)> Columns, string Rows, bool IsTold);

/// <summary>A routine as text: the statements of each part.</summary>
internal sealed record Written(Routine Routine, Signature Signature, ImmutableArray<string> Parts, int WorkSize)
{
    /// <summary>How many numbers each array has, as the language says it.</summary>
    public ImmutableArray<string> Lengths { get; init; } = [];

    /// <summary>The names of all columns, in the order they are given.</summary>
    public IEnumerable<string> Columns => Signature.Tables.SelectMany(t => t.Columns.Select(c => c.Name));

    /// <summary>Whether some part mentions a name.</summary>
    public bool Mentions(string name) => Parts.Any(part => Mentions(part, name));

    public static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !IsOfName(text[at - 1])) && (at + name.Length == text.Length || !IsOfName(text[at + name.Length])))
                return true;
        return false;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c == '_';
}
