using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>A formula as it was read, with what the reader should be warned of.</summary>
public sealed record Reading(Formula Formula, ImmutableArray<Problem> Warnings);

/// <summary>
/// Formula text to formula. A formula is data: reading it runs nothing, costs time and memory in proportion to the text,
/// and answers every mistake with its place and what to write instead.
/// </summary>
public static class FormulaText
{
    /// <summary>The formula exactly as written: no folding, no algebra. Its one root is the last line.</summary>
    /// <param name="text">One expression, or named lines and declarations with the value last.</param>
    /// <param name="shapes">The shapes of parameters, as far as they are known; others are scalars.</param>
    /// <param name="columns">
    /// The names that are data columns, beside those of a <c>column x, y</c> line; they are no parameters. A name that a
    /// <c>param</c> line declares stays a parameter.
    /// </param>
    public static Result<Formula> Parse(
        string text,
        IReadOnlyDictionary<string, Shape>? shapes = null,
        IReadOnlyList<Column>? columns = null
    ) => Read(text, shapes, columns).Select(reading => reading.Formula);

    /// <summary>The formula with warnings about numbers that round.</summary>
    public static Result<Reading> Read(
        string text,
        IReadOnlyDictionary<string, Shape>? shapes = null,
        IReadOnlyList<Column>? columns = null
    ) =>
        from script in Reader.Read(text)
        from scope in Scope.Of(script)
        from formula in Builder.Of(scope, shapes, columns)
        select new Reading(formula, [.. script.Warnings]);

    /// <summary>The names a text leaves open (parameters, and columns that no <c>column</c> line declares), without knowing their shapes: declared ones first, then in order of first appearance.</summary>
    public static Result<ImmutableArray<string>> Names(string text) =>
        from script in Reader.Read(text)
        from scope in Scope.Of(script)
        select scope.Parameters.ToImmutableArray();

    /// <summary>The columns that the <c>column</c> lines of a text declare, in order; one without a size may still be found to hold arrays.</summary>
    public static Result<ImmutableArray<Column>> Columns(string text) =>
        Reader
            .Read(text)
            .Select(script =>
                script
                    .Declarations.Where(d => d.IsColumn)
                    .Select(d => new Column(script.Names[d.Name]) { Shape = d.Shape ?? default })
                    .ToImmutableArray()
            );

    extension(Formula formula)
    {
        /// <summary>The first root in the formula language; reads back to the same value.</summary>
        public string Infix => Printer.Infix(formula);

        /// <summary>The first root as LaTeX.</summary>
        public string Latex => Text.Latex.Of(formula, formula.Root);

        /// <summary>The first root as a MathML element.</summary>
        public string MathML => Text.MathML.Of(formula, formula.Root);
    }
}
