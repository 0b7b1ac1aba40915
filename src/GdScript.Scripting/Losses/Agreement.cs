using GdScript.Checking;

namespace GdScript.Scripting.Losses;

/// <summary>
/// Whether a formula is the loss it was recorded from, at one point: the law that every recorded script has to keep, and how a
/// recording over rows is tried before it is used.
/// </summary>
/// <param name="Plain">The loss as compiled.</param>
/// <param name="Traced">The formula.</param>
/// <param name="Bar">
/// How far the two may be apart: 0, the bits are the same, unless the formula reduces rows. Those are added in another order; the bar is
/// then the running error of the formula and of a sum from the left.
/// </param>
public readonly record struct Agreement(double Plain, double Traced, double Bar)
{
    /// <summary>The same bits, or NaN both.</summary>
    public bool IsSame =>
        BitConverter.DoubleToInt64Bits(Plain) == BitConverter.DoubleToInt64Bits(Traced) || (double.IsNaN(Plain) && double.IsNaN(Traced));

    /// <summary>As near as it has to be.</summary>
    public bool Holds => IsSame || Math.Abs(Plain - Traced) <= Bar;

    /// <summary>The two at a point where the formula holds.</summary>
    internal static Agreement At(TracedFormula traced, double plain, double value, ReadOnlySpan<double> point)
    {
        var formula = traced.Formula;
        var rows = formula.Data.Max(table => (double?)table.Count) ?? 0;
        return new(plain, value, rows == 0 ? 0 : (rows + 1) * RunningError.Of(formula, point).Bound);
    }
}
