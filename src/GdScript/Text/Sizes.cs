using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>How large an array in a formula may be: a formula is data, and evaluating it stays bounded.</summary>
internal static class Sizes
{
    /// <summary>2^24 numbers, 128 MiB.</summary>
    public const int MaxCount = 1 << 24;

    public static bool Fit(Shape shape) => Fit(Math.Max(1, shape.Rows), Math.Max(1, shape.Columns));

    public static bool Fit(int rows, int columns) => (long)rows * columns <= MaxCount;

    public static Problem TooLarge(int rows, int columns) =>
        Problem.Input(
            TextProblems.Id.ArrayTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"an array of {(long)rows * columns} numbers is too large"),
            string.Create(CultureInfo.InvariantCulture, $"at most {MaxCount} numbers fit in one array")
        );
}
