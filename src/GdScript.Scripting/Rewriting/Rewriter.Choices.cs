using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>Choices between numbers that stay in the formula: <c>c ? a : b</c> and switch expressions.</summary>
internal sealed partial class Rewriter
{
    /// <summary>Whole numbers that were chosen by a condition on doubles, and are doubles already.</summary>
    private readonly HashSet<SyntaxNode> widened = [];

    public override SyntaxNode? VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        if (
            !IsNumber(node)
            || !IsData(node.Condition)
            || !CanBeCondition(node.Condition)
            || !CanBeSide(node.WhenTrue)
            || !CanBeSide(node.WhenFalse)
            || !CanBeTogether([node.WhenTrue, node.WhenFalse])
        )
            return base.VisitConditionalExpression(node);
        widened.Add(node);
        return Choice(
            Condition(node.Condition),
            places.NumberOf(node.Condition),
            Number(node.WhenTrue),
            Number(node.WhenFalse),
            purity.IsSafe(node.WhenTrue) && purity.IsSafe(node.WhenFalse)
        );
    }

    /// <summary>A double, or a whole number on its way to be one.</summary>
    private bool IsNumber(ExpressionSyntax e) =>
        Doubles.Is(model.Type(e))
        || (Doubles.Is(model.Converted(e)) && Doubles.IsInteger(model.Type(e)) && !Doubles.IsNullable(model.Type(e)))
        || (model.Type(e) is null && Doubles.Is(model.Converted(e)));

    private bool CanBeSide(ExpressionSyntax e) =>
        purity.IsPure(e)
        && (Doubles.Is(model.Type(e)) || Doubles.IsInteger(model.Type(e)) || e is ThrowExpressionSyntax)
        && (purity.IsSafe(e) || purity.CanBeDelayed(e));

    /// <summary>An expression as a recording number.</summary>
    private ExpressionSyntax Number(ExpressionSyntax e)
    {
        var written = Expression(e);
        return Doubles.IsInteger(model.Type(e)) && !Doubles.Is(model.Converted(e))
            ? Code.Cast(Code.Scalar, Code.Cast(Code.Double, written))
            : written;
    }

    private static ExpressionSyntax Choice(ExpressionSyntax condition, int place, ExpressionSyntax a, ExpressionSyntax b, bool safe) =>
        safe ? Code.Chosen(condition, a, b) : Code.Forked(condition, place, a, b);

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        if (!CanBeChoices(node))
            return base.VisitSwitchExpression(node);
        widened.Add(node);
        if (node.GoverningExpression is TupleExpressionSyntax or IdentifierNameSyntax)
            return Choices(node, node.GoverningExpression is TupleExpressionSyntax ? null : Expression(node.GoverningExpression));
        var held = Fresh("g");
        return ParenthesizedExpression(
            ConditionalExpression(
                IsPatternExpression(
                    Code.Parens(Expression(node.GoverningExpression)),
                    VarPattern(SingleVariableDesignation(Identifier(held)))
                ),
                Choices(node, Code.Name(held)),
                Code.Cast(Code.Scalar, Code.Number(double.NaN))
            )
        );
    }

    private bool CanBeChoices(SwitchExpressionSyntax node) =>
        IsNumber(node)
        && IsTested(node.GoverningExpression)
        && node.Arms.All(arm =>
            CanBeCondition(node.GoverningExpression, arm.Pattern)
            && (
                arm.WhenClause is not { Condition: var when }
                || (CanBeCondition(when) && (purity.IsSafe(when) || purity.CanBeDelayed(when)))
            )
            && CanBeSide(arm.Expression)
        )
        && CanBeTogether([
            .. node.Arms.Select(a => a.Expression),
            .. node.Arms.Select(a => a.WhenClause?.Condition).OfType<ExpressionSyntax>(),
        ]);

    /// <summary>All can be computed, or all can wait in lambdas.</summary>
    private bool CanBeTogether(List<ExpressionSyntax> sides) => sides.All(purity.IsSafe) || sides.All(purity.CanBeDelayed);

    /// <summary>A number, or several side by side: <c>(x, y) switch { (> 0, > 0) => … }</c>.</summary>
    private bool IsTested(ExpressionSyntax e) =>
        e is TupleExpressionSyntax tuple
            ? tuple.Arguments.All(a => Doubles.Is(model.Type(a.Expression)) && purity.IsSafe(a.Expression))
            : Doubles.Is(model.Type(e)) && purity.IsPure(e);

    private static bool CanBeCondition(ExpressionSyntax tested, PatternSyntax pattern) =>
        tested is not TupleExpressionSyntax tuple ? CanBeCondition(pattern)
        : pattern
            is RecursivePatternSyntax { PropertyPatternClause: null, Designation: null, PositionalPatternClause.Subpatterns: var parts }
            ? parts.Count == tuple.Arguments.Count && parts.All(p => CanBeCondition(p.Pattern))
        : pattern is DiscardPatternSyntax;

    /// <summary>The arms from the last to the first; where none matches C# throws, and the formula says NaN.</summary>
    private ExpressionSyntax Choices(SwitchExpressionSyntax node, ExpressionSyntax? value)
    {
        var chosen = Code.Cast(Code.Scalar, Code.Number(double.NaN));
        var safe = true;
        foreach (var arm in node.Arms.Reverse())
        {
            foreach (var name in value is null ? [] : Designated(arm.Pattern))
                renamed[name] = ((IdentifierNameSyntax)Bare(value!)).Identifier.Text;
            safe &= purity.IsSafe(arm.Expression);
            chosen = IsAlways(arm)
                ? Number(arm.Expression)
                : Choice(ArmCondition(node, arm, value), places.NumberOf(arm.Pattern), Number(arm.Expression), chosen, safe);
            safe &= arm.WhenClause is not { Condition: var when } || purity.IsSafe(when); // a side of the arms before
        }
        return Code.Parens(chosen);
    }

    private static bool IsAlways(SwitchExpressionArmSyntax arm) =>
        arm.WhenClause is null && arm.Pattern is DiscardPatternSyntax or VarPatternSyntax;

    private static ExpressionSyntax Bare(ExpressionSyntax e) => e is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : e;

    private IEnumerable<ISymbol> Designated(PatternSyntax pattern) =>
        pattern
            .DescendantNodesAndSelf()
            .OfType<SingleVariableDesignationSyntax>()
            .Select(d => model.Of(d).GetDeclaredSymbol(d))
            .OfType<ISymbol>();

    private ExpressionSyntax ArmCondition(SwitchExpressionSyntax node, SwitchExpressionArmSyntax arm, ExpressionSyntax? value)
    {
        var matched = value is not null
            ? Condition(value, arm.Pattern)
            : Side((TupleExpressionSyntax)node.GoverningExpression, arm.Pattern);
        return arm.WhenClause is { Condition: var when } ? Asked(matched, when, SyntaxKind.LogicalAndExpression) : matched;
    }

    private ExpressionSyntax Side(TupleExpressionSyntax values, PatternSyntax pattern) =>
        pattern is RecursivePatternSyntax { PositionalPatternClause.Subpatterns: var parts }
            ? values
                .Arguments.Zip(parts)
                .Select(p => Condition(Expression(p.First.Expression), p.Second.Pattern))
                .Aggregate((a, b) => Code.Both(SyntaxKind.BitwiseAndExpression, a, b))
            : Code.Cast(Code.Cond, LiteralExpression(SyntaxKind.TrueLiteralExpression));

    /// <summary>A second condition, computed only where the first allows it unless it is safe anyhow.</summary>
    private ExpressionSyntax Asked(ExpressionSyntax first, ExpressionSyntax second, SyntaxKind kind)
    {
        var and = kind == SyntaxKind.LogicalAndExpression;
        return purity.IsSafe(second)
            ? Code.Both(and ? SyntaxKind.BitwiseAndExpression : SyntaxKind.BitwiseOrExpression, first, Condition(second))
            : Code.Asked(and ? "And" : "Or", first, places.NumberOf(second), Condition(second));
    }
}
