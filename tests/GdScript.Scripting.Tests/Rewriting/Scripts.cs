using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Recording;
using GdScript.Scripting.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>Small scripts, compiled as they are and as twins: a host of a few lines, with Math bound to our functions.</summary>
internal sealed class Scripts
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p =>
                Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CSharp.dll")
            )
            .Append(typeof(Scalar).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private readonly object submission;
    private readonly Type type;

    private Scripts(CSharpCompilation untouched, object submission) =>
        (Untouched, this.submission, type) = (untouched, submission, submission.GetType());

    public CSharpCompilation Untouched { get; }

    /// <summary>Compiles and runs a script; other files are what it loads.</summary>
    public static Scripts Run(string text, params (string File, string Text)[] loaded)
    {
        var untouched = Compile(text, loaded);
        var emitted = Bound(untouched);
        using var assembly = new MemoryStream();
        var result = emitted.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        assembly.Position = 0;
        var entry = new AssemblyLoadContext("script", isCollectible: true).LoadFromStream(assembly).GetType("Script")!;
        var states = new object?[2];
        var run = (Task<object>)entry.GetMethod("<Factory>")!.Invoke(null, [states])!;
        run.GetAwaiter().GetResult();
        return new(untouched, states[1]!);
    }

    public static CSharpCompilation Compile(string text, params (string File, string Text)[] loaded)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script);
        text = string.Concat(loaded.Select(l => $"#load \"{l.File}\"\n")) + text;
        var untouched = CSharpCompilation.CreateScriptCompilation(
            "script" + Guid.NewGuid().ToString("N"),
            CSharpSyntaxTree.ParseText(text, options, "script.csx", Encoding.UTF8),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: "Script",
                usings: ["System", "System.Linq", "System.Collections.Generic"],
                sourceReferenceResolver: new Loaded(loaded),
                allowUnsafe: true
            )
        );
        var errors = untouched.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return untouched;
    }

    /// <summary>The recorded loss beside the compiled one.</summary>
    public ScriptLoss Loss(string name = "Loss")
    {
        var method = type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(m => m.Name == name);
        var delegated = Expression.GetDelegateType([.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType]);
        var plain = method.CreateDelegate(delegated, method.IsStatic ? null : submission);
        return Loss(plain, new LossSite.Method(name, method.GetParameters().Length));
    }

    public ScriptLoss Loss(Delegate plain, LossSite site) => new(plain, Twin.Of(Untouched, site), Variable);

    public object? Variable(string name) =>
        name == "this"
            ? submission
            : type.GetField(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
                .GetValue(submission);

    /// <summary>The script with every function of Math replaced by ours, found by its symbol.</summary>
    private static CSharpCompilation Bound(CSharpCompilation untouched)
    {
        var bound = untouched;
        foreach (var tree in untouched.SyntaxTrees.Where(t => t.FilePath == "script.csx"))
        {
            var root = new Binder(untouched.GetSemanticModel(tree)).Visit(tree.GetRoot())!;
            bound = bound.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root, tree.Options));
        }
        return bound;
    }

    /// <summary>Files that a script loads.</summary>
    private sealed class Loaded((string File, string Text)[] files) : SourceReferenceResolver
    {
        public override string NormalizePath(string path, string? baseFilePath) => path;

        public override string? ResolveReference(string path, string? baseFilePath) => path;

        public override Stream OpenRead(string resolvedPath) =>
            new MemoryStream(Encoding.UTF8.GetBytes(files.Single(f => f.File == resolvedPath).Text));

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => files.Length;
    }

    private sealed class Binder(SemanticModel model) : CSharpSyntaxRewriter
    {
        private static readonly ExpressionSyntax Ours = SyntaxFactory.ParseExpression("global::GdScript.Scripting.Recording.ScriptMath");

        public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
            IsMath(node) ? node.WithExpression(Ours) : base.VisitMemberAccessExpression(node);

        public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
            node.Parent is not MemberAccessExpressionSyntax && IsMath(node)
                ? SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Ours, node).WithTriviaFrom(node)
                : base.VisitIdentifierName(node);

        private bool IsMath(SyntaxNode node) =>
            model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsStatic: true } method
            && (
                method.ContainingType.ToDisplayString() is "System.Math"
                || (
                    method.ContainingType.SpecialType == SpecialType.System_Double
                    && method.ReturnType.SpecialType == SpecialType.System_Double
                    && method.Name is not "Parse"
                )
            );
    }
}
