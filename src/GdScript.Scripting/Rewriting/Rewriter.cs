using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Writes reached code again with recording numbers. The rule that keeps the meaning: wherever the script has a type that speaks
/// of double, the twin has the same type with <c>Scalar</c>, and wherever the script's compiler converts silently, the twin
/// converts in words. So the twin's compiler finds the same overloads and infers the same types.
/// </summary>
internal sealed partial class Rewriter : CSharpSyntaxRewriter
{
    private readonly ScriptModel model;
    private readonly Reach reach;
    private readonly Places places;
    private readonly Purity purity;
    private readonly Dictionary<ISymbol, string> renamed = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, bool> truths = new(SymbolEqualityComparer.Default);
    private int fresh;

    public Rewriter(ScriptModel model, Reach reach, Places places, IReadOnlyDictionary<ISymbol, string> names)
    {
        (this.model, this.reach, this.places) = (model, reach, places);
        purity = new Purity(model, IsData);
        foreach (var (symbol, name) in names)
            renamed.Add(symbol, name);
    }

    /// <summary>What marks a node of the twin with the place of the script it was made from.</summary>
    public const string Origin = "origin";

    public ExpressionSyntax Expression(ExpressionSyntax e) => (ExpressionSyntax)Visit(e)!;

    public StatementSyntax Statement(StatementSyntax s) => (StatementSyntax)Visit(s)!;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is null)
            return null;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var written = node is ExpressionSyntax e && IsValue(e) ? Value(e) : base.Visit(node);
        return written is ExpressionSyntax or StatementSyntax or MemberDeclarationSyntax ? Marked(written, node) : written;
    }

    private SyntaxNode Marked(SyntaxNode written, SyntaxNode node) =>
        written.WithAdditionalAnnotations(
            new SyntaxAnnotation(
                Origin,
                FormattableString.Invariant($"{model.NumberOf(node.SyntaxTree)},{node.Span.Start},{node.Span.Length}")
            )
        );

    /// <summary>An expression that is computed, and not the name of a type, a namespace or a member after a dot.</summary>
    private bool IsValue(ExpressionSyntax e) =>
        e switch
        {
            PredefinedTypeSyntax or ArrayTypeSyntax or NullableTypeSyntax or TupleTypeSyntax or RefTypeSyntax or PointerTypeSyntax => false,
            OmittedArraySizeExpressionSyntax or DeclarationExpressionSyntax or RefExpressionSyntax => false,
            SimpleNameSyntax name => !IsPartOfName(name) && model.Symbol(name) is not (null or INamespaceOrTypeSymbol or ILabelSymbol),
            QualifiedNameSyntax or AliasQualifiedNameSyntax => false,
            MemberAccessExpressionSyntax => model.Symbol(e) is not INamespaceOrTypeSymbol,
            _ => true,
        };

    private static bool IsPartOfName(SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Name == name,
            MemberBindingExpressionSyntax or QualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax or ExpressionColonSyntax => true,
            _ => false,
        };

    private ExpressionSyntax Value(ExpressionSyntax e)
    {
        if (Constant(e) is { } constant)
            return constant;
        var written = (ExpressionSyntax)(Truth(e) ?? base.Visit(e))!;
        written = Widened(e, written);
        return IsShownInThrow(e) ? Code.Shown(written) : written;
    }

    /// <summary>A whole number that becomes a double is cast, so that nothing has to be inferred from it.</summary>
    private ExpressionSyntax Widened(ExpressionSyntax e, ExpressionSyntax written)
    {
        var info = model.Of(e).GetTypeInfo(e);
        if (
            !Doubles.IsInteger(info.Type)
            || e is ParenthesizedExpressionSyntax or CheckedExpressionSyntax
            || IsSign(e)
            || widened.Contains(e)
        )
            return written;
        if (
            Doubles.IsNullable(info.ConvertedType)
            && info.Type!.IsValueType
            && info.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        )
            return Code.Cast(SyntaxFactory.NullableType(Code.Scalar), Code.Cast(SyntaxFactory.NullableType(Code.Double), written));
        return BecomesDouble(e, info.ConvertedType) ? Code.Cast(Code.Scalar, Code.Cast(Code.Double, written)) : written;
    }

    /// <summary>The sign as a number of the formula, and not as a count.</summary>
    private bool IsSign(SyntaxNode? e) =>
        e is InvocationExpressionSyntax call
        && model.Symbol(call) is IMethodSymbol { Name: "Sign" } method
        && Library.IsMath(method)
        && Library.OfDoubles(method)
        && Doubles.Is(model.Converted(call));

    /// <summary>Also on the way into a conversion operator of the script that takes a double.</summary>
    private bool BecomesDouble(ExpressionSyntax e, ITypeSymbol? converted) =>
        Doubles.Is(converted)
        || Doubles.IsNullable(converted)
        || model.Of(e).GetConversion(e) is { IsUserDefined: true, MethodSymbol.Parameters: [{ Type: var taken }] } && Doubles.Is(taken);

    /// <summary>What the compiler computes is written as its value: doubles bit for bit, the rest as it stands.</summary>
    private ExpressionSyntax? Constant(ExpressionSyntax e)
    {
        if (model.Constant(e) is not { HasValue: true, Value: var value })
            return null;
        var info = model.Of(e).GetTypeInfo(e);
        if (value is double d)
            return Code.Cast(Code.Scalar, Code.Number(d));
        if (Doubles.IsInteger(info.Type) && BecomesDouble(e, info.ConvertedType))
            return Code.Cast(
                Code.Scalar,
                Code.Number(Convert.ToDouble(value is char c ? (int)c : value, System.Globalization.CultureInfo.InvariantCulture))
            );
        return value is int or string or bool && (NamesOutsideLocal(e) || IsNameOf(e)) ? Literal(value) : e;
    }

    private static ExpressionSyntax Literal(object value) =>
        value switch
        {
            int n when n >= 0 => Code.Number(n),
            int n => SyntaxFactory.ParseExpression($"({n.ToString(System.Globalization.CultureInfo.InvariantCulture)})"),
            string s => Code.String(s),
            _ => SyntaxFactory.LiteralExpression(value is true ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression),
        };

    /// <summary>A name as text: what it names may be called otherwise in the twin.</summary>
    private static bool IsNameOf(ExpressionSyntax e) =>
        e is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    /// <summary>A constant of the method around a lambda: the twin has only the lambda.</summary>
    private bool NamesOutsideLocal(ExpressionSyntax e) =>
        e.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => model.Symbol(n) is ILocalSymbol { IsConst: true });

    /// <summary>A number that goes into the message of an exception.</summary>
    private bool IsShownInThrow(ExpressionSyntax e)
    {
        var info = model.Of(e).GetTypeInfo(e);
        if (
            !Doubles.Is(info.Type)
            || e.Ancestors()
                .TakeWhile(a => a is not StatementSyntax)
                .Append(e.FirstAncestorOrSelf<StatementSyntax>()!)
                .All(a => a is not (ThrowStatementSyntax or ThrowExpressionSyntax))
        )
            return false;
        return e.Parent is InterpolationSyntax
            || info.ConvertedType is { IsReferenceType: true }
            || (e.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } member && member.Expression == e);
    }

    private string Fresh(string stem) => $"gd_{stem}{++fresh}";
}
