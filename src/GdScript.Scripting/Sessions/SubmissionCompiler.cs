using System.Collections.Immutable;
using System.Globalization;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Images;
using GdScript.Scripting.Rewriting;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// Compiles one submission over the chain of those before it. There are two chains: of what was written, which judges, answers the
/// editor and gives the recording twins, and of what runs, with our <c>Math</c> and guards in it. Where nothing has to be put in,
/// only the second is needed, and one pass of the compiler is enough.
/// </summary>
/// <param name="session">A name that no other session of the process has.</param>
/// <param name="last">The last link of the chain.</param>
/// <param name="all">What it may use.</param>
internal sealed class SubmissionCompiler(string session, Link? last, ImmutableHashSet<MetadataReference> all)
{
    /// <summary>
    /// A submission has the references of the one before it, and is given only what came since: were it given all of them again, the
    /// compiler would keep them all for every submission of the chain.
    /// </summary>
    private readonly ImmutableArray<MetadataReference> references = last is null ? [.. all] : [.. all.Except(last.References)];

    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>The submission, or all that is wrong with it.</summary>
    /// <param name="sources">The submission and what it loads.</param>
    /// <param name="ordinal">The number of its class.</param>
    /// <param name="cancel">Stops the compiler.</param>
    public (CompiledSubmission? Compiled, ImmutableArray<Problem> Problems) Of(SourceSet sources, int ordinal, CancellationToken cancel)
    {
        var texts = Submission.Texts(sources);
        var main = sources.Files[0].Name;
        if (TrailingText.Open(texts[main]) is not { } open)
            return Attempt(sources, Filled(texts, main), ordinal, hidden: false, cancel);
        // A semicolon hides the value of an expression; where it is needed (a?.Call();), the statement stays one.
        var shown = Attempt(sources, new(texts) { [main] = open }, ordinal, hidden: true, cancel);
        if (shown.Compiled is not null)
            return shown;
        var statement = Attempt(sources, texts, ordinal, hidden: false, cancel);
        return statement.Compiled is not null ? statement : shown;
    }

    /// <summary>The submission as an editor asks about it: with all mistakes it has, and without being run.</summary>
    public CSharpCompilation Draft(SourceSet sources, Dictionary<string, string> texts, int ordinal, CancellationToken cancel) =>
        Written(sources, texts, ordinal, last?.Written, cancel);

    /// <summary>Roslyn has no code to give for a script without any.</summary>
    private static Dictionary<string, string> Filled(Dictionary<string, string> texts, string main) =>
        TrailingText.IsEmpty(texts[main]) ? new(texts) { [main] = texts[main] + "\n;" } : texts;

    private (CompiledSubmission? Compiled, ImmutableArray<Problem> Problems) Attempt(
        SourceSet sources,
        Dictionary<string, string> texts,
        int ordinal,
        bool hidden,
        CancellationToken cancel
    )
    {
        var running = Running(sources, texts, ordinal, cancel);
        if (running.SyntaxTrees.All(IsPlain))
            return Emitted(running, cancel) is { } plain
                ? (Compiled(plain, running, null), ImmutableArray<Problem>.Empty)
                : (null, CompilerProblems.Of(running.GetDiagnostics(cancel), sources, running));
        var written = Written(sources, texts, ordinal, last?.Written, cancel);
        var errors = CompilerProblems.Of(written.GetDiagnostics(cancel), sources, written);
        if (!errors.IsEmpty)
            return (null, errors);
        foreach (var care in Enum.GetValues<Care>())
        {
            var changed = RunningText.Of(written, texts, care, apart: true);
            if (!ReferenceEquals(changed, texts))
                running = Running(sources, changed, ordinal, cancel);
            else if (care != Care.Nothing)
                running = Running(sources, texts, ordinal, cancel);
            if (Emitted(running, cancel) is { } emitted)
                return (Compiled(emitted, running, written), []);
        }
        return (null, CompilerProblems.Of(running.GetDiagnostics(cancel), sources, running));

        CompiledSubmission Compiled((byte[], byte[]) emitted, CSharpCompilation runs, CSharpCompilation? judged) =>
            new(
                ordinal,
                AssemblyName(ordinal),
                emitted.Item1,
                emitted.Item2,
                before => judged ?? Written(sources, texts, ordinal, before, CancellationToken.None),
                runs,
                sources,
                TrailingText.Of(judged ?? runs, sources.Files[0].Name, hidden),
                Naming.Any(judged ?? runs),
                judged is null ? [] : Twins(judged),
                all
            );
    }

    private static ImmutableArray<TwinImage> Twins(CSharpCompilation written) =>
        [.. TracedCalls.Of(written).Select(site => Twin.Of(written, site))];

    private static (byte[], byte[])? Emitted(CSharpCompilation compilation, CancellationToken cancel)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        return compilation.Emit(assembly, symbols, options: Portable, cancellationToken: cancel).Success
            ? (assembly.ToArray(), symbols.ToArray())
            : null;
    }

    private CSharpCompilation Written(
        SourceSet sources,
        Dictionary<string, string> texts,
        int ordinal,
        CSharpCompilation? before,
        CancellationToken cancel
    ) => Submission.Of(sources, texts, references, debug: false, cancel, new(AssemblyName(ordinal), ClassName(ordinal), before));

    private CSharpCompilation Running(SourceSet sources, Dictionary<string, string> texts, int ordinal, CancellationToken cancel) =>
        Submission.Of(sources, texts, references, debug: false, cancel, new(AssemblyName(ordinal), ClassName(ordinal), last?.Running));

    private string AssemblyName(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{session}-{ordinal}");

    public static string ClassName(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"Submission#{ordinal}");

    /// <summary>Whether nothing in a file could be changed for running, and no call in it names a loss. It may say no too often.</summary>
    private static bool IsPlain(SyntaxTree tree) =>
        !tree.GetRoot()
            .DescendantNodes()
            .Any(node =>
                node switch
                {
                    WhileStatementSyntax
                    or DoStatementSyntax
                    or ForStatementSyntax
                    or CommonForEachStatementSyntax
                    or GotoStatementSyntax => true,
                    BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or BasePropertyDeclarationSyntax => true,
                    BaseTypeDeclarationSyntax or AnonymousFunctionExpressionSyntax => true,
                    IdentifierNameSyntax name => Watched.Contains(name.Identifier.ValueText),
                    _ => false,
                }
            );

    /// <summary>Functions that are bound to ours, and calls of the workbench that take a loss.</summary>
    private static readonly HashSet<string> Watched =
    [
        .. typeof(Recording.ScriptMath).GetMethods().Select(m => m.Name),
        .. typeof(Globals.Workbench)
            .GetMethods()
            .Where(m => m.GetParameters().Any(p => p.IsDefined(typeof(Recording.TracedAttribute), inherit: false)))
            .Select(m => m.Name),
    ];
}
