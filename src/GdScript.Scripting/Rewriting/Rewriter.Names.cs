using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>Types and names: double, Math, and the variables that have another name in the twin.</summary>
internal sealed partial class Rewriter
{
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) =>
        node.Attributes.Any(a => a.Name.ToString().Contains("InlineArray", StringComparison.Ordinal)) ? node : null;

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) =>
        node.Keyword.IsKind(SyntaxKind.DoubleKeyword) ? Code.Scalar : node;

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) => TypeWritten(node) ?? base.VisitQualifiedName(node);

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        if (TypeWritten(node) is { } type)
            return type;
        var symbol = model.Symbol(node);
        if (
            symbol is not null
            && renamed.TryGetValue(symbol.OriginalDefinition, out var name)
            && !(IsPartOfName(node) && symbol is ILocalSymbol)
        )
            return Placed(SyntaxFactory.IdentifierName(name), node, symbol);
        return symbol is IMethodSymbol method && Library.IsMath(method) && !IsPartOfName(node)
            ? MathName(node, method)
            : Placed(node, node, symbol);
    }

    public override SyntaxNode? VisitGenericName(GenericNameSyntax node) =>
        Placed((SimpleNameSyntax)base.VisitGenericName(node)!, node, model.Symbol(node));

    /// <summary>A member of another submission is called by its class in the twin.</summary>
    private ExpressionSyntax Placed(SimpleNameSyntax written, SimpleNameSyntax node, ISymbol? symbol)
    {
        if (
            model.Chain.Count == 1
            || symbol is not { ContainingType: { IsScriptClass: true } owner }
            || symbol.Name != node.Identifier.ValueText
            || symbol is ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
            || IsPartOfName(node)
            || SymbolEqualityComparer.Default.Equals(owner, model.ScriptClassOf(node.SyntaxTree))
        )
            return written;
        var name = Twin.ClassOf(owner.Name);
        return SyntaxFacts.IsInTypeOnlyContext(node)
            ? SyntaxFactory.QualifiedName((NameSyntax)SyntaxFactory.ParseName($"global::{name}"), written)
            : SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression($"global::{name}"),
                written
            );
    }

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (model.Symbol(node) is ITypeSymbol)
            return TypeWritten(node) ?? base.VisitMemberAccessExpression(node);
        if (model.Symbol(node) is not IMethodSymbol method)
            return base.VisitMemberAccessExpression(node);
        if (Library.IsMath(method))
            return MathName(node, method);
        if (
            Library.IsLinq(method)
            && method.ReducedFrom is null
            && model.Symbol(node.Expression) is ITypeSymbol
            && Library.IsNumeric(method)
        )
            return node.WithExpression(Code.ScalarLinq);
        return base.VisitMemberAccessExpression(node);
    }

    /// <summary>double under one of its other names (Double, System.Double, an alias).</summary>
    private TypeSyntax? TypeWritten(ExpressionSyntax name) =>
        model.Symbol(name) is INamedTypeSymbol { SpecialType: SpecialType.System_Double } ? Code.Scalar : null;

    /// <summary>A function of Math: ours where numbers of the loss may flow through, the framework's for whole numbers alone.</summary>
    private ExpressionSyntax MathName(ExpressionSyntax node, IMethodSymbol method)
    {
        if (!Library.OfDoubles(method))
            return Code.Member(Code.SystemMath, method.Name);
        return Code.Member(Code.ScalarMath, method.Name == "Sign" && !IsSign(node.Parent) ? "SignInt" : method.Name);
    }
}
