using System.Collections.Immutable;
using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Export;

/// <summary>What the comments of a written program say.</summary>
internal static class About
{
    private const int LongestFormula = 400;

    private const int MostNames = 20;

    /// <summary>The formula on one line, as far as a line goes.</summary>
    public static string Formula(Formula loss)
    {
        var infix = loss.Size > LongestFormula ? loss.ToString() : loss.Infix.ReplaceLineEndings("; ");
        return infix.Length > LongestFormula ? infix[..LongestFormula] + " …" : infix;
    }

    /// <summary>The numbers of a point: <c>x, y, W (2x3)</c>.</summary>
    public static string Point(Formula loss) =>
        loss.Parameters.IsEmpty ? "no numbers"
        : loss.Parameters.All(p => p.Shape.IsScalar) ? Listed(loss.Parameters, p => p.Name)
        : Listed(loss.Parameters, p => p.Shape.IsScalar ? p.Name : $"{p.Name} ({p.Shape}{(p.Shape.IsMatrix ? ", row by row" : "")})");

    /// <summary>One number for each of the point's: <c>d/dx, d/dy</c>.</summary>
    public static string Gradient(Formula loss) =>
        loss.Parameters.IsEmpty ? "nothing"
        : loss.Parameters.All(p => p.Shape.IsScalar) ? Listed(loss.Parameters, p => $"d/d{p.Name}")
        : $"one slope for each number of the point, in the same order ({Count(loss.PointSize)})";

    /// <summary>What each row has in a column.</summary>
    public static string Column(Column column) =>
        column.Shape.IsScalar ? "a number for each row" : $"{column.Shape} for each row, row after row";

    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Listed(ImmutableArray<Parameter> all, Func<Parameter, string> said) =>
        string.Join(", ", all.Take(MostNames).Select(said)) + (all.Length > MostNames ? $", … ({Count(all.Length)} in all)" : "");
}
