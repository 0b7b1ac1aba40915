using System.Collections.Immutable;
using GdScript.Export.Queries;
using GdScript.Export.Tongues;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// A formula with its derivatives as text in another tongue, to be pasted into somebody's own program or paper: no reference to
/// this library, shared subterms as named locals, forms that do not cancel.
/// </summary>
/// <example>
/// <code>
/// var loss = Formula.Parse("x^2/20 + y^2").Value;
/// File.WriteAllText("Bowl.cs", ExportText.Of(loss, Target.CSharp, new() { Name = "Bowl" }).Value);
/// </code>
/// </example>
public static class ExportText
{
    /// <summary>The loss and what was asked of it, as one file.</summary>
    /// <param name="loss">A loss, or a formula whose value is an array: then its value and its Jacobian are written.</param>
    /// <param name="target">The tongue.</param>
    /// <param name="options">Names, and what is written beside value and gradient.</param>
    /// <returns>The text, or why it cannot be written: it is too large, or the target has no words for it.</returns>
    public static Result<string> Of(Formula loss, Target target, ExportOptions? options = null) =>
        from asked in Routines.Of(loss, options ?? ExportOptions.Default)
        from told in Vocabulary.Told(asked, target)
        from routines in Vocabulary.Checked(told, target)
        from text in Text(loss, target, options ?? ExportOptions.Default, routines)
        select text;

    private static Result<string> Text(Formula loss, Target target, ExportOptions options, ImmutableArray<Routine> routines) =>
        target switch
        {
            Target.CSharp => CSharp(loss, options, routines),
            Target.C => C(loss, options, routines),
            Target.Python => Python(loss, options, routines),
            Target.NumPy => NumPy(loss, options, routines, isJax: false),
            Target.Jax => NumPy(loss, options, routines, isJax: true),
            Target.JavaScript => JavaScript(loss, options, routines),
            Target.Latex => Equations.Latex(loss, options),
            Target.MathML => Equations.MathML(loss, options),
            Target.Sql => SqlText.Of(loss, routines),
            Target.Graphviz => string.Join("\n", routines.Select(r => DotText.Of(loss, r, options.Name))),
        };

    private static string Python(Formula loss, ExportOptions options, ImmutableArray<Routine> routines)
    {
        var name = Named(options, new PythonTongue(PythonTongue.Shelf(), "").Reserved);
        return Program(loss, options, routines, new PythonTongue(PythonTongue.Shelf(), name), $"_{name}_");
    }

    private static string NumPy(Formula loss, ExportOptions options, ImmutableArray<Routine> routines, bool isJax)
    {
        var tools = NumPyTongue.Shelf(isJax);
        var tongue = new NumPyTongue(tools, isJax);
        var name = Named(options, [.. NumPyTongue.Reserved, .. tools.AllNames]);
        var names = new Identifiers(
            [.. NumPyTongue.Reserved, .. tools.AllNames, name, .. Identifiers.FunctionsOf(name)],
            ascii: false,
            folds: true
        );
        var shelf = new DataShelf(
            names,
            $"_{name}_",
            (data, numbers) => $"{data} = {tongue.Library}.array([{string.Join(", ", numbers.Select(n => tongue.Number(n).Text))}])\n"
        );
        ImmutableArray<Written> written = [.. routines.Select(r => ArrayWriter.Of(r, loss, tongue, [.. tools.AllNames, name], shelf))];
        return new NumPyFile(new(loss, options, written, [.. shelf.Texts]), name, tools, isJax).Text();
    }

    private static string JavaScript(Formula loss, ExportOptions options, ImmutableArray<Routine> routines)
    {
        var name = Named(options, new JavaScriptTongue(JavaScriptTongue.Shelf(""), "").Reserved);
        return Program(loss, options, routines, new JavaScriptTongue(JavaScriptTongue.Shelf(name), name), name + "_");
    }

    private static string Named(ExportOptions options, IEnumerable<string> reserved, bool ascii = false) =>
        new Identifiers(reserved, ascii, folds: true).Next(options.Name);

    private static string C(Formula loss, ExportOptions options, ImmutableArray<Routine> routines)
    {
        var name = Named(options, new CTongue(CTongue.Shelf(""), "").Reserved, ascii: true);
        return Program(loss, options, routines, new CTongue(CTongue.Shelf(name), name), name + "_");
    }

    private static string CSharp(Formula loss, ExportOptions options, ImmutableArray<Routine> routines)
    {
        var reserved = new CSharpTongue(CSharpTongue.Shelf(), "").Reserved;
        var name = new Identifiers(reserved, ascii: false).Next(Pascal(options.Name));
        return Program(loss, options, routines, new CSharpTongue(CSharpTongue.Shelf(), name), "");
    }

    /// <summary><c>my-loss</c> as a class is called: <c>MyLoss</c>.</summary>
    private static string Pascal(string name) =>
        string.Concat(name.Split('_', '-', ' ').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static string Program(Formula loss, ExportOptions options, ImmutableArray<Routine> routines, Tongue tongue, string prefix)
    {
        var names = new Identifiers(tongue.Reserved, tongue.Ascii);
        foreach (var name in loss.Parameters.Select(p => p.Name).Concat(loss.Columns.Select(c => c.Name)))
            names.Next(name);
        var shelf = new DataShelf(names, prefix, tongue.Data);
        ImmutableArray<Written> written = [.. routines.Select(r => Writer.Of(r, loss, tongue, shelf))];
        return tongue.File(new(loss, options, written, [.. shelf.Texts]));
    }
}
