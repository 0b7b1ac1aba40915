using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Compiling;

/// <summary>How much is put into the text that runs. Text that an edit breaks is compiled with less of it.</summary>
internal enum Care
{
    Everything,
    NoLambdas,
    MathOnly,
    Nothing,
}

/// <summary>The text that runs: what was written, with <c>Math</c> bound to our functions and guards against endless work.</summary>
internal static class RunningText
{
    /// <summary>What each file says; the very <paramref name="texts"/> where nothing is to be put in.</summary>
    /// <param name="asWritten">The compilation of the texts, without errors.</param>
    /// <param name="texts">The files as they were written, by name.</param>
    /// <param name="care">How much is put in.</param>
    /// <param name="apart">Whether guarded methods stay calls of their own.</param>
    public static Dictionary<string, string> Of(
        CSharpCompilation asWritten,
        Dictionary<string, string> texts,
        Care care,
        bool apart = false
    )
    {
        if (care == Care.Nothing)
            return texts;
        var math = new MathBinding(asWritten);
        var changed = texts;
        foreach (var tree in asWritten.SyntaxTrees)
        {
            var (edits, model) = (new Edits(), asWritten.GetSemanticModel(tree));
            math.All(model, edits);
            if (care < Care.MathOnly)
                new Guards(model, edits, lambdas: care < Care.NoLambdas, apart).All();
            if (edits.IsEmpty)
                continue;
            CallerTexts.All(model, edits);
            changed = ReferenceEquals(changed, texts) ? new(texts) : changed;
            changed[tree.FilePath] = edits.Apply(texts[tree.FilePath]);
        }
        return changed;
    }
}
