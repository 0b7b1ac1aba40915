using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Patterns that test doubles. A pattern on a double itself becomes a condition. Inside a larger pattern the double is held in a
/// variable, and tested after the rest matched.
/// </summary>
internal sealed partial class Rewriter
{
    private readonly List<Problem> problems = [];

    /// <summary>Patterns that could not be followed.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    private ExpressionSyntax? PatternTruth(IsPatternExpressionSyntax test)
    {
        if (!TestsDouble(test.Pattern))
            return null;
        if (Doubles.Is(model.Type(test.Expression)) && purity.IsPure(test.Expression) && CanBeCondition(test.Pattern))
            return Code.Guard(places.NumberOf(test), Condition(Expression(test.Expression), test.Pattern));
        var tests = new List<ExpressionSyntax>();
        var pattern = Held(test.Pattern, tests);
        return tests
            .Prepend(IsPatternExpression(Code.Parens(Expression(test.Expression)), pattern))
            .Aggregate((a, b) => Code.Both(SyntaxKind.LogicalAndExpression, a, b));
    }

    /// <summary>A constant or relation on a double, anywhere in a pattern.</summary>
    private bool TestsDouble(PatternSyntax pattern) =>
        pattern.DescendantNodesAndSelf().OfType<PatternSyntax>().Any(p => IsTest(p) && !IsNull(p) && Doubles.Is(Tested(p)));

    private bool IsNull(PatternSyntax pattern) => pattern is ConstantPatternSyntax { Expression: var constant } && IsNull(constant);

    private static bool IsTest(PatternSyntax pattern) => pattern is ConstantPatternSyntax or RelationalPatternSyntax;

    /// <summary>The type of the value that a pattern looks at.</summary>
    private ITypeSymbol? Tested(PatternSyntax pattern) =>
        (model.Operation(pattern) as Microsoft.CodeAnalysis.Operations.IPatternOperation)?.InputType is { } input
        && Doubles.IsNullable(input)
            ? ((INamedTypeSymbol)input).TypeArguments[0]
            : (model.Operation(pattern) as Microsoft.CodeAnalysis.Operations.IPatternOperation)?.InputType;

    /// <summary>Patterns on a double that a condition can say.</summary>
    private static bool CanBeCondition(PatternSyntax pattern) =>
        pattern switch
        {
            ConstantPatternSyntax or RelationalPatternSyntax or DiscardPatternSyntax => true,
            VarPatternSyntax { Designation: DiscardDesignationSyntax or SingleVariableDesignationSyntax } => true,
            DeclarationPatternSyntax { Designation: DiscardDesignationSyntax or SingleVariableDesignationSyntax } => true,
            TypePatternSyntax => true,
            BinaryPatternSyntax both => CanBeCondition(both.Left) && CanBeCondition(both.Right),
            UnaryPatternSyntax not => CanBeCondition(not.Pattern),
            ParenthesizedPatternSyntax inner => CanBeCondition(inner.Pattern),
            _ => false,
        };

    /// <summary>A pattern on the double <paramref name="value"/> as a <c>Cond</c>.</summary>
    private ExpressionSyntax Condition(ExpressionSyntax value, PatternSyntax pattern) =>
        pattern switch
        {
            RelationalPatternSyntax relation => Code.Both(KindOf(relation.OperatorToken), value, Tester(relation.Expression)),
            ConstantPatternSyntax constant => Equal(value, constant.Expression),
            BinaryPatternSyntax both => Code.Both(
                both.IsKind(SyntaxKind.AndPattern) ? SyntaxKind.BitwiseAndExpression : SyntaxKind.BitwiseOrExpression,
                Condition(value, both.Left),
                Condition(value, both.Right)
            ),
            UnaryPatternSyntax not => Code.Parens(Code.Not(Condition(value, not.Pattern))),
            ParenthesizedPatternSyntax inner => Condition(value, inner.Pattern),
            _ => Code.Cast(Code.Cond, LiteralExpression(SyntaxKind.TrueLiteralExpression)),
        };

    /// <summary>The pattern <c>double.NaN</c> matches a NaN, which == never does.</summary>
    private ExpressionSyntax Equal(ExpressionSyntax value, ExpressionSyntax constant) =>
        model.Constant(constant) is { Value: double.NaN }
            ? Code.Both(SyntaxKind.NotEqualsExpression, value, value)
            : Code.Both(SyntaxKind.EqualsExpression, value, Tester(constant));

    private ExpressionSyntax Tester(ExpressionSyntax constant) =>
        model.Constant(constant) is { HasValue: true, Value: { } value }
            ? Code.Cast(Code.Scalar, Code.Number(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)))
            : Expression(constant);

    private static SyntaxKind KindOf(SyntaxToken relation) =>
        relation.Kind() switch
        {
            SyntaxKind.LessThanToken => SyntaxKind.LessThanExpression,
            SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanOrEqualExpression,
            SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanExpression,
            _ => SyntaxKind.GreaterThanOrEqualExpression,
        };

    /// <summary>The pattern with every tested double held in a variable; the tests, as bools, come in <paramref name="tests"/>.</summary>
    private PatternSyntax Held(PatternSyntax pattern, List<ExpressionSyntax> tests)
    {
        if (!TestsDouble(pattern))
            return (PatternSyntax)Visit(pattern)!;
        if (Doubles.Is(Tested(pattern)) && CanBeCondition(pattern))
            return HeldNumber(pattern, tests);
        switch (pattern)
        {
            case ParenthesizedPatternSyntax inner:
                return inner.WithPattern(Held(inner.Pattern, tests));
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } both:
                return both.WithLeft(Held(both.Left, tests)).WithRight(Held(both.Right, tests));
            case RecursivePatternSyntax recursive:
                return HeldParts(recursive, tests);
            default:
                problems.Add(Places.In(TraceProblems.Of(TraceProblems.Id.Pattern), pattern));
                return DiscardPattern();
        }
    }

    private DeclarationPatternSyntax HeldNumber(PatternSyntax pattern, List<ExpressionSyntax> tests)
    {
        var name = Declared(pattern) ?? Fresh("p");
        tests.Add(Code.Guard(places.NumberOf(pattern), Condition(Code.Name(name), pattern)));
        // 'double' and not 'var': a missing double? must not match.
        return DeclarationPattern(Code.Scalar, SingleVariableDesignation(Identifier(name)));
    }

    /// <summary>The name the script itself gives to the number: <c>> 0 and var d</c>.</summary>
    private static string? Declared(PatternSyntax pattern) =>
        pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().FirstOrDefault()?.Identifier.Text;

    private RecursivePatternSyntax HeldParts(RecursivePatternSyntax pattern, List<ExpressionSyntax> tests)
    {
        var type = (TypeSyntax?)Visit(pattern.Type);
        var positions = pattern.PositionalPatternClause;
        var properties = pattern.PropertyPatternClause;
        if (positions is not null)
            positions = positions.WithSubpatterns(SeparatedList(positions.Subpatterns.Select(s => s.WithPattern(Held(s.Pattern, tests)))));
        if (properties is not null)
            properties = properties.WithSubpatterns(
                SeparatedList(properties.Subpatterns.Select(s => s.WithPattern(Held(s.Pattern, tests))))
            );
        return pattern.WithType(type).WithPositionalPatternClause(positions).WithPropertyPatternClause(properties);
    }

    public override SyntaxNode? VisitSwitchExpressionArm(SwitchExpressionArmSyntax node)
    {
        if (!TestsDouble(node.Pattern))
            return base.VisitSwitchExpressionArm(node);
        var tests = new List<ExpressionSyntax>();
        var pattern = Held(node.Pattern, tests);
        return node.WithPattern(pattern).WithWhenClause(When(node.WhenClause, tests)).WithExpression(Expression(node.Expression));
    }

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node)
    {
        if (node.FirstAncestorOrSelf<SwitchStatementSyntax>() is not { } choice || !model.IsDouble(choice.Expression))
            return base.VisitCaseSwitchLabel(node);
        var name = Fresh("p");
        var test = Code.Guard(places.NumberOf(node.Value), Equal(Code.Name(name), node.Value));
        return CasePatternSwitchLabel(
            DeclarationPattern(Code.Scalar, SingleVariableDesignation(Identifier(name))),
            WhenClause(test),
            Token(SyntaxKind.ColonToken)
        );
    }

    public override SyntaxNode? VisitCasePatternSwitchLabel(CasePatternSwitchLabelSyntax node)
    {
        if (!TestsDouble(node.Pattern))
            return base.VisitCasePatternSwitchLabel(node);
        var tests = new List<ExpressionSyntax>();
        var pattern = Held(node.Pattern, tests);
        return node.WithPattern(pattern).WithWhenClause(When(node.WhenClause, tests));
    }

    /// <summary>A label that a condition can say: no variables that the statements would read.</summary>
    public static bool CanBeCondition(SwitchLabelSyntax label) =>
        label switch
        {
            CaseSwitchLabelSyntax => true,
            CasePatternSwitchLabelSyntax { WhenClause: null, Pattern: var pattern } => CanBeCondition(pattern) && Declared(pattern) is null,
            _ => false,
        };

    /// <summary>One of several labels on the value of a switch.</summary>
    public ExpressionSyntax Condition(string held, IEnumerable<SwitchLabelSyntax> labels) =>
        labels
            .Select(label =>
                label is CaseSwitchLabelSyntax { Value: var constant }
                    ? Equal(Code.Name(held), constant)
                    : Condition(Code.Name(held), ((CasePatternSwitchLabelSyntax)label).Pattern)
            )
            .Aggregate((a, b) => Code.Both(SyntaxKind.BitwiseOrExpression, a, b));

    private WhenClauseSyntax? When(WhenClauseSyntax? when, List<ExpressionSyntax> tests)
    {
        IEnumerable<ExpressionSyntax> all = when is null ? tests : tests.Append(Expression(when.Condition));
        return all.Any() ? WhenClause(all.Aggregate((a, b) => Code.Both(SyntaxKind.LogicalAndExpression, a, b))) : null;
    }
}
