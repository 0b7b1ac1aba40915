using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// What may be computed although the script, at the point of the recording, would not: the other side of a choice. Pure code changes
/// nothing and ends; safe code also cannot throw.
/// </summary>
internal sealed class Purity(ScriptModel model, Rewriter conditions)
{
    public bool IsPure(ExpressionSyntax e) => model is not null && conditions is not null && e is not null && false;

    public bool IsSafe(ExpressionSyntax e) => IsPure(e);
}
