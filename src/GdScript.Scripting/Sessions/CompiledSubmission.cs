using System.Collections.Immutable;
using GdScript.Scripting.Images;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Sessions;

/// <summary>A submission as machine code, not yet run.</summary>
/// <param name="Ordinal">The number of its class.</param>
/// <param name="Assembly">Its assembly's name.</param>
/// <param name="Code">The assembly.</param>
/// <param name="Symbols">Its portable PDB.</param>
/// <param name="Written">As it was written, after the one before.</param>
/// <param name="Running">As it runs.</param>
/// <param name="Sources">Its files.</param>
/// <param name="Ending">The value it ends with.</param>
/// <param name="Declares">Whether later submissions can see anything of it.</param>
/// <param name="Twins">The recording twins of the losses its calls name.</param>
/// <param name="References">What it is compiled against.</param>
internal sealed record CompiledSubmission(
    int Ordinal,
    string Assembly,
    byte[] Code,
    byte[] Symbols,
    Func<CSharpCompilation?, CSharpCompilation> Written,
    CSharpCompilation Running,
    SourceSet Sources,
    Trailing Ending,
    bool Declares,
    ImmutableArray<TwinImage> Twins,
    ImmutableHashSet<MetadataReference> References
);

/// <summary>How a submission ends.</summary>
/// <param name="HasValue">With an expression that has a value.</param>
/// <param name="Hidden">With a semicolon behind it.</param>
/// <param name="Type">The value's type as C# writes it.</param>
/// <param name="Name">The type as any submission can name it; null where it has no name.</param>
/// <param name="Returns">A <c>return</c> may give a value.</param>
internal sealed record Trailing(bool HasValue, bool Hidden, string Type, string? Name, bool Returns = false)
{
    public static Trailing None { get; } = new(false, false, "", null);
}
