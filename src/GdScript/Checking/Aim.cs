using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// A direction through a point, component by component: a random sign and one of 16 sizes, in units of the coordinate's magnitude,
/// so that a step along it is the same part of every coordinate and equal errors do not cancel.
/// </summary>
internal static class Aim
{
    /// <summary>The weights of all components but those that are left out, whose weight is 0.</summary>
    public static double[] Of(double[] at, long seed, Func<int, bool>? isOut = null)
    {
        var dice = new Dice(seed);
        return [.. at.Select((x, i) => isOut?.Invoke(i) ?? false ? 0 : Weight(x, dice, i))];
    }

    /// <summary>The same sizes with the signs of the claims: where the loss has kinks, the direction in which a wrong claim stands out most.</summary>
    public static void Align(double[] weights, Bounded[] claims)
    {
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] * claims[i].Value < 0)
                weights[i] = -weights[i];
    }

    /// <summary>Σ w·a from one place up to another, and what rounding of the a may have done to it.</summary>
    public static (double Sum, double Own) Along(double[] weights, Bounded[] slopes, int from, int to)
    {
        Doubled sum = 0;
        var own = 0.0;
        for (var i = from; i < to; i++)
            if (weights[i] != 0)
            {
                sum += Doubled.Product(weights[i], slopes[i].Value);
                own += Math.Abs(weights[i]) * Math.Max(Judge.OwnRounding * Math.Abs(slopes[i].Value), slopes[i].Bound);
            }
        return (sum.Hi, own);
    }

    /// <summary>A power of two times five bits, so that products are exact.</summary>
    private static double Weight(double x, Dice dice, int i)
    {
        var size = x == 0 ? 0 : Math.Clamp(Math.ILogB(x), -300, 300);
        var weight = Math.ScaleB(1 + (dice.Bits(77, i) & 15) / 16.0, size);
        return dice.Coin(78, i) ? -weight : weight;
    }
}
