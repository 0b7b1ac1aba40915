using System.Text;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GdScript.Scripting.Compiling;

/// <summary>What a submission is called, and what it follows.</summary>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Class">The class that its top-level members become.</param>
/// <param name="Previous">The submission whose declarations, and those before it, it sees; null for a script.</param>
internal sealed record Chained(string Assembly, string Class, CSharpCompilation? Previous)
{
    /// <summary>A script of its own.</summary>
    public static Chained Alone { get; } = new("script", Submission.EntryType, null);
}

/// <summary>A script and its loaded files as one compilation of Roslyn's scripting dialect.</summary>
internal static class Submission
{
    /// <summary>The class that the script's top-level members become.</summary>
    public const string EntryType = "Submission#0";

    /// <summary>What every script has in scope.</summary>
    private static readonly string[] Usings =
    [
        "System",
        "System.Linq",
        "System.Collections.Generic",
        "System.Math",
        "GdScript",
        "GdScript.Scripting.Globals",
    ];

    public static CSharpParseOptions Dialect { get; } = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The compilation of these texts; the script's own tree is the last of its trees.</summary>
    /// <param name="sources">The files, as they were read.</param>
    /// <param name="texts">What each file (by name) says in this compilation.</param>
    /// <param name="references">What it may use.</param>
    /// <param name="debug">Whether code is made for a debugger.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="chained">Its names, and in a session what it follows.</param>
    public static CSharpCompilation Of(
        SourceSet sources,
        IReadOnlyDictionary<string, string> texts,
        IEnumerable<MetadataReference> references,
        bool debug,
        CancellationToken cancel,
        Chained? chained = null
    )
    {
        chained ??= Chained.Alone;
        var main = sources.Files[0].Name;
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(texts[main], Encoding.UTF8), Dialect, main, cancel);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: chained.Class,
            usings: Usings,
            optimizationLevel: debug ? OptimizationLevel.Debug : OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            concurrentBuild: false,
            sourceReferenceResolver: new LoadedFiles(sources, texts),
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default
        );
        return CSharpCompilation.CreateScriptCompilation(
            chained.Assembly,
            tree,
            references,
            options,
            previousScriptCompilation: chained.Previous,
            returnType: typeof(object),
            globalsType: typeof(Workbench)
        );
    }

    /// <summary>The files' own texts, as the compiler gets them.</summary>
    public static Dictionary<string, string> Texts(SourceSet sources) => sources.Files.ToDictionary(f => f.Name, f => f.Ready);
}
