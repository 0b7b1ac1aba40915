namespace GdScript.Scripting.Recording;

/// <summary>
/// The remainders of C# as formulas, with all their bits. A quotient cannot give them (a - b*trunc(a/b) rounds), long
/// division can: taking 2^k·|b| away where it fits, from the largest k down, is exact in every step (Sterbenz).
/// </summary>
internal static class Remainders
{
    /// <summary>a % b: exact, with the sign of a. A guard keeps |a| below the power of two times |b| that the division starts from.</summary>
    public static Scalar Of(Scalar a, Scalar b)
    {
        if (a.IsKnown && b.IsKnown)
            return a.Value % b.Value;
        var (size, divisor) = (ScalarMath.Abs(a), ScalarMath.Abs(b));
        if (Holds(size < divisor))
            return a;
        if (!Holds((divisor > 0.0) & (size < double.PositiveInfinity)))
            return a * double.NaN;
        var rest = Rest(size, divisor);
        return Scalar.Select(Scalar.IsNegative(a), -rest, rest);
    }

    /// <summary>
    /// Math.IEEERemainder: x less y times the nearest whole number, the even one of two. Composed as the framework does,
    /// with guards where it branches.
    /// </summary>
    public static Scalar Nearest(Scalar x, Scalar y)
    {
        if (x.IsKnown && y.IsKnown)
            return Math.IEEERemainder(x.Value, y.Value);
        var rest = Of(x, y);
        if (Holds(Scalar.IsNaN(rest)))
            return rest;
        if (Holds((rest == 0.0) & Scalar.IsNegative(x)))
            return -0.0;
        var other = rest - ScalarMath.Abs(y) * ScalarMath.Sign(x);
        var (near, far) = (ScalarMath.Abs(rest), ScalarMath.Abs(other));
        if (!Holds(far == near))
            return Holds(far < near) ? other : rest;
        var quotient = x / y;
        return Holds(ScalarMath.Abs(ScalarMath.Round(quotient)) > ScalarMath.Abs(quotient)) ? other : rest;
    }

    /// <summary>What long division leaves of size, for 0 &lt; divisor ≤ size, both finite.</summary>
    private static Scalar Rest(Scalar size, Scalar divisor)
    {
        var steps = new Stack<Scalar>();
        var step = divisor;
        do
        {
            steps.Push(step);
            step *= 2.0;
        } while (!Holds(size < step));
        var rest = size;
        foreach (var taken in steps)
            rest = Scalar.Select(rest >= taken, rest - taken, rest);
        return rest;
    }

    private static bool Holds(Cond condition) => Recorder.Branch(condition, silent: true);
}
