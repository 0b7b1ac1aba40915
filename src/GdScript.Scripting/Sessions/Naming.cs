using System.Collections.Immutable;
using System.Reflection;
using GdScript.Scripting.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>What a submission declares.</summary>
internal static class Naming
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Whether later submissions can see anything of this one.</summary>
    public static bool Any(CSharpCompilation compilation) =>
        Members(compilation).Any()
        || compilation.SyntaxTrees.Any(t => ((CompilationUnitSyntax)t.GetRoot()).Usings.Count > 0)
        || compilation.SyntaxTrees.Any(t => ChangesWhatIsRead(compilation, t));

    /// <summary>The names of a session after a submission: those it declares stand for nothing else from now on.</summary>
    public static ImmutableDictionary<string, Named> After(
        ImmutableDictionary<string, Named> names,
        Link link,
        Func<string, string?> givenAs
    )
    {
        foreach (var same in Members(link.Running).GroupBy(m => m.Name))
        {
            ImmutableArray<ISymbol> symbols = [.. same];
            var field = symbols is [IFieldSymbol or IPropertySymbol] ? link.Instance.GetType().GetField(same.Key, Fields) : null;
            names = names.SetItem(same.Key, new(same.Key, link, field, givenAs(same.Key)));
        }
        return names;
    }

    /// <summary>The top-level members that a submission declares.</summary>
    public static IEnumerable<ISymbol> Members(CSharpCompilation compilation) =>
        (compilation.ScriptClass?.GetMembers() ?? []).Where(m => m is { IsImplicitlyDeclared: false, CanBeReferencedByName: true });

    /// <summary>
    /// A function that is assigned anew, and a field of a type, are read from the code by the recording twins: they must know of it.
    /// </summary>
    private static bool ChangesWhatIsRead(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
        return tree.GetRoot()
            .DescendantNodes()
            .SelectMany(Assignments.Targets)
            .Select(target => model.Value.GetSymbolInfo(target).Symbol)
            .Any(changed =>
                changed is IFieldSymbol { ContainingType.IsScriptClass: true, Type: var type }
                    ? Functions.Inside(type)
                    : changed is IFieldSymbol { IsStatic: true } && ScriptModel.Declaration(changed) is not null
            );
    }
}
