using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GdScript.Scripting.Assistance;

/// <summary>The names that a text declares itself, and where each of them holds; found by their form alone.</summary>
internal sealed class Declared
{
    private readonly record struct Holding(TextSpan Where, ColourRole Role);

    private readonly Dictionary<string, List<Holding>> names = new(StringComparer.Ordinal);

    public static Declared In(SyntaxNode root)
    {
        var declared = new Declared();
        foreach (var node in root.DescendantNodes())
            if (RoleOf(node, out var name) is { } role && ScopeOf(node, root) is { } scope)
                declared.Add(name.ValueText, new(scope.FullSpan, role));
        return declared;
    }

    /// <summary>What a name means at a place: the innermost declaration that holds there.</summary>
    public ColourRole? At(string name, int place)
    {
        if (!names.TryGetValue(name, out var all))
            return null;
        Holding? innermost = null;
        foreach (var one in all)
            if (one.Where.Contains(place) && (innermost is not { } known || one.Where.Length <= known.Where.Length))
                innermost = one;
        return innermost?.Role;
    }

    /// <summary>What a declaration makes its name; null for what declares nothing.</summary>
    public static ColourRole? RoleOf(SyntaxNode node, out SyntaxToken name)
    {
        (ColourRole? Role, SyntaxToken Name) found = node switch
        {
            ParameterSyntax parameter => (ColourRole.Parameter, parameter.Identifier),
            VariableDeclaratorSyntax variable => (ColourRole.Name, variable.Identifier),
            SingleVariableDesignationSyntax variable => (ColourRole.Name, variable.Identifier),
            ForEachStatementSyntax loop => (ColourRole.Name, loop.Identifier),
            CatchDeclarationSyntax caught => (ColourRole.Name, caught.Identifier),
            FromClauseSyntax from => (ColourRole.Name, from.Identifier),
            LetClauseSyntax let => (ColourRole.Name, let.Identifier),
            JoinClauseSyntax join => (ColourRole.Name, join.Identifier),
            JoinIntoClauseSyntax into => (ColourRole.Name, into.Identifier),
            QueryContinuationSyntax into => (ColourRole.Name, into.Identifier),
            MethodDeclarationSyntax method => (ColourRole.Function, method.Identifier),
            LocalFunctionStatementSyntax function => (ColourRole.Function, function.Identifier),
            ConstructorDeclarationSyntax constructor => (ColourRole.Type, constructor.Identifier),
            BaseTypeDeclarationSyntax type => (ColourRole.Type, type.Identifier),
            DelegateDeclarationSyntax type => (ColourRole.Type, type.Identifier),
            TypeParameterSyntax type => (ColourRole.Type, type.Identifier),
            PropertyDeclarationSyntax property => (ColourRole.Name, property.Identifier),
            EventDeclarationSyntax @event => (ColourRole.Name, @event.Identifier),
            EnumMemberDeclarationSyntax member => (ColourRole.Name, member.Identifier),
            TupleElementSyntax element => (ColourRole.Name, element.Identifier),
            _ => (null, default),
        };
        name = found.Name;
        return found.Role;
    }

    private static SyntaxNode? ScopeOf(SyntaxNode node, SyntaxNode root) =>
        node switch
        {
            TupleElementSyntax or EnumMemberDeclarationSyntax => null,
            ParameterSyntax { Parent.Parent: { } owner } when node.Parent is BaseParameterListSyntax => owner,
            ParameterSyntax => node.Parent,
            TypeParameterSyntax { Parent.Parent: { } owner } => owner,
            FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax =>
                node.FirstAncestorOrSelf<QueryExpressionSyntax>() ?? root,
            ForEachStatementSyntax => node,
            _ => node.Ancestors()
                .FirstOrDefault(n =>
                    n
                        is BlockSyntax
                            or ForStatementSyntax
                            or UsingStatementSyntax
                            or CatchClauseSyntax
                            or TypeDeclarationSyntax
                            or AnonymousFunctionExpressionSyntax
                            or SwitchSectionSyntax
                            or SwitchExpressionArmSyntax
                            or ArrowExpressionClauseSyntax
                )
                ?? root,
        };

    private void Add(string name, Holding holding)
    {
        if (!names.TryGetValue(name, out var all))
            names[name] = all = [];
        all.Add(holding);
    }
}
