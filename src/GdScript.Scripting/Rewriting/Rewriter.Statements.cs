using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>Statements say where they stand before they do something.</summary>
internal sealed partial class Rewriter
{
    public override SyntaxNode? VisitBlock(BlockSyntax node) =>
        IsIdle(node) ? IdleBlock : node.WithStatements(List(Statements([.. node.Statements])));

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node) =>
        node.WithLabels(VisitList(node.Labels)).WithStatements(List(Statements([.. node.Statements])));

    private List<StatementSyntax> Statements(params ReadOnlySpan<StatementSyntax> statements)
    {
        var written = new List<StatementSyntax>();
        for (var i = 0; i < statements.Length; i++)
        {
            if (Chosen(statements[i..]) is var (chosen, rest))
            {
                written.AddRange(chosen);
                if (rest)
                    return written;
                continue;
            }
            var statement = statements[i];
            if (Announced(statement))
                written.Add(Code.At(places.NumberOf(Announcement(statement))));
            written.Add(Statement(statement));
        }
        return written;
    }

    private static bool Announced(StatementSyntax statement) =>
        statement
            is not (
                LocalFunctionStatementSyntax
                or BlockSyntax
                or LocalDeclarationStatementSyntax { IsConst: true }
                or EmptyStatementSyntax
            );

    /// <summary>A loop or a choice is announced by its head, not by all it holds.</summary>
    private static SyntaxNode Announcement(StatementSyntax statement) =>
        statement switch
        {
            IfStatementSyntax s => s.Condition,
            WhileStatementSyntax s => s.Condition,
            ForStatementSyntax s => (SyntaxNode?)s.Condition ?? s,
            ForEachStatementSyntax s => s.Expression,
            SwitchStatementSyntax s => s.Expression,
            _ => statement,
        };

    /// <summary>A single statement under if, for, while: in braces, after its place. Empty loops count, too.</summary>
    private StatementSyntax Embedded(StatementSyntax statement) =>
        statement is BlockSyntax { Statements.Count: > 0 } block ? Statement(block)
        : statement is BlockSyntax or EmptyStatementSyntax ? Code.Braces([Code.At(places.NumberOf(statement))])
        : Code.Braces(Statements(statement));

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        node.WithCondition(Expression(node.Condition)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        node.WithCondition(Expression(node.Condition)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        ((ForStatementSyntax)base.VisitForStatement(node)!).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        Folded(node)
        ?? (StatementSyntax)
            node.WithType((TypeSyntax)Visit(node.Type)!)
                .WithExpression(Expression(node.Expression))
                .WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node) =>
        node.WithCondition(Expression(node.Condition))
            .WithStatement(Embedded(node.Statement))
            .WithElse((ElseClauseSyntax?)Visit(node.Else));

    public override SyntaxNode? VisitElseClause(ElseClauseSyntax node) => node.WithStatement(Embedded(node.Statement));

    /// <summary>What only shows text is left out: a recording is one run of many.</summary>
    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        node.Expression is InvocationExpressionSyntax call && model.Symbol(call) is IMethodSymbol method && Library.IsPrinting(method)
            ? EmptyStatement()
            : base.VisitExpressionStatement(node);

    /// <summary>A body that is one number says where it stands, too: the depth of recursion is noticed there.</summary>
    public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        if (IsIdle(node))
            return node.WithExpression(Code.Throw);
        var body = Expression(node.Expression);
        return node.WithExpression(
            Doubles.Is(model.Converted(node.Expression)) && node.Expression is not (RefExpressionSyntax or ThrowExpressionSyntax)
                ? Code.At(places.NumberOf(node.Expression), Code.Scalar, body)
                : body
        );
    }

    /// <summary>The end of a recording is nobody's to catch.</summary>
    public override SyntaxNode? VisitCatchClause(CatchClauseSyntax node)
    {
        var clause = (CatchClauseSyntax)base.VisitCatchClause(node)!;
        var caught = node.Declaration is { } declared ? model.Type(declared.Type) : null;
        if (caught is not (null or { Name: "Exception" or "Object" }) && !(caught is ITypeParameterSymbol))
            return clause;
        var name = node.Declaration is { Identifier.RawKind: not 0 } d ? d.Identifier.Text : Fresh("e");
        var ours = Code.Not(
            ParenthesizedExpression(
                BinaryExpression(SyntaxKind.IsExpression, Code.Name(name), ParseTypeName($"{Code.Recording}.RecordingEnd"))
            )
        );
        var filter = clause.Filter is { } f ? Code.Both(SyntaxKind.LogicalAndExpression, ours, f.FilterExpression) : ours;
        var type = clause.Declaration?.Type ?? ParseTypeName("global::System.Exception");
        return clause.WithDeclaration(CatchDeclaration(type, Identifier(name))).WithFilter(CatchFilterClause(filter));
    }
}
