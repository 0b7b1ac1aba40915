using System.Text;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GdScript.Scripting.Compiling;

/// <summary>Answers the compiler's <c>#load</c> from the files that were already read, so that all of them are read once.</summary>
internal sealed class LoadedFiles(SourceSet sources, IReadOnlyDictionary<string, string> texts) : SourceReferenceResolver
{
    public override string? ResolveReference(string path, string? baseFilePath) =>
        sources.Files.FirstOrDefault(f => f.Name == baseFilePath)?.Loads.GetValueOrDefault(path);

    public override string NormalizePath(string path, string? baseFilePath) => path;

    public override Stream OpenRead(string resolvedPath) => new MemoryStream(Encoding.UTF8.GetBytes(texts[resolvedPath]));

    public override SourceText ReadText(string resolvedPath) => SourceText.From(texts[resolvedPath], Encoding.UTF8);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
