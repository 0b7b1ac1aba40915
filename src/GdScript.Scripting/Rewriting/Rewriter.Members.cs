using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>Members of types: what the loss calls is written again; the rest keeps its face without a body, so that contracts stay whole.</summary>
internal sealed partial class Rewriter
{
    /// <summary>A body that the loss never comes to.</summary>
    private bool IsIdle(SyntaxNode body)
    {
        var owner = body.Parent is AccessorDeclarationSyntax { Parent.Parent: { } property } ? property : body.Parent;
        return owner is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
            && model.Of(owner).GetDeclaredSymbol(owner) is { ContainingType.IsScriptClass: false } symbol
            && !reach.Has(symbol);
    }

    private static BlockSyntax IdleBlock => Block(ThrowStatement(LiteralExpression(SyntaxKind.NullLiteralExpression)));

    /// <summary>Types at the top of a script are public there; so are they in the twin, whatever their words say.</summary>
    public static MemberDeclarationSyntax Public(MemberDeclarationSyntax member, bool isType) =>
        member.WithModifiers(
            TokenList(
                member
                    .Modifiers.Where(m => !IsAccess(m) && (isType || !IsLost(m)))
                    .Select(m => Token(m.Kind()))
                    .Prepend(Token(isType ? SyntaxKind.PublicKeyword : SyntaxKind.InternalKeyword))
                    .Concat(isType ? [] : [Token(SyntaxKind.StaticKeyword)])
                    .OrderBy(m => m.IsKind(SyntaxKind.PartialKeyword) || m.IsKind(SyntaxKind.RefKeyword) ? 1 : 0)
            )
        );

    private static bool IsAccess(SyntaxToken modifier) =>
        modifier.Kind()
            is SyntaxKind.PublicKeyword
                or SyntaxKind.PrivateKeyword
                or SyntaxKind.InternalKeyword
                or SyntaxKind.ProtectedKeyword;

    private static bool IsLost(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.ConstKeyword;

    public override SyntaxNode? VisitDestructorDeclaration(DestructorDeclarationSyntax node) => null;
}
