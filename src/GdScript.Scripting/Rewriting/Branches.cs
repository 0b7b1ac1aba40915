using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>A statement of a region that becomes choices: both sides of every branch on doubles run while recording.</summary>
internal abstract record Branches
{
    private Branches() { }

    /// <summary>A statement that runs as it is, on the variables of its side.</summary>
    public sealed record Plain(StatementSyntax Statement) : Branches;

    public sealed record Braces(List<Branches> Inside) : Branches;

    /// <summary>A branch on doubles.</summary>
    /// <param name="At">The if, the label or whatever else stands for the condition in messages.</param>
    /// <param name="Condition">Writes the condition.</param>
    /// <param name="Then">The first side.</param>
    /// <param name="Else">The other side.</param>
    /// <param name="Statement">The whole statement: which variables are set before it.</param>
    public sealed record Choice(
        Microsoft.CodeAnalysis.SyntaxNode At,
        Func<ExpressionSyntax> Condition,
        List<Branches> Then,
        List<Branches> Else,
        StatementSyntax Statement
    ) : Branches;

    /// <summary>A branch that does not depend on doubles.</summary>
    public sealed record Decided(ExpressionSyntax Condition, List<Branches> Then, List<Branches> Else) : Branches;

    public sealed record Loop(StatementSyntax Statement, List<Branches> Body) : Branches;

    /// <summary>The last thing a side does: to write what is not a local variable.</summary>
    public sealed record Put(ExpressionStatementSyntax Statement) : Branches;

    public sealed record Return(ReturnStatementSyntax Statement, ExpressionSyntax Value) : Branches;

    public sealed record Throw(StatementSyntax Statement) : Branches;

    /// <summary>The value of a switch, computed once.</summary>
    public sealed record Held(string Name, ExpressionSyntax Value) : Branches;

    /// <summary>Every way ends in a put.</summary>
    public static bool Puts(List<Branches> list) =>
        list.Count > 0
        && list[^1] switch
        {
            Put => true,
            Choice c => Puts(c.Then) && Puts(c.Else),
            Decided d => Puts(d.Then) && Puts(d.Else),
            Braces b => Puts(b.Inside),
            _ => false,
        };

    /// <summary>No way leads past the end.</summary>
    public static bool Ends(List<Branches> list) =>
        list.Count > 0
        && list[^1] switch
        {
            Return or Throw => true,
            Choice c => Ends(c.Then) && Ends(c.Else),
            Decided d => Ends(d.Then) && Ends(d.Else),
            Braces b => Ends(b.Inside),
            _ => false,
        };
}
