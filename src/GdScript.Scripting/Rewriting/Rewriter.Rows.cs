using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Loops and queries over rows: said so that the recorder can make one formula for all rows, where nothing but numbers is carried from
/// row to row.
/// </summary>
internal sealed partial class Rewriter
{
    /// <summary>
    /// A foreach that only changes numbers around it, as a fold: <c>ScalarLinq.Fold(rows, [(() => s, v => s = v)], row => { … })</c>; null for
    /// any other.
    /// </summary>
    private ExpressionStatementSyntax? Folded(ForEachStatementSyntax loop)
    {
        if (!CanBeFolded(loop, out var carried))
            return null;
        var pairs = carried.Select(number =>
        {
            var (name, value) = (Code.Name(NameOf(number)), Fresh("v"));
            var set = SimpleLambdaExpression(
                Parameter(Identifier(value)),
                AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, name, Code.Name(value))
            );
            return (ExpressionSyntax)TupleExpression(SeparatedList([Argument(Code.Lambda(name)), Argument(set)]));
        });
        var numbers = ParseTypeName($"(global::System.Func<{Code.Recording}.Scalar>, global::System.Action<{Code.Recording}.Scalar>)[]");
        var outer = ArrayCreationExpression(
            (ArrayTypeSyntax)numbers,
            InitializerExpression(SyntaxKind.ArrayInitializerExpression, SeparatedList(pairs))
        );
        var row = Parameter(loop.Identifier).WithType(TwinTypes.Of(model.Of(loop).GetForEachStatementInfo(loop).ElementType!));
        var body = ParenthesizedLambdaExpression(ParameterList(SingletonSeparatedList(row)), (BlockSyntax)Embedded(loop.Statement), null);
        return ExpressionStatement(Code.Call(Code.Member(Code.ScalarLinq, "Fold"), Expression(loop.Expression), outer, body));
    }

    private bool CanBeFolded(ForEachStatementSyntax loop, out List<ISymbol> carried)
    {
        carried = [];
        var info = model.Of(loop).GetForEachStatementInfo(loop);
        if (!IsRows(model.Type(loop.Expression)) || info.ElementType is null || info.ElementConversion is not { IsIdentity: true })
            return false;
        var flow = model.Of(loop).AnalyzeDataFlow(loop.Statement);
        if (flow is not { Succeeded: true } || !purity.CanBeFolded(loop.Statement))
            return false;
        carried = [.. flow.WrittenInside.Except(flow.VariablesDeclared, Symbols).OfType<ISymbol>()];
        return carried.Count > 0
            && carried.All(c => IsCarried(c) && (renamed.ContainsKey(c) || flow.DefinitelyAssignedOnEntry.Contains(c, Symbols)));
    }

    private static bool IsCarried(ISymbol variable) =>
        variable switch
        {
            ILocalSymbol { IsRef: false } local => Doubles.Is(local.Type),
            IParameterSymbol { RefKind: RefKind.None } parameter => Doubles.Is(parameter.Type),
            _ => false,
        };

    /// <summary>What the recorder may take for rows: arrays and lists of something that has numbers.</summary>
    private static bool IsRows(ITypeSymbol? type) =>
        type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType: { SpecialType: SpecialType.None or SpecialType.System_Double } } => true,
            INamedTypeSymbol { Name: "List", TypeArguments: [{ SpecialType: SpecialType.None or SpecialType.System_Double }] } => true,
            _ => false,
        };

    /// <summary>The source of a query whose functions change something: one row after the other, as C# does it.</summary>
    private InvocationExpressionSyntax OneByOne(InvocationExpressionSyntax node, InvocationExpressionSyntax call) =>
        model.Symbol(node) is IMethodSymbol { ReducedFrom: not null } method
        && Library.IsLinq(method)
        && call.Expression is MemberAccessExpressionSyntax access
        && node.Expression is MemberAccessExpressionSyntax { Expression: var source }
        && (IsRows(model.Type(source)) || IsSequence(model.Type(source)))
        && node.ArgumentList.Arguments.Any(a => Functions.Inside(model.Converted(a.Expression)) && !purity.IsPureFunction(a.Expression))
            ? call.WithExpression(access.WithExpression(Code.Call(Code.Member(Code.ScalarLinq, "OneByOne"), access.Expression)))
            : call;

    /// <summary>A Select or Where further along a query keeps it: <c>data.Where(…).Select(…)</c>.</summary>
    private InvocationExpressionSyntax Kept(InvocationExpressionSyntax node, InvocationExpressionSyntax call) =>
        CanBeKept(node) && call.Expression is MemberAccessExpressionSyntax access
            ? call.WithExpression(access.WithName(IdentifierName(access.Name.Identifier.ValueText + "Rows")))
            : call;

    private bool CanBeKept(InvocationExpressionSyntax node) =>
        node is { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax, Expression: var source } }
        && node.ArgumentList.Arguments is [{ Expression: LambdaExpressionSyntax lambda }]
        && IsSequence(model.Type(source))
        && model.Symbol(node) is IMethodSymbol { Name: "Select" or "Where", ReducedFrom: not null } method
        && Library.IsLinq(method)
        && model.Symbol(lambda) is IMethodSymbol { Parameters.Length: 1 }
        && purity.IsPureFunction(lambda);

    /// <summary>What LINQ's own methods give.</summary>
    private static bool IsSequence(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T };

    /// <summary>A query over rows that only filters, names and selects is kept, too.</summary>
    public override SyntaxNode? VisitQueryExpression(QueryExpressionSyntax node)
    {
        var query = (QueryExpressionSyntax)base.VisitQueryExpression(node)!;
        if (!CanBeKept(node))
            return query;
        var kept = query.WithFromClause(
            query.FromClause.WithExpression(Code.Call(Code.Member(Code.ScalarLinq, "Rows"), query.FromClause.Expression))
        );
        return model.Type(node) is INamedTypeSymbol { TypeArguments: [{ IsAnonymousType: false }] } type && IsSequence(type)
            ? Code.Cast(TwinTypes.Of(type), kept)
            : kept;
    }

    private bool CanBeKept(QueryExpressionSyntax node) =>
        node is { FromClause: { Type: null, Expression: var source }, Body: { SelectOrGroup: SelectClauseSyntax, Continuation: null } body }
        && IsRows(model.Type(source))
        && body.Clauses.All(c => c is WhereClauseSyntax or LetClauseSyntax)
        && body.DescendantNodes().OfType<ExpressionSyntax>().All(purity.IsPure);

    public override SyntaxNode? VisitWhereClause(WhereClauseSyntax node) =>
        node.Parent?.Parent is QueryExpressionSyntax query && CanBeKept(query) && IsData(node.Condition) && CanBeCondition(node.Condition)
            ? node.WithCondition(Condition(node.Condition))
            : base.VisitWhereClause(node);

    /// <summary>The condition of a Where over rows stays a condition.</summary>
    private bool IsFilter(ExpressionSyntax lambda) =>
        lambda is SimpleLambdaExpressionSyntax or ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 1 }
        && lambda is LambdaExpressionSyntax { ExpressionBody: { } body }
        && lambda.Parent
            is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call }
        && model.Symbol(call) is IMethodSymbol { Name: "Where", ReducedFrom: not null } method
        && Library.IsLinq(method)
        && (IsRows(model.Type(access.Expression)) || CanBeKept(call))
        && IsData(body)
        && CanBeCondition(body);

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        IsFilter(node)
            ? node.WithParameter((ParameterSyntax)Visit(node.Parameter)!).WithExpressionBody(Condition(node.ExpressionBody!))
            : base.VisitSimpleLambdaExpression(node);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        IsFilter(node)
            ? node.WithParameterList((ParameterListSyntax)Visit(node.ParameterList)!).WithExpressionBody(Condition(node.ExpressionBody!))
            : base.VisitParenthesizedLambdaExpression(node);
}
