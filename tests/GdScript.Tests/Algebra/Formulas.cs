using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Tests.Algebra;

/// <summary>Formulas of these tests: u and v are vectors of 3, A and B are 3x3 matrices, every other name is a number.</summary>
internal static class Formulas
{
    private static readonly Table Rows = Table.Of(("row", [1, 2, 3]));

    public static Formula Read(string text) =>
        FormulaText.Parse(text, FormulaText.Names(text).Value.ToDictionary(name => name, ShapeOf)).Value;

    /// <summary>Both texts with the same parameters in the same order.</summary>
    public static (Formula, Formula) Read(string left, string right)
    {
        var names = FormulaText.Names(left).Value.Union(FormulaText.Names(right).Value).ToArray();
        var declared = names.Length == 0 ? "" : $"param {string.Join(", ", names.Select(Declared))}\n";
        return (Read(left), Read(right));
        Formula Read(string text) => FormulaText.Parse(declared + text).Value.With(Rows);
    }

    private static string Declared(string name) =>
        name
        + (
            ShapeOf(name).IsVector ? "[3]"
            : ShapeOf(name).IsMatrix ? "[3,3]"
            : ""
        );

    private static Shape ShapeOf(string name) =>
        name is "u" or "v" ? Shape.Vector(3)
        : name is "A" or "B" ? Shape.Matrix(3, 3)
        : Shape.Scalar;
}
