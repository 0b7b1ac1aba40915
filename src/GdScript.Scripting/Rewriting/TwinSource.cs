using System.Collections.Immutable;
using System.Globalization;
using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>The source of a twin: one tree for each file of the script (their usings differ), one for the entry.</summary>
internal sealed class TwinSource
{
    private readonly ScriptModel model;
    private readonly Target target;
    private readonly Signature signature;
    private readonly Places places = new();
    private readonly Rewriter rewriter;
    private readonly Dictionary<SyntaxTree, List<MemberDeclarationSyntax>> members = [];
    private readonly List<TwinCapture> captures = [];
    private readonly List<Problem> problems = [];
    private ExpressionSyntax called;

    private TwinSource(ScriptModel model, Target target, Reach reach, Signature signature)
    {
        (this.model, this.target, this.signature) = (model, target, signature);
        var names = NamesOf(reach);
        rewriter = new Rewriter(model, reach, places, names);
        foreach (var member in reach.Members)
            Add(member, names);
        foreach (var type in reach.Types)
        foreach (var reference in type.DeclaringSyntaxReferences)
            Add(reference.SyntaxTree, (MemberDeclarationSyntax)rewriter.Visit(reference.GetSyntax())!, isType: true);
        foreach (var constant in reach.Constants)
            if (ScriptModel.Declaration(constant)?.Parent is VariableDeclarationSyntax declaration)
                AddConstant(constant, declaration);
        foreach (var capture in reach.Captures)
            Add(capture, names[capture.Variable]);
        foreach (var registration in reach.Registrations)
            Add(registration);
        called = target.Expression is { } expression ? rewriter.Expression(expression) : Code.Name(target.Method.Name);
        problems.AddRange(rewriter.Problems);
    }

    public static TwinSource Of(ScriptModel model, Target target, Reach reach, Signature signature) => new(model, target, reach, signature);

    /// <summary>Variables keep their names where the twin has room for them: those of the script's top level.</summary>
    private static Dictionary<ISymbol, string> NamesOf(Reach reach)
    {
        var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var capture in reach.Captures)
            names.Add(
                capture.Variable,
                capture.From == CaptureFrom.Script ? capture.Variable.Name : $"gd_{capture.Variable.Name}_{names.Count}"
            );
        foreach (var function in reach.Members.OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.LocalFunction))
            names.Add(function, $"gd_{function.Name}_{names.Count}");
        return names;
    }

    private void Add(ISymbol member, Dictionary<ISymbol, string> names)
    {
        var declaration = ScriptModel.Declaration(member)!;
        var written = rewriter.Visit(declaration)!;
        if (written is LocalFunctionStatementSyntax local)
            written = MethodDeclaration(
                local.AttributeLists,
                local.Modifiers,
                local.ReturnType,
                null,
                Identifier(names[member]),
                local.TypeParameterList,
                local.ParameterList,
                local.ConstraintClauses,
                local.Body,
                local.ExpressionBody,
                local.SemicolonToken
            );
        Add(declaration.SyntaxTree, (MemberDeclarationSyntax)written, isType: false);
    }

    private void Add(SyntaxTree tree, MemberDeclarationSyntax member, bool isType)
    {
        if (!members.TryGetValue(tree, out var list))
            members.Add(tree, list = []);
        list.Add(Rewriter.Public(member.WithoutLeadingTrivia(), isType));
    }

    private void AddConstant(IFieldSymbol constant, VariableDeclarationSyntax declaration)
    {
        var variables = declaration.Variables.Where(v => v.Identifier.ValueText == constant.Name);
        var field = FieldDeclaration(declaration.WithVariables(SeparatedList(variables)))
            .WithModifiers(TokenList(Token(SyntaxKind.ConstKeyword)));
        if (!members.TryGetValue(declaration.SyntaxTree, out var list))
            members.Add(declaration.SyntaxTree, list = []);
        list.Add(field.WithoutLeadingTrivia().WithModifiers(TokenList(Token(SyntaxKind.InternalKeyword), Token(SyntaxKind.ConstKeyword))));
    }

    private void Add(Capture capture, string name)
    {
        var value = capture.Made is { } made ? EqualsValueClause(Remade(made, capture.Type)) : null;
        var field = FieldDeclaration(
            VariableDeclaration(TwinTypes.Of(capture.Type), SingletonSeparatedList(VariableDeclarator(Identifier(name), null, value)))
        );
        Add(ScriptModel.Declaration(capture.Variable)!.SyntaxTree, field, isType: false);
        if (capture.Made is null)
            captures.Add(new(name, capture.Variable.Name, capture.From) { Holder = HolderOf(ScriptModel.Declaration(capture.Variable)!) });
    }

    /// <summary>A method that calls the script's own compiled one, and the methods of its slopes.</summary>
    private void Add(Registration registration)
    {
        var declaration = (MethodDeclarationSyntax)ScriptModel.Declaration(registration.Method)!;
        var plain = Field(registration.Method);
        string[] slopes = [.. registration.Slopes.Select(Field)];
        var written = (MethodDeclarationSyntax)
            ParseMemberDeclaration(RegisteredCode.Of(registration, plain, slopes, places.NumberOf(registration.Place)))!;
        written = written.WithParameterList((ParameterListSyntax)rewriter.Visit(declaration.ParameterList)!);
        Add(declaration.SyntaxTree, written, isType: false);

        string Field(IMethodSymbol method)
        {
            var name = $"gd_plain_{method.Name}_{captures.Count}";
            var field = ParseMemberDeclaration($"{RegisteredCode.TypeOf(method)} {name};")!;
            Add(declaration.SyntaxTree, field, isType: false);
            captures.Add(new(name, method.Name, CaptureFrom.Method) { Holder = HolderOf(declaration) });
            return name;
        }
    }

    /// <summary>The class of the submission a node stands in; empty for a script's only one.</summary>
    private string HolderOf(SyntaxNode node) =>
        model.ScriptClassOf(node.SyntaxTree) is { Name: var name } && ClassOf(node) != Twin.ClassOf(null) ? name : "";

    /// <summary>The class of the twin that stands for it.</summary>
    private string ClassOf(SyntaxNode node) => Twin.ClassOf(model.ScriptClassOf(node.SyntaxTree)?.Name);

    /// <summary>Functions are written again; a bare <c>{ a, b }</c> is no expression, and gets its <c>new[]</c>.</summary>
    private ExpressionSyntax Remade(ExpressionSyntax made, ITypeSymbol type) =>
        made is InitializerExpressionSyntax initializer
            ? ArrayCreationExpression((ArrayTypeSyntax)TwinTypes.Of(type), (InitializerExpressionSyntax)rewriter.Visit(initializer)!)
            : rewriter.Expression(made);

    /// <summary>Compiles the twin as an ordinary library.</summary>
    public TwinImage Compile(LossSite site)
    {
        if (problems.Count > 0)
            return Twin.Refused(site, problems);
        var compilation = CSharpCompilation.Create("GdTwin", Trees(), References(), Options());
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            return Twin.Refused(site, [Gap(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error))]);
        return new(
            site,
            [.. assembly.ToArray()],
            ClassOf(target.Place),
            Twin.EntryName,
            signature.Parameters,
            [.. captures],
            [.. places.Spans],
            []
        );
    }

    private IEnumerable<SyntaxTree> Trees()
    {
        Add(target.Place.SyntaxTree, Entry(), isType: false);
        var trees = members.Select(m => Tree(UsingsOf(m.Key), ClassOf(m.Key.GetRoot()), m.Value));
        return trees.Prepend(Tree(Imports(), Twin.ClassOf(null), []));
    }

    /// <summary>A submission also has the usings of those before it; of two names for something the later one counts.</summary>
    private IEnumerable<UsingDirectiveSyntax> UsingsOf(SyntaxTree tree)
    {
        var owner = model.OwnerOf(tree);
        var before = model.Chain.TakeWhile(c => c != owner).Reverse().Select(c => c.SyntaxTrees[^1]);
        return before
            .Prepend(tree)
            .SelectMany(t => t.GetCompilationUnitRoot().Usings)
            .DistinctBy(u => u.Alias?.Name.Identifier.ValueText ?? $"{u.StaticKeyword} {u.NamespaceOrType}");
    }

    private SyntaxTree Tree(IEnumerable<UsingDirectiveSyntax> usings, string name, IEnumerable<MemberDeclarationSyntax> inside)
    {
        var twin = ClassDeclaration(name)
            .WithModifiers(TokenList(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.StaticKeyword), Token(SyntaxKind.PartialKeyword)))
            .WithMembers(List(inside));
        var written = usings.Select(u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? u : (UsingDirectiveSyntax)rewriter.Visit(u)!);
        var unit = CompilationUnit().WithUsings(List(written.Select(u => u.WithoutLeadingTrivia()))).AddMembers(twin);
        return CSharpSyntaxTree.Create(unit, ParseOptions(), encoding: System.Text.Encoding.UTF8);
    }

    private CSharpParseOptions ParseOptions() =>
        ((CSharpParseOptions)model.Compilation.SyntaxTrees[0].Options).WithKind(SourceCodeKind.Regular);

    /// <summary>What the host imports into every script, and the sums and extremes over recording numbers.</summary>
    private IEnumerable<UsingDirectiveSyntax> Imports() =>
        model
            .Compilation.Options.Usings.Select(name =>
                UsingDirective(ParseName(name))
                    .WithStaticKeyword(model.Compilation.GetTypeByMetadataName(name) is null ? default : Token(SyntaxKind.StaticKeyword))
            )
            .Append(UsingDirective(ParseName($"{Code.Recording}.ScalarLinq")).WithStaticKeyword(Token(SyntaxKind.StaticKeyword)))
            .Select(u => u.WithGlobalKeyword(Token(SyntaxKind.GlobalKeyword)));

    private MethodDeclarationSyntax Entry()
    {
        var parameter = Parameter(Identifier("gd_arguments")).WithType(ParseTypeName($"{Code.Recording}.Arguments"));
        return MethodDeclaration(Code.Scalar, Twin.EntryName)
            .WithModifiers(TokenList(Token(SyntaxKind.PublicKeyword), Token(SyntaxKind.StaticKeyword)))
            .AddParameterListParameters(parameter)
            .WithBody(Block(EntryBody()));
    }

    private IEnumerable<StatementSyntax> EntryBody()
    {
        var function = called;
        if (target.Expression is AnonymousFunctionExpressionSyntax)
        {
            yield return Code.Declare(FunctionType(), "gd_loss", called);
            function = Code.Name("gd_loss");
        }
        yield return ReturnStatement(Code.Call(function, [.. signature.Arguments.Select(a => ParseExpression(a))]));
    }

    /// <summary>The delegate type a lambda is written for, or the one its own words give it.</summary>
    private TypeSyntax FunctionType() =>
        model.Converted(target.Expression!) is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            ? TwinTypes.Of(type)
            : IdentifierName("var");

    private IEnumerable<MetadataReference> References()
    {
        var ours = typeof(Recording.Scalar).Assembly.Location;
        var known = model.Chain.SelectMany(c => c.References).Distinct().ToList();
        return known.OfType<PortableExecutableReference>().Any(r => r.FilePath == ours)
            ? known
            : known.Append(MetadataReference.CreateFromFile(ours));
    }

    private CSharpCompilationOptions Options() =>
        new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: model.Compilation.Options.CheckOverflow,
            allowUnsafe: true,
            concurrentBuild: false,
            deterministic: true,
            metadataImportOptions: MetadataImportOptions.Public,
            nullableContextOptions: model.Compilation.Options.NullableContextOptions,
            generalDiagnosticOption: ReportDiagnostic.Suppress
        );

    /// <summary>The twin does not compile although the script does: ours to mend, shown at the user's line it came from.</summary>
    private Problem Gap(Diagnostic error)
    {
        var what = TraceProblems.Of(TraceProblems.Id.TwinGap, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
        var node = error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var origin = node?.AncestorsAndSelf().SelectMany(n => n.GetAnnotations(Rewriter.Origin)).FirstOrDefault()?.Data;
        if (origin is null)
            return Places.In(what, target.Place);
        var parts = origin.Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return Places.In(what, model.Trees[parts[0]], new TextSpan(parts[1], parts[2]));
    }
}
