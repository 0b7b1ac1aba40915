using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>
/// Puts a check into every loop and at the beginning of everything that can be called, so that no script can run for ever or fall
/// through the end of the stack. Text is only put in beside what stands there: no line moves.
/// </summary>
/// <param name="model">The file.</param>
/// <param name="edits">Where it is put in.</param>
/// <param name="lambdas">Also into lambdas.</param>
/// <param name="apart">
/// Whether guarded methods stay calls of their own. Code that can be given back is compiled for speed at once, and a call that is
/// made part of its caller has no line in a message.
/// </param>
internal sealed class Guards(SemanticModel model, Edits edits, bool lambdas, bool apart = false)
{
    private const string Apart =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private const string Check = "global::GdScript.Scripting.Interrupt.Check();";
    private const string Enter = "global::GdScript.Scripting.Interrupt.Enter();";
    private const string Entered = "(global::GdScript.Scripting.Interrupt.Entered()?(";

    /// <summary>Guards everything in the tree of the model.</summary>
    public void All()
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes(n => n is not AttributeListSyntax && !Expressions.IsTree(model, n)))
            Guard(node);
    }

    private void Guard(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop:
                Loop(loop.Statement);
                break;
            case DoStatementSyntax loop:
                Loop(loop.Statement);
                break;
            case ForStatementSyntax loop:
                Loop(loop.Statement);
                break;
            case CommonForEachStatementSyntax loop:
                Loop(loop.Statement);
                break;
            case GotoStatementSyntax jump:
                edits.Begin(jump.SpanStart, "{" + Check);
                edits.End(jump.Span.End, "}");
                break;
            case BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax when IsMade((ExpressionSyntax)node):
                Made((ExpressionSyntax)node);
                break;
            default:
                Callable(node);
                break;
        }
    }

    private void Callable(SyntaxNode node)
    {
        switch (node)
        {
            case BaseMethodDeclarationSyntax method when Body.CanRunAway(model, (SyntaxNode?)method.Body ?? method.ExpressionBody):
                KeepApart(method, method.AttributeLists);
                Begin(method.Body, method.ExpressionBody, model.GetDeclaredSymbol(method) as IMethodSymbol);
                break;
            case LocalFunctionStatementSyntax local when Body.CanRunAway(model, (SyntaxNode?)local.Body ?? local.ExpressionBody):
                KeepApart(local, local.AttributeLists);
                Begin(local.Body, local.ExpressionBody, model.GetDeclaredSymbol(local) as IMethodSymbol);
                break;
            case AccessorDeclarationSyntax accessor when Body.CanRunAway(model, (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody):
                Begin(accessor.Body, accessor.ExpressionBody, model.GetDeclaredSymbol(accessor));
                break;
            case PropertyDeclarationSyntax { ExpressionBody: { } body } when Body.CanRunAway(model, body):
                Getter(body);
                break;
            case IndexerDeclarationSyntax { ExpressionBody: { } body } when Body.CanRunAway(model, body):
                Getter(body);
                break;
            case AnonymousFunctionExpressionSyntax lambda when lambdas && Body.CanRunAway(model, lambda.Body):
                Lambda(lambda);
                break;
            default:
                break;
        }
    }

    private void KeepApart(SyntaxNode method, SyntaxList<AttributeListSyntax> attributes)
    {
        if (apart && !attributes.Any(a => a.Attributes.Any(b => b.Name.ToString().Contains("MethodImpl", StringComparison.Ordinal))))
            edits.Begin(method.SpanStart, Apart);
    }

    private void Loop(StatementSyntax body)
    {
        if (body is BlockSyntax block)
        {
            edits.End(block.OpenBraceToken.Span.End, Check);
            return;
        }
        edits.Begin(body.SpanStart, "{" + Check);
        edits.End(body.Span.End, "}");
    }

    /// <summary>
    /// Whether an object of the script's own type is made before the body of a constructor begins: for a field, a property or
    /// another constructor. It may make itself again, without any method that could be guarded.
    /// </summary>
    private bool IsMade(ExpressionSyntax made) =>
        model.GetTypeInfo(made).ConvertedType is { } type
        && (type is ITypeParameterSymbol || Either(made, type).Any(t => t.Locations.Any(l => l.IsInSource)))
        && made.Ancestors().TakeWhile(n => n is not AnonymousFunctionExpressionSyntax).Any(IsBeforeBody);

    private IEnumerable<ITypeSymbol> Either(ExpressionSyntax made, ITypeSymbol converted) =>
        model.GetTypeInfo(made).Type is { } own ? [own, converted] : [converted];

    private static bool IsBeforeBody(SyntaxNode node) =>
        node
            is ConstructorInitializerSyntax
                or PrimaryConstructorBaseTypeSyntax
                or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }
                or EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax };

    private void Made(ExpressionSyntax made)
    {
        edits.Begin(made.SpanStart, Entered);
        edits.End(made.Span.End, "):throw null!)");
    }

    private void Begin(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, IMethodSymbol? symbol)
    {
        if (block is not null)
            edits.End(block.OpenBraceToken.Span.End, Enter);
        else if (arrow is not null)
            Arrow(arrow, "{" + Enter, "}", GivesNothing(symbol));
    }

    private void Getter(ArrowExpressionClauseSyntax arrow) => Arrow(arrow, "{get{" + Enter, "}}", nothing: false);

    /// <summary><c>=> expression;</c> becomes a block; its semicolon stays where it is.</summary>
    private void Arrow(ArrowExpressionClauseSyntax arrow, string open, string close, bool nothing)
    {
        edits.Replace(arrow.ArrowToken.SpanStart, "=>", open + (nothing ? "" : Answer(arrow.Expression)));
        edits.End(arrow.Span.End, ";" + close);
        var semicolon = arrow.Parent!.ChildTokens().LastOrDefault(t => t.IsKind(SyntaxKind.SemicolonToken));
        if (!semicolon.IsMissing && semicolon.SpanStart >= arrow.Span.End)
            edits.Replace(semicolon.SpanStart, ";", "");
    }

    private void Lambda(AnonymousFunctionExpressionSyntax lambda)
    {
        if (lambda.Block is { } block)
        {
            edits.End(block.OpenBraceToken.Span.End, Enter);
            return;
        }
        if (lambda.ExpressionBody is not { } expression || model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol symbol)
            return;
        var arrow = ((LambdaExpressionSyntax)lambda).ArrowToken;
        edits.End(arrow.Span.End, "{" + Enter + (GivesNothing(symbol) ? "" : Answer(expression)));
        edits.End(expression.Span.End, ";}");
    }

    private static string Answer(ExpressionSyntax expression) => expression is ThrowExpressionSyntax ? "" : "return ";

    /// <summary>Whether an expression body stands for its effect only: no value, or a task without one.</summary>
    private static bool GivesNothing(IMethodSymbol? symbol) =>
        symbol is null
        || symbol.ReturnsVoid
        || symbol.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor
        || symbol is { IsAsync: true, ReturnType: INamedTypeSymbol { Arity: 0 } };
}
