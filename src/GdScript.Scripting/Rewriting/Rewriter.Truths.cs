using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Conditions on recorded numbers. Where a formula can hold the condition it becomes a <c>Cond</c>; everywhere else it is a bool,
/// decided at the point of the recording, and a guard remembers it with its place.
/// </summary>
internal sealed partial class Rewriter
{
    /// <summary>A comparison, pattern or question about doubles as a bool; null for what is none.</summary>
    private ExpressionSyntax? Truth(ExpressionSyntax e) =>
        e switch
        {
            BinaryExpressionSyntax binary when Lifted(binary) is { } lifted => lifted,
            IsPatternExpressionSyntax test => PatternTruth(test),
            _ when IsAtom(e) => Code.Guard(places.NumberOf(e), Condition(e)),
            _ => null,
        };

    /// <summary>One question about doubles.</summary>
    private bool IsAtom(ExpressionSyntax e) =>
        e switch
        {
            BinaryExpressionSyntax binary => IsComparison(binary.Kind())
                && Doubles.Is(model.Converted(binary.Left))
                && Doubles.Is(model.Converted(binary.Right)),
            InvocationExpressionSyntax call => model.Symbol(call)
                is IMethodSymbol { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: [var asked] } method
                && Doubles.Is(method.ContainingType)
                && Doubles.Is(asked.Type),
            IdentifierNameSyntax name => model.Symbol(name) is ILocalSymbol local && IsTruth(local),
            _ => false,
        };

    /// <summary>A variable that holds one condition on doubles for ever: it is a <c>Cond</c> in the twin.</summary>
    private bool IsTruth(ILocalSymbol local)
    {
        if (local.Type.SpecialType != SpecialType.System_Boolean || local.IsConst)
            return false;
        if (!truths.TryGetValue(local, out var known))
            truths[local] = known =
                Target.InitializerOf(model, local) is { } value
                && IsData(value)
                && CanBeCondition(value)
                && ScriptModel.Declaration(local)
                    is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } };
        return known;
    }

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        var locals = node.Declaration.Variables.Select(v => model.Of(v).GetDeclaredSymbol(v)).OfType<ILocalSymbol>().ToList();
        if (node.IsConst || !locals.All(IsTruth))
            return base.VisitLocalDeclarationStatement(node);
        var truth = node.Declaration.Variables.Select(v => v.WithInitializer(EqualsValueClause(Condition(v.Initializer!.Value))));
        return node.WithDeclaration(VariableDeclaration(Code.Cond, SeparatedList(truth)));
    }

    private static bool IsComparison(SyntaxKind kind) =>
        kind
            is SyntaxKind.LessThanExpression
                or SyntaxKind.LessThanOrEqualExpression
                or SyntaxKind.GreaterThanExpression
                or SyntaxKind.GreaterThanOrEqualExpression
                or SyntaxKind.EqualsExpression
                or SyntaxKind.NotEqualsExpression;

    /// <summary>Whether a condition depends on doubles, by itself or by one of the conditions it is made of.</summary>
    public bool IsData(ExpressionSyntax e) =>
        e switch
        {
            _ when model.Constant(e).HasValue => false,
            ParenthesizedExpressionSyntax inner => IsData(inner.Expression),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsData(not.Operand),
            IsPatternExpressionSyntax test => Doubles.Is(model.Type(test.Expression)),
            BinaryExpressionSyntax binary when !IsAtom(binary) => IsConnective(binary) && (IsData(binary.Left) || IsData(binary.Right)),
            _ => IsAtom(e),
        };

    private bool IsConnective(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
        || (
            binary.Kind()
                is SyntaxKind.BitwiseAndExpression
                    or SyntaxKind.BitwiseOrExpression
                    or SyntaxKind.ExclusiveOrExpression
                    or SyntaxKind.EqualsExpression
                    or SyntaxKind.NotEqualsExpression
            && model.Type(binary.Left)?.SpecialType == SpecialType.System_Boolean
            && model.Type(binary.Right)?.SpecialType == SpecialType.System_Boolean
        );

    /// <summary>Whether a condition can stand in a formula: all of it may be computed, whatever comes out first.</summary>
    public bool CanBeCondition(ExpressionSyntax e) =>
        e switch
        {
            ParenthesizedExpressionSyntax inner => CanBeCondition(inner.Expression),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => CanBeCondition(not.Operand),
            IsPatternExpressionSyntax test when Doubles.Is(model.Type(test.Expression)) => purity.IsPure(test.Expression)
                && CanBeCondition(test.Pattern),
            BinaryExpressionSyntax binary when !IsAtom(binary) && IsConnective(binary) => CanBeCondition(binary.Left)
                && CanBeCondition(binary.Right)
                && (!IsData(binary.Left) || !IsLazy(binary) || purity.IsSafe(binary.Right) || purity.CanBeDelayed(binary.Right)),
            _ => purity.IsPure(e),
        };

    private static bool IsLazy(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;

    /// <summary>The condition as a <c>Cond</c>.</summary>
    public ExpressionSyntax Condition(ExpressionSyntax e) =>
        e switch
        {
            _ when !IsData(e) => Code.Cast(Code.Cond, Expression(e)),
            ParenthesizedExpressionSyntax inner => Condition(inner.Expression),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Code.Not(Condition(not.Operand)),
            IsPatternExpressionSyntax test => Condition(Expression(test.Expression), test.Pattern),
            IdentifierNameSyntax => (ExpressionSyntax)base.Visit(e)!,
            BinaryExpressionSyntax binary when !IsAtom(binary) => Connected(binary),
            BinaryExpressionSyntax binary => ParenthesizedExpression(
                binary.WithLeft(Code.Parens(Expression(binary.Left))).WithRight(Code.Parens(Expression(binary.Right)))
            ),
            _ => (ExpressionSyntax)base.Visit(e)!,
        };

    private ExpressionSyntax Connected(BinaryExpressionSyntax binary)
    {
        var and = binary.Kind() is SyntaxKind.LogicalAndExpression;
        if (IsLazy(binary) && !IsData(binary.Left)) // decided without the parameters: the right side may lean on it
        {
            var decided = Code.Cast(
                Code.Cond,
                LiteralExpression(and ? SyntaxKind.FalseLiteralExpression : SyntaxKind.TrueLiteralExpression)
            );
            var (yes, no) = and ? (Condition(binary.Right), decided) : (decided, Condition(binary.Right));
            return ParenthesizedExpression(ConditionalExpression(Code.Parens(Expression(binary.Left)), yes, no));
        }
        return IsLazy(binary)
            ? Asked(Condition(binary.Left), binary.Right, binary.Kind())
            : Code.Both(binary.Kind(), Condition(binary.Left), Condition(binary.Right));
    }

    /// <summary>Comparisons of <c>double?</c>: C# has them only for operators that give bool, so they are written out.</summary>
    private ExpressionSyntax? Lifted(BinaryExpressionSyntax binary)
    {
        if (
            !IsComparison(binary.Kind())
            || !(Doubles.IsNullable(model.Converted(binary.Left)) || Doubles.IsNullable(model.Converted(binary.Right)))
        )
            return null;
        var equality = binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression;
        if (equality && (IsNull(binary.Left) || IsNull(binary.Right)))
        {
            var has = Code.Member(Code.Parens(Expression(IsNull(binary.Left) ? binary.Right : binary.Left)), "HasValue");
            return Code.Parens(binary.Kind() is SyntaxKind.EqualsExpression ? Code.Not(has) : has);
        }
        return LiftedComparison(binary, equality);
    }

    private bool IsNull(ExpressionSyntax e) => model.Constant(e) is { HasValue: true, Value: null };

    private ExpressionSyntax LiftedComparison(BinaryExpressionSyntax binary, bool equality)
    {
        var (a, b) = (Fresh("a"), Fresh("b"));
        var kind = binary.Kind() is SyntaxKind.NotEqualsExpression ? SyntaxKind.EqualsExpression : binary.Kind();
        var held = Code.Both(SyntaxKind.BitwiseAndExpression, Held(binary.Left, a), Held(binary.Right, b));
        var compared = Code.Guard(
            places.NumberOf(binary),
            Code.Both(kind, Code.Member(Code.Name(a), "Value"), Code.Member(Code.Name(b), "Value"))
        );
        var (hasA, hasB) = (Code.Member(Code.Name(a), "HasValue"), Code.Member(Code.Name(b), "HasValue"));
        var answer = equality
            ? Code.Both(
                SyntaxKind.LogicalAndExpression,
                Code.Both(SyntaxKind.EqualsExpression, hasA, hasB),
                Code.Both(SyntaxKind.LogicalOrExpression, Code.Not(hasA), compared)
            )
            : Code.Both(SyntaxKind.LogicalAndExpression, Code.Both(SyntaxKind.LogicalAndExpression, hasA, hasB), compared);
        var whole = Code.Both(SyntaxKind.LogicalAndExpression, held, answer);
        return binary.Kind() is SyntaxKind.NotEqualsExpression ? Code.Parens(Code.Not(whole)) : whole;

        ExpressionSyntax Held(ExpressionSyntax side, string name) =>
            IsPatternExpression(
                Code.Cast(NullableType(Code.Scalar), Expression(side)),
                VarPattern(SingleVariableDesignation(Identifier(name)))
            );
    }
}
