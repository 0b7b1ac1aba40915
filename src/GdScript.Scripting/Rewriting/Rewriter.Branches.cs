using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// if and switch statements that become choices: each side works on its own copies of the numbers it writes, and at the end every
/// number is one of the two under the condition. See <see cref="Recording.Fork"/>.
/// </summary>
internal sealed partial class Rewriter
{
    /// <summary>A name for the value of a switch.</summary>
    public string Held() => Fresh("g");

    /// <summary>The first of the statements as a choice, or it and all after it, and whether they are all of the rest; null when they must be guards.</summary>
    private (List<StatementSyntax> Written, bool IsRest)? Chosen(ReadOnlySpan<StatementSyntax> statements)
    {
        var first = statements[0];
        if (
            !(first is IfStatementSyntax { Condition: var condition } && IsData(condition))
            && !(first is SwitchStatementSyntax s && model.IsDouble(s.Expression))
        )
            return null;
        if (GivesDouble(first))
        {
            var reader = new BranchReader(model, purity, this, first, statements[^1], mayReturn: true);
            if (reader.Read(statements.ToArray()) is { } returning && Branches.Ends(returning) && reader.Target is null)
                return ([.. Returned(returning), .. statements.ToArray().OfType<LocalFunctionStatementSyntax>().Select(Statement)], true);
        }
        var single = new BranchReader(model, purity, this, first, first, mayReturn: false);
        return single.Read([first]) is { } branches ? (Joined(first, branches, single), false) : null;
    }

    /// <summary>The method, lambda or getter around a statement returns a double, and is no iterator.</summary>
    private bool GivesDouble(StatementSyntax statement) =>
        model.Of(statement).GetEnclosingSymbol(statement.SpanStart) is IMethodSymbol { RefKind: RefKind.None } method
        && Doubles.Is(method.ReturnType);

    private List<StatementSyntax> Returned(List<Branches> branches)
    {
        var result = Fresh("r");
        var written = new List<StatementSyntax>
        {
            Code.Declare(Code.Scalar, result, LiteralExpression(SyntaxKind.DefaultLiteralExpression, Token(SyntaxKind.DefaultKeyword))),
        };
        written.AddRange(Written(branches, new(result, null)));
        written.Add(ReturnStatement(Code.Name(result)));
        return [Code.Braces(written)];
    }

    private List<StatementSyntax> Joined(StatementSyntax first, List<Branches> branches, BranchReader reader)
    {
        if (reader.Target is not { } target)
            return [.. Written(branches, new(null, null))];
        var put = Fresh("l");
        StatementSyntax[] joined = [.. Written(branches, new(null, (put, target))), Code.Assign(Expression(target), Code.Name(put))];
        var declared = Code.Declare(Code.Scalar, put, Default);
        return [Code.Braces(Branches.Puts(branches) ? [declared, .. joined] : [declared, .. WhereThere(first, target, put, joined)])];
    }

    /// <summary>
    /// A side that leaves the target as it is reads it, which the loss does not: an element may be missing there. Then the statement
    /// branches: <c>bool h; try { l = a[i]; h = true; } catch { h = false; } if (h) joined else guarded</c>.
    /// </summary>
    private List<StatementSyntax> WhereThere(StatementSyntax first, ExpressionSyntax target, string put, StatementSyntax[] joined)
    {
        var (there, error) = (Fresh("h"), Fresh("x"));
        var ours = BinaryExpression(SyntaxKind.IsExpression, Code.Name(error), ParseTypeName($"{Code.Recording}.RecordingEnd"));
        var read = Code.Braces([Code.Assign(Code.Name(put), Expression(target)), Found(SyntaxKind.TrueLiteralExpression)]);
        var missing = CatchClause(
            CatchDeclaration(ParseTypeName("global::System.Exception"), Identifier(error)),
            CatchFilterClause(Code.Not(Code.Parens(ours))), // the end of a recording is nobody's to catch
            Code.Braces([Found(SyntaxKind.FalseLiteralExpression)])
        );
        return
        [
            Code.Declare(Code.Bool, there, LiteralExpression(SyntaxKind.FalseLiteralExpression)),
            TryStatement(read, SingletonList(missing), null),
            IfStatement(
                Code.Name(there),
                Code.Braces(joined),
                ElseClause(Code.Braces([Code.At(places.NumberOf(Announcement(first))), Statement(first)]))
            ),
        ];

        StatementSyntax Found(SyntaxKind truth) => Code.Assign(Code.Name(there), LiteralExpression(truth));
    }

    /// <summary>Where a side leaves what it finds.</summary>
    /// <param name="Result">The variable for the value of a return.</param>
    /// <param name="Put">The variable for what is written to the target.</param>
    private sealed record Ends(string? Result, (string Name, ExpressionSyntax Target)? Put);

    private IEnumerable<StatementSyntax> Written(List<Branches> branches, Ends ends)
    {
        var puts = false;
        foreach (var branch in branches)
        {
            puts |= branch is Branches.Put or Branches.Choice or Branches.Decided or Branches.Braces;
            foreach (var statement in Written(branch, ends))
                yield return statement;
        }
        if (ends.Put is { } put && !puts) // a side that leaves the target as it is
            yield return Code.Assign(Code.Name(put.Name), Expression(put.Target));
    }

    private IEnumerable<StatementSyntax> Written(Branches branch, Ends ends) =>
        branch switch
        {
            Branches.Plain plain => Statements(plain.Statement),
            Branches.Braces braces => [Code.Braces(Written(braces.Inside, ends))],
            Branches.Held held => [Code.At(places.NumberOf(held.Value)), Code.Declare(Code.Scalar, held.Name, Expression(held.Value))],
            Branches.Return value => [Code.At(places.NumberOf(value.Statement)), Code.Assign(Code.Name(ends.Result!), Number(value.Value))],
            Branches.Throw thrown => Statements(thrown.Statement),
            Branches.Put put => Putting(put, ends.Put!.Value),
            Branches.Decided decided => Decided(decided, ends),
            Branches.Loop loop => Looped(loop, ends),
            Branches.Choice choice => Forked(choice, ends),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private IEnumerable<StatementSyntax> Putting(Branches.Put put, (string Name, ExpressionSyntax Target) place)
    {
        yield return Code.At(places.NumberOf(put.Statement));
        if (put.Statement.Expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment)
            yield return Code.Assign(Code.Name(place.Name), Number(assignment.Right));
        else
        {
            yield return Code.Assign(Code.Name(place.Name), Expression(place.Target));
            yield return put.Statement.Expression switch
            {
                AssignmentExpressionSyntax compound => ExpressionStatement(
                    compound.WithLeft(Code.Name(place.Name)).WithRight(Expression(compound.Right))
                ),
                PostfixUnaryExpressionSyntax step => ExpressionStatement(step.WithOperand(Code.Name(place.Name))),
                PrefixUnaryExpressionSyntax step => ExpressionStatement(step.WithOperand(Code.Name(place.Name))),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
    }

    private IEnumerable<StatementSyntax> Decided(Branches.Decided decided, Ends ends)
    {
        yield return Code.At(places.NumberOf(decided.Condition));
        yield return IfStatement(
            Expression(decided.Condition),
            Code.Braces(Written(decided.Then, ends)),
            ElseClause(Code.Braces(Written(decided.Else, ends)))
        );
    }

    private IEnumerable<StatementSyntax> Looped(Branches.Loop loop, Ends ends)
    {
        var body = Code.Braces([Code.At(places.NumberOf(Announcement(loop.Statement))), .. Written(loop.Body, ends with { Put = null })]);
        yield return loop.Statement switch
        {
            ForStatementSyntax l => l.WithDeclaration((VariableDeclarationSyntax)Visit(l.Declaration)!)
                .WithCondition(Expression(l.Condition!))
                .WithIncrementors(SeparatedList(l.Incrementors.Select(Expression)))
                .WithStatement(body),
            ForEachStatementSyntax l => l.WithType((TypeSyntax)Visit(l.Type)!).WithExpression(Expression(l.Expression)).WithStatement(body),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private List<StatementSyntax> Forked(Branches.Choice choice, Ends ends)
    {
        var (fork, flow) = (Fresh("f"), model.Of(choice.Statement).AnalyzeDataFlow(choice.Statement)!);
        var ending = Branches.Ends([choice]);
        var numbers = NumbersOf([.. choice.Then, .. choice.Else]);
        var before = numbers.ToDictionary(n => n, n => Code.Name(NameOf(n)), Symbols);
        var place = places.NumberOf(choice.At);
        var written = new List<StatementSyntax>
        {
            Code.At(place),
            Code.Declare(IdentifierName("var"), fork, Code.Call(Code.Member(Code.Fork, "Of"), choice.Condition(), Code.Number(place))),
        };
        var (then, a) = Sided(choice.Then, "t");
        var (other, b) = Sided(choice.Else, "e");
        written.AddRange([.. then, .. other, Running("Then", a.Body), Running("Else", b.Body)]);
        if (ending)
            written.Add(Joining(Code.Name(ends.Result!), a.Ends.Result!, b.Ends.Result!));
        else
        {
            written.AddRange(numbers.Select(n => Joining(before[n], a.Names[n], b.Names[n])));
            if (ends.Put is { } put)
                written.Add(Joining(Code.Name(put.Name), a.Ends.Put!.Value.Name, b.Ends.Put!.Value.Name));
        }
        return written;

        (List<StatementSyntax> Declared, (List<StatementSyntax> Body, Ends Ends, Dictionary<ISymbol, string> Names) Side) Sided(
            List<Branches> side,
            string stem
        )
        {
            var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
            var declared = new List<StatementSyntax>();
            foreach (var number in numbers)
            {
                names.Add(number, Fresh(stem));
                var set = renamed.ContainsKey(number) || flow.DefinitelyAssignedOnEntry.Contains(number, SymbolEqualityComparer.Default);
                declared.Add(Code.Declare(Code.Scalar, names[number], set ? before[number] : Default));
            }
            var mine = ends with
            {
                Result = ends.Result is null ? null : Fresh(stem),
                Put = ends.Put is { } p ? (Fresh(stem), p.Target) : null,
            };
            foreach (var name in new[] { mine.Result, mine.Put?.Name }.OfType<string>())
                declared.Add(Code.Declare(Code.Scalar, name, Default));
            var saved = numbers.ToDictionary(n => n, n => renamed.GetValueOrDefault(n), Symbols);
            foreach (var number in numbers)
                renamed[number] = names[number];
            var body = Written(side, mine).ToList();
            foreach (var number in numbers)
                if (saved[number] is { } name)
                    renamed[number] = name;
                else
                    renamed.Remove(number);
            return (declared, (body, mine, names));
        }

        StatementSyntax Running(string side, List<StatementSyntax> body)
        {
            var error = Fresh("x");
            var absorbed = Code.Call(Code.Member(Code.Name(fork), "Absorb"), Code.Name(error));
            var caught = CatchClause(
                CatchDeclaration(ParseTypeName("global::System.Exception"), Identifier(error)),
                CatchFilterClause(absorbed),
                Block()
            );
            return IfStatement(
                Code.Call(Code.Member(Code.Name(fork), side)),
                Code.Braces([TryStatement(Code.Braces(body), SingletonList(caught), null)])
            );
        }

        StatementSyntax Joining(ExpressionSyntax target, string one, string two) =>
            Code.Assign(target, Code.Call(Code.Member(Code.Name(fork), "Join"), Code.Name(one), Code.Name(two)));
    }

    private static ExpressionSyntax Default => LiteralExpression(SyntaxKind.DefaultLiteralExpression, Token(SyntaxKind.DefaultKeyword));

    private string NameOf(ISymbol symbol) => renamed.GetValueOrDefault(symbol) ?? symbol.Name;

    private static readonly IEqualityComparer<ISymbol> Symbols = SymbolEqualityComparer.Default;

    /// <summary>The numbers around the sides of a choice that they write.</summary>
    public List<ISymbol> NumbersOf(List<Branches> sides)
    {
        var (written, own) = (new HashSet<ISymbol>(Symbols), new HashSet<ISymbol>(Symbols));
        var waiting = new Stack<Branches>(sides);
        while (waiting.TryPop(out var branch))
        {
            if (branch is Branches.Plain { Statement: var statement })
                foreach (var node in statement.DescendantNodesAndSelf())
                {
                    if (node is VariableDeclaratorSyntax && model.Of(node).GetDeclaredSymbol(node) is { } declared)
                        own.Add(declared);
                    written.UnionWith(Assignments.Targets(node).Select(t => model.Symbol(t)).OfType<ISymbol>());
                }
            foreach (var inside in Inside(branch))
                waiting.Push(inside);
        }
        written.ExceptWith(own);
        return [.. written.Where(w => w is ILocalSymbol or IParameterSymbol).OrderBy(w => w.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<Branches> Inside(Branches branch) =>
        branch switch
        {
            Branches.Braces b => b.Inside,
            Branches.Choice c => c.Then.Concat(c.Else),
            Branches.Decided d => d.Then.Concat(d.Else),
            Branches.Loop l => l.Body,
            _ => [],
        };
}
