using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Assistance;

/// <summary>What an identifier is.</summary>
internal sealed class NameColours(Draft draft, Meanings meanings)
{
    private readonly Declared declared = Declared.In(draft.Root);

    public ColourRole RoleOf(SyntaxToken token)
    {
        var parent = token.Parent;
        if (parent is null)
            return ColourRole.Plain;
        if (Declared.RoleOf(parent, out var name) is { } own && name == token)
            return own;
        return parent switch
        {
            // Declarations that only begin: 'double Loss(' may still be anything.
            IdentifierNameSyntax { Parent: NameColonSyntax { Parent: ArgumentSyntax } } => ColourRole.Parameter,
            IdentifierNameSyntax { Parent: NameEqualsSyntax or NameColonSyntax } => ColourRole.Name,
            SimpleNameSyntax name2 => Used(name2),
            _ => ColourRole.Plain,
        };
    }

    private ColourRole Used(SimpleNameSyntax name)
    {
        var text = name.Identifier.ValueText;
        if (IsWordOfTheLanguage(name, text))
            return ColourRole.Keyword;
        return name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => Member(access, name),
            MemberBindingExpressionSyntax => IsCalled(name.Parent) ? ColourRole.Function : ColourRole.Name,
            QualifiedNameSyntax qualified when qualified.Right == name => IsType(qualified) ? ColourRole.Type : ColourRole.Plain,
            AliasQualifiedNameSyntax => ColourRole.Plain,
            UsingDirectiveSyntax => ColourRole.Plain,
            AttributeSyntax => ColourRole.Type,
            AssignmentExpressionSyntax
            {
                Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax or WithExpressionSyntax }
            } set when set.Left == name => ColourRole.Name,
            _ => Alone(name, text),
        };
    }

    private static bool IsWordOfTheLanguage(SimpleNameSyntax name, string text) =>
        text switch
        {
            "var" or "dynamic" or "nint" or "nuint" => name is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax }
                && SyntaxFacts.IsInTypeOnlyContext(name),
            "nameof" => name.Parent is InvocationExpressionSyntax,
            _ => false,
        };

    private ColourRole Alone(SimpleNameSyntax name, string text)
    {
        if (declared.At(text, name.SpanStart) is { } own)
            return own;
        var known = Known(text);
        if (name is GenericNameSyntax && known is not IMethodSymbol)
            return IsCalled(name) ? ColourRole.Function : ColourRole.Type;
        return known is not null ? Meanings.RoleOf(known)
            : IsCalled(name) ? ColourRole.Function
            : name.Parent is QualifiedNameSyntax ? ColourRole.Plain
            : SyntaxFacts.IsInTypeOnlyContext(name) ? ColourRole.Type
            : ColourRole.Plain;
    }

    private ColourRole Member(MemberAccessExpressionSyntax access, SimpleNameSyntax name)
    {
        if (IsCalled(access))
            return ColourRole.Function;
        return Container(access.Expression) switch
        {
            INamespaceOrTypeSymbol container => container.GetMembers(name.Identifier.ValueText) is [var member, ..]
                ? Meanings.RoleOf(member)
                : ColourRole.Plain,
            _ => ColourRole.Name,
        };
    }

    /// <summary>The namespace or type that a chain of names stands for, without binding anything.</summary>
    private INamespaceOrTypeSymbol? Container(ExpressionSyntax expression)
    {
        var names = new Stack<string>();
        var at = expression;
        for (; at is MemberAccessExpressionSyntax access; at = access.Expression)
            names.Push(access.Name.Identifier.ValueText);
        if (at is not IdentifierNameSyntax first || declared.At(first.Identifier.ValueText, first.SpanStart) is not null)
            return null;
        var found = Known(first.Identifier.ValueText) as INamespaceOrTypeSymbol;
        while (found is not null && names.TryPop(out var next))
            found = found.GetMembers(next) is [INamespaceOrTypeSymbol inner, ..] ? inner : null;
        return found;
    }

    private ISymbol? Known(string name) => meanings.Of(draft, name) ?? Imported(name);

    /// <summary>A text that begins with its own <c>using</c> lines is asked itself.</summary>
    private ISymbol? Imported(string name) =>
        draft.Root is { Usings.Count: > 0, Members: [var first, ..] }
        && draft.Model.LookupNamespacesAndTypes(first.SpanStart, name: name) is [var symbol, ..]
            ? symbol
            : null;

    /// <summary>The right side of a dotted name in the place of a type is one, unless a type follows.</summary>
    private static bool IsType(QualifiedNameSyntax name) =>
        name.Parent is not (QualifiedNameSyntax or UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax)
        || name.Right is GenericNameSyntax;

    private static bool IsCalled(SyntaxNode node) => node.Parent is InvocationExpressionSyntax call && call.Expression == node;
}
