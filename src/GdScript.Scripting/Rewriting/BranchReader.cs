using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Reads statements that can become choices: assignments to local numbers, under conditions on doubles, perhaps ending in returns.
/// Whatever else stands there makes the branch a guard.
/// </summary>
internal sealed class BranchReader(ScriptModel model, Purity purity, Rewriter rewriter, SyntaxNode first, SyntaxNode last, bool mayReturn)
{
    private string? put;

    /// <summary>What is written at the ends besides them: an element, a field, a reference.</summary>
    public ExpressionSyntax? Target { get; private set; }

    /// <summary>So many statements: a return inside a side writes what follows twice.</summary>
    private const int MaxStatements = 300;

    private int statementsRead;

    /// <summary>The statements as branches; null when they cannot become choices.</summary>
    public List<Branches>? Read(StatementSyntax[] statements) => Read(statements, [], isLast: true);

    /// <param name="statements">One list of statements.</param>
    /// <param name="after">What follows it: the other way of a side that returns.</param>
    /// <param name="isLast">Nothing of the region is done after the list.</param>
    private List<Branches>? Read(StatementSyntax[] statements, StatementSyntax[] after, bool isLast)
    {
        var read = new List<Branches>();
        if (statements.Any(s => s is LabeledStatementSyntax) || (statementsRead += statements.Length) > MaxStatements)
            return null;
        for (var i = 0; i < statements.Length; i++)
        {
            var rest = statements[(i + 1)..];
            var next = Read(statements[i], [.. rest, .. after], isLast && rest.All(s => s is EmptyStatementSyntax));
            if (next is null)
                return null;
            read.Add(next);
            if (Branches.Ends(read))
                return read;
        }
        return read;
    }

    private Branches? Read(StatementSyntax statement, StatementSyntax[] rest, bool isLast) =>
        statement switch
        {
            BlockSyntax block => Read([.. block.Statements], rest, isLast) is { } inside ? new Branches.Braces(inside) : null,
            EmptyStatementSyntax => new Branches.Braces([]),
            LocalFunctionStatementSyntax when mayReturn => new Branches.Braces([]),
            LocalDeclarationStatementSyntax local => IsPlain(local) ? new Branches.Plain(local) : null,
            ExpressionStatementSyntax { Expression: var e } s => Effect(s, e, isLast),
            IfStatementSyntax choice => Choice(choice, rest, isLast),
            SwitchStatementSyntax choice when model.IsDouble(choice.Expression) => Switch(choice, rest, isLast),
            ForStatementSyntax loop => Loop(loop),
            ForEachStatementSyntax loop => Loop(loop),
            ReturnStatementSyntax { Expression: { } value } s => mayReturn && purity.IsPure(value) ? new Branches.Return(s, value) : null,
            ThrowStatementSyntax when mayReturn => new Branches.Throw(statement),
            _ => null,
        };

    private bool IsPlain(LocalDeclarationStatementSyntax local) =>
        local.UsingKeyword.RawKind == 0
        && local.Declaration.Type is not RefTypeSyntax and not ScopedTypeSyntax
        && local.Declaration.Variables.All(v => v.Initializer is null || purity.IsPure(v.Initializer.Value));

    private Branches? Effect(ExpressionStatementSyntax statement, ExpressionSyntax e, bool isLast)
    {
        if (e is InvocationExpressionSyntax call && model.Symbol(call) is IMethodSymbol method && Library.IsPrinting(method))
            return new Branches.Braces([]);
        var targets = Assignments.Targets(e).ToList();
        if (targets.Count == 0 || !OperandsOf(e).All(purity.IsPure))
            return null;
        if (targets.All(IsLocal))
            return new Branches.Plain(statement);
        return isLast && targets is [var target] && CanBePut(target) ? new Branches.Put(statement) : null;
    }

    private static IEnumerable<ExpressionSyntax> OperandsOf(ExpressionSyntax e) =>
        e is AssignmentExpressionSyntax { Right: TupleExpressionSyntax tuple } ? tuple.Arguments.Select(a => a.Expression)
        : e is AssignmentExpressionSyntax assignment ? [assignment.Right]
        : [];

    private bool IsLocal(ExpressionSyntax target) =>
        target is IdentifierNameSyntax
        && model.Symbol(target) switch
        {
            ILocalSymbol { IsRef: false } local => IsOwn(local, local.Type),
            IParameterSymbol { RefKind: RefKind.None } parameter => IsOwn(parameter, parameter.Type),
            _ => false,
        };

    /// <summary>A number that no lambda knows, or a variable of the side itself.</summary>
    private bool IsOwn(ISymbol variable, ITypeSymbol type) => !IsCaptured(variable) && (!IsOutside(variable) || Doubles.Is(type));

    private bool IsOutside(ISymbol variable) =>
        ScriptModel.Declaration(variable) is not { } declaration
        || declaration.SpanStart < first.SpanStart
        || declaration.Span.End > last.Span.End;

    private bool IsCaptured(ISymbol variable) =>
        model.Of(first).AnalyzeDataFlow((StatementSyntax)first) is not { Succeeded: true } flow
        || flow.Captured.Contains(variable, SymbolEqualityComparer.Default);

    private bool CanBePut(ExpressionSyntax target)
    {
        if (!Doubles.Is(model.Type(target)) || !Parts(target).All(purity.IsPure) || (put is not null && put != target.ToString()))
            return false;
        if (
            model.Symbol(target) is IPropertySymbol property
            && ScriptModel.Declaration(property) is { } declaration
            && !IsAuto(declaration)
        )
            return false;
        var names = target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => model.Symbol(n));
        if (
            names.Any(s => s is ILocalSymbol local && !IsOutside(local))
            || model.Symbol(target) is IParameterSymbol { RefKind: RefKind.Out }
        )
            return false;
        (put, Target) = (target.ToString(), target);
        return true;
    }

    /// <summary>A property that is a field by another name: to read and write it does nothing else.</summary>
    private static bool IsAuto(SyntaxNode declaration) =>
        declaration is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors, Modifiers: var modifiers }
        && accessors.All(a => a is { Body: null, ExpressionBody: null })
        && !modifiers.Any(m =>
            (SyntaxKind)m.RawKind is SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.AbstractKeyword
        );

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax target) =>
        target switch
        {
            ElementAccessExpressionSyntax element => element.ArgumentList.Arguments.Select(a => a.Expression).Append(element.Expression),
            MemberAccessExpressionSyntax member => [member.Expression],
            _ => [],
        };

    private static StatementSyntax[] StatementsOf(StatementSyntax? statement) =>
        statement switch
        {
            null => [],
            BlockSyntax block => [.. block.Statements],
            _ => [statement],
        };

    /// <summary>An if; where its first side ends, the statements after it are the other one.</summary>
    private Branches? Choice(IfStatementSyntax choice, StatementSyntax[] rest, bool isLast)
    {
        var isData = rewriter.IsData(choice.Condition);
        if (!(isData ? rewriter.CanBeCondition(choice.Condition) : purity.IsPure(choice.Condition)))
            return null;
        if (
            Read(StatementsOf(choice.Statement), rest, isLast) is not { } then
            || Read(StatementsOf(choice.Else?.Statement), rest, isLast) is not { } other
        )
            return null;
        if (Returns(then) || Returns(other))
        {
            var (endsThen, endsElse) = (Branches.Ends(then), Branches.Ends(other));
            if (!endsThen && !endsElse)
                return null;
            if (!endsElse && Continued(other) is { } whole)
                other = whole;
            else if (!endsThen && Continued(then) is { } first)
                then = first;
            if (!Branches.Ends(then) || !Branches.Ends(other))
                return null;
        }
        if (isData && !CanBeJoined(then, other))
            return null;
        return isData
            ? new Branches.Choice(choice.Condition, () => rewriter.Condition(choice.Condition), then, other, choice)
            : new Branches.Decided(choice.Condition, then, other);

        List<Branches>? Continued(List<Branches> side) => Read(rest, [], isLast: true) is { } after ? [.. side, .. after] : null;
    }

    /// <summary>What both sides leave behind are numbers: nothing else can be one of two under a condition.</summary>
    private bool CanBeJoined(List<Branches> then, List<Branches> other) =>
        rewriter.NumbersOf([.. then, .. other]).All(n => Doubles.Is(n is ILocalSymbol local ? local.Type : ((IParameterSymbol)n).Type));

    private static bool Returns(List<Branches> list) =>
        list.Any(b =>
            b switch
            {
                Branches.Return or Branches.Throw => true,
                Branches.Choice c => Returns(c.Then) || Returns(c.Else),
                Branches.Decided d => Returns(d.Then) || Returns(d.Else),
                Branches.Braces s => Returns(s.Inside),
                Branches.Loop l => Returns(l.Body),
                _ => false,
            }
        );

    /// <summary>A switch over a double, as a chain of choices on its value.</summary>
    private Branches.Braces? Switch(SwitchStatementSyntax choice, StatementSyntax[] rest, bool isLast)
    {
        if (!purity.IsPure(choice.Expression))
            return null;
        var held = rewriter.Held();
        var chain = Chain(
            choice,
            [.. choice.Sections.Where(s => !IsDefault(s)), .. choice.Sections.Where(IsDefault)],
            0,
            held,
            rest,
            isLast
        );
        return chain is null ? null : new([new Branches.Held(held, choice.Expression), .. chain]);
    }

    /// <summary>The statements of a section without its break.</summary>
    private static StatementSyntax[] BodyOf(SwitchSectionSyntax section)
    {
        StatementSyntax[] body = [.. section.Statements];
        if (body is [BlockSyntax block])
            body = [.. block.Statements];
        return body is [.., BreakStatementSyntax] ? body[..^1] : body;
    }

    private static bool IsDefault(SwitchSectionSyntax section) => section.Labels.Any(l => l is DefaultSwitchLabelSyntax);

    private List<Branches>? Chain(
        SwitchStatementSyntax choice,
        List<SwitchSectionSyntax> sections,
        int at,
        string held,
        StatementSyntax[] rest,
        bool isLast
    )
    {
        if (at == sections.Count)
            return mayReturn ? Read(rest, [], isLast: true) : [];
        var section = sections[at];
        var then = Read(BodyOf(section), rest, isLast);
        if (then is not null && mayReturn && !Branches.Ends(then))
            then = Read(rest, [], isLast: true) is { } after ? [.. then, .. after] : null;
        if (then is null || IsDefault(section))
            return then;
        if (
            !section.Labels.All(Rewriter.CanBeCondition)
            || Chain(choice, sections, at + 1, held, rest, isLast) is not { } other
            || !CanBeJoined(then, other)
        )
            return null;
        return [new Branches.Choice(section.Labels[0], () => rewriter.Condition(held, section.Labels), then, other, choice)];
    }

    private Branches.Loop? Loop(ForStatementSyntax loop)
    {
        if (loop.Condition is not { } condition || rewriter.IsData(condition) || !purity.IsPure(condition) || loop.Initializers.Count > 0)
            return null;
        if (
            loop.Declaration is not { } declaration
            || !declaration.Variables.All(v => v.Initializer is null || purity.IsPure(v.Initializer.Value))
        )
            return null;
        var counted = loop.Incrementors.SelectMany(Assignments.Targets).ToList();
        if (
            counted.Count != loop.Incrementors.Count
            || !counted.All(t => t is IdentifierNameSyntax && model.Symbol(t) is ILocalSymbol own && !IsOutside(own))
        )
            return null;
        return Read(StatementsOf(loop.Statement), [], isLast: false) is { } body && !Returns(body) ? new(loop, body) : null;
    }

    private Branches.Loop? Loop(ForEachStatementSyntax loop) =>
        purity.IsPure(loop.Expression) && Read(StatementsOf(loop.Statement), [], isLast: false) is { } body && !Returns(body)
            ? new(loop, body)
            : null;
}
