using GdScript.Symbolics;

namespace GdScript.Tests.Symbolics;

/// <summary>Random expressions over x, y and z, and points for them. The same seed gives the same.</summary>
public static class RandomExpressions
{
    private static readonly SymbolicExpression[] Names = [.. new[] { "x", "y", "z" }.Select(SymbolicExpression.Variable)];

    /// <summary>Whole numbers, + − and × only: at the points below every step of them is exact in doubles.</summary>
    public static SymbolicExpression Ring(Random random, int size) =>
        size <= 1 ? (random.Next(3) == 0 ? random.Next(-3, 4) : Names[random.Next(3)])
        : random.Next(4) == 0 ? -Ring(random, size - 1)
        : Joined(random.Next(3), Ring(random, size / 2), Ring(random, size - size / 2));

    /// <summary>Smooth functions too, kept where their values are of ordinary size.</summary>
    public static SymbolicExpression Smooth(Random random, int size)
    {
        if (size <= 1)
            return Ring(random, 1);
        var part = Smooth(random, size - 1);
        return random.Next(12) switch
        {
            0 => part.Sin(),
            1 => part.Cos().Exp(),
            2 => part.Tanh(),
            3 => (part * part + 1).Ln(),
            4 => (part * part + 2).Sqrt(),
            5 => part.ArcTan(),
            6 => part / (part * part + 3),
            7 => (part * part + 1).Pow(0.3),
            8 => part.Sin().Pow(2) * 0.1,
            _ => Joined(random.Next(3), Smooth(random, size / 2), Smooth(random, size - size / 2)),
        };
    }

    /// <summary>Quarters between −2 and 2.</summary>
    public static Dictionary<string, FloatingPoint> Point(Random random) =>
        new[] { "x", "y", "z" }.ToDictionary(name => name, _ => (FloatingPoint)(random.Next(-8, 9) / 4.0));

    private static SymbolicExpression Joined(int how, SymbolicExpression a, SymbolicExpression b) =>
        how == 0 ? a + b
        : how == 1 ? a - b
        : a * b;
}
