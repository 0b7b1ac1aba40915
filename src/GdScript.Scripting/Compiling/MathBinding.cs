using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Compiling;

/// <summary>
/// Binds every function of <c>System.Math</c> (and the same functions on <c>double</c>) to ours: the machine's differ between
/// libraries in the last bit, ours are the same everywhere and the same as in the formula that the script becomes.
/// </summary>
internal sealed class MathBinding
{
    private const string Holder = "GdScript.Scripting.Recording.ScriptMath";

    private readonly ILookup<string, IMethodSymbol> ours;

    public MathBinding(Compilation compilation) =>
        ours = (compilation.GetTypeByMetadataName(Holder)?.GetMembers() ?? [])
            .OfType<IMethodSymbol>()
            .Where(m => m is { IsStatic: true, MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
            .ToLookup(m => m.Name);

    /// <summary>Rebinds what the model's file uses.</summary>
    public void All(SemanticModel model, Edits edits)
    {
        if (ours.Count == 0)
            return;
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes(n => !Expressions.IsTree(model, n)))
            if (node is IdentifierNameSyntax name && ours.Contains(name.Identifier.ValueText) && IsOurs(model.GetSymbolInfo(name).Symbol))
                Rebind(name, edits);
    }

    private bool IsOurs(ISymbol? symbol) =>
        symbol is IMethodSymbol { IsStatic: true } method
        && (
            method.ContainingType.SpecialType == SpecialType.System_Double
            || method.ContainingType
                is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        )
        && ours[method.Name].Any(m => HaveSameTypes(m, method));

    private static bool HaveSameTypes(IMethodSymbol a, IMethodSymbol b) =>
        a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters)
            .All(p => p.First.RefKind == p.Second.RefKind && SymbolEqualityComparer.Default.Equals(p.First.Type, p.Second.Type));

    private static void Rebind(IdentifierNameSyntax name, Edits edits)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            edits.Replace(access.Expression.SpanStart, access.Expression.ToString(), "global::" + Holder);
        else
            edits.Begin(name.SpanStart, $"global::{Holder}.");
    }
}
