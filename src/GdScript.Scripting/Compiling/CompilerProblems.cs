using System.Collections.Immutable;
using System.Globalization;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Compiling;

/// <summary>What the compiler has to say, in the shape of our own problems.</summary>
internal static class CompilerProblems
{
    /// <summary>All errors, file by file as they were read, then by place.</summary>
    /// <param name="diagnostics">What it said.</param>
    /// <param name="sources">The files.</param>
    /// <param name="compilation">Knows which names were possible.</param>
    public static ImmutableArray<Problem> Of(IEnumerable<Diagnostic> diagnostics, SourceSet sources, Compilation compilation)
    {
        var errors =
            from diagnostic in diagnostics
            where diagnostic.Severity == DiagnosticSeverity.Error
            let file = diagnostic.Location.SourceTree?.FilePath
            orderby FileNumber(sources, file), diagnostic.Location.SourceSpan.Start, diagnostic.Id
            select Of(diagnostic, file, sources, compilation);
        return [.. errors.Distinct()];
    }

    private static int FileNumber(SourceSet sources, string? file)
    {
        for (var i = 0; i < sources.Files.Length; i++)
            if (sources.Files[i].Name == file)
                return i;
        return -1;
    }

    private static Problem Of(Diagnostic diagnostic, string? file, SourceSet sources, Compilation compilation)
    {
        var said = diagnostic.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.');
        var problem = Problem.Input(diagnostic.Id, said, NameSlips.Hint(diagnostic, compilation) ?? "");
        if (sources.Files.FirstOrDefault(f => f.Name == file) is not { } source)
            return problem with { File = sources.Files[0].Name };
        var span = diagnostic.Location.SourceSpan;
        return problem.In(source.Text, span.Start, Math.Max(1, span.Length)) with { File = source.Name };
    }
}
