using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>Expressions that need other words in the twin.</summary>
internal sealed partial class Rewriter
{
    /// <summary>A cast to a whole number is refused while recording, unless the value is a constant there.</summary>
    public override SyntaxNode? VisitCastExpression(CastExpressionSyntax node)
    {
        var to = model.Type(node.Type);
        var from = model.Type(node.Expression);
        var through = model.Operation(node) is IConversionOperation { OperatorMethod.ReturnType: var given } && Doubles.Is(given);
        if (!(Doubles.Is(from) || through) || Doubles.Is(to) || !(Doubles.IsInteger(to) || to?.TypeKind == TypeKind.Enum))
            return base.VisitCastExpression(node);
        var number = Code.Cast(Code.Scalar, Expression(node.Expression));
        return CastExpression((TypeSyntax)Visit(node.Type)!, Known(node, to!, number));
    }

    private ExpressionSyntax Known(ExpressionSyntax at, ITypeSymbol to, ExpressionSyntax number) =>
        Code.Call(
            ParseExpression($"{Code.Recording}.Scalar.Known"),
            number,
            Code.String(to.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)),
            Code.Number(places.NumberOf(at))
        );

    /// <summary>Default values of doubles are no constants any more: every call gives them.</summary>
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return Kept(node, OneByOne(node, call.WithArgumentList(call.ArgumentList.AddArguments(Defaults(node)))));
    }

    public override SyntaxNode? VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        var made = (ObjectCreationExpressionSyntax)base.VisitObjectCreationExpression(node)!;
        var defaults = Defaults(node);
        return defaults.Length == 0 ? made : made.WithArgumentList((made.ArgumentList ?? ArgumentList()).AddArguments(defaults));
    }

    public override SyntaxNode? VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        var made = (ImplicitObjectCreationExpressionSyntax)base.VisitImplicitObjectCreationExpression(node)!;
        return made.WithArgumentList(made.ArgumentList.AddArguments(Defaults(node)));
    }

    public override SyntaxNode? VisitConstructorInitializer(ConstructorInitializerSyntax node)
    {
        var call = (ConstructorInitializerSyntax)base.VisitConstructorInitializer(node)!;
        return call.WithArgumentList(call.ArgumentList.AddArguments(Defaults(node)));
    }

    public override SyntaxNode? VisitPrimaryConstructorBaseType(PrimaryConstructorBaseTypeSyntax node)
    {
        var call = (PrimaryConstructorBaseTypeSyntax)base.VisitPrimaryConstructorBaseType(node)!;
        return call.WithArgumentList(call.ArgumentList.AddArguments(Defaults(node)));
    }

    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node)
    {
        var access = (ElementAccessExpressionSyntax)base.VisitElementAccessExpression(node)!;
        return access.WithArgumentList(access.ArgumentList.AddArguments(Defaults(node)));
    }

    private ArgumentSyntax[] Defaults(SyntaxNode node)
    {
        var arguments = model.Operation(node) switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            IPropertyReferenceOperation indexer => indexer.Arguments,
            IExpressionStatementOperation { Operation: IInvocationOperation chained } => chained.Arguments,
            _ => [],
        };
        return
        [
            .. from argument in arguments
            where argument.ArgumentKind == ArgumentKind.DefaultValue && Doubles.Inside(argument.Parameter?.Type)
            let p = argument.Parameter
            select Argument(NameColon(p!.Name), default, DefaultOf(argument, p)),
        ];
    }

    private static ExpressionSyntax DefaultOf(IArgumentOperation argument, IParameterSymbol parameter) =>
        argument.Value.ConstantValue is { HasValue: true, Value: double value }
            ? Code.Cast(Code.Scalar, Code.Number(value))
            : Code.Cast(
                TwinTypes.Of(parameter.Type),
                LiteralExpression(SyntaxKind.DefaultLiteralExpression, Token(SyntaxKind.DefaultKeyword))
            );

    public override SyntaxNode? VisitParameter(ParameterSyntax node)
    {
        var parameter = (ParameterSyntax)base.VisitParameter(node)!;
        return node is { Default: not null, Type: { } type } && Doubles.Inside(model.Type(type))
                ? parameter.WithDefault(
                    EqualsValueClause(LiteralExpression(SyntaxKind.DefaultLiteralExpression, Token(SyntaxKind.DefaultKeyword)))
                )
            : node.Default is not null ? parameter.WithDefault(node.Default)
            : parameter;
    }

    /// <summary>A recording number holds more than bits and cannot lie on the stack; an array does as well.</summary>
    public override SyntaxNode? VisitStackAllocArrayCreationExpression(StackAllocArrayCreationExpressionSyntax node) =>
        node.Type is ArrayTypeSyntax type && Doubles.Is(model.Type(type.ElementType))
            ? Spanned(node, ArrayCreationExpression((ArrayTypeSyntax)Visit(type)!, (InitializerExpressionSyntax?)Visit(node.Initializer)))
            : base.VisitStackAllocArrayCreationExpression(node);

    public override SyntaxNode? VisitImplicitStackAllocArrayCreationExpression(ImplicitStackAllocArrayCreationExpressionSyntax node) =>
        model.Operation(node)?.Type is { } type && Doubles.Inside(type)
            ? Spanned(node, ImplicitArrayCreationExpression((InitializerExpressionSyntax)Visit(node.Initializer)!))
            : base.VisitImplicitStackAllocArrayCreationExpression(node);

    private ExpressionSyntax Spanned(ExpressionSyntax node, ExpressionSyntax array) =>
        (model.Converted(node) ?? model.Type(node)) is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } span
            ? Code.Cast(TwinTypes.Of(span), array)
            : array;

    /// <summary>A span of constants would lie in the program itself; here it is an array, which may leave the method, too.</summary>
    public override SyntaxNode? VisitCollectionExpression(CollectionExpressionSyntax node)
    {
        var list = (CollectionExpressionSyntax)base.VisitCollectionExpression(node)!;
        return
            model.Converted(node) is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } span
            && Doubles.Inside(element)
            ? Code.Cast(TwinTypes.Of(span), Code.Cast(ParseTypeName(TwinTypes.NameOf(element) + "[]"), list))
            : list;
    }

    /// <summary>Kept: a constant is a double in both worlds.</summary>
    public override SyntaxNode? VisitVariableDeclaration(VariableDeclarationSyntax node) =>
        node.Parent is LocalDeclarationStatementSyntax { IsConst: true }
        || (node.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword))
            ? node
            : base.VisitVariableDeclaration(node);

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => node;
}
