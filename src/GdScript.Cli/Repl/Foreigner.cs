using System.Runtime.CompilerServices;
using GdScript.Graphs;
using GdScript.Scripting.Globals;
using GdScript.Symbolics;

namespace GdScript.Cli.Repl;

/// <summary>Values of C# as mathematics, and the other way.</summary>
internal static class Foreigner
{
    /// <summary>Numbers, vectors, matrices and formulas of C# as a formula; null for anything else.</summary>
    public static Expression? Expression(object? value) =>
        value switch
        {
            double number when double.IsFinite(number) => Repl.Expression.Of(number),
            int or long or short or byte or sbyte or ushort or uint or float => Repl.Expression.Of(
                Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
            ),
            double[] { Length: > 0 } vector => Repl.Expression.Of(Shape.Vector(vector.Length), vector),
            List<double> { Count: > 0 } list => Repl.Expression.Of(Shape.Vector(list.Count), list.ToArray()),
            double[,] { Length: > 0 } matrix => Repl.Expression.Of(
                Shape.Matrix(matrix.GetLength(0), matrix.GetLength(1)),
                matrix.Cast<double>().ToArray()
            ),
            Formula formula => Repl.Expression.Of(formula),
            _ => Written(value),
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Expression? Written(object? value) =>
        value is SymbolicExpression expression ? Repl.Expression.Of(expression.Formula)
        : value is LossFormula formula && formula.With(new Dictionary<string, Shape>()).Is(out var known, out _) ? Repl.Expression.Of(known)
        : null;
}
