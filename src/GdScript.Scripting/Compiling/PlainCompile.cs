using System.Collections.Immutable;
using GdScript.Scripting.Images;
using GdScript.Scripting.Rewriting;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace GdScript.Scripting.Compiling;

/// <summary>A compiled script, or everything that is wrong with it.</summary>
/// <param name="Image">The script; null when there are problems.</param>
/// <param name="Problems">All errors, in the order of files and lines.</param>
public sealed record Compiled(ScriptImage? Image, ImmutableArray<Problem> Problems)
{
    public static implicit operator Compiled(ScriptImage image) => new(image, []);

    public static implicit operator Compiled(Problem problem) => new(null, [problem]);

    /// <summary>The image, or the first problem.</summary>
    public Result<ScriptImage> First => Image is not null ? Image : Problems[0];
}

/// <summary>
/// Compiles a script: once as it is written, for the compiler's own judgement and for the recording twins, and once with
/// <c>Math</c> bound to our functions and guards against endless work, which is what runs.
/// </summary>
internal static class PlainCompile
{
    /// <summary>Roslyn reads nested text with nested calls; what <see cref="Depth"/> lets pass fits in here.</summary>
    private const int StackSize = 256 << 20;

    /// <summary>The image of a script.</summary>
    /// <exception cref="OperationCanceledException">The caller has enough.</exception>
    public static Compiled Of(SourceSet sources, ScriptOptions options, CancellationToken cancel = default)
    {
        Compiled? compiled = null;
        OperationCanceledException? thrown = null;
        var thread = new Thread(Compile, StackSize) { IsBackground = true };
        thread.Start();
        thread.Join();
        if (thrown is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        return compiled!;

        void Compile()
        {
            try
            {
                compiled = Attempt(sources, options, all: false, cancel) is { Image: not null } good
                    ? good
                    : Attempt(sources, options, all: true, cancel);
            }
            catch (OperationCanceledException e)
            {
                thrown = e;
            }
            catch (Exception e)
            {
                // Roslyn is sound, but it meets text here that nobody wrote by hand.
                compiled = Problem.Input(
                    "GDS0106",
                    $"the C# compiler failed on this script: {e.GetType().Name}: {e.Message.TrimEnd('.')}"
                ) with
                {
                    File = sources.Files[0].Name,
                };
            }
        }
    }

    private static Compiled Attempt(SourceSet sources, ScriptOptions options, bool all, CancellationToken cancel)
    {
        var texts = Submission.Texts(sources);
        var asWritten = Submission.Of(sources, texts, References.For(sources, all), options.Debug, cancel);
        if (IsEmpty(asWritten, sources))
        {
            // Roslyn has no code to give for a script without any.
            texts[sources.Files[0].Name] += "\n;";
            asWritten = Submission.Of(sources, texts, References.For(sources, all), options.Debug, cancel);
        }
        var errors = CompilerProblems.Of(asWritten.GetDiagnostics(cancel), sources, asWritten);
        if (!errors.IsEmpty)
            return new(null, errors);
        foreach (var care in Enum.GetValues<Care>())
        {
            var runs = care == Care.Nothing ? asWritten : Careful(asWritten, sources, texts, options, care, cancel);
            using var assembly = new MemoryStream();
            using var symbols = new MemoryStream();
            var emitted = runs.Emit(assembly, symbols, options: Portable, cancellationToken: cancel);
            if (emitted.Success)
                return Image(asWritten, sources, options, assembly, symbols);
            if (care == Care.Nothing)
                return new(null, CompilerProblems.Of(emitted.Diagnostics, sources, runs));
        }
        throw new InvalidOperationException("a script without errors could not be compiled");
    }

    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static CSharpCompilation Careful(
        CSharpCompilation asWritten,
        SourceSet sources,
        Dictionary<string, string> texts,
        ScriptOptions options,
        Care care,
        CancellationToken cancel
    ) => Submission.Of(sources, RunningText.Of(asWritten, texts, care), asWritten.References, options.Debug, cancel);

    private static ScriptImage Image(
        CSharpCompilation asWritten,
        SourceSet sources,
        ScriptOptions options,
        MemoryStream assembly,
        MemoryStream symbols
    )
    {
        var losses = LossFinder.Of(asWritten);
        return new(
            ImmutableArray.Create(assembly.ToArray()),
            ImmutableArray.Create(symbols.ToArray()),
            Submission.EntryType,
            sources.Sources,
            sources.References,
            losses,
            Twins(asWritten, sources, options, losses)
        )
        {
            Returns = EndsWithStatement(asWritten, sources.Files[0].Name),
        };
    }

    private static ImmutableArray<TwinImage> Twins(
        CSharpCompilation asWritten,
        SourceSet sources,
        ScriptOptions options,
        ImmutableArray<LossCandidate> losses
    )
    {
        IEnumerable<LossSite> wanted =
            options.Wanted is { } loss && LossChoice.Of(losses, loss.Name, sources.Files[0].Name).Is(out var chosen, out _)
                ? [chosen.Site]
                : [];
        return [.. wanted.Concat(TracedCalls.Of(asWritten)).Select(site => Twin.Of(asWritten, site))];
    }

    private static bool IsEmpty(CSharpCompilation compilation, SourceSet sources) => Main(compilation, sources).Members.Count == 0;

    private static CompilationUnitSyntax Main(CSharpCompilation compilation, SourceSet sources) =>
        (CompilationUnitSyntax)compilation.SyntaxTrees.First(t => t.FilePath == sources.Files[0].Name).GetRoot();

    /// <summary>A script may end with an expression without a semicolon; that is a value to look at, not an exit code.</summary>
    private static bool EndsWithStatement(CSharpCompilation compilation, string main) =>
        ((CompilationUnitSyntax)compilation.SyntaxTrees.First(t => t.FilePath == main).GetRoot()).Members.LastOrDefault()
            is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } };
}
