using GdScript.Scripting.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>The expression that a submission ends with: its value is the submission's.</summary>
internal static class TrailingText
{
    /// <summary>The text without the semicolon that hides its last expression's value, every place where it was; null where there is none.</summary>
    public static string? Open(string text)
    {
        var last = Last(CSharpSyntaxTree.ParseText(text, Submission.Dialect));
        if (last is not { SemicolonToken: { IsMissing: false } semicolon, Expression: var expression } || TakesApart(expression))
            return null;
        return $"{text[..semicolon.SpanStart]} {text[(semicolon.SpanStart + 1)..]}";
    }

    public static bool IsEmpty(string text) =>
        ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Submission.Dialect).GetRoot()).Members.Count == 0;

    /// <summary>What the compilation's main file ends with.</summary>
    public static Trailing Of(CSharpCompilation compilation, string main, bool hidden)
    {
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == main);
        if (Last(tree) is not { SemicolonToken.IsMissing: true, Expression: var expression } || TakesApart(expression))
            return Trailing.None with { Returns = Returns(tree) };
        var info = compilation.GetSemanticModel(tree).GetTypeInfo(expression);
        return (info.Type ?? info.ConvertedType) switch
        {
            null => new(true, hidden, "object", "object"),
            { SpecialType: SpecialType.System_Void } => Trailing.None,
            var type => new(true, hidden, TypeNames.Shown(type), TypeNames.Of(type)),
        };
    }

    private static bool Returns(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes(n =>
                n
                    is not (
                        MemberDeclarationSyntax
                        and not GlobalStatementSyntax
                        or AnonymousFunctionExpressionSyntax
                        or LocalFunctionStatementSyntax
                    )
            )
            .Any(n => n is ReturnStatementSyntax);

    private static ExpressionStatementSyntax? Last(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }
            ? last
            : null;

    /// <summary><c>(a, b) = …</c> is a statement to the compiler, and <c>var (a, b) = …</c> a declaration, although they look like assignments.</summary>
    private static bool TakesApart(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax };
}
